// runtime: compile, createInstance, trap, enter, lockDown, givenModule
function link(coreInstance) {
  const instance = createInstance();
  const { exports: core } = coreInstance;
  const { bare: coreBare, inside: coreInside } = core;
  function bare() {
    enter(instance);
    try {
      const returned = coreBare();
      const result = {
        read: (returned & 1) !== 0,
        write: (returned & 2) !== 0,
        execute: (returned & 4) !== 0
      };
      instance.state = 0;
      return result;
    } catch (error) {
      lockDown(instance, error);
    }
  }
  function inside() {
    enter(instance);
    try {
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
    } catch (error) {
      lockDown(instance, error);
    }
  }
  return {
    bare,
    inside
  };
}
export async function instantiate(imports = {}, { getCoreModule } = {}) {
  const module = await (getCoreModule?.("flags-result.core.wasm") ?? compile(new URL("./flags-result.core.wasm", import.meta.url)));
  return link(await WebAssembly.instantiate(module));
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  return link(new WebAssembly.Instance(givenModule(getCoreModule, "flags-result.core.wasm")));
}
