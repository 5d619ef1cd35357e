/**
 * A static server on 127.0.0.1 for pages under test.
 *
 * It serves a few folders of the repository with the MIME types that browsers insist on, isolates the pages unless told otherwise
 * (COOP/COEP, so that SharedArrayBuffer exists where the engine has it), and hands POSTed JSON to the test that waits
 * for it. It caches nothing, lists no folders and never leaves the loopback interface.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, with a separator at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

const types = new Map([
  [".html", "text/html; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".mjs", "text/javascript; charset=utf-8"],
  [".json", "application/json; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".svg", "image/svg+xml"],
  [".wasm", "application/wasm"],
  [".map", "application/json; charset=utf-8"],
  [".ts", "text/plain; charset=utf-8"],
  [".txt", "text/plain; charset=utf-8"],
]);

const always = {
  "cache-control": "no-store",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

/**
 * @typedef {object} Options
 * @property {Record<string, string>} mounts URL prefixes that end in "/" → absolute folders; the longest prefix wins
 * @property {Map<string, string>} [pages] pages made on the fly: path → HTML
 * @property {Map<string, unknown>} [json] values made on the fly: path → what is served as JSON
 * @property {{ below: string, imports: Record<string, string> }} [resolve] in modules below this path, what stands for each specifier: a bundler
 *   would have put it there, and workers have no import maps
 * @property {Record<string, string>} [policies] URL prefixes → the Content-Security-Policy of what is below; `/` for all of it
 * @property {(path: string, body: any) => void} [onPost] gets each POSTed JSON value
 * @property {boolean} [isolated] whether the pages are; default: they are
 * @property {number} [port] 0 or nothing for a free one
 */

/**
 * Starts the server.
 * @param {Options} options
 * @returns {Promise<{origin: string, close: () => Promise<void>}>}
 */
export async function serve({ mounts, pages = new Map(), json = new Map(), resolve, policies = {}, onPost, isolated = true, port = 0 }) {
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://127.0.0.1");
    const policy = Object.entries(policies).find(([prefix]) => pathname.startsWith(prefix))?.[1];
    const headers = { ...always, ...(isolated ? isolation : {}), ...(policy === undefined ? {} : { "content-security-policy": policy }) };
    try {
      if (request.method === "POST" && onPost) {
        const chunks = [];
        for await (const chunk of request) chunks.push(chunk);
        onPost(pathname, JSON.parse(Buffer.concat(chunks).toString("utf8")));
        return void response.writeHead(204, headers).end();
      }
      const page = pages.get(pathname);
      if (page !== undefined) return void response.writeHead(200, { ...headers, "content-type": types.get(".html") }).end(page);
      if (json.has(pathname)) {
        const body = JSON.stringify(json.get(pathname));
        return void response.writeHead(200, { ...headers, "content-type": types.get(".json") }).end(body);
      }
      const prefix = prefixes.find((prefix) => pathname.startsWith(prefix));
      const path = normalize(decodeURIComponent(pathname.slice(prefix?.length ?? 0)) || "index.html");
      if (prefix === undefined || path.startsWith("..")) return void response.writeHead(404, headers).end();
      let body = await readFile(join(/** @type {string} */ (mounts[prefix]), path));
      if (resolve && pathname.startsWith(resolve.below) && path.endsWith(".js")) {
        // With the origin: a case may evaluate the text from a place that is none to resolve against.
        const address = (/** @type {string} */ name) => (name in resolve.imports ? `http://${request.headers.host}${resolve.imports[name]}` : name);
        const resolved = body.toString().replaceAll(/\bfrom ?"(@weft-wasm\/[^"]+)"/g, (_, name) => `from "${address(name)}"`);
        body = Buffer.from(resolved);
      }
      response.writeHead(200, { ...headers, "content-type": types.get(extname(path)) ?? "application/octet-stream" }).end(body);
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      response.writeHead(code === "ENOENT" || code === "EISDIR" ? 404 : 500, headers).end();
    }
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(undefined));
  });
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
