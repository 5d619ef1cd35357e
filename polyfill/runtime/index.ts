/** The canonical-ABI runtime of WebAssembly components, in the names and order of CanonicalABI.md. */
export * from "./char.ts";
export * from "./compile.ts";
export * from "./error.ts";
export * from "./exit.ts";
export * from "./handles.ts";
export * from "./imports.ts";
export * from "./pending.ts";
export * from "./text.ts";
export * from "./trap.ts";
export * from "./instance.ts";
export * from "./link.ts";
export * from "./memory.ts";
export * from "./turns.ts";
export * from "./unwind.ts";
export * from "./variant.ts";
export * from "./waiting.ts";
