import * as runtime from "@weft-wasm/runtime";
runtime.requireAbi(1);
const checkPointer = runtime.checkPointer;
const compile = runtime.compile;
const createInstance = runtime.createInstance;
const enter = runtime.enter;
const givenModule = runtime.givenModule;
const liftString = runtime.liftString;
const linearMemory = runtime.linearMemory;
const lockDown = runtime.lockDown;
const lowerString = runtime.lowerString;
const refresh = runtime.refresh;
const textOf = runtime.textOf;
function link(coreInstance) {
  const instance = createInstance();
  const { exports: core } = coreInstance;
  const { add: coreAdd, greet: coreGreet, realloc, "greet-post": postGreet } = core;
  const memory = linearMemory(core.memory, realloc);
  function add(a, b) {
    a >>>= 0;
    b >>>= 0;
    enter(instance);
    try {
      const result = coreAdd(a, b) >>> 0;
      instance.state = 0;
      return result;
    } catch (error) {
      lockDown(instance, error);
    }
  }
  function greet(name) {
    name = textOf(name);
    enter(instance);
    try {
      const namePtr = lowerString(memory, name), nameLen = memory.length;
      const returned = coreGreet(namePtr, nameLen) >>> 0;
      refresh(memory);
      checkPointer(memory, returned, 8, 4);
      const result = liftString(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
      postGreet(returned);
      instance.state = 0;
      return result;
    } catch (error) {
      lockDown(instance, error);
    }
  }
  return {
    add,
    greet
  };
}
export async function instantiate(imports = {}, { getCoreModule } = {}) {
  const module = await (getCoreModule?.("shared.core.wasm") ?? compile(new URL("./shared.core.wasm", import.meta.url)));
  return link(await WebAssembly.instantiate(module));
}
export function instantiateSync(imports = {}, { getCoreModule } = {}) {
  return link(new WebAssembly.Instance(givenModule(getCoreModule, "shared.core.wasm")));
}
