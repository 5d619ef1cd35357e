/**
 * The run cases in a page.
 *
 * @module
 */
import { report } from "./report.mjs";

const query = new URLSearchParams(location.search);
const engine = /** @type {"chromium" | "firefox" | "webkit"} */ (query.get("engine"));
const loader = {
  import: (/** @type {string} */ url) => import(`/${url}`),
  read: async (/** @type {string} */ url) => {
    const response = await fetch(`/${url}`);
    if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  },
};
await report(loader, { engine, major: Number(query.get("major")), page: true });
