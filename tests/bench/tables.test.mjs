/** @module */
import assert from "node:assert/strict";
import { test } from "node:test";
import { tables } from "./tables.mjs";

test("a table for each group and place, with ratios, gates and goals", () => {
  /** @type {import("./tables.mjs").Line} */
  const line = { group: "calls", place: "Node", gate: false, name: "noop", unit: "ns", floor: 2, weft: 3, jco: 1500, better: "less", goal: { text: "≤ 1.5×", met: true } };
  const lines = [
    line,
    { ...line, group: "size", place: "", gate: true, name: "greet", unit: "B", floor: undefined, weft: 1001, jco: undefined, goal: { text: "≤ 1,000", met: false } },
    { ...line, name: "a | b", floor: 4, weft: 2, jco: 0.5, better: /** @type {const} */ ("more"), goal: undefined },
  ];
  assert.equal(
    tables(lines),
    `## calls, Node

|   | row    | unit | floor | Weft | × floor |   jco | × Weft | goal   |     |
| - | ------ | ---- | ----: | ---: | ------: | ----: | -----: | ------ | --- |
|   | noop   | ns   |  2.00 | 3.00 |    1.50 | 1,500 |    500 | ≤ 1.5× | met |
|   | a \\| b | ns   |  4.00 | 2.00 |    2.00 |  0.50 |   4.00 |        |     |

## size

|   | row   | unit | floor |  Weft | × floor | jco | × Weft | goal    |            |
| - | ----- | ---- | ----: | ----: | ------: | --: | -----: | ------- | ---------- |
| ● | greet | B    |       | 1,001 |         |     |        | ≤ 1,000 | **missed** |`,
  );
});
