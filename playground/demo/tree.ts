/**
 * The page's flat list of files as the directory that a guest sees as its root, and back.
 */
import { memoryDirectory, type Tree as Contents } from "@weft-wasm/wasi";

/** Absolute path → text. */
export type Tree = Readonly<Record<string, string>>;

/** A file tree in memory. */
export interface Memory {
  /** For the WASI context. */
  readonly preopens: Readonly<Record<string, ReturnType<typeof memoryDirectory>>>;
  /** All files as they are now; bytes that are no UTF-8 are shown as U+FFFD. */
  read(): Tree;
}

/** A folder under construction: no prototype, since people name files as they like. */
interface Folder {
  [name: string]: string | Folder;
}

/** Makes the tree that holds `files`. */
export function memory(files: Tree): Memory {
  const root: Folder = Object.create(null);
  for (const [path, text] of Object.entries(files)) {
    const names = path.split("/").filter((name) => name !== "");
    const last = names.pop();
    if (last === undefined) throw new TypeError(`"${path}" is no path of a file`);
    let folder = root;
    for (const name of names) {
      const inner = (folder[name] ??= Object.create(null) as Folder);
      if (typeof inner === "string") throw new TypeError(`"${path}": "${name}" is a file`);
      folder = inner;
    }
    folder[last] = text;
  }
  const directory = memoryDirectory(root);
  return { preopens: { "/": directory }, read: () => Object.fromEntries(flat(directory.tree(), "")) };
}

function flat(contents: Contents, path: string): [string, string][] {
  return Object.entries(contents).flatMap(([name, content]): [string, string][] => {
    const inner = `${path}/${name}`;
    if (typeof content === "string") return [[inner, content]];
    if (content instanceof Uint8Array) return [[inner, new TextDecoder().decode(content)]];
    return flat(content, inner);
  });
}
