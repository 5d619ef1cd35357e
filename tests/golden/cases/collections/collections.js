const compile = async (url) => {
  const { process } = globalThis;
  if (url.protocol === "file:") return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  return response.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
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
const named = (error, parameter) => error instanceof TypeError || error instanceof SyntaxError ? new TypeError(`parameter "${parameter}": ${error.message}`, {
  cause: error
}) : error;
const isLowering = (instance) => instance.state === 1 || instance.state === 4;
const refuse = (instance, error, parameter) => {
  if (!isLowering(instance)) return;
  if (instance.state === 4) instance.undo();
  instance.state = 0;
  throw named(error, parameter);
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
const checkList = (memory, ptr, length, size, align) => {
  if (length * size > 0xfffffff) trap("list content out-of-bounds");
  if (ptr & align - 1) trap("unaligned pointer");
  if (ptr + length * size > memory.bytes.length) trap("list content out-of-bounds");
};
const liftNumbers = (memory, type, ptr, length) => {
  const size = type.BYTES_PER_ELEMENT;
  checkList(memory, ptr, length, size, size);
  return new type(memory.bytes.buffer.slice(ptr, ptr + length * size));
};
const storeNumbers = (memory, ptr, list) => {
  memory.bytes.set(list instanceof Uint8Array ? list : new Uint8Array(list.buffer, list.byteOffset, list.byteLength), ptr);
};
const iterable = (value) => {
  if (typeof value === "object" && value !== null && Symbol.iterator in value) return value;
  throw new TypeError(`a list must be an array or another iterable object, not ${value === null ? "null" : typeof value}`);
};
const numbers = (type, value) => value instanceof type ? value : type.from(iterable(value));
const ofLength = (list, length) => {
  if (list.length === length) return list;
  throw new TypeError(`a fixed-length list must have ${length} elements, not ${list.length}`);
};
const fixedNumbers = (type, value, length) => ofLength(numbers(type, value), length);
const elements = (value) => Array.isArray(value) ? value : Array.from(iterable(value));
const fixedElements = (value, length) => ofLength(elements(value), length);
const allocate = (memory, oldPtr, oldSize, align, size) => {
  const ptr = memory.realloc(oldPtr, oldSize, align, size) >>> 0;
  refresh(memory);
  if (ptr & align - 1) trap("realloc return: result not aligned");
  if (ptr + size > memory.bytes.length) trap("realloc return: beyond end of memory");
  return ptr;
};
const allocateList = (memory, length, size, align) => {
  if (length * size > 0xfffffff) throw new RangeError("the list is larger than 268435455 bytes");
  return allocate(memory, 0, 0, align, length * size);
};
const entries = (value) => Array.from(iterable(value), (entry) => {
  if (typeof entry === "object" && entry !== null && entry.length === 2) return entry;
  throw new TypeError("a map must be a Map or another iterable of pairs");
});
const takeBlock = (blocks, field, value) => {
  let at = blocks.length - 3;
  while(at >= 0 && blocks[at + field] !== value)at -= 3;
  return at < 0 ? [
    0,
    0
  ] : blocks.splice(at, 3);
};
const undoable = (root, memory) => {
  const realloc = memory.realloc;
  const taken = [], spare = [];
  const undo = () => void spare.push(...taken);
  memory.realloc = (oldPtr, oldSize, align, size) => {
    if (!isLowering(root)) return realloc(oldPtr, oldSize, align, size);
    if (root.state === 1) {
      taken.length = 0;
      root.undo = undo;
    }
    if (oldSize !== 0) takeBlock(taken, 0, oldPtr);
    else if (size !== 0) [oldPtr, oldSize] = takeBlock(spare, 2, align);
    root.state = 2;
    const ptr = realloc(oldPtr, oldSize, align, size) >>> 0;
    refresh(memory);
    if (ptr & align - 1 || ptr + size > memory.bytes.length) return ptr;
    if (size !== 0) taken.push(ptr, size, align);
    root.state = 4;
    return ptr;
  };
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
const encoder = new TextEncoder();
const textOf = (value) => {
  const text = `${value}`;
  if (text.length > 0xfffffff) throw new RangeError("the string is longer than 268435455 code units");
  return text;
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
const invalidCase = () => trap("invalid variant discriminant");
const liftEnum = (names, index) => names[index >>> 0] ?? invalidCase();
const lowerEnum = (names, name) => {
  const index = names.indexOf(name);
  if (index < 0) {
    const some = names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
    throw new TypeError(`${typeof name === "string" ? JSON.stringify(name) : String(name)} is not one of ${some}`);
  }
  return index;
};
const colourCases = "red green".split(" ");
function* link(modules, imports) {
  const host = imports.host;
  const missing = [];
  requireImport(missing, "host", host, "count mix turn");
  refuseMissing(missing);
  const instance = createInstance();
  const { exports: core } = yield [
    modules[0]
  ];
  const { realloc } = core;
  const memory = linearMemory(core.memory, guardRealloc(instance, realloc));
  undoable(instance, memory);
  const count = (wordsPtr, wordsLen, out) => {
    leave(instance);
    refresh(memory);
    const wordsPtr2 = wordsPtr >>> 0;
    const wordsLen2 = wordsLen >>> 0;
    checkList(memory, wordsPtr2, wordsLen2, 12, 4);
    const words = new Map();
    for(let i = 0, at = wordsPtr2; i < wordsLen2; i++, at += 12){
      words.set(liftString(memory, memory.view.getUint32(at, true), memory.view.getUint32(at + 4, true)), memory.view.getUint32(at + 8, true));
    }
    const value = host.count(words);
    out >>>= 0;
    checkPointer(memory, out, 8, 4);
    const value2 = entries(value);
    const valueLen = value2.length;
    const valuePtr = allocateList(memory, valueLen, 12, 4);
    for(let i2 = 0, at2 = valuePtr; i2 < valueLen; i2++, at2 += 12){
      const entry = value2[i2];
      const keyPtr = lowerString(memory, entry[0]), keyLen = memory.length;
      memory.view.setUint32(at2, keyPtr, true);
      memory.view.setUint32(at2 + 4, keyLen, true);
      memory.view.setUint32(at2 + 8, entry[1], true);
    }
    memory.view.setUint32(out, valuePtr, true);
    memory.view.setUint32(out + 4, valueLen, true);
  };
  const mix = (colours0, colours1, colours2) => {
    leave(instance);
    const value = host.mix([
      liftEnum(colourCases, colours0),
      liftEnum(colourCases, colours1),
      liftEnum(colourCases, colours2)
    ]);
    const value2 = fixedNumbers(Uint8Array, value, 1);
    return value2[0];
  };
  const turn = (params, out) => {
    leave(instance);
    refresh(memory);
    params >>>= 0;
    checkPointer(memory, params, 160, 8);
    const matrix = [];
    for(let i = 0, at = params; i < 5; i++, at += 32){
      matrix.push(liftNumbers(memory, Float64Array, at, 4));
    }
    const value = host.turn(matrix);
    out >>>= 0;
    checkPointer(memory, out, 160, 8);
    const value2 = fixedElements(value, 5);
    for(let i2 = 0, at2 = out; i2 < 5; i2++, at2 += 32){
      const item = fixedNumbers(Float64Array, value2[i2], 4);
      storeNumbers(memory, at2, item);
    }
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        count,
        mix,
        turn
      }
    }
  ];
  const { count: coreCount, mix: coreMix, turn: coreTurn, numbers: coreNumbers, long: coreLong } = core2;
  function count2(words) {
    enter(instance);
    try {
      instance.state = 1;
      const words2 = entries(words);
      const wordsLen = words2.length;
      const wordsPtr = allocateList(memory, wordsLen, 12, 4);
      for(let i = 0, at = wordsPtr; i < wordsLen; i++, at += 12){
        const entry = words2[i];
        const keyPtr = lowerString(memory, entry[0]), keyLen = memory.length;
        memory.view.setUint32(at, keyPtr, true);
        memory.view.setUint32(at + 4, keyLen, true);
        memory.view.setUint32(at + 8, entry[1], true);
      }
      instance.state = 2;
      const returned = coreCount(wordsPtr, wordsLen) >>> 0;
      refresh(memory);
      checkPointer(memory, returned, 8, 4);
      const resultPtr = memory.view.getUint32(returned, true);
      const resultLen = memory.view.getUint32(returned + 4, true);
      checkList(memory, resultPtr, resultLen, 12, 4);
      const result2 = new Map();
      for(let i2 = 0, at2 = resultPtr; i2 < resultLen; i2++, at2 += 12){
        result2.set(liftString(memory, memory.view.getUint32(at2, true), memory.view.getUint32(at2 + 4, true)), memory.view.getUint32(at2 + 8, true));
      }
      instance.state = 0;
      return result2;
    } catch (error) {
      refuse(instance, error, "words");
      fail(instance, error);
    }
  }
  function mix2(colours) {
    enter(instance);
    try {
      instance.state = 1;
      const colours2 = fixedElements(colours, 3);
      const colours3 = lowerEnum(colourCases, colours2[0]);
      const colours4 = lowerEnum(colourCases, colours2[1]);
      const colours5 = lowerEnum(colourCases, colours2[2]);
      instance.state = 2;
      const result = Uint8Array.of(coreMix(colours3, colours4, colours5));
      instance.state = 0;
      return result;
    } catch (error) {
      refuse(instance, error, "colours");
      fail(instance, error);
    }
  }
  function turn2(matrix) {
    enter(instance);
    try {
      instance.state = 1;
      const params = allocateList(memory, 1, 160, 8);
      const matrix2 = fixedElements(matrix, 5);
      for(let i = 0, at = params; i < 5; i++, at += 32){
        const item = fixedNumbers(Float64Array, matrix2[i], 4);
        storeNumbers(memory, at, item);
      }
      instance.state = 2;
      const returned = coreTurn(params) >>> 0;
      refresh(memory);
      checkPointer(memory, returned, 160, 8);
      const result2 = [];
      for(let i2 = 0, at2 = returned; i2 < 5; i2++, at2 += 32){
        result2.push(liftNumbers(memory, Float64Array, at2, 4));
      }
      instance.state = 0;
      return result2;
    } catch (error) {
      refuse(instance, error, "matrix");
      fail(instance, error);
    }
  }
  function numbers2(bytes, floats, big) {
    let parameter;
    enter(instance);
    try {
      instance.state = 1;
      parameter = "bytes";
      const bytes2 = fixedNumbers(Int8Array, bytes, 1);
      const bytes3 = bytes2[0];
      parameter = "floats";
      const floats2 = fixedNumbers(Float32Array, floats, 1);
      const floats3 = floats2[0];
      parameter = "big";
      const big2 = fixedNumbers(BigUint64Array, big, 1);
      const big3 = big2[0];
      instance.state = 2;
      const returned = coreNumbers(bytes3, floats3, big3) >>> 0;
      refresh(memory);
      checkPointer(memory, returned, 136, 4);
      const result2 = [];
      for(let i = 0, at = returned; i < 17; i++, at += 8){
        const itemPtr = memory.view.getUint32(at, true);
        const itemLen = memory.view.getUint32(at + 4, true);
        checkList(memory, itemPtr, itemLen, 8, 2);
        const item = new Map();
        for(let i2 = 0, at2 = itemPtr; i2 < itemLen; i2++, at2 += 8){
          item.set(memory.bytes[at2], liftNumbers(memory, Int16Array, at2 + 2, 3));
        }
        result2.push(item);
      }
      instance.state = 0;
      return result2;
    } catch (error) {
      refuse(instance, error, parameter);
      fail(instance, error);
    }
  }
  function long(bytes) {
    enter(instance);
    try {
      instance.state = 1;
      const params = allocateList(memory, 1, 100000000, 1);
      const bytes2 = fixedNumbers(Uint8Array, bytes, 100000000);
      storeNumbers(memory, params, bytes2);
      instance.state = 2;
      const returned = coreLong(params) >>> 0;
      refresh(memory);
      checkPointer(memory, returned, 100000000, 1);
      const result2 = [];
      for(let i = 0, at = returned; i < 100000000; i++, at += 1){
        result2.push(memory.bytes[at] !== 0);
      }
      instance.state = 0;
      return result2;
    } catch (error) {
      refuse(instance, error, "bytes");
      fail(instance, error);
    }
  }
  return {
    count: count2,
    mix: mix2,
    turn: turn2,
    numbers: numbers2,
    long
  };
}
export async function instantiate(imports = {}, { getCoreModule } = {}) {
  const modules = await Promise.all([
    getCoreModule?.("collections.core.wasm") ?? compile(new URL("./collections.core.wasm", import.meta.url)),
    getCoreModule?.("collections.core2.wasm") ?? compile(new URL("./collections.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  return linkSync(link([
    givenModule(getCoreModule, "collections.core.wasm"),
    givenModule(getCoreModule, "collections.core2.wasm")
  ], imports));
}
