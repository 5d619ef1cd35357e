/**
 * The limits of what users fetch, gzipped, after `cargo xtask packages --published`, which runs this.
 *
 * @module
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import { weigh } from "./published.mjs";

/** Bytes at most. */
const limits = { tab: 900_000, wat: 250_000, encoder: 700_000, packed: 3_000_000 };

const weights = weigh();
for (const [what, limit] of Object.entries(limits)) {
  test(`${what}: at most ${limit.toLocaleString("en")} bytes`, (context) => {
    const { raw, gz } = weights[/** @type {keyof typeof limits} */ (what)];
    context.diagnostic(`${raw.toLocaleString("en")} as it is, ${gz.toLocaleString("en")} gzipped`);
    assert.ok(gz <= limit, `${gz.toLocaleString("en")} bytes`);
  });
}
