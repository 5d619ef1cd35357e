// runtime: compile, handleTable, trap, wrongType, getHandle, removeHandle, removeOwn, enter, named, isLowering, refuse, disposeSymbol, isLockedDown, resourceSymbol, fresh, reclaim, registry, watchFresh, watch, GuestResource, refuseResource, held, resourceRep, insert, addHandle, giveAway, moveResource
const instance = {
  state: 0
};
const handles = handleTable();
const voucherType = {
  owner: instance,
  name: "Voucher"
};
const { exports: core } = await WebAssembly.instantiate(await compile(new URL("./resources-esm.core.wasm", import.meta.url)));
const { take: coreNewTicket, read: coreVoucherRead } = core;
class Voucher extends GuestResource {
  read() {
    const selfRep = resourceRep(voucherType, this);
    enter(instance, 4);
    const result = coreVoucherRead(selfRep) >>> 0;
    instance.state = 0;
    return result;
  }
  constructor(ticket){
    enter(instance, 1);
    try {
      const ticketIndex = moveResource(handles, voucherType, ticket);
      instance.state = 4;
      const result = removeOwn(handles, voucherType, coreNewTicket(ticketIndex));
      instance.state = 0;
      super(voucherType, result);
    } catch (error) {
      refuse(instance, error, "ticket");
    }
  }
}
const desk = {
  Ticket: Voucher
};
export { desk, desk as "acme:office/desk", Voucher };
