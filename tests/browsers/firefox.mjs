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
        click: (selector) => page.click(selector),
        type: (text) => page.keyboard.type(text),
        async press(key) {
          const names = /** @type {import("puppeteer-core").KeyInput[]} */ (key.split("+"));
          for (const name of names) await page.keyboard.down(name);
          for (const name of names.toReversed()) await page.keyboard.up(name);
        },
        size: (width, height) => page.setViewport({ width, height }),
        go: async (url) => void (await page.goto(url, { waitUntil: "domcontentloaded" })),
        screenshot: async (path) => void (await page.screenshot({ path: /** @type {`${string}.png`} */ (path) })),
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}
