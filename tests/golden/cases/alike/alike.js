// runtime: compile, componentErrorBrand, isComponentError, componentErrorPayload, requireImport, refuseMissing, trap, enter, leave, isExit, trapFor, fail, guardRealloc, linkAsync, linkSync, givenModule, checkRange, checkPointer, storeRange, utf8Decoder, utf8, liftString, allocateBytes, encoder, lowerString, lowerEnum
const failureCases = "no-entry no-space".split(" ");
function* link(modules, imports) {
  const files = imports["acme:host/files"];
  const missing = [];
  requireImport(missing, "acme:host/files", files, "size used left name owner group flush");
  refuseMissing(missing);
  const instance = {
    state: 0
  };
  const lowerOutcome = (value, failed, out) => {
    out = checkPointer(memory, out, 16, 8);
    memory.bytes[out] = failed;
    if (failed) {
      memory.bytes[out + 8] = lowerEnum(failureCases, value);
    } else memory.view.setBigUint64(out + 8, value, true);
  };
  const lowerResult = (value, out) => {
    out = checkPointer(memory, out, 8, 4);
    if (value == null) {
      memory.bytes[out] = 0;
    } else {
      memory.bytes[out] = 1;
      memory.view.setUint32(out + 4, value, true);
    }
  };
  const { exports: core } = yield [
    modules[0]
  ];
  const { realloc } = core;
  const memory = {
    memory: core.memory,
    realloc: guardRealloc(instance, realloc),
    bytes: new Uint8Array(),
    view: null,
    loweredLength: 0
  };
  const size = (index2, out) => {
    leave(instance);
    let value, failed = 0;
    try {
      value = files.size(index2 >>> 0);
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    lowerOutcome(value, failed, out);
  };
  const used = (index2, out) => {
    leave(instance);
    let value, failed = 0;
    try {
      value = files.used(index2 >>> 0);
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    lowerOutcome(value, failed, out);
  };
  const left = (namePtr, nameLen, out) => {
    leave(instance);
    let value, failed = 0;
    try {
      value = files.left(liftString(memory, namePtr >>> 0, nameLen >>> 0));
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    lowerOutcome(value, failed, out);
  };
  const name = (out) => {
    leave(instance);
    lowerResult(files.name(), out);
  };
  const owner = (out) => {
    leave(instance);
    lowerResult(files.owner(), out);
  };
  const group = (out) => {
    leave(instance);
    lowerResult(files.group(), out);
  };
  const flush = (out) => {
    leave(instance);
    let value, failed = 0;
    try {
      files.flush();
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    out = checkPointer(memory, out, 12, 4);
    memory.bytes[out] = failed;
    if (failed) storeRange(memory, out + 4, lowerString(memory, `${value}`));
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        size,
        used,
        left,
        name,
        owner,
        group,
        flush
      }
    }
  ];
  const { run: coreRun } = core2;
  return {
    run() {
      enter(instance, 3);
      try {
        coreRun();
        instance.state = 0;
      } catch (error) {
        fail(instance, error);
      }
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("alike.core.wasm") ?? compile(new URL("./alike.core.wasm", import.meta.url)),
    getCoreModule?.("alike.core2.wasm") ?? compile(new URL("./alike.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "alike.core.wasm"),
  givenModule(getCoreModule, "alike.core2.wasm")
], imports));
