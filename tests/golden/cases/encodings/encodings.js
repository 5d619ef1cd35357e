// runtime: compile, pickFunction, requireImport, refuseMissing, trap, enter, leave, isExit, trapFor, fail, guardRealloc, UTF16_TAG, windows1252, checkRange, utf16, liftUtf16, liftLatin1OrUtf16, allocate, encoder, encodeAscii, isLone, writeUtf16, lowerLatin1OrUtf16, linkAsync, linkSync, givenModule, checkPointer, storeRange, lowerUtf16, utf8Decoder, utf8, liftString, liftStringFast, inlineBytes, liftAscii, liftQuickly, allocateBytes, lowerStringFast
function* link(modules, imports) {
  const shout = pickFunction(imports.shout);
  const note = pickFunction(imports.note);
  const missing = [];
  requireImport(missing, "shout", shout);
  requireImport(missing, "note", note);
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
  liftQuickly(memory, "AGFzbQEAAAABEwNedwFgA2MAf38BZG9gAn9/AW8CKQIOd2FzbTpqcy1zdHJpbmcRZnJvbUNoYXJDb2RlQXJyYXkAAQAAAgAAAwIBAgYLAWQAAEGAAfsHAAsHBAEAAAEKSAFGAQN/AkADQCACIAFPDQEjACACIAAgAmotAAAiBPsOACADIARyIQMgAkEBaiECDAALCyADQYABTwRA0G8PCyMAQQAgARAACw==");
  const shout2 = (textPtr, textLen, out) => {
    leave(instance);
    const value = shout(liftStringFast(memory, textPtr >>> 0, textLen >>> 0));
    out = checkPointer(memory, out, 8, 4);
    storeRange(memory, out, lowerStringFast(memory, `${value}`));
  };
  const shout3 = (textPtr, textLen, out) => {
    leave(instance);
    const value = shout(liftUtf16(memory, textPtr >>> 0, textLen >>> 0));
    out = checkPointer(memory, out, 8, 4);
    storeRange(memory, out, lowerUtf16(memory, `${value}`));
  };
  const note2 = (textPtr, textLen) => {
    leave(instance);
    note(liftLatin1OrUtf16(memory, textPtr >>> 0, textLen >>> 0));
  };
  const { exports: core2 } = yield [
    modules[1],
    {
      host: {
        shout8: shout2,
        shout16: shout3,
        note1: note2
      }
    }
  ];
  const { narrow: coreNarrow, wide: coreWide, compact: coreCompact } = core2;
  return {
    narrow(text) {
      text = `${text}`;
      enter(instance, 3);
      try {
        const textPtr = lowerStringFast(memory, text), textLen = memory.loweredLength;
        const returned = checkPointer(memory, coreNarrow(textPtr, textLen), 8, 4);
        const result = liftStringFast(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    wide(text) {
      text = `${text}`;
      enter(instance, 3);
      try {
        const textPtr = lowerUtf16(memory, text), textLen = memory.loweredLength;
        const returned = checkPointer(memory, coreWide(textPtr, textLen), 8, 4);
        const result = liftUtf16(memory, memory.view.getUint32(returned, true), memory.view.getUint32(returned + 4, true));
        instance.state = 0;
        return result;
      } catch (error) {
        fail(instance, error);
      }
    },
    compact(text) {
      text = `${text}`;
      enter(instance, 3);
      try {
        const textPtr = lowerLatin1OrUtf16(memory, text), textLen = memory.loweredLength;
        coreCompact(textPtr, textLen);
        instance.state = 0;
      } catch (error) {
        fail(instance, error);
      }
    }
  };
}
export const instantiate = async (imports = {}, { getCoreModule } = {}) => {
  const modules = await Promise.all([
    getCoreModule?.("encodings.core.wasm") ?? compile(new URL("./encodings.core.wasm", import.meta.url)),
    getCoreModule?.("encodings.core2.wasm") ?? compile(new URL("./encodings.core2.wasm", import.meta.url))
  ]);
  return linkAsync(link(modules, imports));
};
export const instantiateSync = (imports = {}, { getCoreModule } = {}) => linkSync(link([
  givenModule(getCoreModule, "encodings.core.wasm"),
  givenModule(getCoreModule, "encodings.core2.wasm")
], imports));
