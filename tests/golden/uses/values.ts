/** Uses of the case `values`: what the component takes compiles, what it would refuse does not. */
import { type AcmeHostLog, type AcmeShapesValues, instantiate, instantiateSync } from "../cases/values/values.js";

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
