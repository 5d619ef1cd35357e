// runtime: compile, componentErrorBrand, BrandedError, describe, ComponentError, pickFunction, requireImport, refuseMissing, trap, enter, leave, isExit, trapFor, fail, isLowering, named, refuse, refuseOrFail, checkRange, checkPointer, throwIfAborted, invalidCase, checkTwo, liftEnum, lowerEnum
import * as clock from "acme:host/clock@1.0.0";
import * as logModule from "log";
const moodCases = "glad very-sad".split(" ");
const log = pickFunction(logModule);
const missing = [];
requireImport(missing, "acme:host/clock@1.0.0", clock, "now");
requireImport(missing, "log", log);
refuseMissing(missing);
const instance = {
  state: 0
};
const now = (zoneCase, zone1) => {
  leave(instance);
  let zone;
  switch(zoneCase){
    case 0:
      zone = {
        tag: "utc"
      };
      break;
    case 1:
      zone = {
        tag: "offset",
        val: zone1
      };
      break;
    default:
      invalidCase();
  }
  return clock.now(zone);
};
const log2 = (level) => {
  leave(instance);
  log(level & 255);
};
const { exports: core } = await WebAssembly.instantiate(await compile(new URL("./esm.core.wasm", import.meta.url)), {
  "": {
    now,
    log: log2
  }
});
const { f: coreClass, h: coreCheer, g: coreNew } = core;
const memory = {
  memory: core.memory,
  realloc: undefined,
  bytes: new Uint8Array(),
  view: null,
  loweredLength: 0
};
const tools = {
  new(value) {
    enter(instance, 1);
    try {
      let valueCase = 0;
      let value0 = 0;
      if (!(value == null)) {
        valueCase = 1;
        value0 = value & 255;
      }
      instance.state = 3;
      const result = coreNew(valueCase, value0) & 255;
      instance.state = 0;
      return result;
    } catch (error) {
      refuseOrFail(instance, error, "value");
    }
  },
  class(value) {
    value &= 255;
    enter(instance, 3);
    try {
      const result = coreClass(value) & 255;
      instance.state = 0;
      return result;
    } catch (error) {
      fail(instance, error);
    }
  }
};
const default2 = (value) => {
  value &= 255;
  enter(instance, 3);
  try {
    const result = coreClass(value) & 255;
    instance.state = 0;
    return result;
  } catch (error) {
    fail(instance, error);
  }
};
export const later = async (value, options) => {
  throwIfAborted(options);
  value &= 255;
  enter(instance, 3);
  try {
    const result = coreClass(value) & 255;
    instance.state = 0;
    return result;
  } catch (error) {
    fail(instance, error);
  }
};
export const tryIt = (value) => {
  value &= 255;
  enter(instance, 3);
  try {
    const result = coreClass(value) & 255;
    instance.state = 0;
    return result;
  } catch (error) {
    fail(instance, error);
  }
};
export const cheer = (mood) => {
  let failed, result;
  enter(instance, 1);
  try {
    const mood2 = lowerEnum(moodCases, mood);
    instance.state = 3;
    const returned = checkPointer(memory, coreCheer(mood2), 2, 1);
    failed = memory.bytes[returned];
    checkTwo(failed);
    if (failed) result = liftEnum(moodCases, memory.bytes[returned + 1]);
    instance.state = 0;
  } catch (error) {
    refuseOrFail(instance, error, "mood");
  }
  if (failed) throw new ComponentError(result);
};
export { default2 as default, tools, tools as "acme:app/tools@0.1.0" };
