import {
  type BigIntStats, closeSync, constants, fdatasyncSync, fstatSync, fsyncSync, ftruncateSync, futimesSync, openSync, readSync, writeSync,
} from "node:fs";
import type { DescriptorType, OpenFile, Stat, Times } from "../../ports/files.js";
import { translated } from "./error.js";

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

/** Both times in seconds, as Node takes them, precise to about half a microsecond; one that is left alone is set to itself. */
export function seconds(times: Times, stat: () => Stat): [accessed: number, modified: number] {
  const now = times.accessed === undefined || times.modified === undefined ? stat() : undefined;
  const pick = (time: bigint | undefined): number => Number(time ?? 0n) / 1e9;
  return [pick(times.accessed ?? now?.accessed), pick(times.modified ?? now?.modified)];
}

/**
 * Closes what nobody closed. A guest need not drop its handles before it ends, and a process that runs many guests would run out of
 * descriptors. Each entry is withdrawn when its descriptor is closed, so no number is ever closed twice.
 */
export const forgotten: FinalizationRegistry<number> = new FinalizationRegistry((fd) => closeSync(fd));

/** An open file of the host. */
export class HostFile implements OpenFile {
  readonly #fd: number;
  #buffer: Uint8Array | undefined;

  /** @param fd - a file descriptor of the process; this file owns it */
  constructor(fd: number) {
    this.#fd = fd;
    forgotten.register(this, fd, this);
  }

  stat(): Stat {
    return translated(() => statOf(fstatSync(this.#fd, { bigint: true })));
  }

  setTimes(times: Times): void {
    translated(() => futimesSync(this.#fd, ...seconds(times, () => this.stat())));
  }

  sync(what: "data" | "all"): void {
    translated(() => (what === "data" ? fdatasyncSync(this.#fd) : fsyncSync(this.#fd)));
  }

  close(): void {
    forgotten.unregister(this);
    translated(() => closeSync(this.#fd));
  }

  read(length: number, offset: number): Uint8Array {
    if (length === 0 || !Number.isSafeInteger(offset)) return new Uint8Array(0);
    const wanted = Math.min(length, LARGEST_READ);
    if (this.#buffer === undefined || this.#buffer.length < wanted) this.#buffer = new Uint8Array(wanted);
    const buffer = this.#buffer;
    const count = translated(() => readSync(this.#fd, buffer, 0, wanted, offset));
    return buffer.subarray(0, count);
  }

  write(bytes: Uint8Array, offset: number): void {
    translated(() => {
      for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at, bytes.length - at, offset + at);
    });
  }

  /** Not atomic: another process that appends at the same moment can be overwritten. */
  append(bytes: Uint8Array): void {
    this.write(bytes, translated(() => fstatSync(this.#fd).size));
  }

  setSize(size: number): void {
    translated(() => ftruncateSync(this.#fd, size));
  }
}

/** Opens a directory only to hold it: Linux's `O_PATH`, which Node has no name for, needs no right to list it. */
const O_PATH = 0o10000000;

/** Holds the directory at `path`, which must not be a symbolic link. Linux only. */
export function holdDirectory(path: string): number {
  return openSync(path, O_PATH | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0));
}
