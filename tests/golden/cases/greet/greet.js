const compile = async function(url) {
  if (url.protocol === "file:" && globalThis.process) return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
const trap = function(message) {
  throw new WebAssembly.RuntimeError(message);
};
const enter = function(instance, state) {
  if (instance.state) trap("cannot enter component instance");
  instance.state = state;
};
const checkRange = function(memory, ptr, size, message) {
  if (!memory.bytes.length) {
    memory.bytes = new Uint8Array(memory.memory.buffer);
    memory.view = new DataView(memory.memory.buffer);
  }
  ptr >>>= 0;
  return ptr + size > memory.bytes.length ? trap(message) : ptr;
};
const checkPointer = function(memory, ptr, size, align) {
  if (ptr & align - 1) trap("unaligned pointer");
  return checkRange(memory, ptr, size, "pointer out of bounds of memory");
};
const utf8Decoder = () => new TextDecoder("utf-8", {
  fatal: true,
  ignoreBOM: true
});
const utf8 = utf8Decoder();
const liftString = function(memory, ptr, length) {
  ptr = checkRange(memory, ptr, length >> 28 ? Infinity : length, "string pointer/length out of bounds of memory");
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
    trap("incomplete utf-8 byte sequence");
  }
};
const allocateBytes = (memory, oldPtr, oldSize, size) => checkRange(memory, memory.realloc(oldPtr, oldSize, 1, size), size, "realloc return: beyond end of memory");
const encoder = new TextEncoder();
const lowerString = function(memory, text) {
  let size = text.length, ptr = allocateBytes(memory, 0, 0, size), done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
  if (done.read < size) {
    ptr = allocateBytes(memory, ptr, size, size *= 3);
    done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
    if (done.written < size) ptr = allocateBytes(memory, ptr, size, done.written);
  }
  memory.loweredLength = done.written;
  return ptr;
};
const link = ({ exports: core }) => {
  const instance = {
    state: 0
  };
  const { add: coreAdd, greet: coreGreet, realloc, "greet-post": postGreet } = core;
  const memory = {
    memory: core.memory,
    realloc,
    bytes: new Uint8Array(),
    view: null,
    loweredLength: 0
  };
  return {
    add(a, b) {
      a >>>= 0;
      b >>>= 0;
      enter(instance, 4);
      const result = coreAdd(a, b) >>> 0;
      instance.state = 0;
      return result;
    },
    greet(name) {
      name = `${name}`;
      enter(instance, 4);
      const namePtr = lowerString(memory, name), nameLen = memory.loweredLength;
      const returned = checkPointer(memory, coreGreet(namePtr, nameLen), 8, 4);
      const result = liftString(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
      postGreet(returned);
      instance.state = 0;
      return result;
    }
  };
};
export const instantiate = async (imports, { getCoreModule } = {}) => link(await WebAssembly.instantiate(await (getCoreModule?.("greet.core.wasm") ?? compile(new URL("./greet.core.wasm", import.meta.url)))));
export const instantiateSync = (imports, { getCoreModule } = {}) => link(new WebAssembly.Instance(getCoreModule("greet.core.wasm")));
