const compile = async (url) => {
  const { process } = globalThis;
  if (url.protocol === "file:" && process) return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  return response.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
const createInstance = () => ({
  state: 0,
  mayLeave: true
});
const trap = (message, options) => {
  throw new WebAssembly.RuntimeError(message, options);
};
const enter = (instance) => {
  if (instance.state !== 0) trap("cannot enter component instance");
  instance.state = 2;
};
const lockDown = (instance, error) => {
  instance.state = 3;
  throw error;
};
const givenModule = (getCoreModule, name) => {
  const module = getCoreModule?.(name);
  if (module instanceof WebAssembly.Module) return module;
  throw new TypeError(`instantiateSync: getCoreModule gave no WebAssembly.Module "${name}"`);
};
const linearMemory = (memory, realloc) => {
  const buffer = memory.buffer;
  return {
    memory,
    realloc,
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    length: 0
  };
};
const refresh = (memory) => {
  if (memory.bytes.length === 0) {
    const buffer = memory.memory.buffer;
    memory.bytes = new Uint8Array(buffer);
    memory.view = new DataView(buffer);
  }
};
const checkPointer = (memory, ptr, size, align) => {
  if (ptr & align - 1) trap("unaligned pointer");
  if (ptr + size > memory.bytes.length) trap("pointer out of bounds of memory");
};
const textOf = (value) => {
  const text = `${value}`;
  if (text.length > 0xfffffff) throw new RangeError("the string is longer than 268435455 code units");
  return text;
};
const utf8 = new TextDecoder("utf-8", {
  fatal: true,
  ignoreBOM: true
});
const invalidUtf8 = (bytes, cause) => {
  try {
    new TextDecoder("utf-8", {
      fatal: true
    }).decode(bytes, {
      stream: true
    });
  } catch  {
    trap("invalid utf-8", {
      cause
    });
  }
  return trap("incomplete utf-8 byte sequence", {
    cause
  });
};
const liftString = (memory, ptr, length) => {
  if (length > 0xfffffff || ptr + length > memory.bytes.length) trap("string pointer/length out of bounds of memory");
  const bytes = memory.bytes.subarray(ptr, ptr + length);
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    return invalidUtf8(bytes, cause);
  }
};
const allocate = (memory, oldPtr, oldSize, align, size) => {
  const ptr = memory.realloc(oldPtr, oldSize, align, size) >>> 0;
  refresh(memory);
  if (ptr & align - 1) trap("realloc return: result not aligned");
  if (ptr + size > memory.bytes.length) trap("realloc return: beyond end of memory");
  return ptr;
};
const encoder = new TextEncoder();
const lowerString = (memory, value) => {
  const text = textOf(value);
  let size = text.length, ptr = allocate(memory, 0, 0, 1, size), done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
  if (done.read < size) {
    ptr = allocate(memory, ptr, size, 1, size *= 3);
    done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
    if (done.written < size) ptr = allocate(memory, ptr, size, 1, done.written);
  }
  memory.length = done.written;
  return ptr;
};
function link(coreInstance) {
  const instance = createInstance();
  const { exports: core } = coreInstance;
  const { add: coreAdd, greet: coreGreet, realloc, "greet-post": postGreet } = core;
  const memory = linearMemory(core.memory, realloc);
  function add(a, b) {
    a >>>= 0;
    b >>>= 0;
    enter(instance);
    try {
      const result = coreAdd(a, b) >>> 0;
      instance.state = 0;
      return result;
    } catch (error) {
      lockDown(instance, error);
    }
  }
  function greet(name) {
    name = textOf(name);
    enter(instance);
    try {
      const namePtr = lowerString(memory, name), nameLen = memory.length;
      const returned = coreGreet(namePtr, nameLen) >>> 0;
      refresh(memory);
      checkPointer(memory, returned, 8, 4);
      const result = liftString(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
      postGreet(returned);
      instance.state = 0;
      return result;
    } catch (error) {
      lockDown(instance, error);
    }
  }
  return {
    add,
    greet
  };
}
export async function instantiate(imports = {}, { getCoreModule } = {}) {
  const module = await (getCoreModule?.("greet.core.wasm") ?? compile(new URL("./greet.core.wasm", import.meta.url)));
  return link(await WebAssembly.instantiate(module));
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  return link(new WebAssembly.Instance(givenModule(getCoreModule, "greet.core.wasm")));
}
