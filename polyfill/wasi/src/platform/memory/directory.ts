import type { Clock } from "../../ports/clock.js";
import type { Directory, Mount } from "../../ports/files.js";
import { DirectoryNode, FileNode, rootOf, Volume } from "./node.js";
import { MemoryOpenDirectory } from "./open.js";

/** The contents of an in-memory directory: by name, a file's text (stored as UTF-8) or bytes, or a directory. */
export interface Tree {
  readonly [name: string]: string | Uint8Array | Tree;
}

/** What {@link memoryDirectory} takes besides the contents. */
export interface MemoryDirectoryOptions {
  /** Whether guests may only look. Default: they may change everything. */
  readonly readOnly?: boolean | undefined;
}

/** An in-memory directory: granted to a guest as a preopen, and open to its owner by {@link MemoryDirectory.tree}. */
export interface MemoryDirectory extends Mount {
  /**
   * Everything that is in the directory now, files as bytes (copies), symbolic links left out. The objects have no prototype, since a
   * guest chooses the names.
   */
  tree(): Tree;
  /** @internal */
  readonly [rootOf]: DirectoryNode;
}

/**
 * Makes an in-memory directory. It lives as long as the value; guests that are granted the same value see each other's changes.
 *
 * @param contents - what is in it at first; byte arrays are copied only when a guest changes them
 * @throws `TypeError` for a name that no file can have
 */
export function memoryDirectory(contents: Tree = {}, options: MemoryDirectoryOptions = {}): MemoryDirectory {
  const volume = new Volume();
  const root = new DirectoryNode(volume, undefined, undefined);
  fill(root, contents);
  return {
    readOnly: options.readOnly === true,
    open(clock: Clock): Directory {
      if (volume.created === 0n) volume.created = clock.wall();
      return new MemoryOpenDirectory(root, clock);
    },
    tree: () => treeOf(root),
    [rootOf]: root,
  };
}

function fill(directory: DirectoryNode, contents: Tree): void {
  const { volume } = directory;
  for (const [name, content] of Object.entries(contents)) {
    if (name === "" || name === "." || name === ".." || /[/\0]/.test(name)) {
      throw new TypeError(`memoryDirectory: ${JSON.stringify(name)} cannot be a file's name`);
    }
    if (typeof content === "string") {
      directory.entries.set(name, new FileNode(volume, undefined, new TextEncoder().encode(content)));
    } else if (content instanceof Uint8Array) {
      directory.entries.set(name, new FileNode(volume, undefined, content));
    } else {
      const inner = new DirectoryNode(volume, undefined, directory);
      fill(inner, content);
      directory.entries.set(name, inner);
    }
  }
}

function treeOf(directory: DirectoryNode): Tree {
  const tree = Object.create(null) as Record<string, Uint8Array | Tree>;
  for (const [name, node] of directory.entries) {
    if (node instanceof FileNode) tree[name] = node.contents.bytes();
    else if (node instanceof DirectoryNode) tree[name] = treeOf(node);
  }
  return tree;
}
