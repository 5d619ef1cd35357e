/** `transpile`, `types`, `inspect` and `wit`: what the command does, from bytes to bytes. */
import { core as starting, encoder } from "./engine.js";
import { type Input, read } from "./input.js";
import type { TranspileOptions, TypesOptions } from "./options.js";
import type { Inspected, Transpiled, Types } from "./output.js";
import type { Core, Encoded } from "./wasm.js";
import { isWitPackage, sourceOf, type WitPackage } from "./wit.js";

/** A component with what is known of it; of one that was a component already, nothing. */
type Component = Pick<Encoded, "bytes" | "diagnostics"> & { docs: string | undefined };

/**
 * Splits a component into core modules, JavaScript and type declarations. Text (WAT) and core modules are made components first, by
 * a second wasm file, which is loaded then.
 *
 * @param input - bytes, or a `Response` (or a promise of one, as `fetch` gives): the transpiler starts while it arrives
 * @throws {TranspileError} with `diagnostics`, for bad input
 * @throws {TypeError} for a wrong option, which it names
 */
export async function transpile(input: Input, options: TranspileOptions = {}): Promise<Transpiled> {
  const [bytes, core] = await read(input, starting());
  const { wit, world, ...rest } = options;
  if (wit === undefined && world !== undefined) throw new TypeError('option "world": there is no "wit" that has worlds');
  const component = await encoded(bytes, core);
  const docs = wit === undefined ? component.docs : (await encoder()).docs(sourceOf(wit), world);
  const output = core.transpile(component.bytes, rest, docs, false);
  output.diagnostics.unshift(...component.diagnostics);
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
  let core: Core;
  let component: Component & { world?: string | undefined };
  const chosen = wit === undefined ? world : undefined;
  if (isWitPackage(input)) {
    core = await starting();
    component = (await encoder()).world(sourceOf(input), chosen, [...features]);
  } else {
    let bytes: Uint8Array<ArrayBuffer>;
    [bytes, core] = await read(input, starting());
    const encodes = chosen !== undefined || core.needs_encoding(bytes);
    component = encodes ? (await encoder()).types_of(bytes, chosen, [...features]) : plain(bytes);
  }
  const docs = wit === undefined ? component.docs : (await encoder()).docs(sourceOf(wit), world);
  const name = rest.name ?? component.world;
  const { name: main, contents } = core.types(component.bytes, { ...rest, name }, docs);
  return { files: { [main]: contents }, main, diagnostics: component.diagnostics };
}

/**
 * Describes a component without generating anything.
 *
 * @param input - as for `transpile`
 * @throws {TranspileError} with `diagnostics`, for bad input
 */
export async function inspect(input: Input): Promise<Inspected> {
  const [bytes, core] = await read(input, starting());
  const component = await encoded(bytes, core);
  return { ...core.inspect(component.bytes), diagnostics: component.diagnostics };
}

/**
 * The plan of a component: what its instantiation does, step by step, and all its types, as the transpiler's `plan.rs` has them. It is for
 * tools that show what is inside; unlike the rest it changes with the transpiler.
 *
 * @param input - as for `transpile`
 * @throws {TranspileError} with `diagnostics`, for bad input
 */
export async function plan(input: Input): Promise<object> {
  const [bytes, core] = await read(input, starting());
  return core.plan((await encoded(bytes, core)).bytes);
}

/**
 * A component's world as WIT, with the packages that it mentions. It needs the second wasm file.
 *
 * @param input - as for `transpile`
 * @throws {TranspileError} with `diagnostics`, for bad input, and where WIT cannot say what the component is
 */
export async function wit(input: Input): Promise<string> {
  const [bytes, core] = await read(input, starting());
  const encode = await encoder();
  return encode.print((await encoded(bytes, core)).bytes);
}

/** `bytes` as a component. */
export const encoded = async (bytes: Uint8Array<ArrayBuffer>, core: Core): Promise<Component> =>
  core.needs_encoding(bytes) ? (await encoder()).component(bytes) : plain(bytes);

const plain = (bytes: Uint8Array<ArrayBuffer>): Component => ({ bytes, docs: undefined, diagnostics: [] });
