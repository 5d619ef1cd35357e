import { allocate, type LinearMemory } from "./memory.ts";
import { encoder, textOf } from "./text.ts";
import { trap } from "./trap.ts";

/** Decodes UTF-8 that must be valid; a byte order mark is text. */
const utf8: TextDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Lifts UTF-8. CanonicalABI.md#loading (`load_string_from_range`) */
export const liftString = (memory: LinearMemory, ptr: number, length: number): string => {
  if (length > 0xfffffff || ptr + length > memory.bytes.length) trap("string pointer/length out of bounds of memory");
  const bytes = memory.bytes.subarray(ptr, ptr + length);
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    return invalidUtf8(bytes, cause);
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
  const text = textOf(value);
  let size = text.length, ptr = allocate(memory, 0, 0, 1, size), done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
  if (done.read < size) {
    ptr = allocate(memory, ptr, size, 1, size *= 3);
    done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
    if (done.written < size) ptr = allocate(memory, ptr, size, 1, done.written);
  }
  memory.length = done.written;
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
