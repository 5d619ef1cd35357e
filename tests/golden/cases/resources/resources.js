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
const removeOwn = (table, type, index) => {
  const handle = getHandle(table, type, index);
  if (handle.lends !== 0) trap("cannot remove owned resource while borrowed");
  if (!handle.own) trap("cannot lift own resource from a borrow");
  removeHandle(table, index);
  return handle.rep;
};
const dropHandle = (table, type, index) => {
  const handle = getHandle(table, type, index);
  if (handle.lends !== 0) trap("cannot remove owned resource while borrowed");
  removeHandle(table, index);
  if (handle.scope !== undefined) handle.scope.borrows--;
  return handle;
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
const lockDown = (instance, error) => {
  instance.state = 3;
  throw error;
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
const resourceSymbol = Symbol.for("weft.resource.v1");
const refuseResource = (type, value, handle) => {
  const { name } = type;
  const found = handle?.type?.name ?? "another component's class";
  throw new TypeError(handle === undefined ? `an instance of ${name} is needed, not ${value === null ? "null" : typeof value}` : handle.type === type ? `this ${name} ${handle.fate}` : found === name ? `this ${name} is of another instance of the component` : `an instance of ${name} is needed, not of ${found}`);
};
const held = (type, value) => {
  const handle = value?.[resourceSymbol];
  return handle?.type === type && handle.rep !== undefined ? handle : refuseResource(type, value, handle);
};
const giveAway = (handle) => {
  const { rep } = handle;
  handle.rep = undefined;
  handle.fate = "was passed to the component, which owns it now";
  return rep;
};
const moveResource = (table, type, value) => addHandle(table, type, giveAway(held(type, value)), true);
const noteResource = (moves, table, type, value) => {
  const index = moveResource(table, type, value);
  moves.push([
    index,
    value[resourceSymbol]
  ]);
  return index;
};
const releaseHost = ({ hosts }, object) => {
  const left = hosts.get(object) - 1;
  return left > 0 ? !hosts.set(object, left) : hosts.delete(object);
};
const takeBack = (root, table, moves) => {
  if (!isLowering(root)) return;
  for (const [index, from] of moves.reverse()){
    const { own, rep } = removeHandle(table, index);
    if (from) from.rep = rep;
    else if (own) releaseHost(table, rep);
  }
};
const disposeSymbol = Symbol.dispose ?? Symbol.for("dispose");
const isLockedDown = (type) => type.owner.state === 3;
const fresh = [];
const reclaim = async ({ type, rep }) => {
  if (rep === undefined || isLockedDown(type)) return;
  try {
    await (type.reclaim ?? type.destroy)?.(rep);
  } catch  {}
};
const registry = new FinalizationRegistry(reclaim);
const watchFresh = () => {
  for (const resource of fresh){
    const handle = resource[resourceSymbol];
    if (handle.rep !== undefined) registry.register(resource, handle);
  }
  fresh.length = 0;
};
const watch = (resource) => {
  const count = fresh.push(resource);
  if (count === 1) queueMicrotask(watchFresh);
  else if (count === 500) watchFresh();
};
const GuestResource = class {
  constructor(type, rep){
    this[resourceSymbol] = {
      type,
      rep,
      fate: ""
    };
    watch(this);
  }
  [disposeSymbol]() {
    const handle = this[resourceSymbol], { type, rep } = handle;
    if (rep === undefined) return;
    handle.rep = undefined;
    handle.fate = "was disposed";
    if (isLockedDown(type)) return;
    try {
      type.destroy?.(rep);
    } catch (error) {
      if (!isLockedDown(type)) handle.rep = rep;
      throw error;
    }
  }
};
const adoptResource = (type, of, rep) => Reflect.construct(GuestResource, [
  type,
  rep
], of);
const resourceRep = (type, value) => held(type, value).rep;
const lendResource = (lent, type, value) => {
  const handle = held(type, value);
  lent.push(handle);
  return handle.rep;
};
const checkLent = (lent) => {
  for (const { type, rep } of lent){
    if (rep === undefined) throw new TypeError(`this ${type.name} cannot be passed to the component while it is on loan to the same call`);
  }
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
const invalidCase = () => trap("invalid variant discriminant");
const checkTwo = (index) => {
  if (index >>> 0 > 1) invalidCase();
};
function* link(modules, imports) {
  const instance = createInstance();
  const handles = handleTable();
  const tokenType = {
    owner: instance,
    name: "Token"
  };
  const counterType = {
    owner: instance,
    name: "Counter",
    destroy (rep) {
      enter(instance);
      try {
        destructor(rep);
        instance.state = 0;
      } catch (error) {
        lockDown(instance, error);
      }
    }
  };
  const { exports: core } = yield [
    modules[0]
  ];
  const { end: destructor } = core;
  const newCounter = (rep) => {
    leave(instance);
    return addHandle(handles, counterType, rep, true);
  };
  const dropCounter = (index) => {
    leave(instance);
    const handle = dropHandle(handles, counterType, index);
    if (handle.own) destructor(handle.rep);
  };
  const repCounter = (index) => getHandle(handles, counterType, index).rep;
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        new: newCounter,
        drop: dropCounter,
        rep: repCounter
      }
    }
  ];
  const { "new-counter": coreNewCounter, add: coreCounterConstructor, merge: coreCounterMerge, same: coreTokenPass, "try-new": coreCounterPrototype, consume: coreConsume, sum: coreSum, realloc, keep: coreKeep } = core2;
  const memory = linearMemory(core2.memory, guardRealloc(instance, realloc));
  undoable(instance, memory);
  class Token extends GuestResource {
    constructor(){
      throw new TypeError("Token has no constructor: the component gives its instances");
    }
    static pass(token) {
      enter(instance);
      try {
        instance.state = 1;
        const tokenIndex = moveResource(handles, tokenType, token);
        instance.state = 2;
        const result = adoptResource(tokenType, Token, removeOwn(handles, tokenType, coreTokenPass(tokenIndex)));
        instance.state = 0;
        return result;
      } catch (error) {
        refuse(instance, error, "token");
        lockDown(instance, error);
      }
    }
  }
  class Counter extends GuestResource {
    constructor(start){
      start >>>= 0;
      enter(instance);
      try {
        const result = removeOwn(handles, counterType, coreNewCounter(start));
        instance.state = 0;
        super(counterType, result);
      } catch (error) {
        lockDown(instance, error);
      }
    }
    add(n) {
      n >>>= 0;
      const selfRep = resourceRep(counterType, this);
      enter(instance);
      try {
        const result = coreCounterConstructor(selfRep, n) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        lockDown(instance, error);
      }
    }
    constructor_(n) {
      n >>>= 0;
      const selfRep = resourceRep(counterType, this);
      enter(instance);
      try {
        const result = coreCounterConstructor(selfRep, n) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        lockDown(instance, error);
      }
    }
    static merge(a, b) {
      let parameter;
      enter(instance);
      const moves = [];
      try {
        instance.state = 1;
        const lent = [];
        parameter = "a";
        const aIndex = noteResource(moves, handles, counterType, a);
        parameter = "b";
        const bIndex = lendResource(lent, counterType, b);
        checkLent(lent);
        instance.state = 2;
        const result = adoptResource(counterType, Counter, removeOwn(handles, counterType, coreCounterMerge(aIndex, bIndex)));
        instance.state = 0;
        return result;
      } catch (error) {
        takeBack(instance, handles, moves);
        refuse(instance, error, parameter);
        lockDown(instance, error);
      }
    }
    static prototype_(start) {
      start >>>= 0;
      let failed, result;
      enter(instance);
      try {
        const returned = coreCounterPrototype(start) >>> 0;
        refresh(memory);
        checkPointer(memory, returned, 8, 4);
        failed = memory.bytes[returned];
        checkTwo(failed);
        if (failed) {
          result = memory.view.getUint32(returned + 4, true);
        } else result = adoptResource(counterType, Counter, removeOwn(handles, counterType, memory.view.getInt32(returned + 4, true)));
        instance.state = 0;
      } catch (error) {
        lockDown(instance, error);
      }
      if (failed) throw new ComponentError(result);
      return result;
    }
  }
  const counters = {
    Counter,
    same (counter) {
      enter(instance);
      try {
        instance.state = 1;
        const counterIndex = moveResource(handles, counterType, counter);
        instance.state = 2;
        const result = adoptResource(counterType, Counter, removeOwn(handles, counterType, coreTokenPass(counterIndex)));
        instance.state = 0;
        return result;
      } catch (error) {
        refuse(instance, error, "counter");
        lockDown(instance, error);
      }
    },
    consume (counter) {
      enter(instance);
      try {
        instance.state = 1;
        const counterIndex = moveResource(handles, counterType, counter);
        instance.state = 2;
        coreConsume(counterIndex);
        instance.state = 0;
      } catch (error) {
        refuse(instance, error, "counter");
        lockDown(instance, error);
      }
    }
  };
  const shelf = {
    Counter,
    sum (all) {
      enter(instance);
      try {
        instance.state = 1;
        const all2 = elements(all);
        const allLen = all2.length;
        const allPtr = allocateList(memory, allLen, 4, 4);
        for(let i = 0, at = allPtr; i < allLen; i++, at += 4){
          memory.view.setInt32(at, resourceRep(counterType, all2[i]), true);
        }
        instance.state = 2;
        const result = coreSum(allPtr, allLen) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        refuse(instance, error, "all");
        lockDown(instance, error);
      }
    },
    keep (all, one) {
      let parameter;
      enter(instance);
      const moves = [];
      try {
        instance.state = 1;
        parameter = "all";
        const all2 = elements(all);
        const allLen = all2.length;
        const allPtr = allocateList(memory, allLen, 4, 4);
        for(let i = 0, at = allPtr; i < allLen; i++, at += 4){
          memory.view.setInt32(at, noteResource(moves, handles, counterType, all2[i]), true);
        }
        parameter = "one";
        let oneCase = 0;
        let one0 = 0;
        if (!(one == null)) {
          oneCase = 1;
          one0 = noteResource(moves, handles, counterType, one);
        }
        instance.state = 2;
        coreKeep(allPtr, allLen, oneCase, one0);
        instance.state = 0;
      } catch (error) {
        takeBack(instance, handles, moves);
        refuse(instance, error, parameter);
        lockDown(instance, error);
      }
    }
  };
  return {
    counters,
    "acme:shop/counters@1.0.0": counters,
    shelf,
    "acme:shop/shelf@1.0.0": shelf,
    Token
  };
}
export async function instantiate(imports = {}, { getCoreModule } = {}) {
  const modules = await Promise.all([
    getCoreModule?.("resources.core.wasm") ?? compile(new URL("./resources.core.wasm", import.meta.url)),
    getCoreModule?.("resources.core2.wasm") ?? compile(new URL("./resources.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  return linkSync(link([
    givenModule(getCoreModule, "resources.core.wasm"),
    givenModule(getCoreModule, "resources.core2.wasm")
  ], imports));
}
