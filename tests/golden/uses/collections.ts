import type { Exports, Imports } from "../cases/collections/collections.js";

declare const exports: Exports;

// A map, or anything that gives pairs; what comes back is a Map.
const counted: Map<string, number> = exports.count(new Map([["a", 1]]));
exports.count([["a", 1], ["b", 2]]);
exports.count(counted.entries());
// @ts-expect-error an object is no map
exports.count({ a: 1 });
// @ts-expect-error the values are numbers
exports.count(new Map([["a", "1"]]));

// A short list has its length in its type, of numbers it is a typed array.
const mixed: Uint8Array = exports.mix(["red", "green", "red"]);
exports.mix(["red", "green", "red"] as const);
// @ts-expect-error one is missing
exports.mix(["red", "green"]);
// @ts-expect-error one too many
exports.mix(["red", "green", "red", "red"]);
exports.long(mixed);
exports.long([1, 2, 3]);
// @ts-expect-error not numbers
exports.long(["a"]);
const maps: Map<number, Int16Array>[] = exports.numbers([1], new Float32Array(1), [1n]);
maps[0]?.get(1)?.[2]?.toFixed();

export const imports: Imports = {
  host: {
    count: (words) => [...words].map(([word, count]): [string, number] => [word, count + 1]),
    mix: ([first]) => [first === "red" ? 1 : 2],
    turn: (matrix) => matrix,
  },
};
