/**
 * The rows that `cargo xtask bench` prints: what is measured, where, and what the project wants it to be.
 *
 * A row more is an entry here, and a module in `cases/` if none fits.
 *
 * @module
 */

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
 * @property {{ value: number } | { ratio: number } | undefined} goal in the unit shown, or as a multiple of the floor
 */

/** @type {Row[]} */
export const rows = [
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
    group: "wasi",
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
];

/**
 * A component bundled for a browser with its WASI: bytes of JavaScript.
 * @typedef {{ group: string, name: string, program: string, peer: string, goal: number | undefined }} SizeRow `goal` is gzipped
 */

/** @type {SizeRow[]} */
export const sizes = [
  { group: "wasi", name: "`std` command with files, bundled with its WASI", program: "filer", peer: "33,200", goal: 14_000 },
  { group: "wasi", name: "`std` command, stdio only, bundled with its WASI", program: "printer", peer: "", goal: 6_000 },
];
