/**
 * What the two threads of mode `worker` say to each other. The component's thread may be stopped; then only shared memory reaches it:
 * the line (answers of imports), the input's buffer and the counts of what outputs have taken. Where there is no shared memory these are
 * absent, the same news come as messages, and the component's thread is never stopped.
 */
import type { Failure } from "./failure.js";
import type { NodeImage } from "./mirror.js";

/** Bytes that cross at once. */
export const CHUNK: number = 1 << 16;

/** The two outputs. */
export const OUTPUTS = ["stdout", "stderr"] as const;

/** One of them. */
export type OutputName = (typeof OUTPUTS)[number];

/** Bytes for a stopped thread. The words are a state (0: nothing yet), a length, and whether more follows. */
export interface Shelf {
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly bytes: Uint8Array<SharedArrayBuffer>;
}

/** States of a {@link Shelf}. */
export const State = { nothing: 0, value: 1, failure: 2, end: 3 } as const;

/** Memory that both threads have. */
export interface Shared {
  readonly line: Shelf;
  readonly input: Shelf;
  /** For each output, how many bytes of it have been taken, and whether it failed. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** A directory that the component's thread makes for itself. */
export type MountPlan =
  | { readonly kind: "memory"; readonly readOnly: boolean; readonly volume: number }
  | { readonly kind: "host"; readonly readOnly: boolean; readonly path: string };

/** An in-memory file system as it is at first. */
export interface VolumePlan {
  readonly created: bigint;
  readonly nodes: readonly NodeImage[];
}

/** The WASI options, as far as they are data; `remote` is served by the other thread. */
export interface WasiPlan {
  readonly args: readonly string[] | undefined;
  readonly env: Readonly<Record<string, string>> | undefined;
  readonly cwd: string | undefined;
  readonly terminals: { readonly stdin?: boolean | undefined; readonly stdout?: boolean | undefined; readonly stderr?: boolean | undefined } | undefined;
  readonly stdin: Uint8Array | "remote" | undefined;
  readonly stdout: "remote" | undefined;
  readonly stderr: "remote" | undefined;
  /** Whether the other thread has one. */
  readonly timezone: boolean;
  readonly preopens: readonly (readonly [string, MountPlan])[];
  readonly volumes: readonly VolumePlan[];
}

/** Names of functions: of an interface, or by themselves (`true`). */
export type Shape = Readonly<Record<string, true | readonly string[]>>;

/** What changed in an in-memory file system, by its place among the volumes. */
export type Change = readonly [volume: number, nodes: readonly NodeImage[]];

/** To the component's thread. */
export type ToComponent =
  | { readonly is: "start"; readonly imports: Shape; readonly wasi: WasiPlan; readonly shared: Shared | undefined }
  | { readonly is: "call"; readonly id: number; readonly path: readonly string[]; readonly args: readonly unknown[]; readonly changes: readonly Change[] }
  | { readonly is: "input"; readonly bytes: Uint8Array | undefined; readonly failure: Failure | undefined }
  | { readonly is: "woken" }
  | { readonly is: "taken"; readonly output: OutputName; readonly total: number; readonly failure: Failure | undefined };

/** To the thread that started it. */
export type ToMain =
  | { readonly is: "started"; readonly exports: Shape; readonly same: Readonly<Record<string, string>>; readonly changes: readonly Change[] }
  | { readonly is: "failed"; readonly failure: Failure }
  /** An error that no call has thrown: there is no telling what state the component is in. */
  | { readonly is: "died"; readonly failure: Failure }
  /** The lock that this thread holds as long as it lives, where nothing else tells of its end. */
  | { readonly is: "held"; readonly lock: string }
  | { readonly is: "returned"; readonly id: number; readonly value: unknown; readonly changes: readonly Change[] }
  | { readonly is: "threw"; readonly id: number; readonly failure: Failure; readonly changes: readonly Change[] }
  /** The answer is a value and what changed meanwhile. */
  | { readonly is: "import"; readonly path: readonly string[]; readonly args: readonly unknown[]; readonly changes: readonly Change[] }
  | { readonly is: "more" }
  | { readonly is: "pull" }
  | { readonly is: "output"; readonly output: OutputName; readonly bytes: Uint8Array }
  | { readonly is: "ring"; readonly on: "stdin" | OutputName; readonly bell: Int32Array<SharedArrayBuffer> };

/** One end of the connection between the threads. */
export interface Port<Out, In> {
  post(message: Out): void;
  /** Sets who hears. */
  hear(take: (message: In) => void, fail: (reason: unknown) => void): void;
  /** When the other thread may rely on being told of this one's end. */
  readonly ready?: Promise<void> | undefined;
  /** Ends the other thread. */
  end(): void;
  /** Sees to it that whoever hears is told of the end of the thread that holds this lock. */
  watch?(lock: string): void;
  /** Whether the process stays alive for the other thread. */
  keepAlive(alive: boolean): void;
}
