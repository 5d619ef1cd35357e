/**
 * One measurement in a Node of its own: `node process.mjs JOB` prints the samples as JSON.
 *
 * @module
 */

/** @type {import("./rows.mjs").Job} */
const { module, contestant, options } = JSON.parse(process.argv[2] ?? "");
const { default: measure } = await import(`./cases/${module}.mjs`);
console.log(JSON.stringify(await measure(contestant, options)));
