// runtime: compile, componentErrorBrand, describe, ComponentError, handleTable, trap, wrongType, getHandle, requireImport, refuseMissing, createInstance, leave, isExit, fail, guardRealloc, linearMemory, refresh, checkPointer, allocate, allocateList, iterable, elements, tupleOf, enter, endTurn, takeTurn, inTurn, encoder, textOf, lowerString, invalidCase, checkTwo, createWaiting, isPending, elsewhere, attempt, takeAnswer, waitFor, mayWait, promising
import { createContext, environment as environmentFactory, poll as pollFactory } from "@weft-wasm/wasi/p2";
const pollableType = {};
const modules = await Promise.all([
  compile(new URL("./wasi.core.wasm", import.meta.url)),
  compile(new URL("./wasi.core2.wasm", import.meta.url))
]);
const context = createContext();
const environment = environmentFactory(context);
const ioPoll = pollFactory(context);
const missing = [];
requireImport(missing, "wasi:cli/environment@0.2.6", environment, "getEnvironment");
requireImport(missing, "wasi:io/poll@0.2.6", ioPoll, "Pollable.prototype.block");
refuseMissing(missing);
const instance = createInstance();
const handles = handleTable();
const waiting = createWaiting();
const tryPollableBlock = (selfIndex) => {
  leave(instance);
  attempt(waiting, getHandle(handles, pollableType, selfIndex).rep.block(), "wasi:io/poll@0.2.6#[method]pollable.block");
};
const { "0": pollableBlock } = mayWait(waiting, "AGFzbQEAAAABCAJgAX8AYAAAAiUDA3RyeQEwAAAEd2FpdAEwAAEHd2FpdGluZwdwZW5kaW5nA38BAwIBAAcFAQEwAAIKEwERACAAEAAjAARAQQAkABABCws=", [
  [
    tryPollableBlock,
    waitFor(waiting)
  ]
]);
const { exports: core } = await WebAssembly.instantiate(modules[0]);
const { realloc } = core;
const memory = linearMemory(core.memory, guardRealloc(instance, realloc));
const getEnvironment = (out) => {
  leave(instance);
  refresh(memory);
  const value = environment.getEnvironment();
  out >>>= 0;
  checkPointer(memory, out, 8, 4);
  const value2 = elements(value);
  const valueLen = value2.length;
  const valuePtr = allocateList(memory, valueLen, 16, 4);
  for(let i = 0, at = valuePtr; i < valueLen; i++, at += 16){
    const item = tupleOf(value2[i], 2);
    const item0Ptr = lowerString(memory, item[0]), item0Len = memory.length;
    memory.view.setUint32(at, item0Ptr, true);
    memory.view.setUint32(at + 4, item0Len, true);
    const item1Ptr = lowerString(memory, item[1]), item1Len = memory.length;
    memory.view.setUint32(at + 8, item1Ptr, true);
    memory.view.setUint32(at + 12, item1Len, true);
  }
  memory.view.setUint32(out, valuePtr, true);
  memory.view.setUint32(out + 4, valueLen, true);
};
const { exports: core2 } = await WebAssembly.instantiate(modules[1], {
  host: {
    get: getEnvironment,
    block: pollableBlock
  }
});
const { run: coreRun } = core2;
const promisingCoreRun = promising(coreRun);
const run = {
  async run (options) {
    return inTurn(instance, waiting, options, async () => {
      let failed;
      try {
        failed = await promisingCoreRun();
        checkTwo(failed);
        instance.state = 0;
      } catch (error) {
        fail(instance, error);
      }
      if (failed) throw new ComponentError();
    });
  }
};
export { run, run as "wasi:cli/run@0.2.6" };
