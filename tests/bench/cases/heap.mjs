/**
 * What a call allocates on the JavaScript heap, in Node: bytes per call, once the engine has compiled it.
 *
 * @module
 */
import { getHeapStatistics } from "node:v8";
import { caller } from "./calls.mjs";

const CALLS = 200_000;

/** @type {import("../rows.mjs").Measure<{ kind: string }>} */
export default async function (contestant, { kind }) {
  const call = await caller(contestant, kind);
  const allocated = () => /** @type {{ total_allocated_bytes: number }} */ (/** @type {unknown} */ (getHeapStatistics())).total_allocated_bytes;
  const bytes = () => {
    const before = allocated();
    for (let i = 0; i < CALLS; i++) call(i);
    return Math.round((allocated() - before) / CALLS);
  };
  for (let i = 0; i < 5; i++) bytes();
  return [bytes(), bytes(), bytes()];
}
