/**
 * WebKitGTK (JavaScriptCore), driven by WebKitWebDriver over plain WebDriver HTTP, on a virtual X display.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { find } from "./find.mjs";

/** How long the driver may take to listen. */
const startMs = 20_000;

/**
 * WebDriver's letters for keys that write none.
 * @type {Record<string, string>}
 */
const KEYS = { Enter: "\ue007", Tab: "\ue004", Escape: "\ue00c", Backspace: "\ue003", Control: "\ue009", Shift: "\ue008", ArrowLeft: "\ue012", ArrowUp: "\ue013", ArrowRight: "\ue014", ArrowDown: "\ue015", Home: "\ue011", End: "\ue010" };

/**
 * Keys that go down one after the other, and up again.
 * @param {string[]} values
 */
const stroke = (values) => [
  ...values.map((value) => ({ type: "keyDown", value })),
  ...values.toReversed().map((value) => ({ type: "keyUp", value })),
];

/** @type {import("./engines.mjs").Launch} */
export async function launch() {
  const port = await freePort();
  // In a process group of its own, so that closing takes the X server and the driver along.
  const driver = spawn(find("xvfb-run"), ["-a", find("webkit-driver"), `--port=${port}`], {
    stdio: "ignore",
    detached: true,
    env: { ...process.env, ...(process.getuid?.() === 0 ? { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" } : {}) },
  });
  const exited = new Promise((resolve) => driver.once("exit", resolve));
  const stop = async () => {
    if (driver.pid !== undefined && driver.exitCode === null) process.kill(-driver.pid, "SIGTERM");
    await exited;
  };
  try {
    const call = client(`http://127.0.0.1:${port}`);
    await listening(call, exited);
    const session = await call("POST", "/session", {
      capabilities: {
        alwaysMatch: { "webkitgtk:browserOptions": { binary: find("webkit"), args: ["--automation"] } },
      },
    });
    const base = `/session/${session.sessionId}`;
    const keys = (/** @type {object[]} */ actions) => call("POST", `${base}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
    return {
      name: "webkit",
      version: session.capabilities.browserVersion,
      async open(url) {
        await call("POST", `${base}/timeouts`, { script: 120_000, pageLoad: 60_000 });
        await call("POST", `${base}/url`, { url });
        return {
          evaluate: (expression) => call("POST", `${base}/execute/sync`, { script: `return (${expression})`, args: [] }),
          async screenshot(path) {
            await writeFile(path, Buffer.from(await call("GET", `${base}/screenshot`), "base64"));
          },
          async click(selector) {
            const element = await call("POST", `${base}/element`, { using: "css selector", value: selector });
            await call("POST", `${base}/element/${Object.values(element)[0]}/click`, {});
          },
          type: (text) => keys([...text].flatMap((letter) => stroke([letter]))),
          press: (key) => keys(stroke(key.split("+").map((name) => KEYS[name] ?? name))),
          size: (width, height) => call("POST", `${base}/window/rect`, { width, height }),
          go: (url) => call("POST", `${base}/url`, { url }),
          // The driver's session is its only window.
          close: () => call("POST", `${base}/url`, { url: "about:blank" }),
        };
      },
      async close() {
        await call("DELETE", base).finally(stop);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * A WebDriver client: returns the `value` of the answer, and throws what the driver says is wrong.
 * @param {string} origin
 * @returns {(method: string, path: string, body?: object) => Promise<any>}
 */
function client(origin) {
  return async (method, path, body) => {
    const response = await fetch(origin + path, body ? { method, body: JSON.stringify(body) } : { method });
    const { value } = /** @type {{ value: any }} */ (await response.json());
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${value?.error}: ${value?.message}`);
    return value;
  };
}

/**
 * Waits until the driver answers.
 * @param {ReturnType<typeof client>} call
 * @param {Promise<unknown>} exited
 */
async function listening(call, exited) {
  let gone = false;
  void exited.then(() => (gone = true));
  const end = Date.now() + startMs;
  for (;;) {
    try {
      return void (await call("GET", "/status"));
    } catch (cause) {
      if (gone) throw new Error("WebKitWebDriver ended before it listened", { cause });
      if (Date.now() > end) throw new Error(`WebKitWebDriver did not listen within ${startMs} ms`, { cause });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
