/**
 * Serves the page on 127.0.0.1 and prints its address; ends on Ctrl-C. `PORT` chooses the port.
 *
 * @module
 */
import { join } from "node:path";
import { root, serve } from "../tests/browsers/server.mjs";

const { origin } = await serve({ mounts: { "/": join(root, "target/demo/page") }, port: Number(process.env["PORT"] ?? 0) });
console.log(`${origin}/`);
