// runtime: compile, trap, enter, linkAsync, linkSync, unprefixed, givenModule
function* link(modules, imports) {
  const instance = {
    state: 0
  };
  const { exports: core } = yield [
    modules[0]
  ];
  const { exports: core2 } = yield [
    modules[1],
    {
      "": {
        ...[
          core.one,
          core.two,
          core.three,
          core.one,
          core.three,
          core.one,
          core.three,
          core.two
        ],
        "10": core.two
      }
    }
  ];
  const { exports: core3 } = yield [
    modules[2]
  ];
  const { exports: core4 } = yield [
    modules[3]
  ];
  const { exports: core5 } = yield [
    modules[4]
  ];
  const { exports: core6 } = yield [
    modules[5],
    {
      env: {
        ...core4,
        g: core5.g
      },
      "GOT.mem": unprefixed(core3, "lib:")
    }
  ];
  const { digits: coreDigits } = core2;
  const { sum: coreSum } = core6;
  return {
    sum() {
      enter(instance, 4);
      const result = coreSum() >>> 0;
      instance.state = 0;
      return result;
    },
    digits() {
      enter(instance, 4);
      const result = coreDigits() >>> 0;
      instance.state = 0;
      return result;
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("linked.core.wasm") ?? compile(new URL("./linked.core.wasm", import.meta.url)),
    getCoreModule?.("linked.core2.wasm") ?? compile(new URL("./linked.core2.wasm", import.meta.url)),
    getCoreModule?.("linked.core3.wasm") ?? compile(new URL("./linked.core3.wasm", import.meta.url)),
    getCoreModule?.("linked.core4.wasm") ?? compile(new URL("./linked.core4.wasm", import.meta.url)),
    getCoreModule?.("linked.core5.wasm") ?? compile(new URL("./linked.core5.wasm", import.meta.url)),
    getCoreModule?.("linked.core6.wasm") ?? compile(new URL("./linked.core6.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "linked.core.wasm"),
  givenModule(getCoreModule, "linked.core2.wasm"),
  givenModule(getCoreModule, "linked.core3.wasm"),
  givenModule(getCoreModule, "linked.core4.wasm"),
  givenModule(getCoreModule, "linked.core5.wasm"),
  givenModule(getCoreModule, "linked.core6.wasm")
], imports));
