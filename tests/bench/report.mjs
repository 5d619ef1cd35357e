/**
 * What the measurements come to: as a table for people.
 *
 * @module
 */
import { number } from "./tables.mjs";

/**
 * @typedef {object} Summary of a contestant's samples, in the row's unit
 * @property {number} median
 * @property {number} second the second best: what noise cannot make better by chance
 */
/** @typedef {{ place: string, samples: Partial<Record<import("./rows.mjs").Contestant, number[]>> }} Measured */

/**
 * @param {number[]} samples not empty
 * @param {import("./rows.mjs").Row} row
 * @returns {Summary}
 */
export function summary(samples, row) {
  const sorted = samples.map((sample) => sample / row.scale).sort((a, b) => (row.better === "less" ? a - b : b - a));
  const at = (/** @type {number} */ index) => /** @type {number} */ (sorted[Math.min(index, sorted.length - 1)]);
  return { median: at(Math.floor(sorted.length / 2)), second: at(1) };
}

/**
 * @param {import("./rows.mjs").Row} row
 * @param {Measured[]} measured
 * @returns {string}
 */
export function table(row, measured) {
  const lines = [`${mark(row.gate)}${row.name} (${row.unit}: median, second best)`];
  for (const { place, samples } of measured) {
    const all = Object.fromEntries(Object.entries(samples).map(([contestant, list]) => [contestant, summary(list, row)]));
    const { floor, weft, jco } = all;
    const parts = [
      floor && `floor ${both(floor)}`,
      weft && `Weft ${both(weft)}${floor ? `, ${times(row, weft, floor)} the floor` : ""}`,
      jco && `jco ${both(jco)}${weft ? `, ${times(row, jco, weft)} Weft` : ""}`,
    ];
    lines.push(`  ${place.padEnd(13)} ${parts.filter(Boolean).join(" | ")}${weft ? verdict(row, weft, floor) : ""}`);
  }
  if (row.peer !== "") lines.push(`  ${"".padEnd(13)} jco when the goal was set: ${row.peer}`);
  return lines.join("\n");
}

/**
 * @param {boolean | undefined} gate
 * @returns {string} what a row begins with whose goal a release waits for
 */
function mark(gate) {
  return gate ? "● " : "";
}

/** @param {Summary} summary */
function both({ median, second }) {
  return `${number(median)} (${number(second)})`;
}

/**
 * How many times as long `one` takes as `other`, whatever the unit.
 * @param {import("./rows.mjs").Row} row
 * @param {Summary} one
 * @param {Summary} other
 */
function ratio(row, one, other) {
  return row.better === "less" ? one.second / other.second : other.second / one.second;
}

/** @type {(row: import("./rows.mjs").Row, one: Summary, other: Summary) => string} */
function times(row, one, other) {
  return `${number(ratio(row, one, other))}×`;
}

/** @type {(row: import("./rows.mjs").Row, weft: Summary, floor: Summary | undefined) => string} */
function verdict(row, weft, floor) {
  const goal = goalOf(row, weft, floor);
  return goal === undefined ? "" : ` | goal ${goal.text}: ${goal.met ? "met" : "missed"}`;
}

/** @type {(row: import("./rows.mjs").Row, weft: Summary, floor: Summary | undefined) => import("./tables.mjs").Line["goal"]} */
function goalOf(row, weft, floor) {
  const { goal } = row;
  if (goal === undefined) return undefined;
  if ("value" in goal) {
    const met = row.better === "less" ? weft.second <= goal.value : weft.second >= goal.value;
    return { text: `${row.better === "less" ? "≤" : "≥"} ${goal.value} ${row.unit}`, met };
  }
  if (floor === undefined) return undefined;
  const more = goal.plus === undefined ? "" : ` or the floor + ${goal.plus} ${row.unit}`;
  const met = ratio(row, weft, floor) <= goal.ratio || (goal.plus !== undefined && weft.second <= floor.second + goal.plus);
  return { text: `≤ ${goal.ratio}×${more === "" ? " the floor" : more}`, met };
}

/**
 * The row as a line of the closing tables, for a place.
 * @param {import("./rows.mjs").Row} row
 * @param {Measured} measured
 * @returns {import("./tables.mjs").Line}
 */
export function line(row, { place, samples }) {
  const { floor, weft, jco } = Object.fromEntries(Object.entries(samples).map(([contestant, list]) => [contestant, summary(list, row)]));
  const { group, name, unit, better, gate = false } = row;
  const goal = weft && goalOf(row, weft, floor);
  return { group, place, gate, name, unit, floor: floor?.second, weft: weft?.second, jco: jco?.second, better, goal };
}

/**
 * Gzipped bytes as a line of the closing tables.
 * @param {{ group: string, name: string, goal: number | undefined, gate?: boolean }} row
 * @param {number} weft
 * @param {number | undefined} jco
 * @returns {import("./tables.mjs").Line}
 */
export function sizeLine({ group, name, goal, gate = false }, weft, jco) {
  const met = goal === undefined ? undefined : { text: `≤ ${goal.toLocaleString("en")}`, met: weft <= goal };
  return { group, place: "", gate, name, unit: "B gzipped", floor: undefined, weft, jco, better: "less", goal: met };
}

/**
 * The geometric means over the floor, per place, as lines of the closing tables.
 * @param {string} name
 * @param {Measured[]} measured rows of which less is better
 * @param {{ goal: number, least: number, gate: string[] } | undefined} mean rows with a floor below `least` do not count: there the clock decides;
 *   `gate` is where a release waits for it
 * @returns {import("./tables.mjs").Line[]}
 */
export function meanLines(name, measured, mean = { goal: 1, least: 0, gate: [] }) {
  const lines = [];
  for (const place of new Set(measured.map((row) => row.place))) {
    /** @type {Record<"weft" | "jco", number[]>} */
    const logs = { weft: [], jco: [] };
    for (const { samples } of measured.filter((row) => row.place === place)) {
      const second = (/** @type {number[] | undefined} */ list) => (list ?? []).toSorted((a, b) => a - b)[1] ?? NaN;
      const floor = second(samples.floor);
      if (floor < mean.least) continue;
      for (const who of /** @type {const} */ (["weft", "jco"])) logs[who].push(Math.log(second(samples[who]) / floor));
    }
    if (logs.weft.length === 0) continue;
    const of = (/** @type {number[]} */ list) => Math.exp(list.reduce((sum, log) => sum + log, 0) / list.length);
    const [weft, jco] = [of(logs.weft), of(logs.jco)];
    const gate = mean.gate.some((where) => place.toLowerCase().startsWith(where));
    const goal = { text: `≤ ${mean.goal}`, met: weft <= mean.goal };
    lines.push({ group: name, place, gate, name: `geometric mean (${logs.weft.length})`, unit: "×", floor: 1, weft, jco, better: /** @type {const} */ ("less"), goal });
  }
  return lines;
}

/**
 * @param {import("./rows.mjs").SizeRow} row
 * @param {Partial<Record<import("./rows.mjs").Contestant, import("./sizes.mjs").Size>>} sizes
 * @returns {string}
 */
export function sizeTable(row, { weft, jco }) {
  const bytes = (/** @type {import("./sizes.mjs").Size} */ { raw, min, gz }) =>
    [raw, min, gz].map((count) => count.toLocaleString("en")).join(" / ");
  const parts = [weft && `Weft ${bytes(weft)}`, jco && `jco ${bytes(jco)}`];
  if (weft && row.goal !== undefined) parts.push(`goal ≤ ${row.goal.toLocaleString("en")} gzipped: ${weft.gz <= row.goal ? "met" : "missed"}`);
  const lines = [`${mark(row.gate)}${row.name} (bytes: ${row.bundled ? "bundled" : "as written"} / minified / gzipped)`, `  ${"".padEnd(13)} ${parts.filter(Boolean).join(" | ")}`];
  if (row.peer !== "") lines.push(`  ${"".padEnd(13)} jco when the goal was set: ${row.peer} gzipped`);
  return lines.join("\n");
}

/**
 * @param {import("./rows.mjs").DownloadRow} row
 * @param {{ raw: number, gz: number }} size
 * @returns {string}
 */
export function downloadTable(row, { raw, gz }) {
  const [bytes, fetched, goal] = [raw, gz, row.goal].map((count) => count.toLocaleString("en"));
  const lines = [`${mark(row.gate)}${row.name} (bytes: as published / gzipped)`];
  lines.push(`  ${"".padEnd(13)} Weft ${bytes} / ${fetched} | goal ≤ ${goal} gzipped: ${gz <= row.goal ? "met" : "missed"}`);
  if (row.peer !== "") lines.push(`  ${"".padEnd(13)} jco when the goal was set: ${row.peer}`);
  return lines.join("\n");
}
