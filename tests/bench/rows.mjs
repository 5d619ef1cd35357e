/**
 * The rows that `cargo xtask bench` prints: what is measured, where, and what the project wants it to be.
 *
 * A row more is an entry here, and a module in `cases/` if none fits.
 *
 * @module
 */

import { HUGE } from "./huge.mjs";

/** Who is measured: a program written by hand, Weft, and jco. */
/** @typedef {"floor" | "weft" | "jco"} Contestant */
/** @typedef {"node" | "chromium"} Place */

/** @typedef {{ module: string, contestant: Contestant, options: object }} Job one measurement */

/**
 * Measures one contestant in this process or page; the samples are in the row's unit.
 * @template Options
 * @typedef {(contestant: Contestant, options: Options) => Promise<number[]>} Measure
 */

/**
 * @typedef {object} Row
 * @property {string} group what `cargo xtask bench GROUP` selects
 * @property {string} name
 * @property {string} unit of a sample
 * @property {number} scale what a sample is divided by before it is shown in that unit
 * @property {"less" | "more"} better
 * @property {string} module the case's, in `cases/`
 * @property {object} options for it
 * @property {number} rounds processes per contestant and place
 * @property {string} peer what jco needed when the goal was set
 * @property {{ value: number } | { ratio: number, plus?: number } | undefined} goal in the unit shown, or as a multiple of the floor; or
 *   the floor and `plus` in the unit shown, whichever is more
 * @property {Place[]} [places] where it can be measured, if not everywhere
 * @property {Contestant[]} [contestants] who can be measured, if not all
 * @property {string} [mean] the geometric mean that it is part of, where its floor is not less than what a clock can tell
 * @property {boolean} [gate] whether a release waits for the goal
 */

/**
 * Kinds of calls with one goal.
 * @param {string} kind one of `cases/calls.mjs`
 * @param {Row["goal"]} goal
 * @param {string} peer
 * @param {number} per calls of the host that are made by one of the guest
 * @returns {Row}
 */
const call = (kind, goal, peer, per = 1) => ({
  group: "calls",
  name: kind,
  unit: "ns",
  scale: 1,
  better: "less",
  module: "calls",
  options: { kind, per },
  rounds: 3,
  peer,
  goal,
  mean: "calls",
});

/**
 * A call with a string, as it is made by default (the quicker ways, since `calls` has many functions with strings), and with `--strings small`,
 * which has no part in the mean.
 * @param {string} kind
 * @param {Row["goal"]} goal
 * @param {Row["goal"]} goalOfSmall
 * @param {string} peer
 * @returns {Row[]}
 */
const strings = (kind, goal, goalOfSmall, peer) => {
  const fast = call(kind, goal, peer);
  const small = { ...fast, goal: goalOfSmall, name: `${kind}, \`small\``, options: { ...fast.options, folder: "calls-small" }, mean: undefined };
  return [fast, { ...small, contestants: ["floor", "weft"] }];
};

/**
 * What the tools make of a component.
 * @param {{ name: string, component: string, contestants?: Contestant[], gate?: boolean }} which `component` is its path
 * @param {"time" | "memory" | "first"} what
 * @param {number | undefined} goal
 * @param {string} peer
 * @returns {Row}
 */
const transpiled = ({ name, component, contestants = ["weft", "jco"], gate = false }, what, goal, peer) => ({
  group: "transpile",
  name: `${{ time: "`weft transpile`", memory: "the most memory meanwhile", first: "the first `transpile()` of a process" }[what]}: ${name}`,
  unit: what === "memory" ? "times its size" : "ms",
  scale: 1,
  better: "less",
  module: "transpile",
  options: { component, what, runs: { weft: what === "time" ? 5 : 1, jco: 1 } },
  rounds: 3,
  peer,
  goal: goal === undefined ? undefined : { value: goal },
  places: ["node"],
  contestants,
  gate,
});

/** Components from small to large; goals are those of the command and of the first call in a process, in milliseconds. */
const components = [
  { name: "`calls`", component: "target/bench/guests/calls.wasm", goals: [10, 20], peers: ["316 ms for 40 kB", "94"] },
  { name: "the componentize-qjs app", component: "target/apps/qjs.wasm", goals: [20, 40], peers: ["650 ms for 1.6 MB", "456"] },
  { name: "the componentize-js app", component: "target/apps/js.wasm", goals: [50, 100], peers: ["1,085 ms for 12.5 MB", "833"] },
  { name: "the componentize-py app", component: "target/apps/py.wasm", goals: [70, 140], peers: ["1,174 ms for 18.4 MB", "966"], gate: true },
];

/** More than anybody has: what grows faster than its input shows here. */
const huge = { name: "a component of 200 MB", component: HUGE, contestants: [/** @type {const} */ ("weft")] };

/**
 * The geometric means that are shown, what they are to be, and from which floor on a row counts.
 * @type {Record<string, { goal: number, least: number, gate: Place[] }>} `gate`: where a release waits for the goal
 */
export const means = { calls: { goal: 1.25, least: 3, gate: ["node"] } };

/** The programs in Python and JavaScript, by the tool that makes components of them. */
export const apps = ["qjs", "js", "py"];

/** @type {Row[]} */
export const rows = [
  ...["noop", "add", "s64", "f64", "bool", "char"].map((kind) => call(kind, { ratio: 1.5, plus: 1.5 }, "1,700")),
  ...["record", "tuple", "variant", "option", "result", "flags", "enum"].map((kind) => call(kind, { ratio: 1.5, plus: 2 }, "1,600")),
  call("list<record> ×100", { ratio: 1.3 }, "12,900"),
  ...[4, 16, 64, 4096, 65_536].flatMap((size) => strings(`string in, ${size} B`, { ratio: 1.2 }, { ratio: 1.2 }, "1,800 to 68,000")),
  ...[4, 16, 64, 256].flatMap((size) => strings(`string out, ${size} B`, { ratio: 1 }, { ratio: 1.3 }, "2,000")),
  ...["1 KiB", "64 KiB", "1 MiB"].flatMap((size) => ["in", "out"].map((way) => call(`list<u8> ${way}, ${size}`, { ratio: 1.2 }, ""))),
  ...["u32", "f64"].map((type) => call(`list<${type}> ×1000`, { ratio: 1.2 }, "")),
  call("resource method", { ratio: 2 }, "1,516"),
  call("resource new + dispose", { value: 150 }, "2,108"),
  ...["host noop", "host string, 16 B", "host record"].map((kind) => call(kind, { ratio: 1.5 }, "3,800", 1000)),
  call("thrown err", { ratio: 1.1 }, "10,372"),
  ...["add", "f64", "bool"].map((kind) => ({
    ...call(kind, { ratio: 1, plus: 4 }, "4,300"),
    name: `heap of a call: ${kind}`,
    unit: "B",
    module: "heap",
    options: { kind },
    places: [/** @type {const} */ ("node")],
    mean: undefined,
  })),
  ...(["println", "buffered"]).map((how) => ({
    group: "wasi",
    name: how === "println" ? "println! to a JS sink, per line" : "the same through a BufWriter",
    unit: "µs",
    scale: 1000,
    better: /** @type {const} */ ("less"),
    module: "println",
    options: { how, lines: how === "println" ? { floor: 50_000, weft: 50_000, jco: 4_000 } : { floor: 200_000, weft: 200_000, jco: 100_000 } },
    rounds: 5,
    peer: how === "println" ? "24–87 µs" : "",
    goal: how === "println" ? { value: 2 } : undefined,
  })),
  ...Object.entries({ read: "read", create: "write, a new file", overwrite: "write, over an old file" }).map(([how, name]) => ({
    group: "wasi",
    name: `file in memory, 64 KiB blocks: ${name}`,
    unit: "GB/s",
    scale: 1,
    better: /** @type {const} */ ("more"),
    module: "files",
    options: { how, blocks: 512, passes: { floor: 10, weft: 10, jco: 3 } },
    rounds: 5,
    peer: "0.056–0.518 GB/s",
    goal: { value: 2 },
  })),
  ...Object.entries({ calls: "import → first call, `calls`", command: "import → end of a `std` command" }).map(([what, name]) => ({
    group: "startup",
    name,
    unit: "ms",
    scale: 1,
    better: /** @type {const} */ ("less"),
    module: "startup",
    options: { what },
    rounds: 15,
    peer: what === "calls" ? "6.8 ms in Node, 36 ms in Chromium" : "",
    goal: what === "calls" ? { ratio: 1.5 } : undefined,
  })),
  ...apps.map((app) => ({
    group: "startup",
    name: `import → first result, the componentize-${app} app`,
    unit: "ms",
    scale: 1,
    better: /** @type {const} */ ("less"),
    module: "startup",
    options: { what: "app", app },
    rounds: 5,
    peer: "",
    goal: undefined,
    contestants: [/** @type {const} */ ("weft"), /** @type {const} */ ("jco")],
  })),
  ...components.flatMap((which) => [
    transpiled(which, "time", which.goals[0], which.peers[0] ?? ""),
    transpiled({ ...which, gate: false }, "memory", which.gate ? 3 : undefined, which.gate ? "14 (252 MB)" : ""),
  ]),
  transpiled(huge, "time", undefined, ""),
  transpiled({ ...huge, gate: true }, "memory", 3, ""),
  ...components.map((which) => transpiled({ ...which, gate: false }, "first", which.goals[1], which.peers[1] ?? "")),
];

/**
 * The JavaScript of a component, minified, without its core modules: as glue alone, or bundled for a browser with its WASI.
 * @typedef {{ group: string, name: string, program: string, bundled: boolean, peer: string, goal: number | undefined, gate?: boolean }} SizeRow `goal` is gzipped
 */

/** @type {SizeRow[]} */
export const sizes = [
  { group: "wasi", name: "`std` command with files, bundled with its WASI", program: "filer", bundled: true, peer: "33,200", goal: 14_000 },
  { group: "wasi", name: "`std` command, stdio only, bundled with its WASI", program: "printer", bundled: true, peer: "", goal: 6_000 },
  { group: "size", name: "two functions, `add` and `greet(string) -> string`", program: "greet", bundled: false, peer: "11,900", goal: 1000, gate: true },
  { group: "size", name: "`calls`, 67 functions of all kinds", program: "calls", bundled: false, peer: "24,200", goal: 5000 },
  { group: "size", name: "`std` command (hello), glue alone", program: "hello", bundled: false, peer: "27,900", goal: 5000 },
  { group: "size", name: "componentize-qjs app, glue alone", program: "qjs", bundled: false, peer: "", goal: undefined },
  { group: "size", name: "componentize-js app, glue alone", program: "js", bundled: false, peer: "42,600", goal: 8000 },
  { group: "size", name: "componentize-py app, glue alone", program: "py", bundled: false, peer: "76,000", goal: 14_000 },
];

/**
 * What a page fetches, or npm: files as they are published.
 * @typedef {{ group: string, name: string, weigh: "tab" | "encoder" | "packed", peer: string, goal: number, gate?: boolean }} DownloadRow `goal` is gzipped
 */

/** @type {DownloadRow[]} */
export const downloads = [
  { group: "size", name: "the transpiler in a tab: wasm and JavaScript", weigh: "tab", peer: "1,170,000, and 244,000 of JavaScript as it is", goal: 900_000, gate: true },
  { group: "size", name: "its encoder, fetched on first need", weigh: "encoder", peer: "", goal: 700_000, gate: true },
  { group: "size", name: "what `npm install` fetches", weigh: "packed", peer: "105–337 MB on the disk", goal: 3_000_000 },
];
