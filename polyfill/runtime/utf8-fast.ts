import { inlineBytes } from "./compile.ts";
import { allocateBytes, type LinearMemory } from "./memory.ts";
import { encoder } from "./text.ts";
import { liftString } from "./utf8.ts";

/** {@link liftString}, but short ASCII, the common case, does not cross into the decoder. */
export const liftStringFast = (memory: LinearMemory, ptr: number, length: number): string => {
  if (length <= 128 && ptr + length <= memory.bytes.length) {
    const text = memory.liftAscii!(ptr, length);
    if (text !== null) return text;
  }
  return liftString(memory, ptr, length);
};

/** WebAssembly with JS String Builtins, where an engine has them; one that has not ignores the options. */
type ModuleWithBuiltins = new (bytes: Uint8Array<ArrayBuffer>, options: { builtins: string[] }) => WebAssembly.Module;

/**
 * Prepares a memory for {@link liftStringFast}. The first string compiles what lifts it, so that a start does not.
 *
 * @param base64 - The module that makes strings of bytes, as `fuse/ascii.rs` of the transpiler writes it.
 */
export const liftQuickly = (memory: LinearMemory, base64: string): void => {
  memory.liftAscii = (first, size) => {
    try {
      const module = new (WebAssembly.Module as ModuleWithBuiltins)(inlineBytes(base64), { builtins: ["js-string"] });
      const { exports } = new WebAssembly.Instance(module, { "": { "": memory.memory } });
      memory.liftAscii = exports[""] as (ptr: number, length: number) => string | null;
    } catch {
      // The engine knows no arrays, or lacks the import.
      memory.liftAscii = (ptr, length) => liftAscii(memory, ptr, length);
    }
    return memory.liftAscii(first, size);
  };
};

/** A string of ASCII, or null for any other text. A letter at a time: soon slower than the decoder. */
const liftAscii = ({ bytes }: LinearMemory, ptr: number, length: number): string | null => {
  if (length >= 24) return null;
  let text = "", at = ptr;
  for (const end = ptr + length; at < end; at++) {
    const byte = bytes[at]!;
    if (byte > 127) return null;
    text += String.fromCharCode(byte);
  }
  return text;
};

/** {@link lowerString}, but short ASCII does not cross into the encoder, and nothing is encoded twice. */
export const lowerStringFast = (memory: LinearMemory, text: string): number => {
  const units = text.length;
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
  memory.loweredLength = written;
  return ptr;
};
