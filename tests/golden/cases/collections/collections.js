// runtime: compile, requireImport, refuseMissing, trap, enter, leave, isLowering, named, refuse, isExit, trapFor, fail, refuseOrFail, guardRealloc, linkAsync, linkSync, givenModule, checkRange, checkPointer, checkList, liftNumbers, storeRange, storeNumbers, iterable, numbers, ofLength, fixedNumbers, elements, fixedElements, allocate, allocateList, entries, takeBlock, undoable, utf8Decoder, utf8, liftString, allocateBytes, encoder, lowerString, invalidCase, liftEnum, lowerEnum
const colourCases = "red green".split(" ");
function* link(modules, imports) {
  const host = imports.host;
  const missing = [];
  requireImport(missing, "host", host, "count mix turn");
  refuseMissing(missing);
  const instance = {
    state: 0
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
  undoable(instance, memory);
  const count = (wordsPtr, wordsLen, out) => {
    leave(instance);
    const wordsPtr2 = wordsPtr >>> 0;
    const wordsLen2 = wordsLen >>> 0;
    checkList(memory, wordsPtr2, wordsLen2, 12, 4);
    const words = new Map();
    for(let i = 0, at = wordsPtr2; i < wordsLen2; i++, at += 12){
      words.set(liftString(memory, memory.view.getUint32(at, true), memory.view.getUint32(at + 4, true)), memory.view.getUint32(at + 8, true));
    }
    const value = host.count(words);
    out = checkPointer(memory, out, 8, 4);
    const value2 = entries(value);
    const valueLen = value2.length;
    const valuePtr = allocateList(memory, valueLen, 12, 4);
    for(let i2 = 0, at2 = valuePtr; i2 < valueLen; i2++, at2 += 12){
      const entry = value2[i2];
      storeRange(memory, at2, lowerString(memory, `${entry[0]}`));
      memory.view.setUint32(at2 + 8, entry[1], true);
    }
    storeRange(memory, out, valuePtr, valueLen);
  };
  const mix = (colours0, colours1, colours2) => {
    leave(instance);
    const value = host.mix([
      liftEnum(colourCases, colours0),
      liftEnum(colourCases, colours1),
      liftEnum(colourCases, colours2)
    ]);
    const value2 = fixedNumbers(Uint8Array, value, 1);
    return value2[0];
  };
  const turn = (params, out) => {
    leave(instance);
    params = checkPointer(memory, params, 160, 8);
    const matrix = new Array(5);
    for(let i = 0, at = params; i < 5; i++, at += 32){
      matrix[i] = liftNumbers(memory, Float64Array, at, 4);
    }
    const value = host.turn(matrix);
    out = checkPointer(memory, out, 160, 8);
    const value2 = fixedElements(value, 5);
    for(let i2 = 0, at2 = out; i2 < 5; i2++, at2 += 32){
      const item = fixedNumbers(Float64Array, value2[i2], 4);
      storeNumbers(memory, at2, item);
    }
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        count,
        mix,
        turn
      }
    }
  ];
  const { count: coreCount, mix: coreMix, turn: coreTurn, numbers: coreNumbers, long: coreLong } = core2;
  return {
    count(words) {
      enter(instance, 1);
      try {
        const words2 = entries(words);
        const wordsLen = words2.length;
        const wordsPtr = allocateList(memory, wordsLen, 12, 4);
        for(let i = 0, at = wordsPtr; i < wordsLen; i++, at += 12){
          const entry = words2[i];
          storeRange(memory, at, lowerString(memory, `${entry[0]}`));
          memory.view.setUint32(at + 8, entry[1], true);
        }
        instance.state = 3;
        const returned = checkPointer(memory, coreCount(wordsPtr, wordsLen), 8, 4);
        const resultPtr = memory.view.getUint32(returned, true);
        const resultLen = memory.view.getUint32(returned + 4, true);
        checkList(memory, resultPtr, resultLen, 12, 4);
        const result2 = new Map();
        for(let i2 = 0, at2 = resultPtr; i2 < resultLen; i2++, at2 += 12){
          result2.set(liftString(memory, memory.view.getUint32(at2, true), memory.view.getUint32(at2 + 4, true)), memory.view.getUint32(at2 + 8, true));
        }
        instance.state = 0;
        return result2;
      } catch (error) {
        refuseOrFail(instance, error, "words");
      }
    },
    mix(colours) {
      enter(instance, 1);
      try {
        const colours2 = fixedElements(colours, 3);
        const colours3 = lowerEnum(colourCases, colours2[0]);
        const colours4 = lowerEnum(colourCases, colours2[1]);
        const colours5 = lowerEnum(colourCases, colours2[2]);
        instance.state = 3;
        const result = Uint8Array.of(coreMix(colours3, colours4, colours5));
        instance.state = 0;
        return result;
      } catch (error) {
        refuseOrFail(instance, error, "colours");
      }
    },
    turn(matrix) {
      enter(instance, 1);
      try {
        const params = allocateList(memory, 1, 160, 8);
        const matrix2 = fixedElements(matrix, 5);
        for(let i = 0, at = params; i < 5; i++, at += 32){
          const item = fixedNumbers(Float64Array, matrix2[i], 4);
          storeNumbers(memory, at, item);
        }
        instance.state = 3;
        const returned = checkPointer(memory, coreTurn(params), 160, 8);
        const result2 = new Array(5);
        for(let i2 = 0, at2 = returned; i2 < 5; i2++, at2 += 32){
          result2[i2] = liftNumbers(memory, Float64Array, at2, 4);
        }
        instance.state = 0;
        return result2;
      } catch (error) {
        refuseOrFail(instance, error, "matrix");
      }
    },
    numbers(bytes, floats, big) {
      let parameter;
      enter(instance, 1);
      try {
        parameter = "bytes";
        const bytes2 = fixedNumbers(Int8Array, bytes, 1);
        const bytes3 = bytes2[0];
        parameter = "floats";
        const floats2 = fixedNumbers(Float32Array, floats, 1);
        const floats3 = floats2[0];
        parameter = "big";
        const big2 = fixedNumbers(BigUint64Array, big, 1);
        const big3 = big2[0];
        instance.state = 3;
        const returned = checkPointer(memory, coreNumbers(bytes3, floats3, big3), 136, 4);
        const result2 = new Array(17);
        for(let i = 0, at = returned; i < 17; i++, at += 8){
          const itemPtr = memory.view.getUint32(at, true);
          const itemLen = memory.view.getUint32(at + 4, true);
          checkList(memory, itemPtr, itemLen, 8, 2);
          const item = new Map();
          for(let i2 = 0, at2 = itemPtr; i2 < itemLen; i2++, at2 += 8){
            item.set(memory.bytes[at2], liftNumbers(memory, Int16Array, at2 + 2, 3));
          }
          result2[i] = item;
        }
        instance.state = 0;
        return result2;
      } catch (error) {
        refuseOrFail(instance, error, parameter);
      }
    },
    long(bytes) {
      enter(instance, 1);
      try {
        const params = allocateList(memory, 1, 100000000, 1);
        const bytes2 = fixedNumbers(Uint8Array, bytes, 100000000);
        storeNumbers(memory, params, bytes2);
        instance.state = 3;
        const returned = checkPointer(memory, coreLong(params), 100000000, 1);
        const result2 = new Array(100000000);
        for(let i = 0, at = returned; i < 100000000; i++, at += 1){
          result2[i] = memory.bytes[at] !== 0;
        }
        instance.state = 0;
        return result2;
      } catch (error) {
        refuseOrFail(instance, error, "bytes");
      }
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("collections.core.wasm") ?? compile(new URL("./collections.core.wasm", import.meta.url)),
    getCoreModule?.("collections.core2.wasm") ?? compile(new URL("./collections.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "collections.core.wasm"),
  givenModule(getCoreModule, "collections.core2.wasm")
], imports));
