const compile = async (url) => {
  const { process } = globalThis;
  if (url.protocol === "file:") return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  return response.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
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
const removeHandle = (table, index) => {
  const handle = table.entries[index >>>= 0];
  table.entries[index] = undefined;
  table.free.push(index);
  return handle;
};
const dropHandle = (table, type, index) => {
  const handle = getHandle(table, type, index);
  if (handle.lends !== 0) trap("cannot remove owned resource while borrowed");
  removeHandle(table, index);
  if (handle.scope !== undefined) handle.scope.borrows--;
  return handle;
};
const releaseHost = ({ hosts }, object) => {
  const left = hosts.get(object) - 1;
  return left > 0 ? !hosts.set(object, left) : hosts.delete(object);
};
const disposeSymbol = Symbol.dispose ?? Symbol.for("dispose");
const disposeHost = (value) => {
  value[disposeSymbol]?.();
};
const dropHost = (table, type, index) => {
  const { own, rep } = dropHandle(table, type, index);
  if (own && releaseHost(table, rep)) disposeHost(rep);
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
const unreachable = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11))).exports.t;
const unwound = (error) => {
  const carried = error?.unwound;
  return carried === undefined ? error : carried.error;
};
const unwind = (error) => {
  try {
    return unreachable();
  } catch (trap) {
    throw Object.assign(trap, {
      unwound: {
        error: unwound(error)
      }
    });
  }
};
const rethrow = (error) => {
  throw unwound(error);
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
const entryType = {};
function* link(modules, imports) {
  const log = imports["acme:host/log"];
  const missing = [];
  requireImport(missing, "acme:host/log", log, "write");
  refuseMissing(missing);
  const instance = createInstance();
  const handles = handleTable();
  const { exports: core } = yield [
    modules[0]
  ];
  const memory = linearMemory(core.memory);
  const write = (textPtr, textLen) => {
    try {
      leave(instance);
      refresh(memory);
      return log.write(liftString(memory, textPtr >>> 0, textLen >>> 0));
    } catch (error) {
      unwind(error);
    }
  };
  const dropEntry = (index) => {
    try {
      leave(instance);
      dropHost(handles, entryType, index);
    } catch (error) {
      unwind(error);
    }
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        write,
        drop: dropEntry
      }
    }
  ];
  const { run: coreRun } = core2;
  function run() {
    enter(instance);
    try {
      const result = coreRun() >>> 0;
      instance.state = 0;
      return result;
    } catch (error) {
      fail(instance, unwound(error));
    }
  }
  return {
    run
  };
}
export async function instantiate(imports = {}, { getCoreModule } = {}) {
  const modules = await Promise.all([
    getCoreModule?.("handlers.core.wasm") ?? compile(new URL("./handlers.core.wasm", import.meta.url)),
    getCoreModule?.("handlers.core2.wasm") ?? compile(new URL("./handlers.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports)).catch(rethrow);
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  try {
    return linkSync(link([
      givenModule(getCoreModule, "handlers.core.wasm"),
      givenModule(getCoreModule, "handlers.core2.wasm")
    ], imports));
  } catch (error) {
    rethrow(error);
  }
}
