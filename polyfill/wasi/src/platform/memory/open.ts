import { ComponentError } from "../../component-error.js";
import type { Clock } from "../../ports/clock.js";
import type { Directory, DirectoryEntry, ErrorCode, OpenFile, OpenMode, Stat, Times } from "../../ports/files.js";
import { type AnyNode, DirectoryNode, FileNode, LinkNode } from "./node.js";

function error(code: ErrorCode): ComponentError<ErrorCode> {
  return new ComponentError(code);
}

function setTimes(node: AnyNode, times: Times, now: bigint): void {
  if (times.accessed !== undefined) node.accessed = times.accessed;
  if (times.modified !== undefined) node.modified = times.modified;
  node.changed = now;
}

/** An open in-memory file. It stays usable after its last name is gone, as in POSIX. */
export class MemoryFile implements OpenFile {
  readonly #node: FileNode;
  readonly #clock: Clock;

  constructor(node: FileNode, clock: Clock) {
    this.#node = node;
    this.#clock = clock;
  }

  stat(): Stat {
    return this.#node.stat();
  }

  setTimes(times: Times): void {
    setTimes(this.#node, times, this.#clock.wall());
  }

  sync(): void {}

  close(): void {}

  read(length: number, offset: number): Uint8Array {
    const node = this.#node;
    // As Linux's `relatime`: the first read after a change is noted, later ones are not worth a look at the clock.
    if (node.accessed === node.modified) node.accessed = this.#clock.wall();
    return node.contents.read(length, offset);
  }

  write(bytes: Uint8Array, offset: number): void {
    this.#node.contents.write(bytes, offset);
    this.#touch();
  }

  append(bytes: Uint8Array): void {
    this.#node.contents.write(bytes, this.#node.size);
    this.#touch();
  }

  setSize(size: number): void {
    this.#node.contents.resize(size);
    this.#touch();
  }

  #touch(): void {
    this.#node.modified = this.#node.changed = this.#clock.wall();
  }
}

/** An open in-memory directory. */
export class MemoryOpenDirectory implements Directory {
  readonly #node: DirectoryNode;
  readonly #clock: Clock;

  constructor(node: DirectoryNode, clock: Clock) {
    this.#node = node;
    this.#clock = clock;
  }

  stat(): Stat {
    return this.#node.stat();
  }

  setTimes(times: Times): void {
    setTimes(this.#node, times, this.#clock.wall());
  }

  sync(): void {}

  close(): void {}

  reopen(): Directory {
    return new MemoryOpenDirectory(this.#node, this.#clock);
  }

  entries(): DirectoryEntry[] {
    return Array.from(this.#node.entries, ([name, { type }]) => ({ type, name }));
  }

  statAt(name: string): Stat | undefined {
    return this.#node.entries.get(name)?.stat();
  }

  setTimesAt(name: string, times: Times): void {
    setTimes(this.#get(name), times, this.#clock.wall());
  }

  openDirectory(name: string): Directory {
    const node = this.#get(name);
    if (!(node instanceof DirectoryNode)) throw error("not-directory");
    return new MemoryOpenDirectory(node, this.#clock);
  }

  openFile(name: string, mode: OpenMode): OpenFile {
    const found = this.#node.entries.get(name);
    if (found === undefined) {
      if (!mode.create) throw error("no-entry");
      const made = new FileNode(this.#node.volume, this.#clock.wall(), new Uint8Array(0));
      this.#add(name, made);
      return new MemoryFile(made, this.#clock);
    }
    if (mode.create && mode.exclusive) throw error("exist");
    if (found instanceof DirectoryNode) throw error("is-directory");
    if (found instanceof LinkNode) throw error("loop");
    const file = new MemoryFile(found, this.#clock);
    if (mode.truncate) file.setSize(0);
    return file;
  }

  readlink(name: string): string {
    const node = this.#get(name);
    if (!(node instanceof LinkNode)) throw error("invalid");
    return node.target;
  }

  createDirectory(name: string): void {
    this.#vacant(name);
    this.#add(name, new DirectoryNode(this.#node.volume, this.#clock.wall(), this.#node));
  }

  removeDirectory(name: string): void {
    const node = this.#get(name);
    if (!(node instanceof DirectoryNode)) throw error("not-directory");
    if (node.entries.size > 0) throw error("not-empty");
    this.#drop(name, node);
  }

  unlink(name: string): void {
    const node = this.#get(name);
    if (node instanceof DirectoryNode) throw error("is-directory");
    this.#drop(name, node);
  }

  symlink(target: string, name: string): void {
    this.#vacant(name);
    const size = new TextEncoder().encode(target).length;
    this.#add(name, new LinkNode(this.#node.volume, this.#clock.wall(), target, size));
  }

  link(name: string, to: Directory, newName: string): void {
    const other = this.#sibling(to);
    const node = this.#get(name);
    if (node instanceof DirectoryNode) throw error("not-permitted");
    other.#vacant(newName);
    other.#add(newName, node);
    node.links++;
  }

  rename(name: string, to: Directory, newName: string): void {
    const other = this.#sibling(to);
    const node = this.#get(name);
    const replaced = other.#node.entries.get(newName);
    if (replaced === node) return;
    if (node instanceof DirectoryNode) {
      if (isWithin(other.#node, node)) throw error("invalid");
      if (replaced !== undefined && !(replaced instanceof DirectoryNode)) throw error("not-directory");
      if (replaced !== undefined && replaced.entries.size > 0) throw error("not-empty");
    } else if (replaced instanceof DirectoryNode) {
      throw error("is-directory");
    }
    if (replaced !== undefined) other.#drop(newName, replaced);
    const now = this.#clock.wall();
    this.#node.entries.delete(name);
    this.#node.modified = this.#node.changed = node.changed = now;
    other.#add(newName, node);
    if (node instanceof DirectoryNode) node.parent = other.#node;
  }

  #get(name: string): AnyNode {
    const node = this.#node.entries.get(name);
    if (node === undefined) throw error("no-entry");
    return node;
  }

  #vacant(name: string): void {
    if (this.#node.entries.has(name)) throw error("exist");
  }

  #add(name: string, node: AnyNode): void {
    if (this.#node.removed) throw error("no-entry");
    this.#node.entries.set(name, node);
    this.#node.modified = this.#node.changed = this.#clock.wall();
  }

  #drop(name: string, node: AnyNode): void {
    this.#node.entries.delete(name);
    node.links--;
    if (node instanceof DirectoryNode) {
      node.removed = true;
      node.parent = undefined;
    }
    this.#node.modified = this.#node.changed = node.changed = this.#clock.wall();
  }

  #sibling(to: Directory): MemoryOpenDirectory {
    if (!(to instanceof MemoryOpenDirectory) || to.#node.volume !== this.#node.volume) throw error("cross-device");
    if (to.#node.removed) throw error("no-entry");
    return to;
  }
}

function isWithin(node: DirectoryNode, ancestor: DirectoryNode): boolean {
  for (let at: DirectoryNode | undefined = node; at !== undefined; at = at.parent) {
    if (at === ancestor) return true;
  }
  return false;
}
