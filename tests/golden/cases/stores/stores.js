// runtime: compile, componentErrorBrand, isComponentError, componentErrorPayload, handleTable, trap, insert, addHandle, addHost, compatiblePart, pickImport, requireImport, refuseMissing, hostResource, enter, leave, isExit, trapFor, fail, guardRealloc, linkAsync, linkSync, givenModule, checkRange, checkPointer, storeRange, allocate, allocateList, iterable, elements, recordOf, tupleOf, utf8Decoder, utf8, liftString, allocateBytes, encoder, lowerString, unknownTag
const blobType = {};
function* link(modules, imports) {
  const filesTypes = pickImport(imports, "acme:files/types@1.0.0");
  const missing = [];
  requireImport(missing, "acme:files/types@1.0.0", filesTypes, "statOf stats read skip now where Blob");
  refuseMissing(missing);
  const instance = {
    state: 0
  };
  const handles = handleTable();
  const storeFailure = (value, at) => {
    switch(value.tag){
      case "last-operation-failed":
        memory.bytes[at] = 0;
        memory.view.setInt32(at + 4, addHost(handles, blobType, hostResource(filesTypes.Blob, value.val)), true);
        break;
      case "closed":
        memory.bytes[at] = 1;
        break;
      case "too-long":
        memory.bytes[at] = 2;
        storeRange(memory, at + 4, lowerString(memory, `${value.val}`));
        break;
      default:
        unknownTag(value);
    }
  };
  const storeOptionalDatetime = (value, at) => {
    if (value == null) {
      memory.bytes[at] = 0;
    } else {
      memory.bytes[at] = 1;
      const value2 = recordOf(value);
      memory.view.setBigUint64(at + 8, value2.seconds, true);
      memory.view.setUint32(at + 16, value2.nanoseconds, true);
    }
  };
  const storeStat = (value, at) => {
    const value2 = recordOf(value);
    storeOptionalDatetime(value2.accessed, at);
    storeOptionalDatetime(value2.modified, at + 24);
    storeOptionalDatetime(value2.changed, at + 48);
    const at2 = recordOf(value2.at);
    memory.bytes[at + 72] = at2.x;
    memory.bytes[at + 73] = at2.y;
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
  const statOf = (pathPtr, pathLen, out) => {
    leave(instance);
    let value, failed = 0;
    try {
      value = filesTypes.statOf(liftString(memory, pathPtr >>> 0, pathLen >>> 0));
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    out = checkPointer(memory, out, 88, 8);
    memory.bytes[out] = failed;
    if (failed) {
      storeFailure(value, out + 8);
    } else storeStat(value, out + 8);
  };
  const stats = (out) => {
    leave(instance);
    const value = filesTypes.stats();
    out = checkPointer(memory, out, 8, 4);
    const value2 = elements(value);
    const valueLen = value2.length;
    const valuePtr = allocateList(memory, valueLen, 80, 8);
    for(let i = 0, at = valuePtr; i < valueLen; i++, at += 80){
      storeStat(value2[i], at);
    }
    storeRange(memory, out, valuePtr, valueLen);
  };
  const read = (out) => {
    leave(instance);
    let value, failed = 0;
    try {
      value = filesTypes.read();
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    out = checkPointer(memory, out, 24, 8);
    memory.bytes[out] = failed;
    if (failed) {
      storeFailure(value, out + 8);
    } else memory.view.setBigUint64(out + 8, value, true);
  };
  const skip = (out) => {
    leave(instance);
    let value, failed = 0;
    try {
      filesTypes.skip();
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    out = checkPointer(memory, out, 16, 4);
    memory.bytes[out] = failed;
    if (failed) storeFailure(value, out + 4);
  };
  const now = (out) => {
    leave(instance);
    const value = filesTypes.now();
    out = checkPointer(memory, out, 16, 8);
    const value2 = recordOf(value);
    memory.view.setBigUint64(out, value2.seconds, true);
    memory.view.setUint32(out + 8, value2.nanoseconds, true);
  };
  const where = (out) => {
    leave(instance);
    const value = filesTypes.where();
    out = checkPointer(memory, out, 8, 4);
    const value2 = tupleOf(value, 3);
    const value0 = recordOf(value2[0]);
    memory.bytes[out] = value0.x;
    memory.bytes[out + 1] = value0.y;
    const value1 = recordOf(value2[1]);
    memory.bytes[out + 2] = value1.x;
    memory.bytes[out + 3] = value1.y;
    memory.view.setUint32(out + 4, value2[2], true);
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      files: {
        "stat-of": statOf,
        stats,
        read,
        skip,
        now,
        where
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
    getCoreModule?.("stores.core.wasm") ?? compile(new URL("./stores.core.wasm", import.meta.url)),
    getCoreModule?.("stores.core2.wasm") ?? compile(new URL("./stores.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "stores.core.wasm"),
  givenModule(getCoreModule, "stores.core2.wasm")
], imports));
