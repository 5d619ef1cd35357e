/**
 * Bytes on their way out: a function of the host and a class of its own get copies, which stay what they are while the guest goes on.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { printer: { guest: "printer" }, filer: { guest: "filer" } };

const LINES = 500;
const expected = Array.from({ length: LINES }, (_, index) => `line ${String(index).padStart(8)} of a guest\n`).join("");

/** @param {Uint8Array[]} chunks */
function joined(chunks) {
  const decoder = new TextDecoder();
  return chunks.map((chunk) => decoder.decode(chunk, { stream: true })).join("");
}

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const printer = await component("printer");
  const args = ["printer", "println", String(LINES)];

  /** @type {Uint8Array[]} */
  const kept = [];
  const { run } = await printer.instantiate({}, { wasi: { args, stdout: (/** @type {Uint8Array} */ bytes) => void kept.push(bytes) } });
  await run.run();
  assert.equal(kept.length, LINES);
  assert.equal(joined(kept), expected);

  const { streams } = await import("@weft-wasm/wasi/p2");
  const { createContext } = await import("@weft-wasm/wasi");
  const context = createContext({ stdout: () => {} });
  const { OutputStream } = streams(context);
  // On a sink that keeps nothing; but what the subclass does is its own affair.
  const sink = { ready: () => true, onReady: () => () => {}, permit: () => 4096, write() {}, flush() {}, takesViews: true };
  /** @type {Uint8Array[]} */
  const seen = [];
  class Own extends OutputStream {
    /**
     * @override
     * @param {Uint8Array} contents
     */
    write(contents) {
      seen.push(contents);
    }
  }
  const again = await printer.instantiate(
    { "wasi:cli/stdout": { OutputStream, getStdout: () => new Own(sink) } },
    { wasi: { args } },
  );
  await again.run.run();
  assert.equal(joined(seen), expected);
  assert.equal(new OutputStream(sink).takesViews, true);

  // Files take views: what the guest wrote block by block from one buffer it reads again.
  const filer = await component("filer");
  const { memoryDirectory } = await import("@weft-wasm/wasi");
  for (const how of ["create", "overwrite", "read"]) {
    let said = "";
    const directory = memoryDirectory();
    const options = {
      args: ["filer", how, "/data/file", "40", "2"],
      stdout: (/** @type {Uint8Array} */ bytes) => void (said += new TextDecoder().decode(bytes)),
      preopens: { "/data": directory },
    };
    const { run } = await filer.instantiate({}, { wasi: options });
    await run.run();
    assert.ok(/^\d+\n\d+\n$/.test(said), `${how}: ${said}`);
    const { file } = directory.tree();
    if (!(file instanceof Uint8Array)) throw new Error("no file was made");
    assert.equal(file.length, 40 * 65536);
    for (let block = 0; block < 40; block++) {
      assert.equal(file[block * 65536], block, `${how}: the first byte of block ${block}`);
      assert.equal(file[block * 65536 + 65535], 7, `${how}: the last byte of block ${block}`);
    }
  }
}
