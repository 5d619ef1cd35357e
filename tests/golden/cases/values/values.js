// runtime: named, coerceU64, iterable, numbers, coerceNumbers, lowerChar, compile, componentErrorBrand, BrandedError, describe, ComponentError, isComponentError, componentErrorPayload, handleTable, trap, wrongType, getHandle, insert, addHandle, addHost, compatiblePart, pickImport, pickFunction, requireImport, refuseMissing, hostResource, enter, leave, isExit, trapFor, fail, isLowering, refuse, refuseOrFail, guardRealloc, linkAsync, linkSync, givenModule, checkRange, checkPointer, checkList, liftNumbers, allocate, storeNumbers, lowerNumbers, storeRange, allocateList, elements, recordOf, tupleOf, takeBlock, undoable, utf8Decoder, utf8, liftString, liftStringFast, inlineBytes, liftAscii, liftQuickly, allocateBytes, encoder, lowerStringFast, invalidCase, checkTwo, unknownTag, liftEnum, lowerEnum
const loggerType = {};
const levelCases = "low very-high".split(" ");
const colorCases = "red dark-blue".split(" ");
function* link(modules, imports) {
  const log = pickImport(imports, "acme:host/log@1.0.0");
  const now = pickFunction(imports.now);
  const missing = [];
  requireImport(missing, "acme:host/log@1.0.0", log, "Logger Logger.prototype.write Logger.root new");
  requireImport(missing, "now", now);
  refuseMissing(missing);
  const instance = {
    state: 0
  };
  const handles = handleTable();
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
  undoable(instance, memory);
  liftQuickly(memory, "AGFzbQEAAAABEwNedwFgA2MAf38BZG9gAn9/AW8CKQIOd2FzbTpqcy1zdHJpbmcRZnJvbUNoYXJDb2RlQXJyYXkAAQAAAgAAAwIBAgYLAWQAAEGAAfsHAAsHBAEAAAEKSAFGAQN/AkADQCACIAFPDQEjACACIAAgAmotAAAiBPsOACADIARyIQMgAkEBaiECDAALCyADQYABTwRA0G8PCyMAQQAgARAACw==");
  const newLogger = (namePtr, nameLen) => {
    leave(instance);
    const value = new log.Logger(liftStringFast(memory, namePtr >>> 0, nameLen >>> 0));
    return addHost(handles, loggerType, hostResource(log.Logger, value));
  };
  const loggerWrite = (selfIndex, level, thisPtr, thisLen, out) => {
    leave(instance);
    let value, failed = 0;
    try {
      getHandle(handles, loggerType, selfIndex).rep.write(liftEnum(levelCases, level), liftStringFast(memory, thisPtr >>> 0, thisLen >>> 0));
    } catch (error) {
      value = componentErrorPayload(error);
      failed = 1;
    }
    out = checkPointer(memory, out, 12, 4);
    memory.bytes[out] = failed;
    if (failed) storeRange(memory, out + 4, lowerStringFast(memory, `${value}`));
  };
  const loggerRoot = () => {
    leave(instance);
    const value = log.Logger.root();
    return addHost(handles, loggerType, hostResource(log.Logger, value));
  };
  const new2 = (bytesPtr, bytesLen, out) => {
    leave(instance);
    const value = log.new(liftNumbers(memory, Uint8Array, bytesPtr >>> 0, bytesLen >>> 0));
    out = checkPointer(memory, out, 8, 4);
    storeRange(memory, out, lowerNumbers(memory, Uint8Array, value));
  };
  const now2 = () => {
    leave(instance);
    return now();
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        "logger-new": newLogger,
        "logger-write": loggerWrite,
        "logger-root": loggerRoot,
        new: new2,
        now: now2
      }
    }
  ];
  const { draw: coreDraw, sum: coreSum, nest: coreNest, delete: coreDelete } = core2;
  const values = {
    draw(points, color, rights) {
      let parameter;
      enter(instance, 1);
      try {
        parameter = "points";
        const points2 = elements(points);
        const pointsLen = points2.length;
        const pointsPtr = allocateList(memory, pointsLen, 16, 4);
        for(let i = 0, at = pointsPtr; i < pointsLen; i++, at += 16){
          const item = recordOf(points2[i]);
          memory.view.setInt32(at, item.x, true);
          const yAxis = item.yAxis;
          if (yAxis == null) {
            memory.bytes[at + 4] = 0;
          } else {
            memory.bytes[at + 4] = 1;
            storeRange(memory, at + 8, lowerStringFast(memory, `${yAxis}`));
          }
        }
        parameter = "color";
        const color2 = lowerEnum(colorCases, color);
        parameter = "rights";
        const rights2 = recordOf(rights);
        const rights3 = (rights2.read ? 1 : 0) | (rights2.canWrite ? 2 : 0);
        instance.state = 3;
        const returned = checkPointer(memory, coreDraw(pointsPtr, pointsLen, color2, rights3), 12, 4);
        let result2;
        switch(memory.bytes[returned]){
          case 0:
            result2 = {
              tag: "circle",
              val: memory.view.getFloat32(returned + 4, true)
            };
            break;
          case 1:
            {
              const resultPtr = memory.view.getUint32(returned + 4, true);
              const resultLen = memory.view.getUint32(returned + 8, true);
              checkList(memory, resultPtr, resultLen, 16, 4);
              const result3 = new Array(resultLen);
              for(let i2 = 0, at2 = resultPtr; i2 < resultLen; i2++, at2 += 16){
                const yAxisCase = memory.bytes[at2 + 4];
                checkTwo(yAxisCase);
                result3[i2] = {
                  x: memory.view.getInt32(at2, true),
                  yAxis: yAxisCase ? liftStringFast(memory, memory.view.getUint32(at2 + 8, true), memory.view.getUint32(at2 + 12, true)) : undefined
                };
              }
              result2 = {
                tag: "polygon",
                val: result3
              };
              break;
            }
          case 2:
            result2 = {
              tag: "nothing"
            };
            break;
          default:
            invalidCase();
        }
        instance.state = 0;
        return result2;
      } catch (error) {
        refuseOrFail(instance, error, parameter);
      }
    },
    sum(bytes, start) {
      bytes = coerceNumbers(Uint8Array, bytes, "bytes");
      start = coerceU64(start, "start");
      enter(instance, 3);
      try {
        const bytesPtr = lowerNumbers(memory, Uint8Array, bytes), bytesLen = memory.loweredLength;
        const returned = checkPointer(memory, coreSum(bytesPtr, bytesLen, start), 8, 4);
        const result = liftNumbers(memory, BigUint64Array, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    nest(deep, pair) {
      let failed, result;
      let parameter;
      enter(instance, 1);
      try {
        parameter = "deep";
        let deepCase = 0;
        let deep0 = 0;
        let deep1 = 0;
        switch(deep.tag){
          case "none":
            break;
          case "some":
            {
              deepCase = 1;
              const some = deep.val;
              let someCase = 0;
              let some0 = 0;
              if (!(some == null)) {
                someCase = 1;
                some0 = some & 255;
              }
              deep0 = someCase;
              deep1 = some0;
              break;
            }
          default:
            unknownTag(deep);
        }
        parameter = "pair";
        const pair2 = tupleOf(pair, 2);
        const pair3 = pair2[0] ? 1 : 0;
        const pair4 = lowerChar(pair2[1]);
        instance.state = 3;
        const returned = checkPointer(memory, coreNest(deepCase, deep0, deep1, pair3, pair4), 12, 4);
        failed = memory.bytes[returned];
        checkTwo(failed);
        if (failed) {
          result = liftEnum(colorCases, memory.bytes[returned + 4]);
        } else {
          const okPtr = memory.view.getUint32(returned + 4, true);
          const okLen = memory.view.getUint32(returned + 8, true);
          checkList(memory, okPtr, okLen, 8, 4);
          const ok = new Array(okLen);
          for(let i = 0, at = okPtr; i < okLen; i++, at += 8){
            ok[i] = liftStringFast(memory, memory.view.getUint32(at, true), memory.view.getUint32(at + 4, true));
          }
          result = ok;
        }
        instance.state = 0;
      } catch (error) {
        refuseOrFail(instance, error, parameter);
      }
      if (failed) throw new ComponentError(result);
      return result;
    }
  };
  return {
    values,
    "acme:shapes/values@1.2.3": values,
    delete(class2, this2, aB) {
      class2 = +class2;
      this2 = +this2;
      aB = (aB << 24) >> 24;
      enter(instance, 3);
      try {
        const result = coreDelete(class2, this2, aB) & 65535;
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("values.core.wasm") ?? compile(new URL("./values.core.wasm", import.meta.url)),
    getCoreModule?.("values.core2.wasm") ?? compile(new URL("./values.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "values.core.wasm"),
  givenModule(getCoreModule, "values.core2.wasm")
], imports));
