/**
 * A Rust `std` program does everything that `std::fs` offers for WASI: over directories in memory everywhere, and over a directory of the
 * host where there is one. Both have to say the same.
 *
 * @module
 */
import { memoryDirectory } from "@weft-wasm/wasi";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { files: { guest: "files", mode: "instantiate" }, threaded: { guest: "files", mode: "worker" } };

/** What the program says, wherever it runs. The numbers are WASI 0.1's, which `std` still speaks. */
const SAID = `in.txt holds "words\\n"
bytes that are no text: InvalidData (0)
copied 7 bytes
reading what was removed: NotFound (44)
seeking before the beginning: InvalidInput (28)
after seeking: "0123xy6789\\0\\0\\0end"
appended: ["one 0", "two 0", "one 1", "two 1", "one 2", "two 2"] … Some("line 999"), 1006 lines
a file of 8589934592 bytes, nearly all of them a hole
shrinking a file that is open for reading: InvalidInput (28)
opening what is not there: NotFound (44)
writing what is not there: NotFound (44)
making what is there: AlreadyExists (20)
writing what is open for reading: Uncategorized (8)
reading what is open for writing: Uncategorized (8)
a file as a directory: NotADirectory (54)
a directory as a file: IsADirectory (31)
a slash behind a file: NotADirectory (54)
above the directory: PermissionDenied (63)
an absolute path elsewhere: NotFound (44)
3500050 bytes with the sum 1c15281e6459a4e0
making a directory twice: AlreadyExists (20)
making a directory in none: NotFound (44)
["a/", "two words", "é"] and ["b/", "f"]
removing a directory with something in it: Uncategorized (55)
removing a directory as a file: IsADirectory (31)
removing a file as a directory: NotADirectory (54)
removing what is not there: NotFound (44)
listing a file: NotADirectory (54)
listing what is not there: NotFound (44)
200 of 200 files were met while others came
renamed: ["a/", "empty/", "two", "two words", "é"] and ["inner/"]
renaming into itself: InvalidInput (28)
renaming over a directory that is not empty: Uncategorized (55)
renaming a file over a directory: IsADirectory (31)
renaming a directory over a file: NotADirectory (54)
renaming what is not there: NotFound (44)
a link over what is there: AlreadyExists (20)
a link to a directory: PermissionDenied (63)
a link to nothing: NotFound (44)
through a link: ["e/", "up"]
following a link to nothing: NotFound (44)
following a link to itself: FilesystemLoop (32)
following a link outside: PermissionDenied (63)
a link to an absolute path: PermissionDenied (63)
a link over what is there: AlreadyExists (20)
reading what is no link: InvalidInput (28)
where a path to nothing leads: NotFound (44)
a file without a name: still here, 10 bytes
links: ["d/", "dangling", "loop", "nothing", "one", "outside", "to-d"]
file true, directory false, 4 bytes
times are set, kept and renewed
permissions: Unsupported (52)
metadata of what is not there: NotFound (44)
read-only: ["kept", "sub/"], "kept"
writing: ReadOnlyFilesystem (69)
making a file: ReadOnlyFilesystem (69)
appending: ReadOnlyFilesystem (69)
truncating: ReadOnlyFilesystem (69)
removing: ReadOnlyFilesystem (69)
removing a directory: ReadOnlyFilesystem (69)
making a directory: ReadOnlyFilesystem (69)
renaming: ReadOnlyFilesystem (69)
linking: ReadOnlyFilesystem (69)
copying into it: ReadOnlyFilesystem (69)
setting times: ReadOnlyFilesystem (69)
done
`;

const DATA = { "in.txt": "words\n" };
const FROZEN = { kept: "kept", sub: {} };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  /**
   * What the program says over these two directories.
   * @param {string} which
   * @param {import("@weft-wasm/wasi").Mount} data
   * @param {import("@weft-wasm/wasi").Mount} frozen
   */
  async function run(which, data, frozen) {
    const { instantiate } = await component(which);
    const decoder = new TextDecoder();
    let said = "";
    const say = (/** @type {Uint8Array} */ bytes) => {
      said += decoder.decode(bytes, { stream: true });
    };
    const wasi = { args: ["files", "/data", "/frozen"], preopens: { "/data": data, "/frozen": frozen }, stdout: say, stderr: say };
    const exports = await instantiate({}, { wasi });
    try {
      await exports.run.run();
    } catch (/** @type {any} */ error) {
      // What it panicked about stands in `said`.
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      said += String(error);
    }
    exports[/** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"))]?.();
    return said;
  }

  for (const which of ["files", "threaded"]) {
    const data = memoryDirectory(DATA);
    assert.equal(await run(which, data, memoryDirectory(FROZEN, { readOnly: true })), SAID);
    assert.deepEqual(Object.keys(data.tree()), ["in.txt"]);
  }

  if (globalThis.process?.versions?.node === undefined) return "in memory";
  const [{ hostDirectory }, fs, { tmpdir }, { join }] = await Promise.all([
    import("@weft-wasm/wasi/node"), import("node:fs"), import("node:os"), import("node:path"),
  ]);
  const scratch = fs.mkdtempSync(join(tmpdir(), "weft-files-"));
  try {
    for (const folder of ["data", "frozen", "frozen/sub"]) fs.mkdirSync(join(scratch, folder));
    fs.writeFileSync(join(scratch, "data/in.txt"), DATA["in.txt"]);
    fs.writeFileSync(join(scratch, "frozen/kept"), FROZEN.kept);
    for (const which of ["files", "threaded"]) {
      const host = await run(which, hostDirectory(join(scratch, "data")), hostDirectory(join(scratch, "frozen"), { readOnly: true }));
      assert.equal(host, SAID);
    }
    assert.deepEqual(fs.readdirSync(join(scratch, "data")), ["in.txt"]);
  } finally {
    fs.rmSync(scratch, { recursive: true });
  }
  return "in memory and over a directory of the host";
}
