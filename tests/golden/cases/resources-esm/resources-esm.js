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
const removeOwn = (table, type, index) => {
  const handle = getHandle(table, type, index);
  if (handle.lends !== 0) trap("cannot remove owned resource while borrowed");
  if (!handle.own) trap("cannot lift own resource from a borrow");
  removeHandle(table, index);
  return handle.rep;
};
const createInstance = () => ({
  state: 0,
  mayLeave: true
});
const enter = (instance) => {
  if (instance.state !== 0) trap("cannot enter component instance");
  instance.state = 2;
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
const disposeSymbol = Symbol.dispose ?? Symbol.for("dispose");
const resourceSymbol = Symbol.for("weft.resource.v1");
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
const refuseResource = (type, value, handle) => {
  const { name } = type;
  const found = handle?.type?.name ?? "another component's class";
  throw new TypeError(handle === undefined ? `an instance of ${name} is needed, not ${value === null ? "null" : typeof value}` : handle.type === type ? `this ${name} ${handle.fate}` : found === name ? `this ${name} is of another instance of the component` : `an instance of ${name} is needed, not of ${found}`);
};
const held = (type, value) => {
  const handle = value?.[resourceSymbol];
  return handle?.type === type && handle.rep !== undefined ? handle : refuseResource(type, value, handle);
};
const resourceRep = (type, value) => held(type, value).rep;
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
const giveAway = (handle) => {
  const { rep } = handle;
  handle.rep = undefined;
  handle.fate = "was passed to the component, which owns it now";
  return rep;
};
const moveResource = (table, type, value) => addHandle(table, type, giveAway(held(type, value)), true);
const modules = await Promise.all([
  compile(new URL("./resources-esm.core.wasm", import.meta.url))
]);
const instance = createInstance();
const handles = handleTable();
const voucherType = {
  owner: instance,
  name: "Voucher"
};
const { exports: core } = await WebAssembly.instantiate(modules[0]);
const { take: coreNewTicket, read: coreVoucherRead } = core;
class Voucher extends GuestResource {
  read() {
    const selfRep = resourceRep(voucherType, this);
    enter(instance);
    try {
      const result = coreVoucherRead(selfRep) >>> 0;
      instance.state = 0;
      return result;
    } catch (error) {
      lockDown(instance, error);
    }
  }
  constructor(ticket){
    enter(instance);
    try {
      instance.state = 1;
      const ticketIndex = moveResource(handles, voucherType, ticket);
      instance.state = 2;
      const result = removeOwn(handles, voucherType, coreNewTicket(ticketIndex));
      instance.state = 0;
      super(voucherType, result);
    } catch (error) {
      refuse(instance, error, "ticket");
      lockDown(instance, error);
    }
  }
}
const desk = {
  Ticket: Voucher
};
export { desk, desk as "acme:office/desk", Voucher };
