/**
 * What the two JavaScript apps have in common: see wit/counting.wit. They differ in what their engines bring, and in how these spell imports.
 *
 * @module
 */

/** The words of a text and how often each was seen. */
class Tally {
  /** @type {Map<string, number>} */
  #counts = new Map();

  /**
   * @param {string} text
   * @param {number | null | undefined} longest word that is counted
   */
  constructor(text, longest) {
    for (const word of text.split(/\s+/u)) {
      if (word === "") continue;
      if (word.length > (longest ?? Infinity)) throw { tag: "too-long", val: word };
      this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
    }
    if (this.#counts.size === 0) throw { tag: "empty" };
  }

  /** The most frequent first. */
  *[Symbol.iterator]() {
    const ordered = [...this.#counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    for (const [word, times] of ordered) yield { word, times };
  }
}

/**
 * `tally` of the interface `words`.
 * @param {string} text
 * @param {number | null | undefined} longest word that is counted
 */
export const tally = (text, longest) => [...new Tally(text, longest)];

/**
 * `report` of the interface `words`.
 * @param {{ word: string, times: number }[]} counts
 * @param {bigint | number} made
 */
export function report(counts, made) {
  const instant = new Date(Number(made) * 1000).toISOString().replace(".000Z", "Z");
  const words = Object.fromEntries(counts.map(({ word, times }) => [word, times]));
  return JSON.stringify({ made: instant, total: Object.values(words).reduce((sum, times) => sum + times, 0), words });
}

/**
 * The command.
 * @param {object} wasi what the engine has of WASI
 * @param {string[]} wasi.args
 * @param {[string, string][]} wasi.env
 * @param {any} wasi.stdin
 * @param {[any, string][]} wasi.directories
 * @param {(line: string) => void} wasi.print
 * @param {number | null | undefined} wasi.longest
 * @param {() => Promise<void> | void} wasi.connect asks for the network
 * @param {(value: number) => any} wasi.u64 how the engine spells 64 bits
 */
export function command({ args, env, stdin, directories, print, longest, connect, u64 }) {
  const shown = (/** @type {string} */ text) => tally(text, longest).map(({ word, times }) => `${word} ${times}`).join(", ");
  print(`arguments: ${args.join(" ")}`);
  print(`environment: ${new Map(env).get("GREETING") ?? "none"}`);
  print(`stdin: ${shown(readAll(stdin, u64(4096)))}`);
  for (const path of args) {
    if (path === "connect") return connect();
    const [directory, name] = find(directories, path);
    const file = directory.openAt({ symlinkFollow: true }, name, {}, { read: true });
    const line = shown(new TextDecoder().decode(file.read(u64(65536), u64(0))[0]));
    print(`${path}: ${line}`);
    const count = directory.openAt({}, `${name}.count`, { create: true, truncate: true }, { write: true });
    count.write(new TextEncoder().encode(`${line}\n`), u64(0));
    print(`beside it: ${names(directory).sort().join(" ")}`);
  }
  const started = performance.now();
  print(`clocks: ${new Date().getUTCFullYear() >= 2025 && performance.now() >= started}`);
  print(`chance: ${Math.random() !== Math.random()}`);
}

/**
 * What went wrong, in one line: an `err` that was thrown, or an error of the engine.
 * @param {any} error
 */
export const told = (error) => `app: ${JSON.stringify(error.payload ?? error)} ${error.message ?? ""}`.trim();

/** The directory that holds `path`, and its name in there. */
function find(/** @type {[any, string][]} */ directories, /** @type {string} */ path) {
  for (const [directory, mount] of directories) {
    if (path.startsWith(`${mount}/`)) return [directory, path.slice(mount.length + 1)];
  }
  throw new Error(`${path} is in no directory`);
}

function names(/** @type {any} */ directory) {
  const entries = directory.readDirectory();
  const all = [];
  for (let entry; (entry = entries.readDirectoryEntry()); ) all.push(entry.name);
  return all;
}

/** Reads a stream to its end, which is an error `closed`. */
function readAll(/** @type {any} */ stream, /** @type {any} */ length) {
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    try {
      text += decoder.decode(stream.blockingRead(length), { stream: true });
    } catch (/** @type {any} */ error) {
      if ((error.payload ?? error).tag !== "closed") throw error;
      return text + decoder.decode();
    }
  }
}
