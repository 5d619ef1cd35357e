import * as runtime from "@weft-wasm/runtime";
runtime.requireAbi(3);
const checkPointer = runtime.checkPointer;
const compile = runtime.compile;
const enter = runtime.enter;
const liftString = runtime.liftString;
const lowerString = runtime.lowerString;
const link = ({ exports: core }) => {
  const instance = {
    state: 0
  };
  const { add: coreAdd, greet: coreGreet, realloc, "greet-post": postGreet } = core;
  const memory = {
    memory: core.memory,
    realloc,
    bytes: new Uint8Array(),
    view: null,
    loweredLength: 0
  };
  return {
    add(a, b) {
      a >>>= 0;
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
      postGreet(returned);
      instance.state = 0;
      return result;
    }
  };
};
export const instantiate = async (imports, { getCoreModule } = {}) => link(await WebAssembly.instantiate(await (getCoreModule?.("shared.core.wasm") ?? compile(new URL("./shared.core.wasm", import.meta.url)))));
export const instantiateSync = (imports, { getCoreModule } = {}) => link(new WebAssembly.Instance(getCoreModule("shared.core.wasm")));
