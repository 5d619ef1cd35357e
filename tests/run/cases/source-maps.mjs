/**
 * Source maps lead from what was thrown to the runtime's TypeScript and to readable glue. Node is the consumer.
 *
 * @module
 */

const wat = "../../golden/cases/greet.wat";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = {
  readable: { guest: wat, options: ["--source-map"] },
  short: { guest: wat, options: ["--source-map", "--minify"] },
};

export const variants = false;

/** A core module in place of the component's: `greet` gives an odd address. */
const odd = "AGFzbQEAAAABEwNgAn9/AX9gBH9/f38Bf2ABfwADBAMAAQIFAwEAAQcvBQZtZW1vcnkCAANhZGQAAAVncmVldAAAB3JlYWxsb2MAAQpncmVldC1wb3N0AAIKDgMEAEEBCwQAQQALAgAL";

/** @param {import("../execute.mjs").Environment} environment */
export default async function ({ assert, engine, component, file }) {
  if (engine !== "node") assert.skip("source maps are read by developer tools, of which only Node's can be asked");
  const { SourceMap } = await import("node:module");
  const text = async (/** @type {string} */ path) => new TextDecoder().decode(await file(path));

  for (const name of ["readable", "short"]) {
    const code = await text(`${name}/${name}.js`);
    assert.ok(code.endsWith(`\n//# sourceMappingURL=${name}.js.map\n`), `${name} leads to its map`);
    const payload = JSON.parse(await text(`${name}/${name}.js.map`));
    assert.equal(payload.version, 3);
    assert.equal(payload.sources.length, payload.sourcesContent.length);
    const map = new SourceMap(payload);
    /** @param {{ originalSource: string, originalLine: number }} entry */
    const lineOf = (entry) => payload.sourcesContent[payload.sources.indexOf(entry.originalSource)].split("\n")[entry.originalLine];

    // A trap: the runtime throws, called by the runtime, called by glue.
    const { instantiate } = await component(name);
    const { greet } = await instantiate({}, { getCoreModule: () => new WebAssembly.Module(Buffer.from(odd, "base64")) });
    const { stack } = assert.throws(() => greet("x"));
    const frames = [...stack.matchAll(/\.js:(\d+):(\d+)\)?$/gm)];
    /** @type {any[]} */
    const [thrown, checked, called] = frames.map(([, line, column]) => map.findEntry(line - 1, column - 1));
    assert.equal(thrown.originalSource, "weft://runtime/trap.ts");
    assert.match(lineOf(thrown), /^  throw /);
    assert.equal(checked.originalSource, "weft://runtime/memory.ts");
    assert.match(lineOf(checked).slice(checked.originalColumn), /^trap\("unaligned pointer"\)/);
    if (name === "short") {
      assert.equal(called.originalSource, `weft://component/${name}.js`);
      assert.ok(lineOf(called).slice(called.originalColumn).startsWith("checkPointer(memory, "), "at the call");
    } else {
      assert.equal(called.originalSource, undefined, "readable glue is shown as it is");
    }

    // Wherever a name is recorded, it stands in the source, and in the code stands another or the same.
    let names = 0;
    const lines = code.split("\n");
    for (const [line, content] of lines.entries()) {
      for (let column = 0; column < content.length; column++) {
        const entry = /** @type {any} */ (map.findEntry(line, column));
        if (entry.generatedLine !== line || entry.generatedColumn !== column || entry.originalSource === undefined) continue;
        const original = lineOf(entry).slice(entry.originalColumn);
        const word = /^[\w$]*/.exec(content.slice(column))?.[0] ?? "";
        if (entry.name !== undefined) names++;
        assert.ok(original.startsWith(entry.name ?? ""), `${entry.name} is ${original}`);
        // `undefined` and `Infinity` are said otherwise.
        if (entry.name === undefined && !["", "void", "1"].includes(word)) assert.ok(original.startsWith(word), `${word} is ${original}`);
      }
    }
    assert.equal(names > 100, name === "short", `${names} names in ${name}`);

    // The same as a user sees it.
    const { execFileSync } = await import("node:child_process");
    const url = new URL(`../../../target/run/source-maps/${name}/${name}.js`, import.meta.url).href;
    const script = `import { instantiate } from ${JSON.stringify(url)}; const { greet } = await instantiate({}, { getCoreModule: () => new WebAssembly.Module(Buffer.from("${odd}", "base64")) }); try { greet("x"); } catch (error) { console.log(error.stack); }`;
    const seen = execFileSync(process.execPath, ["--enable-source-maps", "--input-type=module", "--eval", script], { encoding: "utf8" });
    assert.match(seen, /weft:\/\/runtime\/trap\.ts:\d+:\d+/);
    assert.match(seen, name === "short" ? /weft:\/\/component\/short\.js:\d+:\d+/ : /\/readable\.js:\d+:\d+/);
  }
}
