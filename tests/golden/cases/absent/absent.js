// runtime: compile, handleTable, trap, wrongType, getHandle, removeHandle, dropHandle, releaseHost, disposeSymbol, disposeHost, dropHost, pickFunction, requireImport, refuseMissing, leave, absentFunctions, createInstance, enter, isExit, fail, linearMemory, refresh, checkRange, utf8Decoder, utf8, liftString
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
const instance = createInstance();
const handles = handleTable();
const [fields, fieldsGet, fieldsFromList] = absentFunctions(instance, "wasi:http/types@0.2.6", "[constructor]fields [method]fields.get [static]fields.from-list");
const [code2] = absentFunctions(instance, "wasi:sockets/instance-network@0.2.6", "code");
const { exports: core2 } = await WebAssembly.instantiate(modules[0]);
const memory = linearMemory(core2.memory);
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
function run() {
  enter(instance, 3);
  try {
    coreRun();
    instance.state = 0;
  } catch (error) {
    fail(instance, error);
  }
}
export { run };
