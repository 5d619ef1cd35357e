/**
 * `node bench.mjs WEFT [--json] [--rounds N] [--place NAME] [--row PART] [GROUP…]`: measures the rows of these groups, or all, prints each when it has been measured,
 * and all as tables in the end.
 *
 * Rounds are interleaved: each has one process of every contestant, so that what else the machine does meets all of them alike.
 *
 * @module
 */
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { HUGE } from "./huge.mjs";
import { places } from "./places.mjs";
import { prepare } from "./prepare.mjs";
import { downloadTable, line, meanLines, sizeLine, sizeTable, summary, table } from "./report.mjs";
import { apps, downloads, means, rows, sizes } from "./rows.mjs";
import { bundled, download, glue } from "./sizes.mjs";
import { tables } from "./tables.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string" },
    place: { type: "string" },
    row: { type: "string", default: "" },
  },
});
const [weft, ...groups] = positionals;
if (weft === undefined) throw new Error("usage: node bench.mjs WEFT [--json] [--rounds N] [--place NAME] [--row PART] [GROUP…]");
const known = new Set([...rows, ...sizes, ...downloads].map((row) => row.group));
const unknown = groups.filter((group) => !known.has(group));
if (unknown.length > 0) throw new Error(`no group ${unknown.join(", ")}; there is ${[...known].join(", ")}`);
const selected = (/** @type {{ group: string, name: string }} */ { group, name }) =>
  (groups.length === 0 || groups.includes(group)) && name.includes(values.row);

/** @type {import("./rows.mjs").Contestant[]} */
const contestants = ["floor", "weft", "jco"];

process.env["WEFT"] = weft;
const options = rows.filter(selected).map((row) => /** @type {{ app?: string, component?: string }} */ (row.options));
prepare(
  weft,
  sizes.filter(selected).filter(({ bundled }) => !bundled).map(({ program }) => program),
  apps.filter((app) => options.some((it) => it.app === app)),
  options.some(({ component }) => component === HUGE),
);
/** @type {(import("./places.mjs").OpenPlace & { key: import("./rows.mjs").Place })[]} */
const open = [];
/** @type {Map<string, import("./report.mjs").Measured[]>} */
const parts = new Map();
for (const [name, launch] of Object.entries(places)) {
  if (values.place === undefined || values.place === name) open.push({ key: /** @type {import("./rows.mjs").Place} */ (name), ...(await launch()) });
}
/** @type {object[]} */
const kept = [];
/** @type {import("./tables.mjs").Line[]} */
const lines = [];
try {
  for (const row of rows.filter(selected)) {
    const rounds = values.rounds === undefined ? row.rounds : Number(values.rounds);
    /** @type {import("./report.mjs").Measured[]} */
    const measured = [];
    for (const place of open.filter(({ key }) => row.places?.includes(key) ?? true)) {
      /** @type {import("./report.mjs").Measured["samples"]} */
      const samples = {};
      for (let round = 0; round < rounds; round++) {
        for (const contestant of row.contestants ?? contestants) {
          const { module, options } = row;
          (samples[contestant] ??= []).push(...(await place.measure({ module, contestant, options })));
        }
      }
      measured.push({ place: place.name, samples });
      lines.push(line(row, { place: place.name, samples }));
      if (row.mean !== undefined) (parts.get(row.mean) ?? parts.set(row.mean, []).get(row.mean))?.push({ place: place.name, samples });
      for (const [contestant, list] of Object.entries(samples)) {
        const { group, name, unit } = row;
        const values = list.map((sample) => sample / row.scale);
        kept.push({ group, name, unit, place: place.name, contestant, ...summary(list, row), samples: values });
      }
    }
    if (!values.json) console.log(`${table(row, measured)}\n`);
  }
  for (const [name, measured] of parts) lines.push(...meanLines(name, measured, means[name]));
  for (const row of sizes.filter(selected)) {
    const size = row.bundled ? bundled : glue;
    const both = { weft: size("weft", row.program), jco: size("jco", row.program) };
    if (!values.json) console.log(`${sizeTable(row, both)}\n`);
    lines.push(sizeLine(row, both.weft.gz, both.jco.gz));
    for (const [contestant, size] of Object.entries(both)) {
      kept.push({ group: row.group, name: row.name, unit: "B", contestant, ...size });
    }
  }
  for (const row of downloads.filter(selected)) {
    const size = download(row.weigh);
    if (!values.json) console.log(`${downloadTable(row, size)}\n`);
    lines.push(sizeLine(row, size.gz, undefined));
    kept.push({ group: row.group, name: row.name, unit: "B", contestant: "weft", ...size });
  }
} finally {
  for (const place of open) await place.close();
}
if (!values.json) console.log(tables(lines));
if (values.json) {
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, platform: `${process.platform} ${process.arch}` };
  console.log(JSON.stringify({ date: new Date().toISOString(), machine, rows: kept }, null, 1));
}
