// runtime: compile, handleTable, trap, wrongType, getHandle, removeHandle, dropHandle, releaseHost, disposeSymbol, disposeHost, dropHost, pickFunction, requireImport, refuseMissing, leave, absentFunctions, enter, isExit, trapFor, fail, checkRange, utf8Decoder, utf8, liftString
import * as hostModule from "host";
const absentType = {};
const modules = await Promise.all([
  compile(new URL("./absent.core.wasm", import.meta.url)),
  compile(new URL("./absent.core2.wasm", import.meta.url))
]);
const host = pickFunction(hostModule);
const missing = [];
requireImport(missing, "host", host);
refuseMissing(missing);
const instance = {
  state: 0
};
const handles = handleTable();
const [fields, fieldsGet, fieldsFromList] = absentFunctions(instance, "wasi:http/types@0.2.6", "[constructor]fields [method]fields.get [static]fields.from-list");
const [code2] = absentFunctions(instance, "wasi:sockets/instance-network@0.2.6", "code");
const { exports: core2 } = await WebAssembly.instantiate(modules[0]);
const memory = {
  memory: core2.memory,
  realloc: undefined,
  bytes: new Uint8Array(),
  view: null,
  loweredLength: 0
};
const dropAbsent = (index) => {
  leave(instance);
  dropHost(handles, absentType, index);
};
const host2 = (textPtr, textLen) => {
  leave(instance);
  host(liftString(memory, textPtr >>> 0, textLen >>> 0));
};
const { exports: core3 } = await WebAssembly.instantiate(modules[1], {
  http: {
    new: fields,
    get: fieldsGet,
    "from-list": fieldsFromList,
    drop: dropAbsent
  },
  sockets: {
    code: code2,
    drop: dropAbsent
  },
  host: {
    host: host2
  }
});
const { run: coreRun } = core3;
export const run = () => {
  enter(instance, 3);
  try {
    coreRun();
    instance.state = 0;
  } catch (error) {
    fail(instance, error);
  }
};
