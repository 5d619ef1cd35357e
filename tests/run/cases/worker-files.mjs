/**
 * Directories in memory that are granted to a component in a worker: what it does to them, links and times included, is there when its call has
 * ended or it asks the host something, and what the host does between calls the component sees. The "component" is written by hand, so that the case can do
 * single steps; the case `files` runs a real one.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, page }) {
  const { startComponent, grant } = await import("@weft-wasm/wasi/worker");
  const { createContext, memoryDirectory } = await import("@weft-wasm/wasi");
  const program = `import { serveComponent, mounts } from ${JSON.stringify(import.meta.resolve("@weft-wasm/wasi/worker"))};
    const mode = { read: true, write: true, create: true, exclusive: false, truncate: false, fileSync: false, dataSync: false };
    let root;
    serveComponent(async (imports, { wasi }) => {
      root = wasi.preopens["/d"].open({ wall: () => 77n });
      root.createDirectory("made at the start");
      return {
        change: async () => {
          root.symlink("note", "soft");
          root.link("note", root, "hard");
          root.setTimesAt("note", { accessed: 5n, modified: 6n });
          root.openFile("large", mode).write(new TextEncoder().encode("end"), 2 ** 33);
          root.rename("inner", root.openDirectory("made at the start"), "moved");
        },
        ask: async () => {
          root.unlink("soft");
          const answer = imports.ask();
          return [answer, root.readlink("from the host")];
        },
        read: async (name) => new TextDecoder().decode(root.openFile(name, mode).read(99, 0)),
        fail: async () => { root.unlink("hard"); throw new Error("failed after a change"); },
      };
    }, mounts);`;
  const address = page ? URL.createObjectURL(new Blob([program], { type: "text/javascript" })) : `data:text/javascript,${encodeURIComponent(program)}`;
  const mine = memoryDirectory({ note: "from the page", inner: { f: "x" } });
  const here = mine.open(createContext().clock);
  const mode = { read: true, write: true, create: true, exclusive: false, truncate: false, fileSync: false, dataSync: false };
  let asked = /** @type {(string | undefined)[]} */ ([]);
  const ask = async () => {
    asked = here.entries().map(({ name }) => name);
    await null;
    here.symlink("anywhere", "from the host");
    return "answered";
  };
  const imports = { ask };
  /** @type {any} */
  const exports = await startComponent(() => new Worker(address, { type: "module" }), address, import.meta.url, imports, { wasi: { preopens: { "/d": mine } } }, grant);
  assert.equal(here.statAt("made at the start")?.type, "directory");

  await exports.change();
  assert.equal(here.readlink("soft"), "note");
  const [note, hard, large] = ["note", "hard", "large"].map((name) => here.statAt(name));
  assert.deepEqual([note?.linkCount, note?.inode, note?.accessed, note?.modified, note?.changed], [2n, hard?.inode, 5n, 6n, 77n]);
  assert.equal(large?.size, 2n ** 33n + 3n);
  assert.equal(here.statAt("inner"), undefined);
  assert.equal(here.openDirectory("made at the start").openDirectory("moved").statAt("f")?.type, "regular-file");

  // The host's changes go with the next call, also with one that waits for its turn.
  here.openFile("new", mode).write(new TextEncoder().encode("written by the page"), 0);
  const first = exports.read("new");
  here.openFile("new", mode).write(new TextEncoder().encode("WRITTEN"), 0);
  assert.deepEqual(await Promise.all([first, exports.read("new")]), ["written by the page", "WRITTEN by the page"]);

  await assert.rejects(exports.fail(), /^failed after a change$/);
  assert.equal(here.statAt("hard"), undefined);
  if (typeof SharedArrayBuffer === "undefined") {
    await assert.rejects(exports.ask(), /needs shared memory, which this engine has not$/);
  } else {
    assert.deepEqual(await exports.ask(), ["answered", "anywhere"]);
    assert.ok(!asked.includes("soft"), "the host sees what was done before it was asked");
  }
  exports[/** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"))]();
}
