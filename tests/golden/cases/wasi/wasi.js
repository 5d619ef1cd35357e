// runtime: compile, componentErrorBrand, BrandedError, describe, ComponentError, handleTable, trap, wrongType, getHandle, enter, leave, isExit, trapFor, fail, guardRealloc, checkRange, checkPointer, storeRange, allocate, allocateList, iterable, elements, tupleOf, throwIfAborted, allocateBytes, encoder, lowerString, invalidCase, checkTwo
import { defaultContext, environment as environmentFactory, poll as pollFactory } from "@weft-wasm/wasi/p2";
const pollableType = {};
const modules = await Promise.all([
  compile(new URL("./wasi.core.wasm", import.meta.url)),
  compile(new URL("./wasi.core2.wasm", import.meta.url))
]);
const context = defaultContext({});
const environment = environmentFactory(context);
const ioPoll = pollFactory(context);
const instance = {
  state: 0
};
const handles = handleTable();
const { exports: core } = await WebAssembly.instantiate(modules[0]);
const { realloc } = core;
const memory = {
  memory: core.memory,
  realloc: guardRealloc(instance, realloc),
  bytes: new Uint8Array(),
  view: null,
  loweredLength: 0
};
const getEnvironment = (out) => {
  leave(instance);
  const value = environment.getEnvironment();
  out = checkPointer(memory, out, 8, 4);
  const value2 = elements(value);
  const valueLen = value2.length;
  const valuePtr = allocateList(memory, valueLen, 16, 4);
  for(let i = 0, at = valuePtr; i < valueLen; i++, at += 16){
    const item = tupleOf(value2[i], 2);
    storeRange(memory, at, lowerString(memory, `${item[0]}`));
    storeRange(memory, at + 8, lowerString(memory, `${item[1]}`));
  }
  storeRange(memory, out, valuePtr, valueLen);
};
const pollableBlock = (selfIndex) => {
  leave(instance);
  getHandle(handles, pollableType, selfIndex).rep.block();
};
const { exports: core2 } = await WebAssembly.instantiate(modules[1], {
  host: {
    get: getEnvironment,
    block: pollableBlock
  }
});
const { run: coreRun } = core2;
const run = {
  async run(options) {
    throwIfAborted(options);
    let failed;
    enter(instance, 3);
    try {
      failed = coreRun();
      checkTwo(failed);
      instance.state = 0;
    } catch (error) {
      fail(instance, error);
    }
    if (failed) throw new ComponentError();
  }
};
export { run, run as "wasi:cli/run@0.2.6" };
