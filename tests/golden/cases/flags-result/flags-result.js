const compile = async (url) => {
  const { process } = globalThis;
  if (url.protocol === "file:") return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
  return response.headers.get("content-type") === "application/wasm" ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
};
const createInstance = () => ({
  state: 0,
  mayLeave: true
});
const trap = (message, options) => {
  throw new WebAssembly.RuntimeError(message, options);
};
const enter = (instance) => {
  if (instance.state !== 0) trap("cannot enter component instance");
  instance.state = 2;
};
const lockDown = (instance, error) => {
  instance.state = 3;
  throw error;
};
const givenModule = (getCoreModule, name) => {
  const module = getCoreModule?.(name);
  if (module instanceof WebAssembly.Module) return module;
  throw new TypeError(`instantiateSync: getCoreModule gave no WebAssembly.Module "${name}"`);
};
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
