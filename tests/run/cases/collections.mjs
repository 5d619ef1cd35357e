/**
 * Maps and fixed-length lists of a Rust guest: what it sees, and what comes back.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { collections: { guest: "collections" } };

const row = new Float64Array([0, -0, 1.5, NaN]);

/** By function: what goes in or comes from the host, and how the guest prints it. @type {Record<string, [value: any, printed: string][]>} */
const samples = {
  counts: [[new Map([["a", 1], ["日", 4294967295]]), '{"a": 1, "日": 4294967295}'], [new Map(), "{}"]],
  names: [[new Map([[-1, ["x", ""]], [2, []]]), '{-1: ["x", ""], 2: []}'], [new Map([[32767, ["é"]]]), '{32767: ["é"]}']],
  nested: [
    [new Map([[true, new Map([[1n, "é"], [2n, undefined]])], [false, new Map()]]), '{false: {}, true: {1: Some("é"), 2: None}}'],
    [new Map(), "{}"],
  ],
  numbers: [[new Uint16Array([1, 65535, 0]), "[1, 65535, 0]"], [new Uint16Array(3), "[0, 0, 0]"]],
  single: [[new Int8Array([-128]), "[-128]"], [new Int8Array([127]), "[127]"]],
  letters: [[["a", "é"], "['a', 'é']"], [["日", "b"], "['日', 'b']"]],
  colours: [
    [["blue", "red", "dark-green"], "[Colour::Blue, Colour::Red, Colour::DarkGreen]"],
    [["red", "red", "red"], "[Colour::Red, Colour::Red, Colour::Red]"],
  ],
  matrix: [
    [Array(5).fill(row), `[${Array(5).fill("[0.0, -0.0, 1.5, NaN]").join(", ")}]`],
    [Array(5).fill(new Float64Array(4)), `[${Array(5).fill("[0.0, 0.0, 0.0, 0.0]").join(", ")}]`],
  ],
  long: [
    [new Uint8Array(300).fill(7), `[${Array(300).fill(7).join(", ")}]`],
    [new Uint8Array(300).map((_, i) => i), `[${Array.from({ length: 300 }, (_, i) => i & 255).join(", ")}]`],
  ],
  entries: [
    [
      [{ name: "n", marks: new Uint8Array([1, 2, 3, 4]), counts: new Map([["x", -1n]]) }, { name: "", marks: new Uint8Array(4), counts: new Map() }],
      `[Entry { name: "n", marks: [1, 2, 3, 4], counts: {'x': -1} }, Entry { name: "", marks: [0, 0, 0, 0], counts: {} }]`,
    ],
    [[], "[]"],
  ],
};

/** What is converted on its way in: what the guest prints. @type {() => [name: string, value: unknown, printed: string][]} */
const converted = () => [
  ["counts", [["a", 1], ["b", 2 ** 32], ["a", "3"]], '{"a": 3, "b": 0}'],
  ["counts", new Map([["a", 1]]).entries(), '{"a": 1}'],
  ["numbers", [1, -1, 65536], "[1, 65535, 0]"],
  ["numbers", new Set([3, 2, 1]), "[3, 2, 1]"],
  ["letters", new Set("ab"), "['a', 'b']"],
];

/** @type {[name: string, value: unknown][]} */
const refused = [
  ["counts", undefined], ["counts", { a: 1 }], ["counts", [["a"]]], ["counts", ["ab"]], ["counts", "ab"], ["nested", new Map([[true, 5]])],
  ["numbers", [1, 2]], ["numbers", [1, 2, 3, 4]], ["numbers", 5], ["single", []], ["letters", ["a", "bc"]], ["letters", ["a"]],
  ["colours", ["red", "red", "green"]], ["matrix", Array(4).fill(row)], ["matrix", Array(5).fill([1, 2, 3])], ["long", new Uint8Array(301)],
  ["entries", [{ name: "", marks: [1, 2, 3], counts: [] }]],
];

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("collections");
  let got = /** @type {unknown} */ (undefined), answer = /** @type {unknown} */ (undefined);
  const host = Object.fromEntries(Object.keys(samples).map((name) => [name, (/** @type {unknown} */ value) => {
    got = value;
    return answer;
  }]));
  const { values, seen } = await instantiate({ "weft:collections/values": host });
  for (const [name, pairs] of Object.entries(samples)) {
    for (const [i, [given, printed]] of pairs.entries()) {
      const [next, nextPrinted] = pairs[(i + 1) % pairs.length] ?? [];
      answer = next;
      assert.deepEqual(values[name](given), next, `${name}: the answer`);
      assert.deepEqual(got, given, `${name}: the host's argument`);
      assert.equal(seen(), `${printed};${nextPrinted};`, name);
    }
  }
  for (const [name, given, printed] of converted()) {
    answer = samples[name]?.[0]?.[0];
    values[name](given);
    assert.equal(seen().split(";")[0], printed, name);
  }
  answer = [["a", 1], ["a", 2]];
  assert.deepEqual(values.counts([]), new Map([["a", 2]]), "the host may answer with anything that gives pairs");
  for (const [name, value] of refused) {
    const error = assert.throws(() => values[name](value));
    assert.ok(error instanceof TypeError, `${name} ${assert.show(value)}: ${error}`);
  }
  answer = [1, 2];
  assert.ok(assert.traps(() => values.numbers([1, 2, 3]), undefined, "a wrong answer of the host").cause instanceof TypeError);
}
