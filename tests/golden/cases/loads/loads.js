// runtime: compile, componentErrorBrand, BrandedError, describe, ComponentError, trap, enter, named, isLowering, refuse, checkRange, checkPointer, checkList, liftNumbers, storeRange, allocate, allocateList, iterable, elements, recordOf, takeBlock, undoable, utf8Decoder, utf8, liftString, liftStringFast, inlineBytes, liftAscii, liftQuickly, allocateBytes, encoder, lowerStringFast, invalidCase, checkTwo
const link = ({ exports: core }) => {
  const instance = {
    state: 0
  };
  const loadShape = (at) => {
    switch(memory.bytes[at]){
      case 0:
        return {
          tag: "empty"
        };
      case 1:
        return {
          tag: "named",
          val: liftStringFast(memory, memory.view.getUint32(at + 8, true), memory.view.getUint32(at + 12, true))
        };
      case 2:
        return {
          tag: "at",
          val: {
            x: memory.view.getFloat64(at + 8, true),
            y: memory.view.getFloat64(at + 16, true)
          }
        };
      case 3:
        return {
          tag: "bits",
          val: liftNumbers(memory, Uint8Array, memory.view.getUint32(at + 8, true), memory.view.getUint32(at + 12, true))
        };
      default:
        invalidCase();
    }
  };
  const { none: coreOnce, list: coreLines, realloc } = core;
  const memory = {
    memory: core.memory,
    realloc,
    bytes: new Uint8Array(),
    view: null,
    loweredLength: 0
  };
  undoable(instance, memory);
  liftQuickly(memory, "AGFzbQEAAAABEwNedwFgA2MAf38BZG9gAn9/AW8CKQIOd2FzbTpqcy1zdHJpbmcRZnJvbUNoYXJDb2RlQXJyYXkAAQAAAgAAAwIBAgYLAWQAAEGAAfsHAAsHBAEAAAEKSAFGAQN/AkADQCACIAFPDQEjACACIAAgAmotAAAiBPsOACADIARyIQMgAkEBaiECDAALCyADQYABTwRA0G8PCyMAQQAgARAACw==");
  return {
    giveShape() {
      enter(instance, 4);
      const returned = checkPointer(memory, coreOnce(), 24, 8);
      const result = loadShape(returned);
      instance.state = 0;
      return result;
    },
    tryShape() {
      let failed, result;
      enter(instance, 4);
      const returned = checkPointer(memory, coreOnce(), 32, 8);
      failed = memory.bytes[returned];
      checkTwo(failed);
      if (failed) {
        result = loadShape(returned + 8);
      } else result = loadShape(returned + 8);
      instance.state = 0;
      if (failed) throw new ComponentError(result);
      return result;
    },
    optionalLine() {
      enter(instance, 4);
      const returned = checkPointer(memory, coreOnce(), 32, 8);
      const resultCase = memory.bytes[returned];
      checkTwo(resultCase);
      const result = resultCase ? {
        from: {
          x: memory.view.getFloat64(returned + 8, true),
          y: memory.view.getFloat64(returned + 16, true)
        },
        label: liftStringFast(memory, memory.view.getUint32(returned + 24, true), memory.view.getUint32(returned + 28, true))
      } : undefined;
      instance.state = 0;
      return result;
    },
    once() {
      enter(instance, 4);
      const returned = checkPointer(memory, coreOnce(), 12, 4);
      let result2;
      switch(memory.bytes[returned]){
        case 0:
          result2 = {
            tag: "a",
            val: memory.bytes[returned + 4]
          };
          break;
        case 1:
          result2 = {
            tag: "b",
            val: liftStringFast(memory, memory.view.getUint32(returned + 4, true), memory.view.getUint32(returned + 8, true))
          };
          break;
        default:
          invalidCase();
      }
      instance.state = 0;
      return result2;
    },
    shapes(points) {
      enter(instance, 1);
      try {
        const points2 = elements(points);
        const pointsLen = points2.length;
        const pointsPtr = allocateList(memory, pointsLen, 16, 8);
        for(let i = 0, at = pointsPtr; i < pointsLen; i++, at += 16){
          const item = points2[i];
          memory.view.setFloat64(at, item.x, true);
          memory.view.setFloat64(at + 8, item.y, true);
          (item instanceof Object) || recordOf(item);
        }
        instance.state = 4;
        const returned = checkPointer(memory, coreLines(pointsPtr, pointsLen), 8, 4);
        const resultPtr = memory.view.getUint32(returned, true);
        const resultLen = memory.view.getUint32(returned + 4, true);
        checkList(memory, resultPtr, resultLen, 24, 8);
        const result2 = new Array(resultLen);
        for(let i2 = 0, at2 = resultPtr; i2 < resultLen; i2++, at2 += 24){
          result2[i2] = loadShape(at2);
        }
        instance.state = 0;
        return result2;
      } catch (error) {
        refuse(instance, error, "points");
      }
    },
    lines(lines) {
      enter(instance, 1);
      try {
        const lines2 = elements(lines);
        const linesLen = lines2.length;
        const linesPtr = allocateList(memory, linesLen, 24, 8);
        for(let i = 0, at = linesPtr; i < linesLen; i++, at += 24){
          const item = recordOf(lines2[i]);
          const from = recordOf(item.from);
          memory.view.setFloat64(at, from.x, true);
          memory.view.setFloat64(at + 8, from.y, true);
          storeRange(memory, at + 16, lowerStringFast(memory, `${item.label}`));
        }
        instance.state = 4;
        const returned = checkPointer(memory, coreLines(linesPtr, linesLen), 8, 4);
        const result = liftNumbers(memory, Uint32Array, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
        instance.state = 0;
        return result;
      } catch (error) {
        refuse(instance, error, "lines");
      }
    }
  };
};
export const instantiate = async (imports, { getCoreModule } = {}) => link(await WebAssembly.instantiate(await (getCoreModule?.("loads.core.wasm") ?? compile(new URL("./loads.core.wasm", import.meta.url)))));
export const instantiateSync = (imports, { getCoreModule } = {}) => link(new WebAssembly.Instance(getCoreModule("loads.core.wasm")));
