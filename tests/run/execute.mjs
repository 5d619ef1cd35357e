/**
 * Runs one case: the same code in a process and in a page.
 *
 * @module
 */
import * as assert from "./assert.mjs";

/** How long a case may take, in milliseconds: what never comes to its end must not keep the others from theirs. */
export const LIMIT = 170_000;

/**
 * Where the cases run.
 * @typedef {{ engine: "node" | "deno" | "bun" | "chromium" | "firefox" | "webkit", major: number, page: boolean }} Place
 */

/**
 * What a case gets.
 * @typedef {object} Environment
 * @property {string} name of the case
 * @property {typeof assert} assert checks, and `skip(reason)`
 * @property {Place["engine"]} engine where this is; for facts about engines only
 * @property {number} major its major version
 * @property {boolean} page whether this is a page, whose thread cannot be stopped, and not a process with Node's modules
 * @property {(name: string) => Promise<any>} component imports the generated module of one of the case's components
 * @property {(name: string) => Promise<Uint8Array<ArrayBuffer>>} file the bytes of a file beside that module, by path `<component>/<file>`
 */

/**
 * A case's module: what to transpile before it runs, and what to do.
 * @typedef {object} Case
 * @property {Record<string, { guest?: string, text?: string, mode?: "esm" | "instantiate" | "worker", options?: string[], inspect?: boolean }>} [components]
 *   name of the generated module → guest it is made of (`hello`, `wasm32-wasip1/hello`, `x.wat` or `x.app`: see `fileOf` in `prepare.mjs`), and
 *   further options of `weft transpile`; `text` is a component in the text format; with `inspect`, `<component>/inspect.json` is what
 *   `weft inspect --json` says of it
 * @property {boolean} [variants] false: the case says itself how its components are printed, and runs in no other way
 * @property {(environment: Environment) => void | string | Promise<void | string>} default what it returns is shown beside its name
 */

/**
 * One line of the manifest that `prepare.mjs` writes.
 * @typedef {{ name: string, variant: string, module?: string, failed?: string }} Entry
 *   `variant` is how its components are printed: a suffix of the name; `module` its module's path, if not `tests/run/cases/<name>.mjs`
 */

/**
 * @typedef {{ name: string, outcome: "passed" | "skipped" | "failed", text: string, late?: boolean }} Result
 *   `text` is the reason, the error with its stack, or what a case that passed has to say; one that failed is `late` if it may still be running
 */

/**
 * @param {Entry} entry
 * @param {{ import: (url: string) => Promise<any>, read: (url: string) => Promise<Uint8Array<ArrayBuffer>> }} loader of URLs below the root
 * @param {Place} place
 * @returns {Promise<Result>}
 */
export async function execute({ name: test, variant, module: path = `tests/run/cases/${test}.mjs`, failed }, loader, place) {
  const name = test + variant;
  try {
    if (failed !== undefined) throw new Error(failed);
    /** @type {Case} */
    const module = await loader.import(path);
    /** @type {Environment} */
    const environment = {
      name,
      assert,
      ...place,
      component: (component) => loader.import(`target/run/${name}/${component}/${component}.js`),
      file: (path) => loader.read(`target/run/${name}/${path}`),
    };
    const text = await inTime(module.default(environment), LIMIT);
    return { name, outcome: "passed", text: text ?? "" };
  } catch (error) {
    if (error instanceof assert.Skip) return { name, outcome: "skipped", text: error.message };
    return { name, outcome: "failed", text: describe(error), late: error instanceof Late };
  }
}

/** A case did not come to its end. */
export class Late extends Error {}

/**
 * What `work` comes to, unless that takes longer than `limit` milliseconds.
 * @template T
 * @param {T | Promise<T>} work
 * @param {number} limit
 * @returns {Promise<T>}
 */
export async function inTime(work, limit) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Late(`the case has not ended after ${limit / 1000} s`)), limit);
  });
  try {
    return await Promise.race([work, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The error, its stack and its causes. V8's stacks start with the message; the other engines' do not.
 * @param {any} error
 * @returns {string}
 */
export function describe(error) {
  if (!(error instanceof Error)) return `not an Error: ${assert.show(error)}`;
  const head = `${error.name}: ${error.message}`;
  const stack = error.stack ?? "";
  const text = stack.includes(error.message) ? stack : `${head}\n${stack}`;
  return error.cause === undefined ? text : `${text}\ncaused by ${describe(error.cause)}`;
}
