/**
 * Makes what is measured, below `target/bench`: the guests transpiled by Weft and by jco.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeHuge } from "./huge.mjs";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../", import.meta.url));
/** Where everything lies that is made here. */
export const out = join(root, "target/bench");
const here = fileURLToPath(new URL(".", import.meta.url));

/** Programs without WASI: their glue is weighed with imports that a caller gives. That of the others imports its WASI, as it does by default. */
const instantiated = new Set(["greet", "calls"]);

/**
 * @param {string} name of a guest
 * @returns {string} the component's path
 */
function component(name) {
  for (const made of [join(out, "guests", `${name}.wasm`), join(root, "target/apps", `${name}.wasm`)]) {
    if (existsSync(made)) return made;
  }
  return join(root, "target/guests/wasm32-wasip2/release", `${name}.wasm`);
}

/**
 * Runs a program of the packages that only the benchmark has; what it says is part of the error, if it fails.
 * @param {string} name
 * @param {string[]} args
 */
export function tool(name, args) {
  execFileSync(join(here, "node_modules/.bin", name), args, { stdio: "pipe" });
}

/**
 * @param {string} weft path of the binary
 * @param {string[]} glued programs whose glue alone is measured
 * @param {string[]} apps that are started
 * @param {boolean} huge whether the huge component is needed
 */
export function prepare(weft, glued, apps, huge) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "jco"), { recursive: true });
  // So that what jco writes finds its shim by name.
  if (existsSync(join(here, "node_modules"))) symlinkSync(join(here, "node_modules"), join(out, "jco/node_modules"), "dir");
  copyFileSync(join(here, "host.mjs"), join(out, "host.mjs"));

  const byWeft = (/** @type {string} */ name, /** @type {string} */ folder, /** @type {string[]} */ options) =>
    execFileSync(weft, ["transpile", component(name), "-o", join(out, "weft", folder), "--name", name, ...options], { stdio: "pipe" });
  const byJco = (/** @type {string} */ name, /** @type {string} */ folder, /** @type {string[]} */ options) =>
    tool("jco", ["transpile", component(name), "-o", join(out, "jco", folder), "--name", name, "--quiet", ...options]);

  // Without a target that has WASI, so that its calls are all there is to it.
  mkdirSync(join(out, "guests"));
  tool("jco", ["new", join(root, "target/guests/wasm32-unknown-unknown/release/calls.wasm"), "-o", join(out, "guests/calls.wasm")]);

  byWeft("calls", "calls", ["--mode", "esm", "--map", "weft:calls/host=../../host.mjs"]);
  byWeft("calls", "calls-small", ["--mode", "esm", "--map", "weft:calls/host=../../host.mjs", "--strings", "small"]);
  byJco("calls", "calls", ["--map", "weft:calls/host=../../host.mjs"]);
  for (const program of ["printer", "filer"]) {
    byWeft(program, program, ["--mode", "instantiate"]);
    byJco(program, program, ["--instantiation", "async"]);
    byWeft(program, `${program}-bundle`, ["--mode", "esm", "--minify"]);
    byJco(program, `${program}-bundle`, ["--minify", "--no-nodejs-compat"]);
  }

  for (const app of apps) {
    byWeft(app, `app-${app}`, ["--mode", "esm", "--map", "weft:apps/host=../../host.mjs"]);
    byJco(app, `app-${app}`, ["--map", "weft:apps/host=../../host.mjs"]);
  }
  if (huge) writeHuge(root);

  tool("jco", ["parse", join(root, "tests/golden/cases/greet.wat"), "-o", join(out, "guests/greet.wasm")]);
  for (const program of glued) {
    for (const [folder, options] of /** @type {const} */ ([[program, []], [`${program}-min`, ["--minify"]]])) {
      const [ours, theirs] = instantiated.has(program)
        ? [["--mode", "instantiate"], ["--instantiation", "async"]]
        : [["--mode", "esm", "--map", "weft:apps/host=../../host.mjs"], ["--map", "weft:apps/host=../../host.mjs"]];
      byWeft(program, `size/${folder}`, [...ours, ...options]);
      byJco(program, `size/${folder}`, [...theirs, ...options]);
    }
  }
}
