/**
 * A link that restores the state: the parts that differ from what a sample begins with, as JSON, deflated, in the address's fragment, which no server
 * ever sees. A binary that somebody dropped cannot be in it.
 */
import { DEFAULT_SAMPLE, SAMPLES } from "./samples.ts";
import { type GuestFile, type OptionValue, type Source, type State, stateOf } from "./state.ts";

/** What a link holds. */
interface Linked {
  sample?: string;
  text?: string;
  name?: string;
  options?: Record<string, OptionValue>;
  args?: string;
  env?: string;
  stdin?: string;
  typed?: boolean;
  files?: [path: string, text: string][];
  view?: string;
  tool?: "run" | "call";
  host?: string;
  call?: { id: string; args: unknown };
}

/** What cannot be in a link. */
export interface Left {
  /** The component is a binary that was dropped. */
  readonly component: boolean;
  /** Paths of files that are no text. */
  readonly files: readonly string[];
}

const VERSION = "1.";

/** The fragment for `state`, without `#`; empty for the page as it is on the first visit. */
export async function fragmentOf(state: State): Promise<string> {
  const linked = linkedOf(state);
  if (Object.keys(linked).length === 0) return "";
  const bytes = new TextEncoder().encode(JSON.stringify(linked));
  return VERSION + base64(await through(bytes, new CompressionStream("deflate-raw")));
}

/** The state of a fragment; `undefined` for one that is none of this page's. */
export async function stateOfFragment(fragment: string): Promise<State | undefined> {
  if (!fragment.startsWith(VERSION)) return undefined;
  try {
    const bytes = await through(unbase64(fragment.slice(VERSION.length)), new DecompressionStream("deflate-raw"));
    return stateOfLinked(JSON.parse(new TextDecoder().decode(bytes)) as unknown);
  } catch {
    return undefined;
  }
}

/** What a link of `state` leaves out. */
export function leftOut({ source, run }: State): Left {
  const binary = run.files.filter(({ content }) => typeof content !== "string");
  return { component: source.kind === "binary", files: binary.map(({ path }) => path) };
}

function linkedOf(state: State): Linked {
  const { source, run } = state;
  const linked: Linked = {};
  if (source.kind === "sample" && source.id !== DEFAULT_SAMPLE) linked.sample = source.id;
  const sample = source.kind === "text" ? SAMPLES.find(({ name, text }) => name === source.name && text === source.text) : undefined;
  if (sample !== undefined) linked.sample = sample.id;
  else if (source.kind === "text") Object.assign(linked, { text: source.text, name: source.name });
  const start = sample === undefined ? startOf(source) : stateOf(sample.id);
  if (Object.keys(state.options).length > 0) linked.options = { ...state.options };
  if (run.args !== start.run.args) linked.args = run.args;
  if (run.env !== start.run.env) linked.env = run.env;
  if (run.stdin !== start.run.stdin) linked.stdin = run.stdin;
  if (run.typed !== start.run.typed) linked.typed = run.typed;
  if (run.files !== start.run.files) {
    linked.files = run.files.flatMap(({ path, content }): [string, string][] => (typeof content === "string" ? [[path, content]] : []));
  }
  if (state.view !== start.view) linked.view = state.view;
  if (state.tool !== start.tool) linked.tool = state.tool;
  if (state.host !== undefined) linked.host = state.host;
  if (state.call !== undefined) linked.call = { id: state.call.id, args: state.call.args };
  return linked;
}

/** What the link's parts are compared with. */
function startOf(source: Source): State {
  return source.kind === "sample" ? stateOf(source.id) : { ...stateOf("greet"), source };
}

/** Checks what a stranger may have written. */
function stateOfLinked(value: unknown): State | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const linked = value as { [K in keyof Linked]?: unknown };
  const text = (part: unknown, otherwise: string): string => (typeof part === "string" ? part : otherwise);
  const source: Source =
    typeof linked.text === "string"
      ? { kind: "text", name: text(linked.name, "component"), text: linked.text }
      : { kind: "sample", id: text(linked.sample, DEFAULT_SAMPLE) };
  const start = startOf(source);
  const { run } = start;
  return {
    source: start.source,
    options: optionsOf(linked.options),
    run: {
      args: text(linked.args, run.args),
      env: text(linked.env, run.env),
      stdin: text(linked.stdin, run.stdin),
      typed: typeof linked.typed === "boolean" ? linked.typed : run.typed,
      files: filesOf(linked.files) ?? run.files,
    },
    view: text(linked.view, start.view),
    tool: linked.tool === "run" || linked.tool === "call" ? linked.tool : start.tool,
    host: typeof linked.host === "string" ? linked.host : undefined,
    call: callOf(linked.call),
  };
}

function optionsOf(value: unknown): Record<string, OptionValue> {
  if (typeof value !== "object" || value === null) return {};
  const isValue = (part: unknown): part is OptionValue =>
    typeof part === "boolean" || typeof part === "string" || (Array.isArray(part) && part.every((item) => typeof item === "string"));
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, OptionValue] => isValue(entry[1])));
}

function filesOf(value: unknown): GuestFile[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.flatMap((entry: unknown): GuestFile[] =>
    Array.isArray(entry) && typeof entry[0] === "string" && typeof entry[1] === "string" ? [{ path: entry[0], content: entry[1] }] : []);
}

function callOf(value: unknown): State["call"] {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, args } = value as { id?: unknown; args?: unknown };
  return typeof id === "string" ? { id, args } : undefined;
}

async function through(bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function unbase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
}
