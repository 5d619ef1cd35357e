/** What the page and the worker that runs a component say to each other. */
import type { Func, Stub } from "../component/outline.ts";
import type { Argument } from "../../../npm/transpiler/src/command/invoke.ts";
import type { GuestFile } from "../state.ts";
import type { Phase } from "../transpile/result.ts";

/** Where standard input comes from. */
export type Stdin =
  | { readonly kind: "text"; readonly text: string }
  /** The terminal; `shared` is the memory through which a stopped thread hears of input, where there is such. */
  | { readonly kind: "terminal"; readonly shared: SharedArrayBuffer | undefined };

/** What a component is started with. */
export interface Start {
  readonly main: string;
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  readonly stubs: readonly Stub[];
  /** A module of the visitor's that has imports. */
  readonly host: string | undefined;
  /** Where the page has the modules of WASI. */
  readonly base: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Stdin;
  readonly tree: readonly GuestFile[];
}

/** An error as data. */
export interface Failure {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** What it was caused by, outermost first. */
  readonly causes: readonly string[];
}

/** A resource that the page holds. */
export interface Held {
  readonly label: string;
  readonly resource: number;
}

export type ToGuest =
  | { readonly type: "start"; readonly start: Start }
  | { readonly type: "run" }
  | { readonly type: "call"; readonly func: Func; readonly args: readonly Argument[] }
  | { readonly type: "drop"; readonly label: string }
  /** More input where there is no shared memory; nothing for its end. */
  | { readonly type: "input"; readonly bytes: Uint8Array | undefined }
  /** There is more input in shared memory. */
  | { readonly type: "arrived" };

export type FromGuest =
  | { readonly type: "started"; readonly times: readonly Phase[] }
  | { readonly type: "output"; readonly stream: "stdout" | "stderr"; readonly bytes: Uint8Array }
  | { readonly type: "silenced" }
  /** The component has called an import that the page has not. */
  | { readonly type: "host"; readonly text: string }
  /** The thread is about to stop: whoever brings input rings. */
  | { readonly type: "bell"; readonly word: Int32Array<SharedArrayBuffer> }
  | { readonly type: "ended"; readonly code: number; readonly time: number; readonly tree: readonly GuestFile[] }
  | { readonly type: "returned"; readonly text: string; readonly isError: boolean; readonly time: number; readonly held: readonly Held[]; readonly tree: readonly GuestFile[] }
  | { readonly type: "dropped"; readonly held: readonly Held[] }
  | { readonly type: "failed"; readonly failure: Failure };
