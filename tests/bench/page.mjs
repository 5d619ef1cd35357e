/**
 * One measurement in a page of its own: `/job.json` says which; the samples are POSTed to `/samples`.
 *
 * @module
 */
import { describe } from "../run/execute.mjs";

/** @typedef {import("./rows.mjs").Job} Job */
/** @type {Job} */
const { module, contestant, options } = await (await fetch("/job.json")).json();
const { default: measure } = await import(`./cases/${module}.mjs`);
// What the browser still does for opening the page is over then.
await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }));
const answer = await measure(contestant, options).then(
  (/** @type {number[]} */ samples) => ({ samples }),
  (/** @type {unknown} */ error) => ({ error: describe(error) }),
);
await fetch("/samples", { method: "POST", body: JSON.stringify(answer) });
