import { allocateBytes, type LinearMemory } from "./memory.ts";
import { encoder, textOf } from "./text.ts";
import { liftString } from "./utf8.ts";

/** {@link liftString}, but short ASCII, the common case, does not cross into the decoder. */
export const liftStringFast = (memory: LinearMemory, ptr: number, length: number): string => {
  if (length < 24) {
    const end = ptr + length, { bytes } = memory;
    let text = "", at = ptr;
    // Beyond the end of memory there is no byte.
    for (let byte; at < end && (byte = bytes[at]!) < 128; at++) text += String.fromCharCode(byte);
    if (at === end && end <= bytes.length) return text;
  }
  return liftString(memory, ptr, length);
};

/** {@link lowerString}, but short ASCII does not cross into the encoder, and nothing is encoded twice. */
export const lowerStringFast = (memory: LinearMemory, value: unknown): number => {
  const text = textOf(value), units = text.length;
  let ptr = allocateBytes(memory, 0, 0, units), read = 0, written = 0;
  if (units < 40) {
    const { bytes } = memory;
    for (let code; read < units && (code = text.charCodeAt(read)) < 128; read++) bytes[ptr + read] = code;
    written = read;
  } else {
    ({ read, written } = encoder.encodeInto(text, memory.bytes.subarray(ptr, ptr + units)));
  }
  if (read < units) {
    const size = units * 3;
    ptr = allocateBytes(memory, ptr, units, size);
    written += encoder.encodeInto(text.slice(read), memory.bytes.subarray(ptr + written, ptr + size)).written;
    if (written < size) ptr = allocateBytes(memory, ptr, size, written);
  }
  memory.length = written;
  return ptr;
};
