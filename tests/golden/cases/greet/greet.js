const compile = async function(url) {
  const { process } = globalThis;
  if (url.protocol === "file:" && process) return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
const createInstance = () => ({
  state: 0
});
const trap = function(message, options) {
  throw new WebAssembly.RuntimeError(message, options);
};
const enter = function(instance, state) {
  if (instance.state) trap("cannot enter component instance");
  instance.state = state;
};
const linearMemory = function(memory, realloc) {
  const buffer = memory.buffer;
  return {
    memory,
    realloc,
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    length: 0
  };
};
const refresh = function(memory) {
  if (memory.bytes.length === 0) {
    const buffer = memory.memory.buffer;
    memory.bytes = new Uint8Array(buffer);
    memory.view = new DataView(buffer);
  }
};
const checkRange = function(memory, ptr, size, message) {
  refresh(memory);
  ptr >>>= 0;
  if (ptr + size > memory.bytes.length) trap(message);
  return ptr;
};
const checkPointer = function(memory, ptr, size, align) {
  if (ptr & align - 1) trap("unaligned pointer");
  return checkRange(memory, ptr, size, "pointer out of bounds of memory");
};
const textOf = function(value) {
  const text = `${value}`;
  if (text.length > 0xfffffff) throw new RangeError("string is too long");
  return text;
};
const utf8Decoder = () => new TextDecoder("utf-8", {
  fatal: true,
  ignoreBOM: true
});
const utf8 = utf8Decoder();
const liftString = function(memory, ptr, length) {
  ptr = checkRange(memory, ptr, length > 0xfffffff ? Infinity : length, "string pointer/length out of bounds of memory");
  const bytes = memory.bytes.subarray(ptr, ptr + length);
  try {
    return utf8.decode(bytes);
  } catch  {
    try {
      utf8Decoder().decode(bytes, {
        stream: true
      });
    } catch  {
      trap("invalid utf-8");
    }
    return trap("incomplete utf-8 byte sequence");
  }
};
const allocateBytes = (memory, oldPtr, oldSize, size) => checkRange(memory, memory.realloc(oldPtr, oldSize, 1, size), size, "realloc return: beyond end of memory");
const encoder = new TextEncoder();
const lowerString = function(memory, value) {
  const text = textOf(value);
  let size = text.length, ptr = allocateBytes(memory, 0, 0, size), done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
  if (done.read < size) {
    ptr = allocateBytes(memory, ptr, size, size *= 3);
    done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
    if (done.written < size) ptr = allocateBytes(memory, ptr, size, done.written);
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
    enter(instance, 4);
    const result = coreAdd(a, b) >>> 0;
    instance.state = 0;
    return result;
  }
  function greet(name) {
    name = textOf(name);
    enter(instance, 4);
    const namePtr = lowerString(memory, name), nameLen = memory.length;
    const returned = checkPointer(memory, coreGreet(namePtr, nameLen), 8, 4);
    const result = liftString(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
    postGreet(returned);
    instance.state = 0;
    return result;
  }
  return {
    add,
    greet
  };
}
export async function instantiate(imports, { getCoreModule } = {}) {
  return link(await WebAssembly.instantiate(await (getCoreModule?.("greet.core.wasm") ?? compile(new URL("./greet.core.wasm", import.meta.url)))));
}
export function instantiateSync(imports, { getCoreModule } = {}) {
  return link(new WebAssembly.Instance(getCoreModule("greet.core.wasm")));
}
