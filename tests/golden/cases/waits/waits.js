import { createContext } from "@weft-wasm/wasi";
import { monotonicClock as monotonicClockFactory } from "@weft-wasm/wasi/p2/clocks";
import { poll as pollFactory } from "@weft-wasm/wasi/p2/io";
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
const pickImport = (imports, name) => imports[name] ?? imports[name.replace(/@[^@]*$/, "")];
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
const enterPlain = (instance, waiting, name) => {
  enter(instance);
  waiting.plain = name;
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
function* link(modules, imports, wasi) {
  const context = createContext(wasi);
  const ioPoll = pickImport(imports, "wasi:io/poll@0.2.0") ?? pollFactory(context);
  const monotonicClock = pickImport(imports, "wasi:clocks/monotonic-clock@0.2.0") ?? monotonicClockFactory(context);
  const missing = [];
  requireImport(missing, "wasi:io/poll@0.2.0", ioPoll, "Pollable.block");
  requireImport(missing, "wasi:clocks/monotonic-clock@0.2.0", monotonicClock, "subscribeDuration");
  refuseMissing(missing);
  const instance = createInstance();
  const handles = handleTable();
  const waiting = createWaiting();
  const tryPollableBlock = (selfIndex) => {
    leave(instance);
    attempt(waiting, getHandle(handles, pollableType, selfIndex).rep.block(), "wasi:io/poll@0.2.0#[method]pollable.block");
  };
  const { "0": pollableBlock } = mayWait(waiting, "AGFzbQEAAAABCAJgAX8AYAAAAiUDA3RyeQEwAAAEd2FpdAEwAAEHd2FpdGluZwdwZW5kaW5nA38BAwIBAAcFAQEwAAIKEwERACAAEAAjAARAQQAkABABCws=", [
    [
      tryPollableBlock,
      waitFor(waiting)
    ]
  ]);
  const subscribeDuration = (when) => {
    leave(instance);
    const value = monotonicClock.subscribeDuration(BigInt.asUintN(64, when));
    return addHost(handles, pollableType, hostResource(ioPoll.Pollable, value));
  };
  const dropPollable = (index) => {
    leave(instance);
    dropHost(handles, pollableType, index);
  };
  const { exports: core } = yield [
    modules[0],
    {
      host: {
        block: pollableBlock,
        subscribe: subscribeDuration,
        drop: dropPollable
      }
    }
  ];
  const { nap: coreNap, doze: coreDoze } = core;
  const promisingCoreNap = promising(coreNap);
  async function nap(duration) {
    duration = coerceU64(duration, "duration");
    await enterInTurn(instance, waiting);
    try {
      await promisingCoreNap(duration);
      instance.state = 0;
    } catch (error) {
      fail(instance, error);
    } finally{
      endTurn(instance, waiting);
    }
  }
  function doze(duration) {
    duration = coerceU64(duration, "duration");
    enterPlain(instance, waiting, "doze");
    try {
      coreDoze(duration);
      instance.state = 0;
    } catch (error) {
      fail(instance, error);
    }
  }
  return {
    nap,
    doze
  };
}
export async function instantiate(imports = {}, { getCoreModule, wasi } = {}) {
  const modules = [
    await (getCoreModule?.("waits.core.wasm") ?? compile(new URL("./waits.core.wasm", import.meta.url)))
  ];
  return linkAsync(link(modules, imports, wasi));
}
export function instantiateSync(imports = {}, { getCoreModule, wasi } = {}) {
  return linkSync(link([
    givenModule(getCoreModule, "waits.core.wasm")
  ], imports, wasi));
}
