// runtime: compile, handleTable, trap, wrongType, getHandle, removeHandle, removeOwn, createInstance, enter, named, isLowering, refuse, lockDown, disposeSymbol, resourceSymbol, isLockedDown, fresh, reclaim, registry, watchFresh, watch, GuestResource, refuseResource, held, resourceRep, insert, addHandle, giveAway, moveResource
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
