/**
 * A component whose core module does what it is told: it gives any core values and any memory, and its allocator answers anything.
 *
 * @module
 */
import { between, imported, leaving, memory, named, proxy } from "./component.mjs";
import { bool, char, enumeration, flags, list, map, option, record, result, string, tuple, u16, u32, u8, variant } from "./types.mjs";

/** @typedef {import("./types.mjs").Type} Type */

const colour = enumeration("colour", ["red", "green", "blue"]);
const shape = variant("shape", { round: u32, square: undefined });
const pair = record("pair", { a: u32, b: u32 });

/** Results that are one core value. @type {Record<string, Type>} */
const flat = { "give-bool": bool, "give-u8": u8, "give-char": char, "give-colour": colour, "give-flags": flags("three", ["a", "b", "c"]), "give-outcome": result() };

/** Results in memory, at the address that is given. @type {Record<string, Type>} */
const spilled = {
  "give-string": string, "give-strings": list(string), "give-numbers": list(u32), "give-records": list(tuple(u8, u16)), "give-map": map(u8, u16),
  "give-pair": pair, "give-shape": shape, "give-option": option(u32), "give-result": result(u32, string), "give-nested": tuple(result(u32, string)),
  "give-fixed": list(colour, 2),
};

/** Parameters of the host's functions; the core values are given. @type {Record<string, Type[]>} */
const seen = {
  "see-string": [string], "see-numbers": [list(u32)], "see-char": [char], "see-colour": [colour], "see-shape": [shape], "see-option": [option(u32)],
  "see-many": [tuple(...Array(17).fill(u32))],
};

/** Results of the host's functions in memory, at the address that is given. @type {Record<string, Type>} */
const answered = { "get-pair": pair, "get-string": string, "get-strings": list(string), "get-numbers": list(u32), "get-records": list(tuple(u8, u16)) };

/** Parameters that are lowered by the allocator. @type {Record<string, Type>} */
const taken = {
  "take-string": string, "take-strings": list(string), "take-numbers": list(u32), "take-records": list(tuple(u8, u16)), "take-pairs": list(pair), "take-map": map(u8, u16),
  "take-many": tuple(...Array(17).fill(u32)),
};

/** @param {number} count */
const words = (count) => Array.from({ length: count }, (_, i) => `(param "w${i}" u32)`).join(" ");
/** @param {number} count */
const i32s = (count) => count > 0 ? `(param ${Array(count).fill("i32").join(" ")})` : "";
/** @param {number} count */
const locals = (count) => Array.from({ length: count }, (_, i) => `(local.get ${i})`).join(" ");
/** @param {Type[]} types */
const passed = (types) => types.flatMap(({ flat }) => flat).length > 16 ? 1 : types.flatMap(({ flat }) => flat).length;
/** @type {(of: Record<string, unknown>, print: (name: string) => string) => string} */
const each = (of, print) => Object.keys(of).map(print).join("\n");

/** @type {<T>(of: Record<string, T>, name: string) => T} */
const at = (of, name) => /** @type {any} */ (of[name]);

/**
 * The component as text.
 *
 * `answer(ptr)` is queued for `realloc`; while the queue is empty it allocates. `calls()` tells what it was asked: old size, alignment
 * and size of each call. `poke` writes a word.
 * @param {import("./component.mjs").Encoding} encoding
 */
export function hostile(encoding) {
  const options = `string-encoding=${encoding} (memory (core memory $memory "memory")) (realloc (core func $spy "realloc"))`;
  const types = named([...Object.values({ ...flat, ...spilled, ...answered }), ...Object.values(seen).flat()]);
  return `(component
  (import "host" (instance $host
${types.map(([name, definition]) => `    (type $${name}' ${definition}) (export "${name}" (type $${name} (eq $${name}')))`).join("\n")}
${each(seen, (name) => `    (export "${name}" (func ${at(seen, name).map(({ text }, i) => `(param "p${i}" ${text})`).join(" ")}))`)}
${each(answered, (name) => `    (export "${name}" (func (result ${at(answered, name).text})))`)}))
${types.map(([name]) => `  (alias export $host "${name}" (type $${name}))`).join("\n")}
${memory}
  (core module $Spy
    (import "memory" "memory" (memory 1))
    (import "memory" "realloc" (func $realloc (param i32 i32 i32 i32) (result i32)))
    (global $calls (mut i32) (i32.const 0))
    (global $queued (mut i32) (i32.const 0))
    (global $answered (mut i32) (i32.const 0))
    (func (export "answer") (param i32)
      (i32.store offset=256 (i32.shl (global.get $queued) (i32.const 2)) (local.get 0))
      (global.set $queued (i32.add (global.get $queued) (i32.const 1))))
    (func (export "calls") (result i32)
      (i32.store (i32.const 16) (i32.const 512))
      (i32.store (i32.const 20) (i32.mul (global.get $calls) (i32.const 3)))
      (i32.const 16))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (local $log i32)
      (local.set $log (i32.mul (global.get $calls) (i32.const 12)))
      (i32.store offset=512 (local.get $log) (local.get 1))
      (i32.store offset=516 (local.get $log) (local.get 2))
      (i32.store offset=520 (local.get $log) (local.get 3))
      (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
      (if (i32.eq (global.get $answered) (global.get $queued))
        (then (return (call $realloc (local.get 0) (local.get 1) (local.get 2) (local.get 3)))))
      (global.set $answered (i32.add (global.get $answered) (i32.const 1)))
      (i32.load offset=252 (i32.shl (global.get $answered) (i32.const 2)))))
  (core instance $spy (instantiate $Spy (with "memory" (instance $memory))))
${each({ ...seen, ...answered }, (name) => `  (core func $${name} (canon lower (func $host "${name}") ${options}))`)}
  (core module $Main
    (import "memory" "memory" (memory 1))
${each(seen, (name) => `    (import "host" "${name}" (func $${name} ${i32s(passed(at(seen, name)))}))`)}
${each(answered, (name) => `    (import "host" "${name}" (func $${name} (param i32)))`)}
    (func (export "poke") (param i32 i32) (i32.store (local.get 0) (local.get 1)))
    (func (export "peek") (param i32) (result i32) (i32.load8_u (local.get 0)))
    (func (export "grow") (drop (memory.grow (i32.const 1))))
    (func (export "same") (param i32) (result i32) (local.get 0))
    (func (export "take1") (param i32) (i32.store (i32.const 24) (local.get 0)))
    (func (export "take2") (param i32 i32) (i32.store (i32.const 24) (local.get 0)) (i32.store (i32.const 28) (local.get 1)))
    (func (export "taken") (result i32) (i32.const 24))
${each(seen, (name) => `    (func (export "${name}") ${i32s(passed(at(seen, name)))} (call $${name} ${locals(passed(at(seen, name)))}))`)}
${each(answered, (name) => `    (func (export "${name}") (param i32) (call $${name} (local.get 0)))`)})
  (core instance $main (instantiate $Main (with "memory" (instance $memory)) (with "host" (instance
${each({ ...seen, ...answered }, (name) => `    (export "${name}" (func $${name}))`)}))))
  (func (export "answer") (param "ptr" u32) (canon lift (core func $spy "answer")))
  (func (export "calls") (result (list u32)) (canon lift (core func $spy "calls") ${options}))
  (func (export "poke") (param "at" u32) (param "word" u32) (canon lift (core func $main "poke")))
  (func (export "peek") (param "at" u32) (result u8) (canon lift (core func $main "peek")))
  (func (export "grow") (canon lift (core func $main "grow")))
  (func (export "taken") (result (tuple u32 u32)) (canon lift (core func $main "taken") ${options}))
${each(flat, (name) => `  (func (export "${name}") (param "p0" u32) (result ${at(flat, name).text}) (canon lift (core func $main "same")))`)}
${each(spilled, (name) => `  (func (export "${name}") (param "p0" u32) (result ${at(spilled, name).text}) (canon lift (core func $main "same") ${options}))`)}
${each(taken, (name) => `  (func (export "${name}") (param "p0" ${at(taken, name).text}) (canon lift (core func $main "take${passed([at(taken, name)])}") ${options}))`)}
${each(seen, (name) => `  (func (export "${name}") ${words(passed(at(seen, name)))} (canon lift (core func $main "${name}")))`)}
${each(answered, (name) => `  (func (export "${name}") (param "at" u32) (canon lift (core func $main "${name}")))`)}
)
`;
}

/**
 * The same component between two that pass on what it gives and gets, so that no glue lifts or lowers what is hostile.
 * @param {import("./component.mjs").Encoding} encoding
 * @param {import("./component.mjs").Encoding} around of the other two
 */
export function hostileBetween(encoding, around) {
  /** @type {(of: Record<string, Type>) => import("./component.mjs").Func[]} */
  const giving = (of) => Object.entries(of).map(([name, result]) => ({ name, params: [u32], result }));
  /** @type {import("./component.mjs").Func[]} */
  const before = [
    ...Object.entries(seen).map(([name, params]) => ({ name, params })),
    ...Object.entries(answered).map(([name, result]) => ({ name, params: [], result })),
  ];
  /** @type {import("./component.mjs").Func[]} */
  const after = [...giving(flat), ...giving(spilled), ...Object.entries(taken).map(([name, type]) => ({ name, params: [type] }))];
  const types = named([...before, ...after].flatMap(({ params, result }) => result === undefined ? params : [...params, result]));
  const own = ["answer", "calls", "poke", "peek", ...Object.keys({ ...seen, ...answered })];
  return `(component
${imported(types, before)}
${proxy(before, around).replace("(component", "(component $Before")}
${hostile(encoding).replace("(component", "(component $Hostile")}
${proxy(after, around).replace("(component", "(component $After")}
  (instance $before (instantiate $Before (with "host" (instance $host))))
${between("before", types, before)}
  (instance $hostile (instantiate $Hostile (with "host" (instance $of-before))))
${between("hostile", types, after)}
  (instance $after (instantiate $After (with "host" (instance $of-hostile))))
${own.map((name) => `  (export "${name}" (func $hostile "${name}"))`).join("\n")}
${leaving("after", after)}
)
`;
}
