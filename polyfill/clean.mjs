/**
 * `node ../clean.mjs FOLDER…` in a package's folder: removes what was made before, or what became of a deleted source would still be tested and shipped.
 *
 * @module
 */
import { rmSync } from "node:fs";

for (const folder of process.argv.slice(2)) rmSync(folder, { recursive: true, force: true });
