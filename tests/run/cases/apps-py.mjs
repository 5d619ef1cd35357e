/**
 * A program in Python, made a component by componentize-py with CPython inside: see `tests/guests/apps`. It is big, and so there is one printing of it.
 *
 * @module
 */
import { checks } from "../apps/app.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { py: { guest: "py.app" } };
export const variants = false;

/** @type {import("../execute.mjs").Case["default"]} */
export default checks("py", "wasi:sockets/tcp-create-socket@0.2.12#create-tcp-socket");
