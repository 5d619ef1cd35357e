// runtime: compile, handleTable, trap, insert, addHandle, wrongType, getHandle, removeHandle, removeOwn, enter, leave, disposeSymbol, isLockedDown, resourceSymbol, fresh, reclaim, registry, watchFresh, watch, GuestResource, refuseResource, held, resourceRep
const link = ({ exports: core }) => {
  const instance = {
    state: 0
  };
  const handles = handleTable();
  const thingType = {
    owner: instance,
    name: "Thing"
  };
  const { f: coreF, g: coreThingRep } = core;
  const newThing = (rep) => {
    leave(instance);
    return addHandle(handles, thingType, rep, true);
  };
  const coreNewThing = newThing;
  class Thing extends GuestResource {
    constructor(rep2){
      rep2 >>>= 0;
      enter(instance, 4);
      const result = removeOwn(handles, thingType, coreNewThing(rep2));
      instance.state = 0;
      super(thingType, result);
    }
    rep() {
      const selfRep = resourceRep(thingType, this);
      enter(instance, 4);
      const result = coreThingRep(selfRep) >>> 0;
      instance.state = 0;
      return result;
    }
  }
  const things = {
    Thing
  };
  const plainOne = {
    f() {
      enter(instance, 4);
      const result = coreF() >>> 0;
      instance.state = 0;
      return result;
    }
  };
  const deep = {
    things,
    "acme:shop/things@1.0.0": things,
    deeper: {
      plainOne,
      "plain-one": plainOne,
      f() {
        enter(instance, 4);
        const result = coreF() >>> 0;
        instance.state = 0;
        return result;
      }
    },
    f() {
      enter(instance, 4);
      const result = coreF() >>> 0;
      instance.state = 0;
      return result;
    }
  };
  return {
    deep
  };
};
export const instantiate = async (imports, { getCoreModule } = {}) => link(await WebAssembly.instantiate(await (getCoreModule?.("nested.core.wasm") ?? compile(new URL("./nested.core.wasm", import.meta.url)))));
export const instantiateSync = (imports, { getCoreModule } = {}) => link(new WebAssembly.Instance(getCoreModule("nested.core.wasm")));
