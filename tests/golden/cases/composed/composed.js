// runtime: compile, code, createGate, trap, passGate, gateRealloc, byMemories, withHalves, enter, leave, guardRealloc, linkAsync, linkSync, givenModule, checkRange, checkPointer, utf8Decoder, utf8, liftString, allocateBytes, encoder, lowerString
function* link(modules, imports) {
  const instance = {
    state: 0
  };
  const gate = createGate();
  yield [
    modules[0]
  ];
  const { exports: core } = yield [
    modules[1]
  ];
  const { exports: core2 } = yield [
    modules[2]
  ];
  const { realloc: realloc2 } = core2;
  const memory = {
    memory: core2.memory,
    realloc: gateRealloc(gate, guardRealloc(instance, realloc2)),
    bytes: new Uint8Array(),
    view: null,
    loweredLength: 0
  };
  const fusedTrap = (code) => {
    trap([
      "cannot leave component instance",
      "invalid variant discriminant",
      "invalid `char` bit pattern",
      "unaligned pointer",
      "pointer out of bounds of memory",
      "list content out-of-bounds",
      "string content out-of-bounds",
      "invalid utf-8",
      "incomplete utf-8 byte sequence",
      "invalid utf-16"
    ][code]);
  };
  const { exports: core3 } = yield [
    modules[4],
    withHalves(modules[4], {
      "": [
        core.add,
        core.greet,
        core.clear,
        core2.memory,
        core2.realloc,
        core.memory,
        core.realloc,
        fusedTrap,
        gate.global
      ]
    }, fusedTrap)
  ];
  const cannotEnter = () => {
    leave(instance);
    passGate(gate);
    trap("cannot enter component instance");
  };
  const { exports: core4 } = yield [
    modules[3],
    {
      "": {
        own: cannotEnter,
        add: core3[0],
        greet: core3[1]
      }
    }
  ];
  const { own: coreOwn, add: coreAdd, greet: coreGreet } = core4;
  return {
    own() {
      enter(instance, 4);
      coreOwn();
      instance.state = 0;
    },
    add(a, b) {
      a &= 255;
      b >>>= 0;
      enter(instance, 4);
      const result = coreAdd(a, b) >>> 0;
      instance.state = 0;
      return result;
    },
    greet(name) {
      name = `${name}`;
      enter(instance, 4);
      const namePtr = lowerString(memory, name), nameLen = memory.loweredLength;
      const returned = checkPointer(memory, coreGreet(namePtr, nameLen), 8, 4);
      const result = liftString(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
      instance.state = 0;
      return result;
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("composed.core.wasm") ?? compile(new URL("./composed.core.wasm", import.meta.url)),
    getCoreModule?.("composed.core2.wasm") ?? compile(new URL("./composed.core2.wasm", import.meta.url)),
    getCoreModule?.("composed.core3.wasm") ?? compile(new URL("./composed.core3.wasm", import.meta.url)),
    getCoreModule?.("composed.core4.wasm") ?? compile(new URL("./composed.core4.wasm", import.meta.url)),
    getCoreModule?.(byMemories("composed.fused.wasm", "composed.fused.single.wasm")) ?? compile(byMemories(new URL("./composed.fused.wasm", import.meta.url), new URL("./composed.fused.single.wasm", import.meta.url)))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "composed.core.wasm"),
  givenModule(getCoreModule, "composed.core2.wasm"),
  givenModule(getCoreModule, "composed.core3.wasm"),
  givenModule(getCoreModule, "composed.core4.wasm"),
  givenModule(getCoreModule, byMemories("composed.fused.wasm", "composed.fused.single.wasm"))
], imports));
