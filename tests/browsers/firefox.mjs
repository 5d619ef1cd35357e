/**
 * Firefox (SpiderMonkey), driven by puppeteer-core over WebDriver BiDi; no geckodriver is involved.
 *
 * @module
 */
import puppeteer from "puppeteer-core";
import { find } from "./find.mjs";

/** @type {import("./engines.mjs").Launch} */
export async function launch() {
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: find("firefox"), headless: true });
  return {
    name: "firefox",
    version: (await browser.version()).replace(/^firefox\//i, ""),
    async open(url) {
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: "domcontentloaded" });
      return {
        evaluate: (expression) => page.evaluate(expression),
        screenshot: async (path) => void (await page.screenshot({ path: /** @type {`${string}.png`} */ (path) })),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}
