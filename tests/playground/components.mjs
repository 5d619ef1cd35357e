/**
 * Components as text, for what the samples do not show.
 *
 * @module
 */

/** Traps, loops for ever, and has names that would be HTML if anybody took them for it. */
export const NAUGHTY = `(component
  (core module $m
    (func $inner unreachable)
    (func (export "trap") call $inner)
    (func (export "loop") (loop $again (br $again)))
    (func (export "<img src=x onerror=\\"document.title='hacked'\\">"))
    (func (export "answer") (result i32) i32.const 42))
  (core instance $i (instantiate $m))
  (func (export "trap") (canon lift (core func $i "trap")))
  (func (export "loop") (canon lift (core func $i "loop")))
  (func (export "answer") (result u32) (canon lift (core func $i "answer"))))`;

/** A component with a custom section of 18 MB, as an expression: what a page does with a big file, it does with this. */
export const BIG = `(() => {
  const size = 18_000_000;
  const head = [0, 97, 115, 109, 13, 0, 1, 0, 0];
  for (let rest = size; ; rest >>>= 7) {
    if (rest < 128) { head.push(rest); break; }
    head.push((rest & 127) | 128);
  }
  const bytes = new Uint8Array(head.length + size);
  bytes.set(head);
  bytes.set([3, 98, 105, 103], head.length);
  return bytes;
})()`;

/** A core module that does not say what its functions mean. */
export const CORE = "new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 7, 1, 1, 97, 1, 98, 0, 0])";
