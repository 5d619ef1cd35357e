// runtime: compile, handleTable, trap, wrongType, getHandle, removeHandle, dropHandle, releaseHost, disposeSymbol, disposeHost, dropHost, requireImport, refuseMissing, enter, leave, isExit, trapFor, fail, linkAsync, linkSync, givenModule, unreachable, unwound, unwind, rethrow, checkRange, utf8Decoder, utf8, liftString
const entryType = {};
function* link(modules, imports) {
  const log = imports["acme:host/log"];
  const missing = [];
  requireImport(missing, "acme:host/log", log, "write");
  refuseMissing(missing);
  const instance = {
    state: 0
  };
  const handles = handleTable();
  const { exports: core } = yield [
    modules[0]
  ];
  const memory = {
    memory: core.memory,
    realloc: undefined,
    bytes: new Uint8Array(),
    view: null,
    loweredLength: 0
  };
  const write = (textPtr, textLen) => {
    try {
      leave(instance);
      return log.write(liftString(memory, textPtr >>> 0, textLen >>> 0));
    } catch (error) {
      unwind(error);
    }
  };
  const dropEntry = (index) => {
    try {
      leave(instance);
      dropHost(handles, entryType, index);
    } catch (error) {
      unwind(error);
    }
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        write,
        drop: dropEntry
      }
    }
  ];
  const { run: coreRun } = core2;
  return {
    run() {
      enter(instance, 3);
      try {
        const result = coreRun() >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, unwound(error));
      }
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("handlers.core.wasm") ?? compile(new URL("./handlers.core.wasm", import.meta.url)),
    getCoreModule?.("handlers.core2.wasm") ?? compile(new URL("./handlers.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports)).catch(rethrow);
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => {
  try {
    return linkSync(link([
      givenModule(getCoreModule, "handlers.core.wasm"),
      givenModule(getCoreModule, "handlers.core2.wasm")
    ], imports));
  } catch (error) {
    rethrow(error);
  }
};
