import { allocate, checkRange, type LinearMemory } from "./memory.ts";
import { trap } from "./trap.ts";
import { encodeAscii, liftUtf16, writeUtf16 } from "./utf16.ts";

/** In a length: the string is UTF-16. CanonicalABI.md#loading (`utf16_tag`) */
const UTF16_TAG = 0x80000000;

/** Decodes what the Encoding standard calls Latin-1: like Latin-1 but for the codes from 0x80 to 0x9F. */
const windows1252: TextDecoder = new TextDecoder("windows-1252");

/**
 * Lifts Latin-1, or UTF-16 where the length says so.
 *
 * @param tagged - The number of code units and {@link UTF16_TAG}. CanonicalABI.md#loading (`load_string_from_range`)
 */
export const liftLatin1OrUtf16 = (memory: LinearMemory, ptr: number, tagged: number): string => {
  if (tagged >= UTF16_TAG) return liftUtf16(memory, ptr, tagged - UTF16_TAG);
  if (tagged > 0xfffffff) trap("string pointer/length out of bounds of memory");
  if (ptr & 1) trap("unaligned pointer");
  ptr = checkRange(memory, ptr, tagged, "string pointer/length out of bounds of memory");
  const end = ptr + tagged, { bytes } = memory;
  if (tagged >= 24) {
    const text = windows1252.decode(bytes.subarray(ptr, end));
    if (!/[^\0-\xff]/.test(text)) return text;
  }
  let text = "";
  for (let at = ptr; at < end; at++) text += String.fromCharCode(bytes[at]!);
  return text;
};

/**
 * Lowers a string as Latin-1: one byte a unit, grown and widened to UTF-16 at the first that does not fit.
 *
 * @returns The address; the number of code units and {@link UTF16_TAG} are left in `memory.loweredLength`.
 * CanonicalABI.md#storing (`store_string_to_latin1_or_utf16`)
 */
export const lowerLatin1OrUtf16 = (memory: LinearMemory, text: string): number => {
  const units = text.length;
  let ptr = allocate(memory, 0, 0, 2, units), fitting = 0;
  const { bytes } = memory;
  if (units >= 128 && encodeAscii(text, bytes.subarray(ptr, ptr + units))) fitting = units;
  for (let code; fitting < units && (code = text.charCodeAt(fitting)) < 256; fitting++) bytes[ptr + fitting] = code;
  memory.loweredLength = units;
  if (fitting < units) {
    ptr = allocate(memory, ptr, units, 2, 2 * units);
    for (let i = fitting; i-- > 0;) memory.view.setUint16(ptr + 2 * i, memory.bytes[ptr + i]!, true);
    writeUtf16(memory, ptr, text, fitting);
    memory.loweredLength = units + UTF16_TAG;
  }
  return ptr;
};
