// runtime: compile, createInstance, trap, enter
function link(coreInstance) {
  const instance = createInstance();
  const { exports: core } = coreInstance;
  const { bare: coreBare, inside: coreInside } = core;
  function bare() {
    enter(instance, 4);
    const returned = coreBare();
    const result = {
      read: (returned & 1) !== 0,
      write: (returned & 2) !== 0,
      execute: (returned & 4) !== 0
    };
    instance.state = 0;
    return result;
  }
  function inside() {
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
  return {
    bare,
    inside
  };
}
export async function instantiate(imports, { getCoreModule } = {}) {
  return link(await WebAssembly.instantiate(await (getCoreModule?.("flags-result.core.wasm") ?? compile(new URL("./flags-result.core.wasm", import.meta.url)))));
}
export function instantiateSync(imports, { getCoreModule } = {}) {
  return link(new WebAssembly.Instance(getCoreModule("flags-result.core.wasm")));
}
