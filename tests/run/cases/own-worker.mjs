/**
 * A component in a worker that the host started itself: where memory is shared its thread may be stopped, so a plain call sleeps without JSPI.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { napper: { guest: "napper" } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ name, assert, page }) {
  if (!page) assert.skip("the main thread of Node may be stopped, too; the case `turns` does");
  const worker = new Worker("/tests/run/own-worker.mjs", { type: "module" });
  const answer = await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ url: `/target/run/${name}/napper/napper.js`, milliseconds: 200 });
  });
  worker.terminate();
  if (typeof SharedArrayBuffer === "undefined") assert.match(answer.error, /#\[method\]pollable\.block would have to wait, which a plain call of doze cannot/);
  else assert.ok(answer.took >= 200 && answer.took < 20_000, `${answer.took} ms; ${answer.error}`);
}
