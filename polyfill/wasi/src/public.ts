/** What `@weft-wasm/wasi` exports on every platform, besides `createContext`. */
export { ComponentError } from "./component-error.js";
export type { Context, Input, Output, ReadableStreamLike, Terminals, WasiOptions, WritableStreamLike } from "./context.js";
export { Exit } from "./exit.js";
export { type MemoryDirectory, memoryDirectory, type MemoryDirectoryOptions, type Tree } from "./platform/memory/directory.js";
export { timezone } from "./platform/timezone.js";
export type { Clock, Timezone, TimezoneDisplay } from "./ports/clock.js";
export type { Entropy } from "./ports/entropy.js";
export type * from "./ports/files.js";
export type { Sink, Source } from "./ports/stdio.js";
export { type Awaitable, Pending, type Readiness } from "./suspend/pending.js";
