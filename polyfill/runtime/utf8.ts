import { allocate, type LinearMemory } from "./memory.ts";
import { encoder, textOf } from "./text.ts";
import { trap } from "./trap.ts";

/** Decodes UTF-8 that must be valid; a byte order mark is text. */
const utf8: TextDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Lifts UTF-8. CanonicalABI.md#loading (`load_string_from_range`) */
export const liftString = (memory: LinearMemory, ptr: number, length: number): string => {
  const end = ptr + length, { bytes } = memory;
  if (length > 0xfffffff || end > bytes.length) trap("string pointer/length out of bounds of memory");
  if (length < 24) {
    // Short ASCII, the common case, is faster without crossing into the decoder.
    let text = "", at = ptr;
    for (let byte; at < end && (byte = bytes[at]!) < 128; at++) text += String.fromCharCode(byte);
    if (at === end) return text;
  }
  try {
    return utf8.decode(bytes.subarray(ptr, end));
  } catch (cause) {
    return invalidUtf8(bytes.subarray(ptr, end), cause);
  }
};

/** Traps on bytes that are not UTF-8: a decoder that more could follow refuses all but those that only end too early. */
const invalidUtf8 = (bytes: Uint8Array<ArrayBuffer>, cause: unknown): never => {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    trap("invalid utf-8", { cause });
  }
  return trap("incomplete utf-8 byte sequence", { cause });
};

/**
 * Lowers a string as UTF-8: one byte a unit, grown to three at the first that is not ASCII, then trimmed.
 *
 * @param value - Anything; converted as Web IDL converts to USVString.
 * @returns The address; the number of bytes is left in `memory.length`. CanonicalABI.md#storing (`store_string_to_utf8`)
 */
export const lowerString = (memory: LinearMemory, value: unknown): number => {
  const text = textOf(value), units = text.length;
  let ptr = allocate(memory, 0, 0, 1, units), read = 0, written = 0;
  if (units < 40) {
    const { bytes } = memory;
    for (let code; read < units && (code = text.charCodeAt(read)) < 128; read++) bytes[ptr + read] = code;
    written = read;
  } else {
    ({ read, written } = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + units)));
  }
  if (read < units) {
    const size = units * 3;
    ptr = allocate(memory, ptr, units, 1, size);
    written += encoder.encodeInto(text.slice(read), memory.bytes.subarray(ptr + written, ptr + size)).written;
    if (written < size) ptr = allocate(memory, ptr, size, 1, written);
  }
  memory.length = written;
  return ptr;
};

/**
 * Lowers a string into one block of its size in UTF-8, as a host whose strings are UTF-8 does: for an allocator that lets none grow.
 *
 * @param value - Anything; converted as Web IDL converts to USVString.
 * @returns The address; the number of bytes is left in `memory.length`. CanonicalABI.md#storing (`store_string_copy`)
 */
export const lowerWholeString = (memory: LinearMemory, value: unknown): number => {
  const bytes = encoder.encode(textOf(value));
  const ptr = allocate(memory, 0, 0, 1, bytes.length);
  memory.bytes.set(bytes, ptr);
  memory.length = bytes.length;
  return ptr;
};
