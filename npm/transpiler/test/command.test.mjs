/**
 * The command as wasm, where the program itself is broken.
 *
 * @module
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { performed } from "../dist/command/host.js";
import { guarded } from "../dist/engine.js";

/** `(module (func (export "main") unreachable))` */
const TRAPS = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 7, 8, 1, 4, 0x6d, 0x61, 0x69, 0x6e, 0, 0, 10, 5, 1, 3, 0, 0, 11,
]);

/** What `performed` makes of a program, whose `main` may be given. */
function outcome(main) {
  let resets = 0;
  let said = "";
  const program = guarded({ main, __wbg_reset_state: () => void (resets += 1) });
  const code = performed(program, ["run", "x.wasm"], { talk: (text) => void (said += text) });
  return { code, said, resets };
}

test("a program that traps is an internal error to report, not a stack", () => {
  const { main } = new WebAssembly.Instance(new WebAssembly.Module(TRAPS)).exports;
  const { code, said, resets } = outcome(main);
  assert.equal(code, 2);
  assert.match(said, /^error\[internal\]: internal error, please report: .*unreachable.*\nhelp: this is a bug in Weft, not in the component\n$/);
  assert.equal(resets, 1);
});

test("so is one that panics, or is called wrongly", () => {
  // What the panic hook of the crate throws, and what JavaScript does.
  for (const thrown of [new Error("panicked at transpiler/cli/src/lib.rs:1:1:\noops"), new TypeError("oops")]) {
    const { code, said } = outcome(() => {
      throw thrown;
    });
    assert.equal(code, 2);
    assert.match(said, /^error\[internal\]: internal error, please report: (panicked at .*\n)?oops\nhelp: /);
  }
});

test("one that is well says its exit code itself", () => {
  assert.deepEqual(outcome((args) => args.length), { code: 3, said: "", resets: 0 });
});
