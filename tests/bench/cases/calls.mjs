/**
 * Calls across the border, one kind per process: nanoseconds per call.
 *
 * @module
 */
import { url } from "../place.mjs";

/** @typedef {Record<string, any>} Functions what `calls` exports */

/**
 * What is measured, by name: given the functions it makes the call; `i` is another number each time, so that no engine finds the answer once
 * and for all.
 * @type {Record<string, (calls: Functions) => (i: number) => unknown>}
 */
const kinds = {
  noop: ({ noop }) => () => noop(),
  add: ({ add }) => (i) => add(i, 2),
  s64: ({ echoS64 }) => (i) => echoS64(i & 1 ? 5n : -7n),
  f64: ({ echoF64 }) => (i) => echoF64(i + 0.5),
  bool: ({ echoBool }) => (i) => echoBool((i & 1) === 0),
  char: ({ echoChar }) => (i) => echoChar(i & 1 ? "a" : "é"),

  record: ({ echoPoint }) => (i) => echoPoint({ x: i, y: 0.5 }),
  tuple: ({ echoTuple }) => (i) => echoTuple([i, 0.5]),
  variant: ({ echoShape }) => (i) => echoShape({ tag: "circle", val: i + 0.5 }),
  option: ({ echoOptionU32 }) => (i) => echoOptionU32(i & 1 ? i : undefined),
  result: ({ echoResult }) => (i) => echoResult({ tag: "ok", val: i }),
  flags: ({ echoRights }) => (i) => echoRights({ read: (i & 1) === 0, write: true, run: false }),
  enum: ({ echoColour }) => (i) => echoColour(i & 1 ? "green" : "blue"),
  "list<record> ×100": ({ echoListPoint }) => {
    const list = Array.from({ length: 100 }, (_, i) => ({ x: i, y: 0.5 }));
    return () => echoListPoint(list);
  },

  ...Object.fromEntries([4, 16, 64, 4096, 65_536].map((size) => [`string in, ${size} B`, (/** @type {Functions} */ { stringIn }) => {
    const texts = ["a".repeat(size), "b".repeat(size)];
    return (/** @type {number} */ i) => stringIn(texts[i & 1]);
  }])),
  ...Object.fromEntries([4, 16, 64, 256].map((size) => [`string out, ${size} B`, (/** @type {Functions} */ { stringOut }) => () => stringOut(size)])),

  ...Object.fromEntries(Object.entries({ "1 KiB": 1 << 10, "64 KiB": 1 << 16, "1 MiB": 1 << 20 }).flatMap(([name, size]) => [
    [`list<u8> in, ${name}`, (/** @type {Functions} */ { bytesIn }) => {
      const bytes = new Uint8Array(size).fill(7);
      return () => bytesIn(bytes);
    }],
    [`list<u8> out, ${name}`, (/** @type {Functions} */ { bytesOut }) => () => bytesOut(size)],
  ])),
  "list<u32> ×1000": ({ echoListU32 }) => {
    const list = Uint32Array.from({ length: 1000 }, (_, i) => i);
    return () => echoListU32(list);
  },
  "list<f64> ×1000": ({ echoListF64 }) => {
    const list = Float64Array.from({ length: 1000 }, (_, i) => i + 0.5);
    return () => echoListF64(list);
  },

  "resource method": ({ Counter }) => {
    const counter = new Counter(1);
    return (i) => counter.add(i);
  },
  "resource new + dispose": ({ Counter }) => (i) => new Counter(i)[Symbol.dispose](),

  // Per call of the host: the guest makes a thousand.
  "host noop": ({ hostNoop }) => () => hostNoop(1000),
  "host string, 16 B": ({ hostText }) => () => hostText(1000, "sixteen letters!"),
  "host record": ({ hostPlace }) => (i) => hostPlace(1000, { x: i, y: 0.5 }),

  "thrown err": ({ failText }) => () => {
    try {
      return failText(true);
    } catch (error) {
      return error;
    }
  },
};

/** The module of a contestant. @type {(contestant: import("../rows.mjs").Contestant, folder: string) => Promise<{ calls: Functions }>} */
const module = (contestant, folder) =>
  contestant === "floor" ? import("../floor/calls.mjs") : import(url(`target/bench/${contestant}/${folder}/calls.js`));

/** How long a sample takes, in milliseconds, and how many there are. */
const SAMPLE = 4;
const SAMPLES = 25;
/** How long the engine is given to compile what it runs. */
const WARM = 150;

/** What the calls returned: kept, so that none is left out. */
export let kept = /** @type {unknown} */ (undefined);

/**
 * @param {import("../rows.mjs").Contestant} contestant
 * @param {string} kind
 * @param {string} folder where the tool's module lies
 * @returns {Promise<(i: number) => unknown>} makes one call
 */
export async function caller(contestant, kind, folder = "calls") {
  const make = kinds[kind];
  if (make === undefined) throw new Error(`no kind of call "${kind}"`);
  return make((await module(contestant, folder)).calls);
}

/** @type {import("../rows.mjs").Measure<{ kind: string, per: number, folder?: string }>} */
export default async function (contestant, { kind, per, folder }) {
  const call = await caller(contestant, kind, folder);

  /** @param {number} count */
  const time = (count) => {
    const start = performance.now();
    for (let i = 0; i < count; i++) kept = call(i);
    return performance.now() - start;
  };
  let count = 1;
  const end = performance.now() + WARM;
  for (let ms = time(count); ms < SAMPLE || performance.now() < end; ms = time(count)) {
    if (ms < SAMPLE) count *= 2;
  }
  return Array.from({ length: SAMPLES }, () => (time(count) * 1e6) / count / per);
}
