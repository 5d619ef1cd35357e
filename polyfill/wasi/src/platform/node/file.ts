import type { BigIntStats } from "node:fs";
import type { DescriptorType, OpenFile, OpenMode, Stat, Times } from "../../ports/files.js";
import { fs } from "./builtin.js";
import { translated } from "./error.js";
import { utimes } from "./times.js";

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_APPEND } = fs.constants;
// Windows has none of these.
const { O_NONBLOCK = 0, O_SYNC = 0, O_DSYNC = 0, O_NOCTTY = 0 } = fs.constants as Partial<typeof fs.constants>;

/** Bytes of one read; the buffer for it is kept. */
const LARGEST_READ = 1 << 20;

/** What Node tells about an object. */
export function statOf(stats: BigIntStats): Stat {
  return {
    type: typeOf(stats),
    linkCount: stats.nlink,
    size: stats.size,
    accessed: stats.atimeNs,
    modified: stats.mtimeNs,
    changed: stats.ctimeNs,
    device: stats.dev,
    inode: stats.ino,
    revision: 0n,
  };
}

/** The type of whatever can tell it, a `Stats` or a `Dirent`. */
export function typeOf(entry: {
  isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean; isFIFO(): boolean;
  isSocket(): boolean; isBlockDevice(): boolean; isCharacterDevice(): boolean;
}): DescriptorType {
  if (entry.isFile()) return "regular-file";
  if (entry.isDirectory()) return "directory";
  if (entry.isSymbolicLink()) return "symbolic-link";
  if (entry.isFIFO()) return "fifo";
  if (entry.isSocket()) return "socket";
  if (entry.isBlockDevice()) return "block-device";
  if (entry.isCharacterDevice()) return "character-device";
  return "unknown";
}

/**
 * Closes what nobody closed. A guest need not drop its handles before it ends, and a process that runs many guests would run out of
 * descriptors. Each entry is withdrawn when its descriptor is closed, so no number is ever closed twice.
 */
export const forgotten: FinalizationRegistry<number> = /* @__PURE__ */ new FinalizationRegistry((fd) => fs.closeSync(fd));

/**
 * `mode` for `open`, without truncation and what is to be done about links. Nothing is waited for: a pipe or a device would otherwise hold
 * the whole process until somebody opens its other end.
 */
export function openFlags(mode: OpenMode): number {
  // What is to be truncated later has to be open for writing; what the guest may do is decided elsewhere.
  let flags = mode.write || mode.truncate ? (mode.read ? O_RDWR : O_WRONLY) : O_RDONLY;
  if (mode.create) flags |= mode.exclusive ? O_CREAT | O_EXCL : O_CREAT;
  return flags | syncFlags(mode) | O_NONBLOCK | O_NOCTTY;
}

function syncFlags(mode: OpenMode): number {
  return (mode.fileSync ? O_SYNC : 0) | (mode.dataSync ? O_DSYNC : 0);
}

/** Opens the file behind a descriptor once more, with other flags; throws what `open` throws. */
export type Reopen = (flags: number) => number;

/** An open file of the host. */
export class HostFile implements OpenFile {
  readonly #fd: number;
  readonly #reopen: Reopen;
  readonly #sync: number;
  /** The file once more, for appending; `undefined` until that is wanted, `null` where it cannot be had. */
  #end: number | null | undefined;
  #buffer: Uint8Array | undefined;

  /** @param fd - a file descriptor of the process; this file owns it */
  constructor(fd: number, reopen: Reopen, mode: OpenMode) {
    this.#fd = fd;
    this.#reopen = reopen;
    this.#sync = syncFlags(mode);
    forgotten.register(this, fd, this);
  }

  stat(): Stat {
    return translated(() => statOf(fs.fstatSync(this.#fd, { bigint: true })));
  }

  setTimes(times: Times): void {
    translated(() => fs.futimesSync(this.#fd, ...utimes(times, () => this.stat())));
  }

  sync(what: "data" | "all"): void {
    translated(() => (what === "data" ? fs.fdatasyncSync(this.#fd) : fs.fsyncSync(this.#fd)));
  }

  close(): void {
    forgotten.unregister(this);
    translated(() => {
      fs.closeSync(this.#fd);
      if (typeof this.#end === "number") fs.closeSync(this.#end);
    });
  }

  read(length: number, offset: number): Uint8Array {
    if (length === 0 || !Number.isSafeInteger(offset)) return new Uint8Array(0);
    const wanted = Math.min(length, LARGEST_READ);
    if (this.#buffer === undefined || this.#buffer.length < wanted) this.#buffer = new Uint8Array(wanted);
    const buffer = this.#buffer;
    const count = translated(() => fs.readSync(this.#fd, buffer, 0, wanted, offset));
    return buffer.subarray(0, count);
  }

  write(bytes: Uint8Array, offset: number): void {
    translated(() => {
      for (let at = 0; at < bytes.length; ) at += fs.writeSync(this.#fd, bytes, at, bytes.length - at, offset + at);
    });
  }

  /**
   * The system finds the end, so several processes can append to one file. Where the file cannot be opened a second time (it was moved
   * where only paths lead to it, or its permissions were taken away) the end is looked up first, which is not atomic.
   */
  append(bytes: Uint8Array): void {
    this.#end ??= this.#openEnd();
    const end = this.#end;
    if (end === null) return this.write(bytes, translated(() => fs.fstatSync(this.#fd).size));
    translated(() => {
      for (let at = 0; at < bytes.length; ) at += fs.writeSync(end, bytes, at, bytes.length - at, null);
    });
  }

  setSize(size: number): void {
    translated(() => fs.ftruncateSync(this.#fd, size));
  }

  #openEnd(): number | null {
    let end: number;
    try {
      end = this.#reopen(O_WRONLY | O_APPEND | this.#sync | O_NONBLOCK | O_NOCTTY);
    } catch {
      return null;
    }
    if (!sameObject(fs.fstatSync(end, { bigint: true }), fs.fstatSync(this.#fd, { bigint: true }))) {
      fs.closeSync(end);
      return null;
    }
    forgotten.register(this, end, this);
    return end;
  }
}

/** Whether both tell about one object. */
export function sameObject(a: BigIntStats, b: BigIntStats): boolean {
  return a.dev === b.dev && a.ino === b.ino;
}
