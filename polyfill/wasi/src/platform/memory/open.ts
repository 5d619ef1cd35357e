import { ComponentError } from "../../component-error.js";
import type { Clock } from "../../ports/clock.js";
import type { Directory, DirectoryEntry, ErrorCode, OpenFile, OpenMode, Stat, Times } from "../../ports/files.js";
import { type AnyNode, DirectoryNode, FileNode, isWithin, LinkNode } from "./node.js";

function error(code: ErrorCode): ComponentError<ErrorCode> {
  return new ComponentError(code);
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
    this.#node.setTimes(times, this.#clock.wall());
  }

  sync(): void {}

  close(): void {}

  read(length: number, offset: number): Uint8Array {
    if (length > 0) this.#node.access(this.#clock);
    return this.#node.contents.read(length, offset);
  }

  write(bytes: Uint8Array, offset: number): void {
    if (bytes.length === 0) return;
    this.#node.write(bytes, offset);
    this.#node.modify(this.#clock.wall());
  }

  append(bytes: Uint8Array): void {
    this.write(bytes, this.#node.size);
  }

  setSize(size: number): void {
    this.#node.resize(size);
    this.#node.modify(this.#clock.wall());
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
    this.#node.setTimes(times, this.#clock.wall());
  }

  sync(): void {}

  close(): void {}

  reopen(): Directory {
    return new MemoryOpenDirectory(this.#node, this.#clock);
  }

  entries(): DirectoryEntry[] {
    this.#node.access(this.#clock);
    return Array.from(this.#node.entries, ([name, { type }]) => ({ type, name }));
  }

  statAt(name: string): Stat | undefined {
    return this.#node.entries.get(name)?.stat();
  }

  setTimesAt(name: string, times: Times): void {
    this.#get(name).setTimes(times, this.#clock.wall());
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
      const now = this.#clock.wall();
      const made = new FileNode(this.#node.volume, now, new Uint8Array(0));
      this.#add(name, made, now);
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
    node.access(this.#clock);
    return node.target;
  }

  createDirectory(name: string): void {
    this.#vacant(name);
    const now = this.#clock.wall();
    this.#add(name, new DirectoryNode(this.#node.volume, now, this.#node), now);
  }

  removeDirectory(name: string): void {
    const node = this.#get(name);
    if (!(node instanceof DirectoryNode)) throw error("not-directory");
    if (node.entries.size > 0) throw error("not-empty");
    this.#drop(name, node, this.#clock.wall());
  }

  unlink(name: string): void {
    const node = this.#get(name);
    if (node instanceof DirectoryNode) throw error("is-directory");
    this.#drop(name, node, this.#clock.wall());
  }

  symlink(target: string, name: string): void {
    this.#vacant(name);
    const size = new TextEncoder().encode(target).length;
    const now = this.#clock.wall();
    this.#add(name, new LinkNode(this.#node.volume, now, target, size), now);
  }

  link(name: string, to: Directory, newName: string): void {
    const other = this.#sibling(to);
    const node = this.#get(name);
    if (node instanceof DirectoryNode) throw error("not-permitted");
    other.#vacant(newName);
    const now = this.#clock.wall();
    other.#add(newName, node, now);
    node.links++;
    node.change(now);
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
    const now = this.#clock.wall();
    if (replaced !== undefined) other.#drop(newName, replaced, now);
    this.#node.entries.delete(name);
    this.#node.modify(now);
    node.change(now);
    other.#add(newName, node, now);
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

  #add(name: string, node: AnyNode, now: bigint): void {
    if (this.#node.removed) throw error("no-entry");
    this.#node.entries.set(name, node);
    this.#node.modify(now);
  }

  #drop(name: string, node: AnyNode, now: bigint): void {
    this.#node.entries.delete(name);
    node.links--;
    if (node instanceof DirectoryNode) {
      node.removed = true;
      node.parent = undefined;
    }
    node.change(now);
    this.#node.modify(now);
  }

  #sibling(to: Directory): MemoryOpenDirectory {
    if (!(to instanceof MemoryOpenDirectory) || to.#node.volume !== this.#node.volume) throw error("cross-device");
    if (to.#node.removed) throw error("no-entry");
    return to;
  }
}
