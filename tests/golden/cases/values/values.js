const named = (error, parameter) => error instanceof TypeError || error instanceof SyntaxError ? new TypeError(`parameter "${parameter}": ${error.message}`, {
  cause: error
}) : error;
const coerceU64 = (value, parameter) => {
  try {
    return BigInt.asUintN(64, value);
  } catch (error) {
    throw named(error, parameter);
  }
};
const lowerChar = (value) => {
  const code = typeof value === "string" ? value.codePointAt(0) : undefined;
  if (code === undefined || value.length !== (code > 0xffff ? 2 : 1) || code >= 0xd800 && code <= 0xdfff) {
    throw new TypeError("a char must be a string of one Unicode scalar value");
  }
  return code;
};
const compile = async (url) => {
  const { process } = globalThis;
  if (url.protocol === "file:") return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  return response.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
const componentErrorBrand = Symbol.for("weft.component-error.v1");
const describe = (payload) => {
  try {
    return JSON.stringify(payload, (_key, value) => typeof value === "bigint" ? `${value}` : value) ?? String(payload);
  } catch  {
    return Object.prototype.toString.call(payload);
  }
};
class ComponentError extends Error {
  payload;
  constructor(payload){
    super(typeof payload === "string" ? payload : `the component answered with an error: ${describe(payload)}`);
    this.name = "ComponentError";
    this.payload = payload;
    Object.defineProperty(this, componentErrorBrand, {
      value: true
    });
  }
}
const isComponentError = (error) => typeof error === "object" && error !== null && componentErrorBrand in error;
const componentErrorPayload = (error) => {
  if (isComponentError(error)) return error.payload;
  throw error;
};
const handleTable = () => ({
  entries: [
    undefined
  ],
  free: [],
  hosts: new Map()
});
const trap = (message, options) => {
  throw new WebAssembly.RuntimeError(message, options);
};
const wrongType = (index, expected, found) => {
  const kind = (type) => type.owner ? "guest-defined resource" : "host-defined resource";
  const other = kind(found) === kind(expected) ? `a different ${kind(found)}` : `a ${kind(found)}`;
  return trap(`handle index ${index} used with the wrong type, expected ${kind(expected)} but found ${other}`);
};
const getHandle = (table, type, index) => {
  const handle = table.entries[index >>>= 0];
  if (handle === undefined) return trap(`unknown handle index ${index}`);
  if (handle.type !== type) wrongType(index, type, handle.type);
  return handle;
};
const insert = (table, handle) => {
  const index = table.free.pop() ?? table.entries.length;
  if (index > 0xfffffff) trap("handle table is full");
  table.entries[index] = handle;
  return index;
};
const addHandle = (table, type, rep, own, scope) => {
  const index = insert(table, {
    type,
    rep,
    own,
    lends: 0,
    scope
  });
  if (scope !== undefined) scope.borrows++;
  return index;
};
const addHost = (table, type, object) => {
  const { hosts } = table;
  hosts.set(object, (hosts.get(object) ?? 0) + 1);
  return addHandle(table, type, object, true);
};
const pickImport = (imports, name) => imports[name] ?? imports[name.replace(/@[^@]*$/, "")];
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
const hostResource = (type, value) => {
  if (value instanceof type) return value;
  throw new TypeError(`the host must give an instance of ${type.name}`);
};
const createInstance = () => ({
  state: 0,
  mayLeave: true
});
const enter = (instance) => {
  if (instance.state !== 0) trap("cannot enter component instance");
  instance.state = 2;
};
const leave = (instance) => {
  if (!instance.mayLeave) trap("cannot leave component instance");
};
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
const allocate = (memory, oldPtr, oldSize, align, size) => {
  const ptr = memory.realloc(oldPtr, oldSize, align, size) >>> 0;
  refresh(memory);
  if (ptr & align - 1) trap("realloc return: result not aligned");
  if (ptr + size > memory.bytes.length) trap("realloc return: beyond end of memory");
  return ptr;
};
const storeNumbers = (memory, ptr, list) => {
  memory.bytes.set(list instanceof Uint8Array ? list : new Uint8Array(list.buffer, list.byteOffset, list.byteLength), ptr);
};
const iterable = (value) => {
  if (typeof value === "object" && value !== null && Symbol.iterator in value) return value;
  throw new TypeError(`a list must be an array or another iterable object, not ${value === null ? "null" : typeof value}`);
};
const numbers = (type, value) => value instanceof type ? value : type.from(iterable(value));
const lowerNumbers = (memory, type, value) => {
  const size = type.BYTES_PER_ELEMENT;
  const list = numbers(type, value), { byteLength } = list;
  if (byteLength > 0xfffffff) throw new RangeError("the list is larger than 268435455 bytes");
  const ptr = allocate(memory, 0, 0, size, byteLength);
  storeNumbers(memory, ptr, list);
  memory.length = byteLength / size;
  return ptr;
};
const allocateList = (memory, length, size, align) => {
  if (length * size > 0xfffffff) throw new RangeError("the list is larger than 268435455 bytes");
  return allocate(memory, 0, 0, align, length * size);
};
const elements = (value) => Array.isArray(value) ? value : Array.from(iterable(value));
const recordOf = (value) => {
  if (typeof value === "object" && value !== null) return value;
  throw new TypeError(`a record or flags must be an object, not ${value === null ? "null" : typeof value}`);
};
const tupleOf = (value, length) => {
  if (typeof value === "object" && value !== null && value.length === length) return value;
  throw new TypeError(`a tuple must be an array of ${length} elements`);
};
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
const checkTwo = (index) => {
  if (index >>> 0 > 1) invalidCase();
};
const unknownTag = (value) => {
  throw new TypeError(`${typeof value.tag === "string" ? JSON.stringify(value.tag) : String(value.tag)} is not a case of this variant`);
};
const liftEnum = (names, index) => names[index >>> 0] ?? invalidCase();
const lowerEnum = (names, name) => {
  const index = names.indexOf(name);
  if (index < 0) {
    const some = names.length > 12 ? `${names.slice(0, 12).join(", ")}, …` : names.join(", ");
    throw new TypeError(`${typeof name === "string" ? JSON.stringify(name) : String(name)} is not one of ${some}`);
  }
  return index;
};
const loggerType = {};
const levelCases = "low very-high".split(" ");
const colorCases = "red dark-blue".split(" ");
function* link(modules, imports) {
  const log = pickImport(imports, "acme:host/log@1.0.0");
  const now = pickFunction(imports.now);
  const missing = [];
  requireImport(missing, "acme:host/log@1.0.0", log, "Logger Logger.write new");
  requireImport(missing, "now", now);
  refuseMissing(missing);
  const instance = createInstance();
  const handles = handleTable();
  const { exports: core } = yield [
    modules[0]
  ];
  const { realloc } = core;
  const memory = linearMemory(core.memory, guardRealloc(instance, realloc));
  undoable(instance, memory);
  const newLogger = (namePtr, nameLen) => {
    leave(instance);
    refresh(memory);
    const value = new log.Logger(liftString(memory, namePtr >>> 0, nameLen >>> 0));
    return addHost(handles, loggerType, hostResource(log.Logger, value));
  };
  const loggerWrite = (selfIndex, level, thisPtr, thisLen, out) => {
    leave(instance);
    refresh(memory);
    let value, failed = 0;
    try {
      getHandle(handles, loggerType, selfIndex).rep.write(liftEnum(levelCases, level), liftString(memory, thisPtr >>> 0, thisLen >>> 0));
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    out >>>= 0;
    checkPointer(memory, out, 12, 4);
    memory.bytes[out] = failed;
    if (failed) {
      const errPtr = lowerString(memory, value), errLen = memory.length;
      memory.view.setUint32(out + 4, errPtr, true);
      memory.view.setUint32(out + 8, errLen, true);
    }
  };
  const loggerRoot = () => {
    leave(instance);
    const value = log.Logger.root();
    return addHost(handles, loggerType, hostResource(log.Logger, value));
  };
  const new2 = (bytesPtr, bytesLen, out) => {
    leave(instance);
    refresh(memory);
    const value = log.new(liftNumbers(memory, Uint8Array, bytesPtr >>> 0, bytesLen >>> 0));
    out >>>= 0;
    checkPointer(memory, out, 8, 4);
    const valuePtr = lowerNumbers(memory, Uint8Array, value), valueLen = memory.length;
    memory.view.setUint32(out, valuePtr, true);
    memory.view.setUint32(out + 4, valueLen, true);
  };
  const now2 = () => {
    leave(instance);
    return now();
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        "logger-new": newLogger,
        "logger-write": loggerWrite,
        "logger-root": loggerRoot,
        new: new2,
        now: now2
      }
    }
  ];
  const { draw: coreDraw, sum: coreSum, nest: coreNest, delete: coreDelete } = core2;
  const values = {
    draw (points, color, rights) {
      let parameter;
      enter(instance);
      try {
        instance.state = 1;
        parameter = "points";
        const points2 = elements(points);
        const pointsLen = points2.length;
        const pointsPtr = allocateList(memory, pointsLen, 16, 4);
        for(let i = 0, at = pointsPtr; i < pointsLen; i++, at += 16){
          const item = recordOf(points2[i]);
          memory.view.setInt32(at, item.x, true);
          const yAxis = item.yAxis;
          if (yAxis == null) {
            memory.bytes[at + 4] = 0;
          } else {
            memory.bytes[at + 4] = 1;
            const yAxisPtr = lowerString(memory, yAxis), yAxisLen = memory.length;
            memory.view.setUint32(at + 8, yAxisPtr, true);
            memory.view.setUint32(at + 12, yAxisLen, true);
          }
        }
        parameter = "color";
        const color2 = lowerEnum(colorCases, color);
        parameter = "rights";
        const rights2 = recordOf(rights);
        const rights3 = (rights2.read ? 1 : 0) | (rights2.canWrite ? 2 : 0);
        instance.state = 2;
        const returned = coreDraw(pointsPtr, pointsLen, color2, rights3) >>> 0;
        refresh(memory);
        checkPointer(memory, returned, 12, 4);
        let result2;
        switch(memory.bytes[returned]){
          case 0:
            result2 = {
              tag: "circle",
              val: memory.view.getFloat32(returned + 4, true)
            };
            break;
          case 1:
            {
              const resultPtr = memory.view.getUint32(returned + 4, true);
              const resultLen = memory.view.getUint32(returned + 8, true);
              checkList(memory, resultPtr, resultLen, 16, 4);
              const result3 = [];
              for(let i2 = 0, at2 = resultPtr; i2 < resultLen; i2++, at2 += 16){
                const yAxisCase = memory.bytes[at2 + 4];
                checkTwo(yAxisCase);
                result3.push({
                  x: memory.view.getInt32(at2, true),
                  yAxis: yAxisCase ? liftString(memory, memory.view.getUint32(at2 + 8, true), memory.view.getUint32(at2 + 12, true)) : undefined
                });
              }
              result2 = {
                tag: "polygon",
                val: result3
              };
              break;
            }
          case 2:
            result2 = {
              tag: "nothing"
            };
            break;
          default:
            invalidCase();
        }
        instance.state = 0;
        return result2;
      } catch (error) {
        refuse(instance, error, parameter);
        fail(instance, error);
      }
    },
    sum (bytes, start) {
      start = coerceU64(start, "start");
      enter(instance);
      try {
        instance.state = 1;
        const bytesPtr = lowerNumbers(memory, Uint8Array, bytes), bytesLen = memory.length;
        instance.state = 2;
        const returned = coreSum(bytesPtr, bytesLen, start) >>> 0;
        refresh(memory);
        checkPointer(memory, returned, 8, 4);
        const result = liftNumbers(memory, BigUint64Array, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
        instance.state = 0;
        return result;
      } catch (error) {
        refuse(instance, error, "bytes");
        fail(instance, error);
      }
    },
    nest (deep, pair) {
      let failed, result;
      let parameter;
      enter(instance);
      try {
        instance.state = 1;
        parameter = "deep";
        let deepCase = 0;
        let deep0 = 0;
        let deep1 = 0;
        switch(deep.tag){
          case "none":
            break;
          case "some":
            {
              deepCase = 1;
              const some = deep.val;
              let someCase = 0;
              let some0 = 0;
              if (!(some == null)) {
                someCase = 1;
                some0 = some & 255;
              }
              deep0 = someCase;
              deep1 = some0;
              break;
            }
          default:
            unknownTag(deep);
        }
        parameter = "pair";
        const pair2 = tupleOf(pair, 2);
        const pair3 = pair2[0] ? 1 : 0;
        const pair4 = lowerChar(pair2[1]);
        instance.state = 2;
        const returned = coreNest(deepCase, deep0, deep1, pair3, pair4) >>> 0;
        refresh(memory);
        checkPointer(memory, returned, 12, 4);
        failed = memory.bytes[returned];
        checkTwo(failed);
        if (failed) {
          result = liftEnum(colorCases, memory.bytes[returned + 4]);
        } else {
          const okPtr = memory.view.getUint32(returned + 4, true);
          const okLen = memory.view.getUint32(returned + 8, true);
          checkList(memory, okPtr, okLen, 8, 4);
          const ok = [];
          for(let i = 0, at = okPtr; i < okLen; i++, at += 8){
            ok.push(liftString(memory, memory.view.getUint32(at, true), memory.view.getUint32(at + 4, true)));
          }
          result = ok;
        }
        instance.state = 0;
      } catch (error) {
        refuse(instance, error, parameter);
        fail(instance, error);
      }
      if (failed) throw new ComponentError(result);
      return result;
    }
  };
  function delete2(class2, this2, aB) {
    class2 = +class2;
    this2 = +this2;
    aB = (aB << 24) >> 24;
    enter(instance);
    try {
      const result = coreDelete(class2, this2, aB) & 65535;
      instance.state = 0;
      return result;
    } catch (error) {
      fail(instance, error);
    }
  }
  return {
    values,
    "acme:shapes/values@1.2.3": values,
    delete: delete2
  };
}
export async function instantiate(imports = {}, { getCoreModule } = {}) {
  const modules = await Promise.all([
    getCoreModule?.("values.core.wasm") ?? compile(new URL("./values.core.wasm", import.meta.url)),
    getCoreModule?.("values.core2.wasm") ?? compile(new URL("./values.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  return linkSync(link([
    givenModule(getCoreModule, "values.core.wasm"),
    givenModule(getCoreModule, "values.core2.wasm")
  ], imports));
}
