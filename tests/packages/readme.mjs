/**
 * The READMEs' snippets, in a folder where their reader would have followed them from top to bottom: texts are written, commands run, programs run and
 * their output compared with the comments beside it, pages opened.
 *
 * @module
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What is to be done with a block of a README.
 * @typedef {{ language: string, text: string, line: number }} Snippet
 */

/**
 * The code blocks of a README.
 * @param {string} path
 * @returns {Snippet[]}
 */
export function snippets(path) {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)].map(({ 1: language = "", 2: code = "", index }) => ({
    language, text: code, line: text.slice(0, index).split("\n").length,
  }));
}

/**
 * The project of a reader: the packages installed, a command component `app.wasm`, a component `sums.wasm` with `add`, files for both, and two components of
 * which `greet` imports what `words` exports.
 * @param {string} folder
 * @param {{ installed: string, app: string, sums: string, parts: { greet: string, words: string } }} given
 */
export function reader(folder, { installed, app, sums, parts }) {
  mkdirSync(join(folder, "wit"), { recursive: true });
  cpSync(installed, join(folder, "node_modules"), { recursive: true, verbatimSymlinks: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  cpSync(app, join(folder, "app.wasm"));
  cpSync(sums, join(folder, "sums.wasm"));
  writeFileSync(join(folder, "in.txt"), "words");
  mkdirSync(join(folder, "parts/demo"), { recursive: true });
  cpSync(parts.words, join(folder, "words.wasm"));
  for (const path of ["greet.wasm", "parts/demo/greet.wasm"]) cpSync(parts.greet, join(folder, path));
  cpSync(parts.words, join(folder, "parts/demo/words.wasm"));
  writeFileSync(join(folder, "all.wac"), "package reader:all;\nlet words = new demo:words {};\nlet greet = new demo:greet { ...words };\nexport greet...;\n");
  writeFileSync(join(folder, "wit/app.wit"), "package reader:app;\n\nworld app {\n  export add: func(a: u32, b: u32) -> u32;\n}\n");
}

/**
 * Runs the commands of a block. `npm install` only has to name packages that there are, and `cargo` is for who has the repository.
 * @param {Snippet} snippet
 * @param {string} folder the reader's
 * @param {(args: readonly string[]) => string} weft runs the command in it
 */
export function commands({ text, line }, folder, weft) {
  for (const command of text.split("\n").map((line) => line.replace(/ +#.*/, "")).filter((line) => line !== "")) {
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(({ 1: quoted, 2: plain }) => quoted ?? plain ?? "");
    const [program, ...args] = words[0] === "npx" ? words.slice(1) : words;
    try {
      if (program === "npm") {
        assert.equal(args[0], "install");
        for (const name of args.slice(1)) readFileSync(join(folder, "node_modules", name, "package.json"));
      } else if (program === "cargo") {
        assert.match(command, /^cargo (xtask (demo|test|bench)|build --release -p weft-cli)( |$)/);
      } else {
        assert.equal(program, "weft");
        weft(args);
      }
    } catch (cause) {
      throw new Error(`line ${line}: ${command}`, { cause });
    }
  }
}

/**
 * Runs a program; what it logs has to be what the comments behind `console.log` say.
 * @param {Snippet} snippet
 * @param {string} folder
 */
export function program({ text, line }, folder) {
  const file = join(folder, `snippet-${line}.js`);
  writeFileSync(file, text);
  let printed;
  try {
    printed = execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8", stdio: "pipe" });
  } catch (cause) {
    throw new Error(`line ${line}: ${/** @type {{ stderr?: string }} */ (cause).stderr ?? ""}`, { cause });
  }
  const said = [...text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, comment]) => comment);
  for (const expected of said) assert.ok(printed.split("\n").includes(expected ?? ""), `line ${line} does not print ${expected}: ${printed}`);
}
