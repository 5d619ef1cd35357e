const compile = async (url) => {
  const { process } = globalThis;
  if (url.protocol === "file:" && process) return WebAssembly.compile(process.getBuiltinModule("node:fs").readFileSync(url));
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.href}: the server answered ${response.status} ${response.statusText}`.trimEnd());
  return /^application\/wasm$/i.test(response.headers.get("content-type") ?? "") ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
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
const linkAsync = async (steps) => {
  let step = steps.next();
  while(!step.done)step = steps.next(await WebAssembly.instantiate(...step.value));
  return step.value;
};
const linkSync = (steps) => {
  let step = steps.next();
  while(!step.done)step = steps.next(new WebAssembly.Instance(...step.value));
  return step.value;
};
const givenModule = (getCoreModule, name) => {
  const module = getCoreModule?.(name);
  if (module instanceof WebAssembly.Module) return module;
  throw new TypeError(`instantiateSync needs a getCoreModule that gives the WebAssembly.Module "${name}"`);
};
function* link(modules, imports) {
  const instance = createInstance();
  const { exports: core } = yield [
    modules[0]
  ];
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
  const modules = await Promise.all([
    getCoreModule?.("flags-result.core.wasm") ?? compile(new URL("./flags-result.core.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  return linkSync(link([
    givenModule(getCoreModule, "flags-result.core.wasm")
  ], imports));
}
