/**
 * The run cases in a page: executes what the manifest at `?manifest` lists and POSTs each result as it comes.
 *
 * An error that nobody caught is a result too: it fails the page.
 *
 * @module
 */
import { describe, execute } from "./execute.mjs";

const query = new URLSearchParams(location.search);
const place = /** @type {{ engine: "chromium" | "firefox" | "webkit", major: number }} */ ({
  engine: query.get("engine"),
  major: Number(query.get("major")),
});
const loader = {
  import: (/** @type {string} */ url) => import(`/${url}`),
  read: async (/** @type {string} */ url) => {
    const response = await fetch(`/${url}`);
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  },
};

/**
 * @param {string} what
 * @param {unknown} body
 */
async function post(what, body) {
  await fetch(`/report/${what}`, { method: "POST", body: JSON.stringify(body) });
}

addEventListener("error", (event) => void post("stray", describe(event.error ?? new Error(event.message))));
addEventListener("unhandledrejection", (event) => void post("stray", describe(event.reason)));

/** @type {import("./execute.mjs").Entry[]} */
const entries = await (await fetch("/selected.json")).json();
for (const entry of entries) await post("result", await execute(entry, loader, place));
await post("end", null);
