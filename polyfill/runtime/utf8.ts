import { allocateBytes, checkRange, type LinearMemory } from "./memory.ts";
import { encoder } from "./text.ts";
import { trap } from "./trap.ts";

const utf8Decoder = (): TextDecoder => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Decodes UTF-8 that must be valid; a byte order mark is text. */
const utf8: TextDecoder = utf8Decoder();

/** Lifts UTF-8. CanonicalABI.md#loading (`load_string_from_range`) */
export const liftString = (memory: LinearMemory, ptr: number, length: number): string => {
  // Of 28 bits at most; what is too long is in no memory.
  ptr = checkRange(memory, ptr, length >> 28 ? Infinity : length, "string pointer/length out of bounds of memory");
  const bytes = memory.bytes.subarray(ptr, ptr + length);
  try {
    return utf8.decode(bytes);
  } catch {
    try {
      // More could follow here, so this refuses all but what only ends too early.
      utf8Decoder().decode(bytes, { stream: true });
    } catch {
      trap("invalid utf-8");
    }
    trap("incomplete utf-8 byte sequence");
  }
};

/**
 * Lowers a string as UTF-8: one byte a unit, grown to three at the first that is not ASCII, then trimmed.
 *
 * @returns The address; the number of bytes is left in `memory.loweredLength`. CanonicalABI.md#storing (`store_string_to_utf8`)
 */
export const lowerString = (memory: LinearMemory, text: string): number => {
  let size = text.length, ptr = allocateBytes(memory, 0, 0, size), done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
  if (done.read < size) {
    ptr = allocateBytes(memory, ptr, size, size *= 3);
    done = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + size));
    if (done.written < size) ptr = allocateBytes(memory, ptr, size, done.written);
  }
  memory.loweredLength = done.written;
  return ptr;
};

/**
 * Lowers a string into one block of its size in UTF-8, as a host whose strings are UTF-8 does: for an allocator that lets none grow.
 *
 * @returns The address; the number of bytes is left in `memory.loweredLength`. CanonicalABI.md#storing (`store_string_copy`)
 */
export const lowerWholeString = (memory: LinearMemory, text: string): number => {
  const bytes = encoder.encode(text);
  const ptr = allocateBytes(memory, 0, 0, bytes.length);
  memory.bytes.set(bytes, ptr);
  memory.loweredLength = bytes.length;
  return ptr;
};
