import { ComponentError } from "../../component-error.js";
import type { ErrorCode, Stat } from "../../ports/files.js";

/** What all objects of one in-memory file system share. */
export class Volume {
  /** Nanoseconds since the epoch at which the first guest saw it; the time of all that was there already. */
  created = 0n;
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

  constructor(volume: Volume, now: bigint | undefined) {
    this.volume = volume;
    this.inode = volume.nextInode();
    this.accessed = this.modified = this.changed = now;
  }

  /** Bytes. */
  abstract get size(): number;

  stat(): Stat {
    const { created } = this.volume;
    return {
      type: this.type,
      linkCount: BigInt(this.links),
      size: BigInt(this.size),
      accessed: this.accessed ?? created,
      modified: this.modified ?? created,
      changed: this.changed ?? created,
      device: this.volume,
      inode: this.inode,
    };
  }
}

/** A file's bytes: a buffer that doubles, so that writing costs what is written and not what is there. */
export class FileNode extends MemoryNode {
  readonly type = "regular-file";
  /** Zero from {@link FileNode.size} on. */
  #buffer: Uint8Array;
  #size: number;

  /** @param bytes - the contents; kept, and copied by the first change */
  constructor(volume: Volume, now: bigint | undefined, bytes: Uint8Array) {
    super(volume, now);
    this.#buffer = bytes;
    this.#size = bytes.length;
    this.#borrowed = true;
  }

  /** The buffer belongs to whoever made the file. */
  #borrowed: boolean;

  get size(): number {
    return this.#size;
  }

  /** A view of at most `length` bytes from `offset` on. */
  read(length: number, offset: number): Uint8Array {
    const start = Math.min(offset, this.#size);
    return this.#buffer.subarray(start, Math.min(start + length, this.#size));
  }

  write(bytes: Uint8Array, offset: number): void {
    if (bytes.length === 0) return;
    const end = offset + bytes.length;
    this.#reserve(end);
    this.#buffer.set(bytes, offset);
    if (end > this.#size) this.#size = end;
  }

  resize(size: number): void {
    this.#reserve(size);
    if (size === 0) this.#buffer = new Uint8Array(0);
    else if (size < this.#size) this.#buffer.fill(0, size, this.#size);
    this.#size = size;
  }

  #reserve(size: number): void {
    const capacity = this.#buffer.length;
    if (size <= capacity && !this.#borrowed) return;
    this.#buffer = grown(this.#buffer, this.#size, size <= capacity ? capacity : Math.max(size, capacity * 2, 1024), size);
    this.#borrowed = false;
  }
}

/** `bytes` in a buffer of `wanted` bytes, or at least `needed` if there is not that much memory. */
function grown(bytes: Uint8Array, size: number, wanted: number, needed: number): Uint8Array {
  let buffer: Uint8Array;
  try {
    buffer = allocate(wanted);
  } catch {
    buffer = allocate(needed);
  }
  buffer.set(bytes.subarray(0, size));
  return buffer;
}

function allocate(size: number): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch (cause) {
    throw new ComponentError<ErrorCode>("insufficient-space", { cause });
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
