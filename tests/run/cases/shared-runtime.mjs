/**
 * `--runtime shared`: two components have one copy of the runtime, and one for another version of its ABI says so.
 *
 * @module
 */
import { host } from "../kinds/host.mjs";

/** @type {import("../execute.mjs").Case["components"]} */
export const components = {
  one: { guest: "kinds", options: ["--runtime", "shared"] },
  two: { guest: "kinds", options: ["--runtime", "shared", "--minify"] },
};

export const variants = false;

/** @param {import("../execute.mjs").Environment} environment */
export default async function ({ assert, component, file }) {
  const { abi, ComponentError } = await import("@weft-wasm/runtime");
  for (const name of ["one", "two"]) {
    const { instantiate } = await component(name);
    const { calls } = await instantiate(host().imports);
    const error = assert.throws(() => calls.onlyErr(false));
    assert.ok(error instanceof ComponentError, `${name} throws the shared class`);
  }

  const text = new TextDecoder().decode(await file("one/one.js"));
  const newer = text.replace(`.requireAbi(${abi})`, `.requireAbi(${abi + 1})`);
  assert.ok(newer !== text, "the module names the version");
  const { message } = await assert.rejects(load(newer), /update @weft-wasm\/runtime$/);
  assert.match(message, new RegExp(`version ${abi + 1} .* version ${abi}:`));
}

/**
 * Evaluates a module.
 * @param {string} text
 * @returns {Promise<unknown>}
 */
async function load(text) {
  if (!("process" in globalThis)) return import(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
  // Bare names are found from a file only.
  const { writeFileSync } = await import("node:fs");
  const url = new URL("../../../target/run/shared-runtime/newer.mjs", import.meta.url);
  writeFileSync(url, text);
  return import(url.href);
}
