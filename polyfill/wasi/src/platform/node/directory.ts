/** Directories of the host, over `node:fs`: held by descriptors where the system lets Node do that, else known by their paths. */
import type { Directory } from "../../ports/files.js";
import { fs } from "./builtin.js";
import { translated } from "./error.js";
import { canHold, HeldDirectory } from "./held-directory.js";
import { error } from "./host-directory.js";
import { PathDirectory } from "./path-directory.js";

/**
 * Opens the directory at `path`, following links, on behalf of the host.
 *
 * @param hold - whether directories are held by descriptors; needs Linux's `/proc`
 */
export function openHostDirectory(path: string, hold: boolean = canHold()): Directory {
  const real = translated(() => fs.realpathSync(path));
  if (!translated(() => fs.statSync(real)).isDirectory()) throw error("not-directory");
  return hold ? new HeldDirectory(real) : new PathDirectory(real);
}
