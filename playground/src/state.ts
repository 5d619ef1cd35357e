/**
 * What a visitor has chosen: the component, the options, what a run gets. It is plain data; a link holds it (`link.ts`), panels
 * read it and change it through {@link Store.change}.
 */
import { DEFAULT_SAMPLE, sampleOf } from "./samples.ts";

/** Where the component comes from. */
export type Source =
  | { readonly kind: "sample"; readonly id: string }
  | { readonly kind: "text"; readonly name: string; readonly text: string }
  | { readonly kind: "binary"; readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** A file that the component finds: an absolute path in the guest, and text or bytes. */
export interface GuestFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** What a run gets. */
export interface RunInput {
  /** One a line. */
  readonly args: string;
  /** `NAME=value`, one a line. */
  readonly env: string;
  /** Text that is all there from the start. */
  readonly stdin: string;
  /** Input is typed in the terminal instead. */
  readonly typed: boolean;
  readonly files: readonly GuestFile[];
}

/** The value of an option: a flag, one value, or several. */
export type OptionValue = boolean | string | readonly string[];

/** All of it. */
export interface State {
  readonly source: Source;
  /** By property; those that are not here have their defaults. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly run: RunInput;
  /** The tab of the middle: `source`, `wit`, `graph`, or the name of a file. */
  readonly view: string;
  /** The tab of the right side. */
  readonly tool: "run" | "call";
  /** A module of the visitor's that has what the component imports besides WASI. */
  readonly host: string | undefined;
  /** The function that is to be called, and the text of its arguments. */
  readonly call: { readonly id: string; readonly args: unknown } | undefined;
}

/** What a sample begins with. */
export function stateOf(id: string): State {
  const sample = sampleOf(id) ?? sampleOf(DEFAULT_SAMPLE);
  if (sample === undefined) throw new TypeError("there is no sample");
  return {
    source: sample.text === undefined ? { kind: "sample", id: sample.id } : { kind: "text", name: sample.name, text: sample.text },
    options: {},
    run: sample.run,
    view: sample.text === undefined ? "" : "source",
    tool: sample.tool,
    host: undefined,
    call: undefined,
  };
}

/** A value that others are told of when it changes. */
export class Store {
  #state: State;
  readonly #listeners = new Set<(state: State, before: State) => void>();

  constructor(state: State) {
    this.#state = state;
  }

  /** What it is now. */
  get state(): State {
    return this.#state;
  }

  /** Changes parts of it. */
  change(part: Partial<State>): void {
    const before = this.#state;
    this.#state = { ...before, ...part };
    for (const listener of this.#listeners) listener(this.#state, before);
  }

  /** Calls `listener` after each change. */
  listen(listener: (state: State, before: State) => void): void {
    this.#listeners.add(listener);
  }
}
