// runtime: compile, trap, enter
const link = ({ exports: core }) => {
  const instance = {
    state: 0
  };
  const { bare: coreBare, inside: coreInside } = core;
  return {
    bare() {
      enter(instance, 4);
      const returned = coreBare();
      const result = {
        read: (returned & 1) !== 0,
        write: (returned & 2) !== 0,
        execute: (returned & 4) !== 0
      };
      instance.state = 0;
      return result;
    },
    inside() {
      enter(instance, 4);
      const returned = coreInside();
      const result = {
        access: {
          read: (returned & 1) !== 0,
          write: (returned & 2) !== 0,
          execute: (returned & 4) !== 0
        }
      };
      instance.state = 0;
      return result;
    }
  };
};
export const instantiate = async (imports, { getCoreModule } = {}) => link(await WebAssembly.instantiate(await (getCoreModule?.("flags-result.core.wasm") ?? compile(new URL("./flags-result.core.wasm", import.meta.url)))));
export const instantiateSync = (imports, { getCoreModule } = {}) => link(new WebAssembly.Instance(getCoreModule("flags-result.core.wasm")));
