/** Uses of the case `values`: what the component takes compiles, what it would refuse does not. */
import { type AcmeHostLog, type AcmeShapesValues, type ComponentError, instantiate, instantiateSync } from "../cases/values/values.js";

class Logger {
  readonly #name: string;
  constructor(name: string) {
    this.#name = name;
  }
  static root(): Logger {
    return new Logger("");
  }
  write(level: AcmeHostLog.Level, text: string): void {
    if (level === "very-high") throw new Error(`${this.#name}: ${text}`);
  }
  own(): void {}
}

const log = { Logger, new: (bytes: Uint8Array): Uint8Array => bytes };
const getCoreModule = (): WebAssembly.Module => new WebAssembly.Module(new Uint8Array());

const { values, ...others } = await instantiate({ "acme:host/log@1.0.0": log, now: () => 1n });
await instantiate({ "acme:host/log": log, now: () => 1n }, { getCoreModule: async () => getCoreModule() });
instantiateSync({ "acme:host/log": log, now: () => 1n }, { getCoreModule });

const polygon: AcmeShapesValues.Shape = { tag: "polygon", val: [{ x: 1 }, { x: 2, yAxis: "y" }, { x: 3, yAxis: undefined }] };
const shape = values.draw(polygon.val, "dark-blue", { canWrite: true });
export const radius: number | undefined = shape.tag === "circle" ? shape.val : undefined;
export const sum: BigUint64Array = values.sum(new Uint8Array(2), 1n);
values.sum([1, 2], 1n);
values.draw(Object.freeze([{ x: 1 }]), "red", {});
values.nest({ tag: "none" }, [true, "c"] as const);
export const names: string[] = values.nest({ tag: "some", val: undefined }, [true, "c"]);
export const result: number = others.delete(1, 2, 3);
others["acme:shapes/values@1.2.3"].sum(new Set([1]), 0n);

// @ts-expect-error: imports are missing
await instantiate();
// @ts-expect-error: an import is missing
await instantiate({ now: () => 1n });
// @ts-expect-error: an import has the wrong result
await instantiate({ "acme:host/log": log, now: () => 1 });
// @ts-expect-error: an import's class lacks its methods
await instantiate({ "acme:host/log": { ...log, Logger: class {} }, now: () => 1n });
// @ts-expect-error: no such option
await instantiate({ "acme:host/log": log, now: () => 1n }, { wasi: {} });
// @ts-expect-error: core modules are missing
instantiateSync({ "acme:host/log": log, now: () => 1n });
// @ts-expect-error: no such export
others.remove(1, 2, 3);
// @ts-expect-error: an argument is missing
others.delete(1, 2);
// @ts-expect-error: a number is no bigint
values.sum([1], 1);
// @ts-expect-error: a list of numbers holds no strings
values.sum(["1"], 1n);
// @ts-expect-error: no such case
values.draw([], "blue", {});
// @ts-expect-error: names are camelCase
values.draw([], "red", { "can-write": true });
// @ts-expect-error: a field is missing
values.draw([{ yAxis: "y" }], "red", {});
// @ts-expect-error: a field is of another type
values.draw([{ x: "1" }], "red", {});
// @ts-expect-error: a nested option is tagged
values.nest(1, [true, "c"]);
// @ts-expect-error: a tuple has its length
values.nest({ tag: "none" }, [true]);
// @ts-expect-error: a case without a payload has none
shape.tag === "nothing" && shape.val;
// @ts-expect-error: what is returned is no promise
values.sum([], 1n).then;

// Kinds, one by one: @ts-expect-error says what is refused.
const imports = { "acme:host/log": log, now: () => 1n };
// @ts-expect-error: a bigint is no number
others.delete(1n, 2, 3);
// @ts-expect-error: a number is no bigint, in what an import returns either
await instantiate({ ...imports, now: () => 1 });
// @ts-expect-error: too many arguments
others.delete(1, 2, 3, 4);
// @ts-expect-error: what is returned is a number
export const text: string = others.delete(1, 2, 3);
// @ts-expect-error: no list of bigints either
values.sum(new BigUint64Array(1), 1n);
// @ts-expect-error: text is no list
values.sum("12", 1n);
// @ts-expect-error: a buffer is no list
values.sum(new ArrayBuffer(1), 1n);
// @ts-expect-error: the result is an array of bigints
export const first: number = values.sum([], 1n)[0]!;
// @ts-expect-error: null is not nothing
values.draw([{ x: 1, yAxis: null }], "red", {});
// @ts-expect-error: no such field
values.draw([{ x: 1, z: 1 }], "red", {});
// @ts-expect-error: no such flag
values.draw([], "red", { execute: true });
// @ts-expect-error: a flag is a boolean
values.draw([], "red", { read: 1 });
// @ts-expect-error: flags are an object
values.draw([], "red", 3);
// @ts-expect-error: a case is its name
values.draw([], 0, {});
// @ts-expect-error: what may be missing has to be looked at
export const length: number = polygon.val[0]!.yAxis.length;
// @ts-expect-error: no such tag
export const star: AcmeShapesValues.Shape = { tag: "star", val: 1 };
// @ts-expect-error: the payload of another case
export const circle: AcmeShapesValues.Shape = { tag: "circle", val: [] };
// @ts-expect-error: a payload is missing
export const unsized: AcmeShapesValues.Shape = { tag: "circle" };
// @ts-expect-error: a case without a payload takes none
export const nothing: AcmeShapesValues.Shape = { tag: "nothing", val: 1 };
// @ts-expect-error: a payload is of its case only
export const size: number = shape.val;
// @ts-expect-error: a tuple is no longer than it is
values.nest({ tag: "none" }, [true, "c", "d"]);
// @ts-expect-error: a tuple has its order
values.nest({ tag: "none" }, ["c", true]);
// @ts-expect-error: a nested option is not nothing
values.nest(undefined, [true, "c"]);
// @ts-expect-error: an argument before others is not optional
values.nest([true, "c"]);
// @ts-expect-error: what an err carries is thrown, not returned
values.nest({ tag: "none" }, [true, "c"]).tag;

// What is imported.
// @ts-expect-error: no such import
await instantiate({ ...imports, later: () => 2n });
// @ts-expect-error: no such version
await instantiate({ "acme:host/log@2.0.0": log, now: () => 1n });
// @ts-expect-error: a function of an interface is missing
await instantiate({ ...imports, "acme:host/log": { Logger } });
// @ts-expect-error: an interface is no function
await instantiate({ ...imports, "acme:host/log": () => 1n });
// @ts-expect-error: a function is none of an object
await instantiate({ ...imports, now: { now: () => 1n } });
// @ts-expect-error: a promise is no answer of a function that is not async
await instantiate({ ...imports, now: async () => 1n });
// @ts-expect-error: it asks for more than it is given
await instantiate({ ...imports, now: (zone: string) => BigInt(zone.length) });
// @ts-expect-error: it takes something else
await instantiate({ ...imports, "acme:host/log": { ...log, new: (text: string) => new Uint8Array(text.length) } });
// @ts-expect-error: it returns something else
await instantiate({ ...imports, "acme:host/log": { ...log, new: (bytes: Uint8Array) => String(bytes) } });
// @ts-expect-error: a method takes something else
await instantiate({ ...imports, "acme:host/log": { ...log, Logger: class extends Logger { override write(level: number): void {} } } });
// @ts-expect-error: a static function is missing
await instantiate({ ...imports, "acme:host/log": { ...log, Logger: class { write(): void {} } } });
// @ts-expect-error: an instance is no class
await instantiate({ ...imports, "acme:host/log": { ...log, Logger: new Logger("") } });
// @ts-expect-error: exports are not replaced
(await instantiate(imports)).values = values;

/** What a `catch` around a call that may fail does. */
export function reason(error: ComponentError<AcmeShapesValues.Color>): AcmeShapesValues.Color {
  // @ts-expect-error the payload is read
  error.payload = "red";
  // @ts-expect-error the payload is of the case's type
  const wrong: number = error.payload;
  return wrong === undefined ? "red" : error.payload;
}
