/**
 * A component of 200 MB: one core module, half of it functions and half of it data, and one export. It is made by repeating a function and a pattern.
 *
 * @module
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where it lies, as a path in the repository. */
export const HUGE = "target/bench/guests/huge.wasm";

/** Bytes of each half. */
const HALF = 100_000_000;

/**
 * An unsigned number in LEB128.
 * @param {number} value
 * @returns {Buffer}
 */
function leb(value) {
  const bytes = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

/**
 * A section: its number, its length and what is in it.
 * @param {number} id
 * @param {Uint8Array[]} parts
 * @returns {Uint8Array[]}
 */
const section = (id, ...parts) => [Buffer.of(id), leb(parts.reduce((sum, part) => sum + part.length, 0)), ...parts];

/**
 * @param {number} count
 * @param {Uint8Array} part
 * @returns {Uint8Array} that part, so often
 */
const repeated = (count, part) => Buffer.concat(Array(count).fill(part));

/** Writes it.
 * @param {string} root the repository's
 */
export function writeHuge(root) {
  // Returns 7, after it has dropped many ones.
  const body = Buffer.from([0, ...Array(84).fill([0x41, 1, 0x1a]).flat(), 0x41, 7, 0x0b]);
  const functions = Math.round(HALF / (body.length + 2));
  const data = Buffer.alloc(1_000_000, "A pattern. ");
  const segments = HALF / data.length;
  const module = [
    Buffer.from("\0asm\x01\0\0\0", "latin1"),
    ...section(1, Buffer.of(1, 0x60, 0, 1, 0x7f)),
    ...section(3, leb(functions), Buffer.alloc(functions)),
    ...section(5, Buffer.of(1, 0), leb(Math.ceil(data.length / 65_536))),
    ...section(7, Buffer.of(1, 1, 0x66, 0, 0)),
    ...section(10, leb(functions), repeated(functions, Buffer.concat([leb(body.length), body]))),
    ...section(11, leb(segments), repeated(segments, Buffer.concat([Buffer.of(0, 0x41, 0, 0x0b), leb(data.length), data]))),
  ];
  const component = [
    Buffer.from("\0asm\x0d\0\x01\0", "latin1"),
    ...section(1, ...module),
    // An instance of the module, its export as a core function, the type `func() -> u32`, the lift, and that as the export `f`.
    ...section(2, Buffer.of(1, 0, 0, 0)),
    ...section(6, Buffer.of(1, 0, 0, 1, 0, 1, 0x66)),
    ...section(7, Buffer.of(1, 0x40, 0, 0, 0x79)),
    ...section(8, Buffer.of(1, 0, 0, 0, 0, 0)),
    ...section(11, Buffer.of(1, 0, 1, 0x66, 1, 0, 0)),
  ];
  writeFileSync(join(root, HUGE), Buffer.concat(component));
}
