// runtime: compile, componentErrorBrand, isComponentError, componentErrorPayload, handleTable, trap, wrongType, getHandle, insert, addHandle, addHost, compatiblePart, pickImport, requireImport, refuseMissing, hostResource, enter, leave, isExit, trapFor, fail, linkAsync, linkSync, givenModule, checkRange, checkPointer, checkList, liftNumbers, lendBytes, unknownTag
import { createContext, error as errorFactory, streams as streamsFactory } from "@weft-wasm/wasi/p2";
const outputStreamType = {};
const errorType = {};
function* link(modules, imports, wasi) {
  const context = createContext(wasi);
  const ioError = pickImport(imports, "wasi:io/error@0.2.0") ?? errorFactory(context);
  const streams = pickImport(imports, "wasi:io/streams@0.2.0") ?? streamsFactory(context);
  const missing = [];
  requireImport(missing, "wasi:io/error@0.2.0", ioError, "Error");
  requireImport(missing, "wasi:io/streams@0.2.0", streams, "OutputStream.prototype.write");
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
  const outputStreamWrite = (selfIndex, contentsPtr, contentsLen, out) => {
    leave(instance);
    const self = getHandle(handles, outputStreamType, selfIndex).rep;
    let value, failed = 0;
    try {
      self.write(lendBytes(memory, self, contentsPtr >>> 0, contentsLen >>> 0));
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    out = checkPointer(memory, out, 12, 4);
    memory.bytes[out] = failed;
    if (failed) {
      switch(value.tag){
        case "last-operation-failed":
          memory.bytes[out + 4] = 0;
          memory.view.setInt32(out + 8, addHost(handles, errorType, hostResource(ioError.Error, value.val)), true);
          break;
        case "closed":
          memory.bytes[out + 4] = 1;
          break;
        default:
          unknownTag(value);
      }
    }
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        write: outputStreamWrite
      }
    }
  ];
  const { put: corePut } = core2;
  return {
    put(handle2) {
      handle2 >>>= 0;
      enter(instance, 3);
      try {
        corePut(handle2);
        instance.state = 0;
      } catch (error) {
        fail(instance, error);
      }
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule, wasi } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("lent-bytes.core.wasm") ?? compile(new URL("./lent-bytes.core.wasm", import.meta.url)),
    getCoreModule?.("lent-bytes.core2.wasm") ?? compile(new URL("./lent-bytes.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports, wasi));
};
export const instantiateSync = (imports = {}, { getCoreModule, wasi } = {}) => linkSync(link([
  givenModule(getCoreModule, "lent-bytes.core.wasm"),
  givenModule(getCoreModule, "lent-bytes.core2.wasm")
], imports, wasi));
