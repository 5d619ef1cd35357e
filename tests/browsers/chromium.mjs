/**
 * Chromium (V8), driven by playwright-core over the DevTools protocol.
 *
 * @module
 */
import { chromium } from "playwright-core";
import { find } from "./find.mjs";

const args = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** @type {import("./engines.mjs").Launch} */
export async function launch() {
  const browser = await chromium.launch({ executablePath: find("chromium"), args });
  return {
    name: "chromium",
    version: browser.version(),
    async open(url) {
      const page = await browser.newPage();
      await page.goto(url, { waitUntil: "commit" });
      return {
        evaluate: (expression) => page.evaluate(expression),
        screenshot: async (path) => void (await page.screenshot({ path })),
        click: (selector) => page.click(selector),
        type: (text) => page.keyboard.type(text),
        press: (key) => page.keyboard.press(key),
        size: (width, height) => page.setViewportSize({ width, height }),
        go: async (url) => void (await page.goto(url, { waitUntil: "commit" })),
        async accessibility() {
          const session = await page.context().newCDPSession(page);
          const { nodes } = await session.send("Accessibility.getFullAXTree");
          await session.detach();
          return nodes.filter(({ ignored }) => !ignored).map(({ role, name, description, properties = [] }) => {
            const property = (/** @type {string} */ wanted) => properties.find(({ name }) => name === wanted)?.value.value;
            return {
              role: String(role?.value ?? ""),
              name: String(name?.value ?? ""),
              description: String(description?.value ?? ""),
              focusable: property("focusable") === true,
              focused: property("focused") === true,
              live: property("live"),
              invalid: property("invalid"),
            };
          });
        },
        close: () => page.close(),
      };
    },
    close: () => browser.close(),
  };
}
