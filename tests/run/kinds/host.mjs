/**
 * A host for the guest `kinds`: each import does what `answer` says, and every call is kept.
 *
 * @module
 */
import { samples } from "./samples.mjs";

/** A resource of the host. */
export class Counter {
  /** @type {string[]} what was done to counters, in order */
  static log = [];
  /** @param {number} value */
  constructor(value) {
    this.value = value;
  }
  /** @param {number} n */
  add(n) {
    return (this.value += n);
  }
  label() {
    return `counter at ${this.value}`;
  }
  /** @param {Counter} a @param {Counter} b */
  static merge(a, b) {
    return new Counter(a.value + b.value);
  }
  [/** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"))]() {
    Counter.log.push(`disposed ${this.value}`);
  }
}

/**
 * The imports of `kinds`, and the calls that were made.
 * @param {Record<string, any>} [overrides] functions that replace those of `weft:kinds/host` and `weft:kinds/functions`
 */
export function host(overrides = {}) {
  /** @type {{ name: string, args: unknown[] }[]} */
  const calls = [];
  /** @type {(name: string, run: (...args: any[]) => unknown) => (...args: any[]) => unknown} */
  const kept = (name, run) => (...args) => {
    calls.push({ name, args });
    return (overrides[name] ?? run)(...args);
  };
  /** @param {Record<string, (...args: any[]) => unknown>} functions */
  const all = (functions) => Object.fromEntries(Object.entries(functions).map(([name, run]) => [name, kept(name, run)]));
  const imports = {
    "weft:kinds/host": all(Object.fromEntries(Object.keys(samples).map((name) => [name, (value) => value]))),
    "weft:kinds/functions": all({
      nothing: () => {},
      parse: (text) => Number(text),
      check: () => {},
      onlyOk: () => "good",
      onlyErr: () => {},
      both: () => ({ name: "", age: 0, home: { street: "" }, tags: [] }),
      many: (...args) => `${args.length} parameters`,
      join: (...args) => args.join("+"),
      origin: () => ({ x: 1, y: -2 }),
    }),
    "weft:kinds/counters": {
      Counter,
      make: (/** @type {number} */ start) => new Counter(start),
      read: (/** @type {Counter} */ counter) => counter.value,
      consume: (/** @type {Counter} */ counter) => (Counter.log.push(`consumed ${counter.value}`), counter.value),
      pair: (/** @type {number} */ start) => [new Counter(start), start > 3 ? new Counter(start + 1) : undefined],
      sum: (/** @type {Counter[]} */ all) => all.reduce((sum, counter) => sum + counter.value, 0),
    },
    shout: (/** @type {string} */ text) => `${text.toUpperCase()}!`,
  };
  return { imports, calls };
}

/** What the guest's `owners.drive(1)` reports when the counters do what they should. */
export const driven = [
  "add 3",
  "label counter at 3",
  "read 3",
  "sum 106",
  "merged counter at 103",
  "consume 103",
  "pair 5 Some(6)",
];
