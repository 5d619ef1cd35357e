const compile = async (url) => {
  const { process } = globalThis;
  if (url.protocol === "file:") return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  return response.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
const pickFunction = (found) => typeof found === "function" ? found : found?.default;
const requireImport = (missing, name, found, members) => {
  if (members === undefined) {
    if (typeof found !== "function") missing.push(name);
    return;
  }
  for (const member of members.split(" ")){
    const [first, method] = member.split(".");
    const value = found?.[first];
    const there = method === undefined ? value : value?.prototype?.[method];
    if (typeof there !== "function") missing.push(`${name}#${member}`);
  }
};
const refuseMissing = (missing) => {
  if (missing.length > 0) throw new TypeError(`missing imports: ${missing.join(", ")}`);
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
const leave = (instance) => {
  if (!instance.mayLeave) trap("cannot leave component instance");
};
const isExit = (error) => typeof error === "object" && error !== null && Symbol.for("weft.exit.v1") in error;
const fail = (instance, error) => {
  instance.state = 3;
  if (error instanceof WebAssembly.RuntimeError || isExit(error)) throw error;
  return trap(error instanceof Error ? `${error.name}: ${error.message}` : "an exception was not caught", {
    cause: error
  });
};
const guardRealloc = (instance, realloc) => (oldPtr, oldSize, align, size) => {
  instance.mayLeave = false;
  const ptr = realloc(oldPtr, oldSize, align, size);
  instance.mayLeave = true;
  return ptr;
};
const UTF16_TAG = 0x80000000;
const windows1252 = new TextDecoder("windows-1252");
const utf16 = new TextDecoder("utf-16le", {
  fatal: true,
  ignoreBOM: true
});
const liftUtf16 = (memory, ptr, units) => {
  const end = ptr + 2 * units, { bytes } = memory;
  if (units > 0x7ffffff) trap("string pointer/length out of bounds of memory");
  if (ptr & 1) trap("unaligned pointer");
  if (end > bytes.length) trap("string pointer/length out of bounds of memory");
  if (units < 12) {
    let text = "", at = ptr;
    for(let code; at < end && ((code = memory.view.getUint16(at, true)) & 0xf800) !== 0xd800; at += 2)text += String.fromCharCode(code);
    if (at === end) return text;
  }
  try {
    return utf16.decode(bytes.subarray(ptr, end));
  } catch (cause) {
    return trap("invalid utf-16", {
      cause
    });
  }
};
const liftLatin1OrUtf16 = (memory, ptr, tagged) => {
  if (tagged >= UTF16_TAG) return liftUtf16(memory, ptr, tagged - UTF16_TAG);
  const end = ptr + tagged, { bytes } = memory;
  if (tagged > 0xfffffff) trap("string pointer/length out of bounds of memory");
  if (ptr & 1) trap("unaligned pointer");
  if (end > bytes.length) trap("string pointer/length out of bounds of memory");
  if (tagged >= 24) {
    const text = windows1252.decode(bytes.subarray(ptr, end));
    if (!/[^\0-\xff]/.test(text)) return text;
  }
  let text = "";
  for(let at = ptr; at < end; at++)text += String.fromCharCode(bytes[at]);
  return text;
};
const refresh = (memory) => {
  if (memory.bytes.length === 0) {
    const buffer = memory.memory.buffer;
    memory.bytes = new Uint8Array(buffer);
    memory.view = new DataView(buffer);
  }
};
const allocate = (memory, oldPtr, oldSize, align, size) => {
  const ptr = memory.realloc(oldPtr, oldSize, align, size) >>> 0;
  refresh(memory);
  if (ptr & align - 1) trap("realloc return: result not aligned");
  if (ptr + size > memory.bytes.length) trap("realloc return: beyond end of memory");
  return ptr;
};
const textOf = (value) => {
  const text = `${value}`;
  if (text.length > 0xfffffff) throw new RangeError("the string is longer than 268435455 code units");
  return text;
};
const encoder = new TextEncoder();
const encodeAscii = (text, bytes) => {
  const { read, written } = encoder.encodeInto(text, bytes);
  return read === text.length && written === read;
};
const isLone = (text, index) => text.codePointAt(index) < 0x10000 && !(text.codePointAt(index - 1) > 0xffff);
const writeUtf16 = (memory, ptr, text, start) => {
  const { view } = memory;
  for(let i = start, at = ptr + 2 * start; i < text.length; i++, at += 2){
    const code = text.charCodeAt(i);
    view.setUint16(at, (code & 0xf800) === 0xd800 && isLone(text, i) ? 0xfffd : code, true);
  }
};
const lowerLatin1OrUtf16 = (memory, value) => {
  const text = textOf(value), units = text.length;
  let ptr = allocate(memory, 0, 0, 2, units), fitting = 0;
  const { bytes } = memory;
  if (units >= 128 && encodeAscii(text, bytes.subarray(ptr, ptr + units))) fitting = units;
  for(let code; fitting < units && (code = text.charCodeAt(fitting)) < 256; fitting++)bytes[ptr + fitting] = code;
  memory.length = units;
  if (fitting < units) {
    ptr = allocate(memory, ptr, units, 2, 2 * units);
    for(let i = fitting; i-- > 0;)memory.view.setUint16(ptr + 2 * i, memory.bytes[ptr + i], true);
    writeUtf16(memory, ptr, text, fitting);
    memory.length = units + UTF16_TAG;
  }
  return ptr;
};
const linkAsync = async (steps) => {
  let step = steps.next();
  while(!step.done)step = steps.next(await WebAssembly.instantiate(...step.value));
  return step.value;
};
const linkSync = (steps) => {
  let step = steps.next();
  while(!step.done)step = steps.next(new WebAssembly.Instance(...step.value));
  return step.value;
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
const checkPointer = (memory, ptr, size, align) => {
  if (ptr & align - 1) trap("unaligned pointer");
  if (ptr + size > memory.bytes.length) trap("pointer out of bounds of memory");
};
const lowerUtf16 = (memory, value) => {
  const text = textOf(value), units = text.length;
  const ptr = allocate(memory, 0, 0, 2, 2 * units);
  memory.length = units;
  if (units >= 128) {
    const bytes = memory.bytes.subarray(ptr + units, ptr + 2 * units);
    if (encodeAscii(text, bytes)) {
      new Uint16Array(bytes.buffer, ptr, units).set(bytes);
      return ptr;
    }
  }
  writeUtf16(memory, ptr, text, 0);
  return ptr;
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
  const end = ptr + length, { bytes } = memory;
  if (length > 0xfffffff || end > bytes.length) trap("string pointer/length out of bounds of memory");
  if (length < 24) {
    let text = "", at = ptr;
    for(let byte; at < end && (byte = bytes[at]) < 128; at++)text += String.fromCharCode(byte);
    if (at === end) return text;
  }
  try {
    return utf8.decode(bytes.subarray(ptr, end));
  } catch (cause) {
    return invalidUtf8(bytes.subarray(ptr, end), cause);
  }
};
const lowerString = (memory, value) => {
  const text = textOf(value), units = text.length;
  let ptr = allocate(memory, 0, 0, 1, units), read = 0, written = 0;
  if (units < 40) {
    const { bytes } = memory;
    for(let code; read < units && (code = text.charCodeAt(read)) < 128; read++)bytes[ptr + read] = code;
    written = read;
  } else {
    ({ read, written } = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + units)));
  }
  if (read < units) {
    const size = units * 3;
    ptr = allocate(memory, ptr, units, 1, size);
    written += encoder.encodeInto(text.slice(read), memory.bytes.subarray(ptr + written, ptr + size)).written;
    if (written < size) ptr = allocate(memory, ptr, size, 1, written);
  }
  memory.length = written;
  return ptr;
};
function* link(modules, imports) {
  const shout = pickFunction(imports.shout);
  const note = pickFunction(imports.note);
  const missing = [];
  requireImport(missing, "shout", shout);
  requireImport(missing, "note", note);
  refuseMissing(missing);
  const instance = createInstance();
  const { exports: core } = yield [
    modules[0]
  ];
  const { realloc } = core;
  const memory = linearMemory(core.memory, guardRealloc(instance, realloc));
  const shout2 = (textPtr, textLen, out) => {
    leave(instance);
    refresh(memory);
    const value = shout(liftString(memory, textPtr >>> 0, textLen >>> 0));
    out >>>= 0;
    checkPointer(memory, out, 8, 4);
    const valuePtr = lowerString(memory, value), valueLen = memory.length;
    memory.view.setUint32(out, valuePtr, true);
    memory.view.setUint32(out + 4, valueLen, true);
  };
  const shout3 = (textPtr, textLen, out) => {
    leave(instance);
    refresh(memory);
    const value = shout(liftUtf16(memory, textPtr >>> 0, textLen >>> 0));
    out >>>= 0;
    checkPointer(memory, out, 8, 4);
    const valuePtr = lowerUtf16(memory, value), valueLen = memory.length;
    memory.view.setUint32(out, valuePtr, true);
    memory.view.setUint32(out + 4, valueLen, true);
  };
  const note2 = (textPtr, textLen) => {
    leave(instance);
    refresh(memory);
    note(liftLatin1OrUtf16(memory, textPtr >>> 0, textLen >>> 0));
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        shout8: shout2,
        shout16: shout3,
        note1: note2
      }
    }
  ];
  const { narrow: coreNarrow, wide: coreWide, compact: coreCompact } = core2;
  function narrow(text) {
    text = textOf(text);
    enter(instance);
    try {
      const textPtr = lowerString(memory, text), textLen = memory.length;
      const returned = coreNarrow(textPtr, textLen) >>> 0;
      refresh(memory);
      checkPointer(memory, returned, 8, 4);
      const result = liftString(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
      instance.state = 0;
      return result;
    } catch (error) {
      fail(instance, error);
    }
  }
  function wide(text) {
    text = textOf(text);
    enter(instance);
    try {
      const textPtr = lowerUtf16(memory, text), textLen = memory.length;
      const returned = coreWide(textPtr, textLen) >>> 0;
      refresh(memory);
      checkPointer(memory, returned, 8, 4);
      const result = liftUtf16(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
      instance.state = 0;
      return result;
    } catch (error) {
      fail(instance, error);
    }
  }
  function compact(text) {
    text = textOf(text);
    enter(instance);
    try {
      const textPtr = lowerLatin1OrUtf16(memory, text), textLen = memory.length;
      coreCompact(textPtr, textLen);
      instance.state = 0;
    } catch (error) {
      fail(instance, error);
    }
  }
  return {
    narrow,
    wide,
    compact
  };
}
export async function instantiate(imports = {}, { getCoreModule } = {}) {
  const modules = await Promise.all([
    getCoreModule?.("encodings.core.wasm") ?? compile(new URL("./encodings.core.wasm", import.meta.url)),
    getCoreModule?.("encodings.core2.wasm") ?? compile(new URL("./encodings.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  return linkSync(link([
    givenModule(getCoreModule, "encodings.core.wasm"),
    givenModule(getCoreModule, "encodings.core2.wasm")
  ], imports));
}
