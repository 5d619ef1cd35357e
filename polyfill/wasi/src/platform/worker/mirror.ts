/**
 * One in-memory file system in two threads: each end has objects of its own for the same files, directories and links, and tells the other
 * what has changed since it last did. What is told costs what changed: names, times, and pieces of a file.
 *
 * It knows nobody's order of events: where both ends change the same name, piece or time between two messages, what arrives later wins. So that they
 * cannot differ for long, the page's end speaks only while the other rests (`calls.ts`).
 */
import { type AnyNode, DirectoryNode, FileNode, isWithin, LinkNode, type Volume, type Watcher } from "../memory/node.js";

/** What is new about an object. */
export type NodeImage = {
  /** The same number at both ends; the root is 0. */
  readonly id: number;
  readonly times: readonly [accessed: bigint | undefined, modified: bigint | undefined, changed: bigint | undefined];
} & (
  /** The file was as short as `kept` meanwhile; then came the pieces, by number, and at last its size. */
  | { readonly is: "file"; readonly kept: number; readonly pieces: readonly (readonly [number, Uint8Array])[]; readonly size: number }
  /** Names that are new or stand for something else, and those that are gone. */
  | { readonly is: "directory"; readonly entries: readonly (readonly [name: string, id: number | undefined])[] }
  | { readonly is: "link"; readonly target: string }
);

/** What happened to a file's bytes. */
interface Written {
  kept: number;
  readonly pieces: Set<number>;
}

/** What a name stood for before it went. */
interface Dropped {
  readonly node: AnyNode;
  readonly directory: DirectoryNode;
  readonly name: string;
}

/** One end. */
export class Mirror implements Watcher {
  readonly #volume: Volume;
  readonly #ids: Map<AnyNode, number> = new Map();
  readonly #nodes: Map<number, AnyNode> = new Map();
  readonly #changed: Set<AnyNode> = new Set();
  readonly #written: Map<FileNode, Written> = new Map();
  /** What the other end has in each directory. */
  readonly #shown: Map<DirectoryNode, Map<string, AnyNode>> = new Map();
  #nextId: number;
  #isApplying = false;

  /**
   * @param end - what it numbers its objects with: those of the page are even
   * @param isWhole - whether the other end has nothing yet
   */
  constructor(root: DirectoryNode, end: "page" | "component", isWhole: boolean) {
    this.#volume = root.volume;
    this.#volume.watchers.add(this);
    this.#nextId = end === "page" ? 2 : 1;
    this.#know(root, 0);
    if (isWhole) this.#changed.add(root);
  }

  /** Whether there is something to tell. */
  get hasNews(): boolean {
    return this.#changed.size > 0;
  }

  /** Nobody is told any more. */
  end(): void {
    this.#volume.watchers.delete(this);
  }

  changed(node: AnyNode): void {
    // What nobody knows yet is found by way of its directory, which changed too.
    if (!this.#isApplying && this.#ids.has(node)) this.#changed.add(node);
  }

  written(node: FileNode, start: number, end: number): void {
    if (this.#isApplying || !this.#ids.has(node)) return;
    const { pieces } = this.#writtenIn(node);
    for (const piece of node.contents.piecesWithin(start, end)) pieces.add(piece);
  }

  cut(node: FileNode, size: number): void {
    if (this.#isApplying || !this.#ids.has(node)) return;
    const written = this.#writtenIn(node);
    written.kept = Math.min(written.kept, size);
  }

  #writtenIn(node: FileNode): Written {
    let written = this.#written.get(node);
    if (written === undefined) this.#written.set(node, (written = { kept: Infinity, pieces: new Set() }));
    return written;
  }

  /** What has changed since it was last asked for. */
  collect(): NodeImage[] {
    const nodes = new Set(this.#changed);
    this.#changed.clear();
    const images: NodeImage[] = [];
    // It grows by what is new in directories.
    for (const node of nodes) {
      const id = this.#ids.get(node);
      if (id === undefined) continue;
      const { accessed, modified, changed } = node;
      const image = { id, times: [accessed, modified, changed] as const };
      if (node instanceof DirectoryNode) images.push({ ...image, is: "directory", entries: this.#entriesOf(node, nodes) });
      else if (node instanceof LinkNode) images.push({ ...image, is: "link", target: node.target });
      else if (node.links > 0) images.push({ ...image, is: "file", ...this.#bytesOf(node) });
      this.#written.delete(node as FileNode);
    }
    for (const node of nodes) if (node.links === 0) this.#forget(node);
    return images;
  }

  #entriesOf(directory: DirectoryNode, found: Set<AnyNode>): [string, number | undefined][] {
    const shown = this.#shown.get(directory) ?? new Map<string, AnyNode>();
    const entries: [string, number | undefined][] = [];
    for (const name of shown.keys()) if (!directory.entries.has(name)) entries.push([name, undefined]);
    for (const [name, node] of directory.entries) {
      if (shown.get(name) === node) continue;
      let id = this.#ids.get(node);
      if (id === undefined) {
        this.#know(node, (id = this.#nextId));
        this.#nextId += 2;
        if (node instanceof FileNode) this.#writtenIn(node).kept = 0;
        if (node instanceof FileNode) for (const piece of node.contents.piecesWithin(0, Infinity)) this.#writtenIn(node).pieces.add(piece);
        found.add(node);
      }
      entries.push([name, id]);
    }
    this.#shown.set(directory, new Map(directory.entries));
    return entries;
  }

  #bytesOf(node: FileNode): { kept: number; pieces: [number, Uint8Array][]; size: number } {
    const { kept, pieces } = this.#written.get(node) ?? { kept: Infinity, pieces: [] };
    const bytes = Array.from(pieces, (number): [number, Uint8Array | undefined] => [number, node.contents.piece(number)]);
    return { kept, pieces: bytes.filter((piece): piece is [number, Uint8Array] => piece[1] !== undefined), size: node.size };
  }

  /** Makes here what {@link Mirror.collect} has told there. */
  apply(images: readonly NodeImage[]): void {
    this.#isApplying = true;
    try {
      for (const image of images) if (!this.#nodes.has(image.id)) this.#know(this.#made(image), image.id);
      const dropped = images.flatMap((image) => (image.is === "directory" ? this.#dropGone(image) : []));
      for (const image of images) {
        const node = this.#nodes.get(image.id);
        if (image.is === "directory") this.#setNew(image, dropped);
        else if (image.is === "file" && node instanceof FileNode) fill(node, image);
        node?.restore(...image.times);
      }
      for (const { node } of dropped) if (node.links === 0) this.#forget(node);
    } finally {
      this.#isApplying = false;
    }
  }

  #made(image: NodeImage): AnyNode {
    const volume = this.#volume;
    const node =
      image.is === "directory" ? new DirectoryNode(volume, undefined, undefined)
        : image.is === "file" ? new FileNode(volume, undefined, new Uint8Array(0))
          : new LinkNode(volume, undefined, image.target, new TextEncoder().encode(image.target).length);
    node.links = 0;
    return node;
  }

  #dropGone({ id, entries }: Extract<NodeImage, { is: "directory" }>): Dropped[] {
    const directory = this.#nodes.get(id);
    if (!(directory instanceof DirectoryNode)) return [];
    return entries.flatMap(([name, id]) => {
      const node = id === undefined ? this.#drop(directory, name) : undefined;
      return node === undefined ? [] : { node, directory, name };
    });
  }

  #setNew({ id, entries }: Extract<NodeImage, { is: "directory" }>, dropped: readonly Dropped[]): void {
    const directory = this.#nodes.get(id);
    if (!(directory instanceof DirectoryNode)) return;
    for (const [name, id] of entries) {
      const node = id === undefined ? undefined : this.#nodes.get(id);
      if (node === undefined || directory.entries.get(name) === node) continue;
      if (node instanceof DirectoryNode) {
        if (isWithin(directory, node)) {
          // One end has moved each of the two into the other: it stays where it was.
          const place = dropped.find((one) => one.node === node);
          if (place?.directory.entries.has(place.name) === false) this.#put(place.directory, place.name, node);
          continue;
        }
        for (const [old, at] of node.parent?.entries ?? []) if (at === node && node.parent) this.#drop(node.parent, old);
      }
      this.#drop(directory, name);
      this.#put(directory, name, node);
      this.#shownIn(directory).set(name, node);
    }
  }

  #put(directory: DirectoryNode, name: string, node: AnyNode): void {
    directory.entries.set(name, node);
    node.links++;
    if (!(node instanceof DirectoryNode)) return;
    node.parent = directory;
    node.removed = false;
  }

  #drop(directory: DirectoryNode, name: string): AnyNode | undefined {
    const node = directory.entries.get(name);
    this.#shownIn(directory).delete(name);
    if (node === undefined) return undefined;
    directory.entries.delete(name);
    node.links--;
    if (node instanceof DirectoryNode) {
      node.parent = undefined;
      node.removed = true;
    }
    return node;
  }

  #shownIn(directory: DirectoryNode): Map<string, AnyNode> {
    let shown = this.#shown.get(directory);
    if (shown === undefined) this.#shown.set(directory, (shown = new Map()));
    return shown;
  }

  #know(node: AnyNode, id: number): void {
    this.#ids.set(node, id);
    this.#nodes.set(id, node);
  }

  #forget(node: AnyNode): void {
    const id = this.#ids.get(node);
    if (id !== undefined) this.#nodes.delete(id);
    this.#ids.delete(node);
    this.#changed.delete(node);
    this.#written.delete(node as FileNode);
    this.#shown.delete(node as DirectoryNode);
  }
}

function fill(file: FileNode, { kept, pieces, size }: Extract<NodeImage, { is: "file" }>): void {
  if (kept < file.size) file.resize(kept);
  for (const [number, bytes] of pieces) file.write(bytes, file.contents.startOf(number));
  if (size !== file.size) file.resize(size);
}
