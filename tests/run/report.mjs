/**
 * Runs the cases where this is, in a page or in a process, and POSTs each result to the test's server as it comes.
 *
 * @module
 */
import { describe, execute } from "./execute.mjs";

/**
 * @param {Parameters<typeof execute>[1]} loader
 * @param {import("./execute.mjs").Place} place
 * @param {string} [origin] of the server; nothing for the page's own
 */
export async function report(loader, place, origin = "") {
  const post = async (/** @type {string} */ what, /** @type {unknown} */ body) => {
    await fetch(`${origin}/report/${what}`, { method: "POST", body: JSON.stringify(body) });
  };
  // An error that nobody caught is a result too: it fails the place.
  addEventListener("error", (event) => void post("stray", describe(event.error ?? new Error(event.message))));
  addEventListener("unhandledrejection", (event) => void post("stray", describe(event.reason)));

  /** @type {import("./execute.mjs").Entry[]} */
  const entries = await (await fetch(`${origin}/selected.json`)).json();
  for (const entry of entries) await post("result", await execute(entry, loader, place));
  await post("end", null);
}
