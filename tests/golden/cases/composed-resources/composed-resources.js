// runtime: compile, handleTable, trap, insert, addHandle, wrongType, getHandle, removeHandle, removeOwn, enter, leave, linkAsync, linkSync, givenModule
const resourceType = {
  owner: true
};
function* link(modules, imports) {
  const instance = {
    state: 0
  };
  const handles2 = handleTable();
  const handles3 = handleTable();
  const { exports: core } = yield [
    modules[0]
  ];
  const newResource = (rep) => {
    leave(instance);
    return addHandle(handles2, resourceType, rep, true);
  };
  const liftResource = (index) => removeOwn(handles2, resourceType, index);
  const lowerResource = (rep) => addHandle(handles3, resourceType, rep, true);
  const liftResource2 = (index) => getHandle(handles3, resourceType, index).rep;
  const { exports: core2 } = yield [
    modules[1],
    {
      "": {
        "0": newResource,
        "1": liftResource,
        "2": lowerResource,
        "3": core.read,
        "4": liftResource2
      }
    }
  ];
  const { "1": coreRead, "0": coreMake } = core2;
  return {
    make(rep2) {
      rep2 >>>= 0;
      enter(instance, 4);
      const result = coreMake(rep2) >>> 0;
      instance.state = 0;
      return result;
    },
    read(index2) {
      index2 >>>= 0;
      enter(instance, 4);
      const result = coreRead(index2) >>> 0;
      instance.state = 0;
      return result;
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("composed-resources.core.wasm") ?? compile(new URL("./composed-resources.core.wasm", import.meta.url)),
    getCoreModule?.("composed-resources.fused.wasm") ?? compile(new URL("./composed-resources.fused.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "composed-resources.core.wasm"),
  givenModule(getCoreModule, "composed-resources.fused.wasm")
], imports));
