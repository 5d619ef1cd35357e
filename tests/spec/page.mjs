/**
 * The scripts in a page.
 *
 * @module
 */
import { run } from "./script.mjs";

const engine = /** @type {string} */ (new URLSearchParams(location.search).get("engine"));
const post = async (/** @type {string} */ what, /** @type {unknown} */ body) => {
  await fetch(`/report/${what}`, { method: "POST", body: JSON.stringify(body) });
};
addEventListener("error", (event) => void post("stray", String(event.error ?? event.message)));
addEventListener("unhandledrejection", (event) => void post("stray", String(event.reason)));

/** @type {import("./script.mjs").Script[]} */
const scripts = await (await fetch("/target/spec/scripts.json")).json();
for (const [index, script] of scripts.entries()) {
  await post("script", { index, results: await run(script, (url) => import(`/target/spec/${url}`), engine) });
}
await post("end", null);
