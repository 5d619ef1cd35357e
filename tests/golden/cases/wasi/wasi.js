import { createContext } from "@weft-wasm/wasi";
import { environment as environmentFactory } from "@weft-wasm/wasi/p2/cli";
import { poll as pollFactory } from "@weft-wasm/wasi/p2/io";
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
const iterable = (value) => {
  if (typeof value === "object" && value !== null && Symbol.iterator in value) return value;
  throw new TypeError(`a list must be an array or another iterable object, not ${value === null ? "null" : typeof value}`);
};
const elements = (value) => Array.isArray(value) ? value : Array.from(iterable(value));
const tupleOf = (value, length) => {
  if (typeof value === "object" && value !== null && value.length === length) return value;
  throw new TypeError(`a tuple must be an array of ${length} elements`);
};
const enter = (instance) => {
  if (instance.state !== 0) trap("cannot enter component instance");
  instance.state = 2;
};
const enterInTurn = async (instance, waiting) => {
  if (waiting.busy) {
    await new Promise((start) => waiting.queue.push(start));
    if (instance.state === 3) trap("cannot enter component instance");
  } else {
    enter(instance);
    waiting.busy = true;
  }
};
const endTurn = (instance, waiting) => {
  const lockedDown = instance.state === 3;
  const next = waiting.queue.splice(0, lockedDown ? Infinity : 1);
  waiting.busy = !lockedDown && next.length > 0;
  if (waiting.busy) instance.state = 2;
  for (const start of next)start();
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
const createWaiting = () => ({
  pending: new WebAssembly.Global({
    value: "i32",
    mutable: true
  }, 0),
  answer: undefined,
  busy: false,
  queue: [],
  plain: undefined,
  destructor: undefined
});
const isPending = (value) => typeof value === "object" && value !== null && Symbol.for("weft.pending.v1") in value;
const attempt = (waiting, answer, name) => {
  if (!isPending(answer)) return answer;
  const { busy, plain, destructor } = waiting;
  if (busy && destructor === undefined && "Suspending" in WebAssembly) {
    waiting.answer = answer;
    waiting.pending.value = 1;
    return undefined;
  }
  if (answer.block) return answer.block();
  const ready = "give it what is ready, such as a string for stdin";
  if (destructor !== undefined) return trap(`${name} would have to wait, which the destructor of ${destructor} cannot: ${ready}`);
  if (busy) return trap(`${name} would have to wait, and this engine has no JSPI to wait with: ${ready}`);
  return trap(plain === undefined ? `${name} would have to wait, which instantiation cannot: ${ready}` : `${name} would have to wait, which a plain call of ${plain} cannot: transpile with --async ${plain}, or ${ready}`);
};
const takeAnswer = (waiting) => {
  const { answer } = waiting;
  waiting.answer = undefined;
  return answer;
};
const waitFor = (waiting, finish) => async (out) => {
  const value = await takeAnswer(waiting);
  return finish?.(value, out);
};
const mayWait = (waiting, base64, ways) => {
  const { Suspending } = WebAssembly;
  const tries = ways.map((way) => way[0]);
  if (!Suspending) return tries;
  const module = new WebAssembly.Module(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)));
  const wait = ways.map((way) => new Suspending(way[1]));
  return new WebAssembly.Instance(module, {
    try: tries,
    wait,
    waiting: {
      "pending": waiting.pending
    }
  }).exports;
};
const promising = (core) => WebAssembly.promising?.(core) ?? core;
const pollableType = {};
const modules = await Promise.all([
  compile(new URL("./wasi.core.wasm", import.meta.url)),
  compile(new URL("./wasi.core2.wasm", import.meta.url))
]);
const context = createContext();
const environment = environmentFactory(context);
const ioPoll = pollFactory(context);
const missing = [];
requireImport(missing, "wasi:cli/environment@0.2.6", environment, "getEnvironment");
requireImport(missing, "wasi:io/poll@0.2.6", ioPoll, "Pollable.block");
refuseMissing(missing);
const instance = createInstance();
const handles = handleTable();
const waiting = createWaiting();
const tryPollableBlock = (selfIndex) => {
  leave(instance);
  attempt(waiting, getHandle(handles, pollableType, selfIndex).rep.block(), "wasi:io/poll@0.2.6#[method]pollable.block");
};
const { "0": pollableBlock } = mayWait(waiting, "AGFzbQEAAAABCAJgAX8AYAAAAiUDA3RyeQEwAAAEd2FpdAEwAAEHd2FpdGluZwdwZW5kaW5nA38BAwIBAAcFAQEwAAIKEwERACAAEAAjAARAQQAkABABCws=", [
  [
    tryPollableBlock,
    waitFor(waiting)
  ]
]);
const { exports: core } = await WebAssembly.instantiate(modules[0]);
const { realloc } = core;
const memory = linearMemory(core.memory, guardRealloc(instance, realloc));
const getEnvironment = (out) => {
  leave(instance);
  refresh(memory);
  const value = environment.getEnvironment();
  out >>>= 0;
  checkPointer(memory, out, 8, 4);
  const value2 = elements(value);
  const valueLen = value2.length;
  const valuePtr = allocateList(memory, valueLen, 16, 4);
  for(let i = 0, at = valuePtr; i < valueLen; i++, at += 16){
    const item = tupleOf(value2[i], 2);
    const item0Ptr = lowerString(memory, item[0]), item0Len = memory.length;
    memory.view.setUint32(at, item0Ptr, true);
    memory.view.setUint32(at + 4, item0Len, true);
    const item1Ptr = lowerString(memory, item[1]), item1Len = memory.length;
    memory.view.setUint32(at + 8, item1Ptr, true);
    memory.view.setUint32(at + 12, item1Len, true);
  }
  memory.view.setUint32(out, valuePtr, true);
  memory.view.setUint32(out + 4, valueLen, true);
};
const { exports: core2 } = await WebAssembly.instantiate(modules[1], {
  host: {
    get: getEnvironment,
    block: pollableBlock
  }
});
const { run: coreRun } = core2;
const promisingCoreRun = promising(coreRun);
const run = {
  async run () {
    let failed;
    await enterInTurn(instance, waiting);
    try {
      failed = await promisingCoreRun();
      checkTwo(failed);
      instance.state = 0;
    } catch (error) {
      fail(instance, error);
    } finally{
      endTurn(instance, waiting);
    }
    if (failed) throw new ComponentError();
  }
};
export { run, run as "wasi:cli/run@0.2.6" };
