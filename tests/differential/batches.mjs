/**
 * The batches of components that the program `differential` wrote, with their cases and what came of them.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { casesOf } from "./cases.mjs";
import { ofSpec } from "./trees.mjs";
import { run } from "./weft.mjs";

/** @typedef {import("./cases.mjs").Batch} Batch */
/** @typedef {import("./cases.mjs").Case} Case */
/** @typedef {import("./weft.mjs").Outcome} Outcome */
/** @typedef {{ folder: string, batch: Batch, cases: Case[], outcomes: Outcome[] }} Ran */

/** The folders of batches in a folder, in their order. @param {string} folder */
export function foldersIn(folder) {
  const numbers = readdirSync(folder).filter((name) => /^\d+$/.test(name)).map(Number);
  return numbers.sort((a, b) => a - b).map((number) => join(folder, `${number}`));
}

/** Runs the cases of a batch as Weft has it. @param {string} folder @returns {Promise<Ran>} */
export async function ran(folder) {
  /** @type {Batch} */
  const batch = JSON.parse(readFileSync(join(folder, "batch.json"), "utf8"));
  const cases = casesOf(batch);
  const module = await import(pathToFileURL(join(folder, "component/component.js")).href);
  return { folder, batch, cases, outcomes: await run(module, batch, cases) };
}

/** Writes the cases for the oracle. @param {Ran} ran */
export const forOracle = ({ folder, batch, cases }) => writeFileSync(join(folder, "cases.json"), asJson(batch, cases));

/** What tells whether these are the cases that were recorded. @param {Ran} ran */
export const sumOf = ({ folder, batch, cases }) => digest(readFileSync(join(folder, "component.wat"), "utf8") + asJson(batch, cases));

/** @param {Batch} batch @param {Case[]} cases */
function asJson({ funcs }, cases) {
  return JSON.stringify(cases.map(({ func, way, params, result, image, spoil }) => {
    const types = /** @type {import("./cases.mjs").Func} */ (funcs[func]);
    return {
      func, way, spoil, image: image && Buffer.from(image).toString("hex"),
      params: way === "f" ? types.params.map((type, i) => ofSpec(type, params[i])) : undefined,
      result: types.result === null ? undefined : ofSpec(types.result, result),
    };
  }));
}

/**
 * An outcome in one line: `=` stands for what was put in, and of what is long there is the beginning and a sum.
 * @param {Ran} ran @param {number} index @param {Outcome} outcome
 */
export function line({ batch, cases }, index, { seen, got }) {
  const { name, way, func, params, result } = /** @type {Case} */ (cases[index]);
  const types = /** @type {import("./cases.mjs").Func} */ (batch.funcs[func]);
  const put = JSON.stringify(types.params.map((type, i) => ofSpec(type, params[i])));
  const answer = JSON.stringify(types.result === null ? null : ofSpec(types.result, result));
  return `${name} ${way} ${seen === null ? "" : short(seen, put)} > ${short(got, answer)}`;
}

/** @param {string} text @param {string} put */
function short(text, put) {
  if (text === put) return "=";
  const ascii = text.replace(/[^ -~]/gu, (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`);
  return ascii.length <= 60 ? ascii : `${ascii.slice(0, 30)} ${digest(text)}`;
}

/** @param {string} text */
const digest = (text) => createHash("sha256").update(text).digest("hex").slice(0, 16);
