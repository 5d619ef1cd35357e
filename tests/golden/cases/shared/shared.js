import * as runtime from "@weft-wasm/runtime";
runtime.requireAbi(2);
const checkPointer = runtime.checkPointer;
const compile = runtime.compile;
const createInstance = runtime.createInstance;
const enter = runtime.enter;
const liftString = runtime.liftString;
const linearMemory = runtime.linearMemory;
const lowerString = runtime.lowerString;
const textOf = runtime.textOf;
function link(coreInstance) {
  const instance = createInstance();
  const { exports: core } = coreInstance;
  const { add: coreAdd, greet: coreGreet, realloc, "greet-post": postGreet } = core;
  const memory = linearMemory(core.memory, realloc);
  function add(a, b) {
    a >>>= 0;
    b >>>= 0;
    enter(instance, 4);
    const result = coreAdd(a, b) >>> 0;
    instance.state = 0;
    return result;
  }
  function greet(name) {
    name = textOf(name);
    enter(instance, 4);
    const namePtr = lowerString(memory, name), nameLen = memory.length;
    const returned = checkPointer(memory, coreGreet(namePtr, nameLen), 8, 4);
    const result = liftString(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
    postGreet(returned);
    instance.state = 0;
    return result;
  }
  return {
    add,
    greet
  };
}
export async function instantiate(imports, { getCoreModule } = {}) {
  return link(await WebAssembly.instantiate(await (getCoreModule?.("shared.core.wasm") ?? compile(new URL("./shared.core.wasm", import.meta.url)))));
}
export function instantiateSync(imports, { getCoreModule } = {}) {
  return link(new WebAssembly.Instance(getCoreModule("shared.core.wasm")));
}
