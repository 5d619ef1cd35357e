/**
 * Weft beside what wasmtime made of the same cases, as `expected.txt` has it: `WEFT_DIFFERENTIAL` is the folder that the program `differential` wrote.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { foldersIn, line, ran, sumOf } from "./batches.mjs";

const folder = process.env["WEFT_DIFFERENTIAL"] ?? "";
const again = "wasmtime has to be asked again: cargo xtask differential --record";
const lines = readFileSync(new URL("expected.txt", import.meta.url), "utf8").trimEnd().split("\n");
const expected = lines.join("\n").split(/^batch /m).slice(1).map((text) => text.trimEnd().split("\n"));

test("every recorded batch is there", () => {
  const cases = lines.length - expected.length;
  assert.equal(foldersIn(folder).length, expected.length, again);
  assert.ok(cases >= 2000, `${cases} cases are recorded`);
});

for (const one of foldersIn(folder)) {
  test(`differential ${basename(one)}`, async (context) => {
    const done = await ran(one);
    context.diagnostic(`WEFT_SEED=${done.batch.seed}: ${done.cases.length} cases`);
    const [sum, ...theirs] = expected[Number(basename(one))] ?? [];
    assert.equal(sumOf(done), sum, `these are not the cases that were recorded; ${again}`);
    const ours = done.outcomes.map((outcome, i) => line(done, i, outcome));
    const differing = ours.flatMap((our, i) => our === theirs[i] ? [] : [`Weft ${our}\n  wasmtime ${theirs[i]}\n  full outcome ${JSON.stringify(done.outcomes[i]).slice(0, 400)}`]);
    assert.ok(differing.length === 0, `${differing.length} of ${ours.length} differ (functions in ${join(one, "component.wat")}):\n${differing.slice(0, 5).join("\n")}`);
    assert.equal(ours.length, theirs.length);
  });
}
