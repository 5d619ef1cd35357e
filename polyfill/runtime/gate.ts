/**
 * `may_leave`, for a component whose parts call each other in wasm: fused modules and glue both shut and mind it. It is a global of wasm, which
 * JavaScript reaches through functions, since engines are slow to read a global from outside.
 */
import type { Realloc } from "./memory.ts";
import { trap } from "./trap.ts";

/** Shut while a `realloc` or `post-return` runs. CanonicalABI.md#component-instances (`may_leave`) @internal */
export interface Gate {
  /** 1 while it is shut; what fused modules import. */
  readonly global: WebAssembly.Global;
  /** Shuts it with 1, opens it with 0. */
  shut(value: number): void;
  /** Whether it is shut. */
  isShut(): number;
}

/** ```wat
 * (module (global (export "g") (mut i32) (i32.const 0))
 *   (func (export "s") (param i32) (global.set 0 (local.get 0)))
 *   (func (export "i") (result i32) (global.get 0)))
 * ``` */
const code = /* @__PURE__ */ Uint8Array.of(
  0, 97, 115, 109, 1, 0, 0, 0, 1, 9, 2, 96, 1, 127, 0, 96, 0, 1, 127, 3, 3, 2, 0, 1, 6, 6, 1, 127, 1, 65, 0, 11,
  7, 13, 3, 1, 103, 3, 0, 1, 115, 0, 0, 1, 105, 0, 1, 10, 13, 2, 6, 0, 32, 0, 36, 0, 11, 4, 0, 35, 0, 11,
);

/** An open gate. */
export const createGate = (): Gate => {
  const { g, s, i } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
  return { global: g as WebAssembly.Global, shut: s as Gate["shut"], isShut: i as Gate["isShut"] };
};

/** Traps where the guest must not call out, when it was fused code that called it. CanonicalABI.md#canon-lower */
export const passGate = (gate: Gate): void => {
  if (gate.isShut()) trap("cannot leave component instance");
};

/** The allocator of a guest that fused code could be called from. CanonicalABI.md#storing (`reallocate`) */
export const gateRealloc = (gate: Gate, realloc: Realloc): Realloc => (oldPtr, oldSize, align, size) => {
  gate.shut(1);
  const ptr = realloc(oldPtr, oldSize, align, size);
  gate.shut(0);
  return ptr;
};
