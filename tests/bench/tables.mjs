/**
 * What a run comes to: a table for each group and place, in Markdown, one line per row.
 *
 * @module
 */

/**
 * @typedef {object} Line
 * @property {string} group
 * @property {string} place where it was measured; empty for sizes, which are the same everywhere
 * @property {boolean} gate whether a release waits for the goal
 * @property {string} name
 * @property {string} unit
 * @property {number | undefined} floor
 * @property {number | undefined} weft
 * @property {number | undefined} jco
 * @property {"less" | "more"} better
 * @property {{ text: string, met: boolean } | undefined} goal
 */

const HEAD = ["", "row", "unit", "floor", "Weft", "× floor", "jco", "× Weft", "goal", ""];
/** Columns of words; numbers stand at the right. */
const WORDS = new Set([0, 1, 2, 8, 9]);

/**
 * @param {Line[]} lines
 * @returns {string}
 */
export function tables(lines) {
  const places = Map.groupBy(lines, ({ group, place }) => (place === "" ? group : `${group}, ${place}`));
  return [...places].map(([title, lines]) => `## ${title}\n\n${table(lines)}`).join("\n\n");
}

/** @param {Line[]} lines */
function table(lines) {
  const cells = [HEAD, ...lines.map(row)];
  const widths = HEAD.map((_, column) => Math.max(1, ...cells.map((row) => row[column]?.length ?? 0)));
  const text = (/** @type {string[]} */ row) =>
    `| ${row.map((cell, column) => (WORDS.has(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, column) => (WORDS.has(column) ? "-".repeat(width) : `${"-".repeat(Math.max(1, width - 1))}:`));
  const [head = [], ...rows] = cells;
  return [text(head), `| ${rule.join(" | ")} |`, ...rows.map(text)].join("\n");
}

/** @param {Line} line @returns {string[]} */
function row({ gate, name, unit, floor, weft, jco, better, goal }) {
  const times = (/** @type {number | undefined} */ one, /** @type {number | undefined} */ other) => {
    if (one === undefined || other === undefined || one === 0 || other === 0) return "";
    return number(better === "less" ? one / other : other / one);
  };
  const shown = [floor, weft].map((value) => (value === undefined ? "" : number(value)));
  return [
    gate ? "●" : "",
    name.replaceAll("|", "\\|"),
    unit,
    ...shown,
    times(weft, floor),
    jco === undefined ? "" : number(jco),
    times(jco, weft),
    goal?.text ?? "",
    goal === undefined ? "" : goal.met ? "met" : "**missed**",
  ];
}

/**
 * @param {number} value
 * @returns {string} with three digits, or all before the point
 */
export function number(value) {
  if (value >= 1000) return Math.round(value).toLocaleString("en");
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
