/** The page's flat list of files as the tree that a guest sees as its root, and back. */
import type { Tree } from "@weft-wasm/wasi";
import type { GuestFile } from "../state.ts";
import { utf8 } from "../text.ts";

/** A folder under construction: no prototype, since people name files as they like. */
interface Folder {
  [name: string]: string | Uint8Array | Folder;
}

/**
 * Makes the tree; a path that ends in `/` is an empty folder.
 *
 * @throws `TypeError` for a path that no file can have
 */
export function treeOf(files: readonly GuestFile[]): Tree {
  const root = Object.create(null) as Folder;
  for (const { path, content } of files) {
    const names = path.split("/").filter((name) => name !== "");
    if (names.some((name) => name === "." || name === ".." || name.includes("\0"))) throw new TypeError(`"${path}" is no path of a file`);
    const last = path.endsWith("/") ? undefined : names.pop();
    if (last === undefined && names.length === 0) throw new TypeError(`"${path}" is no path of a file`);
    let folder = root;
    for (const name of names) {
      const inner = (folder[name] ??= Object.create(null) as Folder);
      if (typeof inner === "string" || inner instanceof Uint8Array) throw new TypeError(`"${path}": "${name}" is a file`);
      folder = inner;
    }
    if (last === undefined) continue;
    if (last in folder) throw new TypeError(`"${path}" is there twice`);
    folder[last] = content;
  }
  return root;
}

/** The files of a tree, text where they are text; a folder without any stands for itself. */
export function filesOf(tree: Tree, path: string = ""): GuestFile[] {
  return Object.entries(tree).flatMap(([name, content]): GuestFile[] => {
    const inner = `${path}/${name}`;
    if (typeof content === "string") return [{ path: inner, content }];
    if (content instanceof Uint8Array) return [{ path: inner, content: utf8(content) ?? content }];
    const below = filesOf(content, inner);
    return below.length > 0 ? below : [{ path: `${inner}/`, content: "" }];
  });
}
