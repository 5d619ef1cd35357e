/** `transpile`, `types`, `inspect` and `wit`: what the command does, from bytes to bytes. */
import { TranspileError } from "./diagnostic.js";
import { core as starting, encoder, wat } from "./engine.js";
import { type Input, read, whole } from "./input.js";
import type { TranspileOptions, TypesOptions } from "./options.js";
import type { Inspected, Transpiled, Types } from "./output.js";
import type { Arrived, Core, Encoded, Encoder } from "./wasm.js";
import { isWitPackage, sourceOf, type WitPackage } from "./wit.js";

/** A component with what is known of it; of one that was a component already, nothing. */
interface Component extends Pick<Encoded, "diagnostics"> {
  readonly component: Arrived;
  readonly docs: string | undefined;
  /** The world of WIT that it was made of. */
  readonly world?: string | undefined;
}

/**
 * Splits a component into core modules, JavaScript and type declarations. Text (WAT) is compiled and core modules are made components first, by
 * wasm files of their own, which are loaded then.
 *
 * @param input - bytes, or a `Response` (or a promise of one, as `fetch` gives) or a stream of bytes, which is validated while it arrives: what is
 * invalid is refused before its end, with the same diagnostics
 * @throws {TranspileError} with `diagnostics`, for bad input
 * @throws {TypeError} for a wrong option, which it names
 */
export async function transpile(input: Input, options: TranspileOptions = {}): Promise<Transpiled> {
  const { wit, world, ...rest } = options;
  if (wit === undefined && world !== undefined) throw new TypeError('option "world": there is no "wit" that has worlds');
  const core = starting();
  const { component, docs, diagnostics } = await encoded(await read(input, checked(core, "transpile", rest)), await core);
  const output = component.transpile(rest, wit === undefined ? docs : (await encoder()).docs(sourceOf(wit), world), false);
  output.diagnostics.unshift(...diagnostics);
  return output;
}

/**
 * Declares the types that `transpile` would, alone: of the same inputs, and of WIT.
 *
 * @param input - as for `transpile`; also WIT as bytes, or a package of it by its files
 * @throws as `transpile`
 */
export async function types(input: Input | WitPackage, options: TypesOptions = {}): Promise<Types> {
  const { wit, world, features = [], ...rest } = options;
  const chosen = wit === undefined ? world : undefined;
  const core = checked(starting(), "types", rest);
  let made: Component;
  if (isWitPackage(input)) {
    const ready = await core;
    made = component((await encoder()).world(sourceOf(input), chosen, [...features]), ready);
  } else {
    made = await making(await read(input, core), await core, chosen !== undefined, (encoder, bytes) => encoder.types_of(bytes, chosen, [...features]));
  }
  const docs = wit === undefined ? made.docs : (await encoder()).docs(sourceOf(wit), world);
  const { name: main, contents } = made.component.types({ ...rest, name: rest.name ?? made.world }, docs);
  return { files: { [main]: contents }, main, diagnostics: made.diagnostics };
}

/**
 * Describes a component without generating anything.
 *
 * @param input - as for `transpile`
 * @throws {TranspileError} with `diagnostics`, for bad input
 */
export async function inspect(input: Input): Promise<Inspected> {
  const core = starting();
  const { component, diagnostics } = await encoded(await read(input, core), await core);
  return { ...component.inspect(), diagnostics };
}

/**
 * The plan of a component: what its instantiation does, step by step, and all its types, as the transpiler's `plan.rs` has them. It is for
 * tools that show what is inside; unlike the rest it changes with the transpiler.
 *
 * @param input - as for `transpile`
 * @throws {TranspileError} with `diagnostics`, for bad input
 */
export async function plan(input: Input): Promise<object> {
  const core = starting();
  return (await encoded(await read(input, core), await core)).component.plan();
}

/**
 * A component's world as WIT, with the packages that it mentions. It needs the encoder's wasm file.
 *
 * @param input - as for `transpile`
 * @throws {TranspileError} with `diagnostics`, for bad input, and where WIT cannot say what the component is
 */
export async function wit(input: Input): Promise<string> {
  const core = starting();
  const { component } = await encoded(await read(input, core), await core);
  return (await encoder()).print(component.bytes());
}

/** What has arrived, as a component. */
export const encoded = (arrived: Arrived, core: Core): Promise<Component> => making(arrived, core, false, (encoder, bytes) => encoder.component(bytes));

/** Makes a component of what has arrived, text compiled, and `always` or where it is none. */
const making = async (
  arrived: Arrived,
  core: Core,
  always: boolean,
  make: (encoder: Encoder, bytes: Uint8Array<ArrayBuffer>) => Encoded,
): Promise<Component> => {
  if (!always && !arrived.needs_encoding()) return plain(arrived);
  if (!arrived.is_wat()) return component(make(await encoder(), arrived.bytes()), core);
  const compiled = whole((await wat()).compile(new TextDecoder().decode(arrived.bytes())), core);
  if (!always && !compiled.needs_encoding()) return plain(compiled);
  try {
    return component(make(await encoder(), compiled.bytes()), core);
  } catch (error) {
    if (!(error instanceof TranspileError)) throw error;
    // Offsets in the binary form mean nothing to whoever wrote the text.
    throw new TranspileError(error.diagnostics.map((found) => ({ ...found, offset: null })), { cause: error });
  }
};

const component = ({ bytes, ...rest }: Encoded, core: Core): Component => ({ component: whole(bytes, core), ...rest });

const plain = (component: Arrived): Component => ({ component, docs: undefined, diagnostics: [] });

/** The transpiler, once it has found that it takes the options: nothing has to be read for those that are wrong. */
const checked = async (starting: Promise<Core>, verb: "transpile" | "types", options: object): Promise<Core> => {
  const core = await starting;
  core.check(verb, options);
  return core;
};
