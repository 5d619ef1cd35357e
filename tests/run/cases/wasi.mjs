/**
 * Every function of wasi:cli, io, clocks, random and filesystem: a guest calls it and judges what came of it. Functions that may have to
 * wait are called twice, the second time where they have to: they do so with JSPI, else where the thread can be stopped, and else the
 * error says what is missing.
 *
 * @module
 */
import { memoryDirectory, timezone } from "@weft-wasm/wasi";
import { Wasi } from "@weft-wasm/wasi/p2";
import { importsIn } from "../wasi/imports.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { wasi: { guest: "wasi", options: ["--async", "check"], inspect: true } };

/** That it is printed otherwise changes nothing: `absent` and `isolation` show it of the same component, in less time. */
export const variants = false;

/** What stdin holds. */
const INPUT = "input";

/** What a function leaves in stdout or stderr, or the exit code; nothing, if it is not here. @type {Record<string, string | number>} */
const EFFECTS = {
  "wasi:cli/stdout#get-stdout": "to stdöut",
  "wasi:cli/stderr#get-stderr": "to stderr",
  "wasi:cli/exit#exit": 1,
  "wasi:cli/exit#exit-with-code": 42,
  "wasi:io/streams#[method]output-stream.write": "out",
  "wasi:io/streams#[method]output-stream.blocking-write-and-flush": "out",
  "wasi:io/streams#[method]output-stream.flush": "out",
  "wasi:io/streams#[method]output-stream.blocking-flush": "out",
  "wasi:io/streams#[method]output-stream.write-zeroes": "\0\0\0",
  "wasi:io/streams#[method]output-stream.blocking-write-zeroes-and-flush": "\0\0\0",
  "wasi:io/streams#[method]output-stream.splice": INPUT,
  "wasi:io/streams#[method]output-stream.blocking-splice": INPUT,
};

/** Functions that may have to wait, and what for. @type {Record<string, "time" | "stream">} */
const WAITING = {
  "wasi:io/poll#[method]pollable.block": "time",
  "wasi:io/poll#poll": "time",
  "wasi:io/streams#[method]input-stream.blocking-read": "stream",
  "wasi:io/streams#[method]input-stream.blocking-skip": "stream",
  "wasi:io/streams#[method]output-stream.blocking-flush": "stream",
  "wasi:io/streams#[method]output-stream.blocking-write-and-flush": "stream",
  "wasi:io/streams#[method]output-stream.blocking-write-zeroes-and-flush": "stream",
  "wasi:io/streams#[method]output-stream.blocking-splice": "stream",
};

const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, file, engine }) {
  const { instantiate } = await component("wasi");
  /** @type {Map<string, Promise<WebAssembly.Module>>} */
  const modules = new Map();
  const getCoreModule = (/** @type {string} */ path) => {
    if (!modules.has(path)) modules.set(path, file(`wasi/${path}`).then((bytes) => WebAssembly.compile(bytes)));
    return modules.get(path);
  };

  /**
   * Lets a fresh instance check one function.
   * @param {string} functionName
   * @param {boolean} wait where the streams are slow
   */
  async function check(functionName, wait) {
    const tree = { "file.txt": "0123456789", sub: { "inner.txt": "inner" } };
    const said = { out: "" };
    const decoder = new TextDecoder();
    const take = (/** @type {Uint8Array} */ bytes) => void (said.out += decoder.decode(bytes, { stream: true }));
    async function* slow() {
      for (const part of ["in", "put"]) {
        await pause();
        yield part;
      }
    }
    function* dead() {
      if (INPUT) throw new Error("the line is dead");
      yield "";
    }
    const exports = await instantiate({}, {
      getCoreModule,
      wasi: {
        args: ["wasi", "a b", "", "é"],
        env: { EMPTY: "", GREETING: "grüß dich" },
        cwd: "/data",
        stdin: functionName.startsWith("wasi:io/error#") ? dead() : wait ? slow() : INPUT,
        stdout: wait ? new WritableStream({ write: async (bytes) => (await pause(), take(bytes)) }) : take,
        stderr: take,
        terminals: { stdin: true, stderr: true },
        preopens: { "/data": memoryDirectory(tree), "/ro": memoryDirectory(tree, { readOnly: true }) },
        timezone: timezone("Europe/Berlin"),
      },
    });
    /** @type {string | number | undefined} */
    let effect;
    try {
      await exports.check(functionName, wait);
      effect = said.out === "" ? undefined : said.out;
    } catch (/** @type {any} */ error) {
      if (!(Symbol.for("weft.exit.v1") in error)) throw error;
      effect = error.code;
    }
    assert.equal(effect, EFFECTS[functionName], "what the host got");
  }

  /** @type {string[]} */
  const functions = (await instantiate({}, { getCoreModule })).functions();
  const inspected = JSON.parse(new TextDecoder().decode(await file("wasi/inspect.json")));
  assert.deepEqual([...functions].sort(), importsIn(inspected).filter(isHere).sort(), "the guest checks all that it imports");
  assert.deepEqual([...functions].sort(), provided().sort(), "and imports all that there is");

  /** @type {Map<string, [works: number, waits: string[]]>} */
  const table = new Map();
  const wrong = [];
  for (const functionName of functions) {
    const [interfaceName = ""] = functionName.split("#");
    const row = table.get(interfaceName) ?? [0, []];
    table.set(interfaceName, row);
    try {
      await check(functionName, false);
      row[0]++;
    } catch (/** @type {any} */ error) {
      wrong.push(`${functionName}: ${error.payload ?? error.message}`);
    }
    if (!(functionName in WAITING)) continue;
    const short = functionName.slice(functionName.indexOf("#") + 1);
    try {
      const waits = "Suspending" in WebAssembly ? "suspends" : WAITING[functionName] === "time" && canStop() ? "stops the thread" : undefined;
      if (waits === undefined) {
        const documented = /^wasi:io\/[a-z]+@0\.2\.12#.* would have to wait, and this engine has no JSPI/;
        await assert.rejects(check(functionName, true), documented);
      } else {
        await check(functionName, true);
      }
      row[1].push(`${short} ${waits ?? "needs JSPI"}`);
    } catch (/** @type {any} */ error) {
      wrong.push(`${functionName}, having to wait: ${error.payload ?? error.message}`);
    }
  }
  assert.deepEqual(wrong, []);
  const lines = [...table].map(([interfaceName, [works, waits]]) =>
    `${interfaceName}: all ${works} work${waits.length > 0 ? `; having to wait, ${waits.join(", ")}` : ""}`);
  return `${functions.length} functions in ${engine}\n${lines.join("\n")}`;
}

/** Whether a function is not one of those that the case `absent` has. @param {string} functionName */
function isHere(functionName) {
  return !/^wasi:(http|sockets)\//.test(functionName);
}

/** Whether this thread can be stopped. A page's cannot. */
function canStop() {
  return !("document" in globalThis);
}

/** The functions that the package has. */
function provided() {
  const kebab = (/** @type {string} */ name) => name.replace(/(?!^)[A-Z]/g, "-$&").toLowerCase();
  const found = new Set();
  /** Where each class is at home; other interfaces only use it. @type {Map<unknown, string>} */
  const homes = new Map();
  const imports = Object.entries(new Wasi().imports());
  for (const [interfaceName, members] of imports) {
    for (const [name, member] of Object.entries(members)) {
      if (!/^[A-Z]/.test(name)) found.add(`${interfaceName}#${kebab(name)}`);
      else if (HOMES[kebab(name)] === interfaceName) homes.set(member, `${interfaceName}#[method]${kebab(name)}`);
    }
  }
  for (const [type, prefix] of homes) {
    // What is read, not called, is between Weft's own parts.
    const own = Object.entries(Object.getOwnPropertyDescriptors(/** @type {Function} */ (type).prototype));
    for (const [name, { value }] of own) {
      if (typeof value === "function" && name !== "constructor" && name !== "drop") found.add(`${prefix}.${kebab(name)}`);
    }
  }
  return [...found];
}

/** The interfaces that define the resources. @type {Record<string, string>} */
const HOMES = {
  error: "wasi:io/error",
  pollable: "wasi:io/poll",
  "input-stream": "wasi:io/streams",
  "output-stream": "wasi:io/streams",
  descriptor: "wasi:filesystem/types",
  "directory-entry-stream": "wasi:filesystem/types",
};
