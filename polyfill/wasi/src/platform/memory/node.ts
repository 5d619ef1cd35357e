import type { Clock } from "../../ports/clock.js";
import type { Stat, Times } from "../../ports/files.js";
import { Contents } from "./contents.js";

/** Where the root of a memory directory is kept, for those who show it to another thread. */
export const rootOf: unique symbol = Symbol("root of a memory directory");

/** Hears what changes in a file system. */
export interface Watcher {
  /** Times, names or bytes of `node` did. */
  changed(node: AnyNode): void;
  /** Before that: bytes from `start` to `end` did. */
  written(node: FileNode, start: number, end: number): void;
  /** Before that: the file was cut to `size`. */
  cut(node: FileNode, size: number): void;
}

/** What all objects of one in-memory file system share. */
export class Volume {
  /** Tells volumes apart. Drawn, since nothing counts the volumes of a page. */
  readonly device: bigint = BigInt(Math.floor(Math.random() * 2 ** 53));
  /** Nanoseconds since the epoch at which the first guest saw it; the time of all that was there already. */
  created = 0n;
  readonly watchers: Set<Watcher> = new Set();
  #inodes = 0n;

  /** A number that no other object of this volume has. */
  nextInode(): bigint {
    return ++this.#inodes;
  }
}

/** What files, directories and links have in common. */
abstract class MemoryNode {
  abstract readonly type: "regular-file" | "directory" | "symbolic-link";
  readonly volume: Volume;
  readonly inode: bigint;
  links = 1;
  /** Nanoseconds since the epoch; `undefined` stands for the time the volume was first seen. */
  accessed: bigint | undefined;
  modified: bigint | undefined;
  changed: bigint | undefined;
  /** How often it was changed: many changes fit into one tick of a clock. */
  #revision = 0;

  constructor(volume: Volume, now: bigint | undefined) {
    this.volume = volume;
    this.inode = volume.nextInode();
    this.accessed = this.modified = this.changed = now;
  }

  /** Bytes. */
  abstract get size(): number;

  /** The contents changed. */
  modify(now: bigint): void {
    this.modified = now;
    this.change(now);
  }

  /** The metadata changed. */
  change(now: bigint): void {
    this.changed = now;
    this.#revision++;
    this.#tell();
  }

  /** The object becomes what another thread has seen. */
  restore(accessed: bigint | undefined, modified: bigint | undefined, changed: bigint | undefined): void {
    this.accessed = accessed;
    this.modified = modified;
    this.changed = changed;
    this.#revision++;
    this.#tell();
  }

  #tell(): void {
    for (const watcher of this.volume.watchers) watcher.changed(this as unknown as AnyNode);
  }

  /** The contents are read. As Linux's `relatime`: the first read after a change is noted, later ones are not worth a look at the clock. */
  access(clock: Clock): void {
    const { accessed, modified, changed, volume: { created } } = this;
    if (accessed !== undefined && accessed > (modified ?? created) && accessed > (changed ?? created)) return;
    this.accessed = clock.wall();
    this.#tell();
  }

  setTimes(times: Times, now: bigint): void {
    if (times.accessed !== undefined) this.accessed = times.accessed;
    if (times.modified !== undefined) this.modified = times.modified;
    this.change(now);
  }

  stat(): Stat {
    const { created, device } = this.volume;
    return {
      type: this.type,
      linkCount: BigInt(this.links),
      size: BigInt(this.size),
      accessed: this.accessed ?? created,
      modified: this.modified ?? created,
      changed: this.changed ?? created,
      device,
      inode: this.inode,
      revision: BigInt(this.#revision),
    };
  }
}

/** A file. */
export class FileNode extends MemoryNode {
  readonly type = "regular-file";
  readonly contents: Contents;

  /** @param bytes - what is in it at first; never changed */
  constructor(volume: Volume, now: bigint | undefined, bytes: Uint8Array) {
    super(volume, now);
    this.contents = new Contents(bytes);
  }

  get size(): number {
    return this.contents.size;
  }

  /** Writes, and leaves the times to the caller. */
  write(bytes: Uint8Array, offset: number): void {
    this.contents.write(bytes, offset);
    for (const watcher of this.volume.watchers) watcher.written(this, offset, offset + bytes.length);
  }

  /** Cuts or lengthens, and leaves the times to the caller. */
  resize(size: number): void {
    const isCut = size < this.size;
    this.contents.resize(size);
    if (isCut) for (const watcher of this.volume.watchers) watcher.cut(this, size);
  }
}

/** Names and what they stand for. */
export class DirectoryNode extends MemoryNode {
  readonly type = "directory";
  readonly entries: Map<string, AnyNode> = new Map();
  /** `undefined` for the root, and once the directory is removed. */
  parent: DirectoryNode | undefined;
  removed = false;

  constructor(volume: Volume, now: bigint | undefined, parent: DirectoryNode | undefined) {
    super(volume, now);
    this.parent = parent;
  }

  get size(): number {
    return 0;
  }
}

/** A symbolic link. */
export class LinkNode extends MemoryNode {
  readonly type = "symbolic-link";
  readonly target: string;
  readonly size: number;

  /** @param size - bytes of `target` in UTF-8 */
  constructor(volume: Volume, now: bigint | undefined, target: string, size: number) {
    super(volume, now);
    this.target = target;
    this.size = size;
  }
}

/** Anything a name can stand for. */
export type AnyNode = FileNode | DirectoryNode | LinkNode;

/** Whether `node` is `ancestor` or lies in it. */
export function isWithin(node: DirectoryNode, ancestor: DirectoryNode): boolean {
  for (let at: DirectoryNode | undefined = node; at !== undefined; at = at.parent) {
    if (at === ancestor) return true;
  }
  return false;
}
