/**
 * A program in JavaScript, made a component by componentize-js with SpiderMonkey inside: see `tests/guests/apps`. It is big, and so there is one printing of it.
 *
 * @module
 */
import { checks } from "../apps/app.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { js: { guest: "js.app" } };
export const variants = false;

/** @type {import("../execute.mjs").Case["default"]} */
export default checks("js", "wasi:http/types@0.2.10#[constructor]fields");
