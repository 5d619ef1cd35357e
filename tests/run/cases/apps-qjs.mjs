/**
 * A program in JavaScript, made a component by componentize-qjs with QuickJS inside: see `tests/guests/apps`. It is big, and so there is one printing of it.
 *
 * @module
 */
import { checks } from "../apps/app.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { qjs: { guest: "qjs.app" } };
export const variants = false;

/** @type {import("../execute.mjs").Case["default"]} */
export default checks("qjs", "wasi:sockets/instance-network@0.2.12#instance-network");
