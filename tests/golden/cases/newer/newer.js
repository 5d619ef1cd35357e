// runtime: compile, compileNeeding, trap, enter, linkAsync, linkSync, givenModule
function* link(modules, imports) {
  const instance = {
    state: 0
  };
  const { exports: core } = yield [
    modules[0]
  ];
  yield [
    modules[1]
  ];
  const { exports: core2 } = yield [
    modules[2]
  ];
  const { f: coreF } = core;
  const { f: coreG } = core2;
  return {
    f() {
      enter(instance, 4);
      const result = coreF() >>> 0;
      instance.state = 0;
      return result;
    },
    g() {
      enter(instance, 4);
      const result = coreG() >>> 0;
      instance.state = 0;
      return result;
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("newer.core.wasm") ?? compile(new URL("./newer.core.wasm", import.meta.url)),
    getCoreModule?.("newer.core2.wasm") ?? compileNeeding(new URL("./newer.core2.wasm", import.meta.url), "extended constant expressions"),
    getCoreModule?.("newer.core3.wasm") ?? compileNeeding(new URL("./newer.core3.wasm", import.meta.url), "tail calls and multiple memories")
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "newer.core.wasm"),
  givenModule(getCoreModule, "newer.core2.wasm"),
  givenModule(getCoreModule, "newer.core3.wasm")
], imports));
