// runtime: compile, componentErrorBrand, BrandedError, describe, ComponentError, handleTable, trap, insert, addHandle, wrongType, getHandle, removeHandle, removeOwn, dropHandle, enter, leave, named, isLowering, refuse, guardRealloc, linkAsync, linkSync, givenModule, checkRange, checkPointer, allocate, allocateList, iterable, elements, resourceSymbol, refuseResource, held, giveAway, moveResource, noteResource, releaseHost, takeBack, disposeSymbol, isLockedDown, fresh, reclaim, registry, watchFresh, watch, GuestResource, adoptResource, resourceRep, lendResource, checkLent, takeBlock, undoable, invalidCase, checkTwo
function* link(modules, imports) {
  const instance = {
    state: 0
  };
  const handles = handleTable();
  const tokenType = {
    owner: instance,
    name: "Token"
  };
  const counterType = {
    owner: instance,
    name: "Counter",
    destroy(rep) {
      enter(instance, 4);
      destructor(rep);
      instance.state = 0;
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
  const memory = {
    memory: core2.memory,
    realloc: guardRealloc(instance, realloc),
    bytes: new Uint8Array(),
    view: null,
    loweredLength: 0
  };
  undoable(instance, memory);
  class Token extends GuestResource {
    constructor(){
      throw new TypeError("Token has no constructor: the component gives its instances");
    }
    static pass(token) {
      enter(instance, 1);
      try {
        const tokenIndex = moveResource(handles, tokenType, token);
        instance.state = 4;
        const result = adoptResource(tokenType, Token, removeOwn(handles, tokenType, coreTokenPass(tokenIndex)));
        instance.state = 0;
        return result;
      } catch (error) {
        refuse(instance, error, "token");
      }
    }
  }
  class Counter extends GuestResource {
    constructor(start){
      start >>>= 0;
      enter(instance, 4);
      const result = removeOwn(handles, counterType, coreNewCounter(start));
      instance.state = 0;
      super(counterType, result);
    }
    add(n) {
      n >>>= 0;
      const selfRep = resourceRep(counterType, this);
      enter(instance, 4);
      const result = coreCounterConstructor(selfRep, n) >>> 0;
      instance.state = 0;
      return result;
    }
    constructor_(n) {
      n >>>= 0;
      const selfRep = resourceRep(counterType, this);
      enter(instance, 4);
      const result = coreCounterConstructor(selfRep, n) >>> 0;
      instance.state = 0;
      return result;
    }
    static merge(a, b) {
      let parameter;
      enter(instance, 1);
      const moves = [];
      try {
        const lent = [];
        parameter = "a";
        const aIndex = noteResource(moves, handles, counterType, a);
        parameter = "b";
        const bIndex = lendResource(lent, counterType, b);
        checkLent(lent);
        instance.state = 4;
        const result = adoptResource(counterType, Counter, removeOwn(handles, counterType, coreCounterMerge(aIndex, bIndex)));
        instance.state = 0;
        return result;
      } catch (error) {
        takeBack(instance, handles, moves);
        refuse(instance, error, parameter);
      }
    }
    static prototype_(start) {
      start >>>= 0;
      let failed, result;
      enter(instance, 4);
      const returned = checkPointer(memory, coreCounterPrototype(start), 8, 4);
      failed = memory.bytes[returned];
      checkTwo(failed);
      if (failed) {
        result = memory.view.getUint32(returned + 4, true);
      } else result = adoptResource(counterType, Counter, removeOwn(handles, counterType, memory.view.getInt32(returned + 4, true)));
      instance.state = 0;
      if (failed) throw new ComponentError(result);
      return result;
    }
  }
  const counters = {
    Counter,
    same(counter) {
      enter(instance, 1);
      try {
        const counterIndex = moveResource(handles, counterType, counter);
        instance.state = 4;
        const result = adoptResource(counterType, Counter, removeOwn(handles, counterType, coreTokenPass(counterIndex)));
        instance.state = 0;
        return result;
      } catch (error) {
        refuse(instance, error, "counter");
      }
    },
    consume(counter) {
      enter(instance, 1);
      try {
        const counterIndex = moveResource(handles, counterType, counter);
        instance.state = 4;
        coreConsume(counterIndex);
        instance.state = 0;
      } catch (error) {
        refuse(instance, error, "counter");
      }
    }
  };
  const shelf = {
    Counter,
    sum(all) {
      enter(instance, 1);
      try {
        const all2 = elements(all);
        const allLen = all2.length;
        const allPtr = allocateList(memory, allLen, 4, 4);
        for(let i = 0, at = allPtr; i < allLen; i++, at += 4){
          memory.view.setInt32(at, resourceRep(counterType, all2[i]), true);
        }
        instance.state = 4;
        const result = coreSum(allPtr, allLen) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        refuse(instance, error, "all");
      }
    },
    keep(all, one) {
      let parameter;
      enter(instance, 1);
      const moves = [];
      try {
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
        instance.state = 4;
        coreKeep(allPtr, allLen, oneCase, one0);
        instance.state = 0;
      } catch (error) {
        takeBack(instance, handles, moves);
        refuse(instance, error, parameter);
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
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("resources.core.wasm") ?? compile(new URL("./resources.core.wasm", import.meta.url)),
    getCoreModule?.("resources.core2.wasm") ?? compile(new URL("./resources.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "resources.core.wasm"),
  givenModule(getCoreModule, "resources.core2.wasm")
], imports));
