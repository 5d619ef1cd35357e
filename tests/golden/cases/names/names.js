// runtime: compile, compatiblePart, pickImport, pickFunction, requireImport, requireGiven, refuseMissing, trap, enter, leave, isExit, trapFor, fail, isLowering, named, refuse, refuseOrFail, linkAsync, linkSync, givenModule, checkRange, checkPointer, ownProperty, recordOf, invalidCase, checkTwo, lowerEnum
const symbolCases = "constructor undefined".split(" ");
function* link(modules, imports) {
  const bTypes = imports["a:b/types@1.0.0"];
  const bTypes2 = imports["a:b/types@2.0.0"];
  const dTypes = pickImport(imports, "c:d/types@0.2.0");
  const dTypes2 = pickImport(imports, "c:d/types@0.2.6");
  const constructor = pickFunction(ownProperty(imports, "constructor"));
  const missing = [];
  requireImport(missing, "a:b/types@1.0.0", bTypes, "then_");
  requireGiven(missing, "a:b/types@2.0.0", bTypes2, "toString");
  requireImport(missing, "c:d/types@0.2.0", dTypes, "get");
  requireImport(missing, "c:d/types@0.2.6", dTypes2, "get");
  requireImport(missing, "constructor", constructor);
  refuseMissing(missing);
  const instance = {
    state: 0
  };
  const { exports: core } = yield [
    modules[0]
  ];
  const then = (this2) => {
    leave(instance);
    return bTypes.then_(this2 >>> 0);
  };
  const toString = (this2) => {
    leave(instance);
    return bTypes2.toString(this2 >>> 0);
  };
  const get2 = (constructor3) => {
    leave(instance);
    return dTypes.get(constructor3 >>> 0);
  };
  const get3 = (constructor3) => {
    leave(instance);
    return dTypes2.get(constructor3 >>> 0);
  };
  const constructor2 = (arguments2) => {
    leave(instance);
    return constructor(arguments2 >>> 0);
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      ["__proto__"]: core,
      "": {
        "*/": then,
        "\"\\\u{2028}": toString,
        "<\/script><\!--": get2,
        ["__proto__"]: get3,
        "\u{202e}';alert(1);//": constructor2
      }
    }
  ];
  const { "${0}`\u{a}": coreThen, "": corePrototype, ["__proto__"]: coreNew } = core2;
  const memory = {
    memory: core[""],
    realloc: undefined,
    bytes: new Uint8Array(),
    view: null,
    loweredLength: 0
  };
  const xYGetDefault = {
    prototype_(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = corePrototype(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    new(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = coreNew(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    }
  };
  const default2 = {
    prototype_(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = corePrototype(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    new(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = coreNew(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    }
  };
  const aBValues100 = {
    prototype_(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = corePrototype(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    new(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = coreNew(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    }
  };
  const aBValues200 = {
    prototype_(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = corePrototype(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    new(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = coreNew(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    }
  };
  return {
    await(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = corePrototype(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    getDefault(this2) {
      this2 >>>= 0;
      enter(instance, 3);
      try {
        const result = coreNew(this2) >>> 0;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    "x:y/get-default": xYGetDefault,
    default: default2,
    "x:y/default@1.0.0": default2,
    "a:b/values@1.0.0": aBValues100,
    "a:b/values@2.0.0": aBValues200,
    then_(value, memory2, returned) {
      let parameter;
      enter(instance, 1);
      try {
        parameter = "value";
        const value2 = recordOf(value);
        const toString2 = ownProperty(value2, "toString");
        let toStringCase = 0;
        let toString0 = 0;
        if (!(toString2 == null)) {
          toStringCase = 1;
          toString0 = toString2 >>> 0;
        }
        const value3 = ownProperty(value2, "constructor") >>> 0;
        const value4 = value2.then >>> 0;
        parameter = "memory";
        const memory3 = recordOf(memory2);
        const memory4 = (ownProperty(memory3, "valueOf") ? 1 : 0) | (memory3.xmlHttp ? 2 : 0);
        parameter = "returned";
        const returned2 = lowerEnum(symbolCases, returned);
        instance.state = 3;
        const returned3 = checkPointer(memory, coreThen(value3, toStringCase, toString0, value4, memory4, returned2), 16, 4);
        const toStringCase2 = memory.bytes[returned3 + 4];
        checkTwo(toStringCase2);
        const result = {
          constructor: memory.view.getUint32(returned3, true),
          toString: toStringCase2 ? memory.view.getUint32(returned3 + 8, true) : undefined,
          then: memory.view.getUint32(returned3 + 12, true)
        };
        instance.state = 0;
        return result;
      } catch (error) {
        refuseOrFail(instance, error, parameter);
      }
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("names.core.wasm") ?? compile(new URL("./names.core.wasm", import.meta.url)),
    getCoreModule?.("names.core2.wasm") ?? compile(new URL("./names.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "names.core.wasm"),
  givenModule(getCoreModule, "names.core2.wasm")
], imports));
