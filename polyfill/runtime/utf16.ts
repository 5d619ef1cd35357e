import { allocate, checkRange, type LinearMemory } from "./memory.ts";
import { encoder } from "./text.ts";
import { trap, trapFor } from "./trap.ts";

/** Decodes UTF-16 that must be valid; a byte order mark is text. */
const utf16: TextDecoder = new TextDecoder("utf-16le", { fatal: true, ignoreBOM: true });

/** Lifts UTF-16. CanonicalABI.md#loading (`load_string_from_range`) */
export const liftUtf16 = (memory: LinearMemory, ptr: number, units: number): string => {
  if (units > 0x7ffffff) trap("string pointer/length out of bounds of memory");
  if (ptr & 1) trap("unaligned pointer");
  ptr = checkRange(memory, ptr, 2 * units, "string pointer/length out of bounds of memory");
  const end = ptr + 2 * units, { bytes } = memory;
  if (units < 12) {
    // Short text without surrogates is faster without crossing into the decoder.
    let text = "", at = ptr;
    for (let code; at < end && ((code = memory.view.getUint16(at, true)) & 0xf800) !== 0xd800; at += 2) text += String.fromCharCode(code);
    if (at === end) return text;
  }
  try {
    return utf16.decode(bytes.subarray(ptr, end));
  } catch (cause) {
    return trapFor(cause, "invalid utf-16");
  }
};

/**
 * Lowers a string as UTF-16. The host's own strings are UTF-16, so there is nothing to grow or trim.
 *
 * @returns The address; the number of code units is left in `memory.loweredLength`. CanonicalABI.md#storing (`store_string_copy`)
 */
export const lowerUtf16 = (memory: LinearMemory, text: string): number => {
  const units = text.length;
  const ptr = allocate(memory, 0, 0, 2, 2 * units);
  memory.loweredLength = units;
  if (units >= 128) {
    // Long ASCII is encoded to bytes in the upper half and widened from there, ten times faster than unit by unit.
    const bytes = memory.bytes.subarray(ptr + units, ptr + 2 * units);
    if (encodeAscii(text, bytes)) {
      new Uint16Array(bytes.buffer, ptr, units).set(bytes);
      return ptr;
    }
  }
  writeUtf16(memory, ptr, text, 0);
  return ptr;
};

/** Writes `text` to `bytes`, one byte a unit; `false` if it is not ASCII, or too long. */
export const encodeAscii = (text: string, bytes: Uint8Array<ArrayBuffer>): boolean => {
  const { read, written } = encoder.encodeInto(text, bytes);
  return read === text.length && written === read;
};

/** Writes the code units from `start` on where they belong in a copy of `text` at `ptr`; lone surrogates become U+FFFD. */
export const writeUtf16 = (memory: LinearMemory, ptr: number, text: string, start: number): void => {
  const { view } = memory;
  for (let i = start, at = ptr + 2 * start; i < text.length; i++, at += 2) {
    const code = text.charCodeAt(i);
    view.setUint16(at, (code & 0xf800) === 0xd800 && isLone(text, i) ? 0xfffd : code, true);
  }
};

/** Whether the surrogate at `index` belongs to no pair. */
const isLone = (text: string, index: number): boolean =>
  text.codePointAt(index)! < 0x10000 && !(text.codePointAt(index - 1)! > 0xffff);
