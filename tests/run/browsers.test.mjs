/**
 * The run cases in the three browser engines: one page per engine, one test per case.
 *
 * @module
 */
import { test } from "node:test";
import { engines } from "../browsers/engines.mjs";
import { reported } from "./reported.mjs";

for (const [engine, launch] of Object.entries(engines)) {
  test(`the run cases in ${engine}`, (t) =>
    reported(t, engine, async (origin) => {
      const browser = await launch();
      t.after(() => browser.close());
      t.diagnostic(`${engine} ${browser.version}`);
      await browser.open(`${origin}/?engine=${engine}&major=${Number.parseInt(browser.version, 10)}`);
    }));
}
