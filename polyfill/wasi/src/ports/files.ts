/**
 * A file system as the platform gives it, in steps of one name. Paths, flags and permissions are not its business: they are
 * decided once, in `filesystem/`, for every platform. All functions throw `ComponentError<ErrorCode>`.
 */
import type { Clock } from "./clock.js";

/** `wasi:filesystem/types.error-code`. */
export type ErrorCode =
  | "access" | "would-block" | "already" | "bad-descriptor" | "busy" | "deadlock" | "quota" | "exist" | "file-too-large"
  | "illegal-byte-sequence" | "in-progress" | "interrupted" | "invalid" | "io" | "is-directory" | "loop" | "too-many-links"
  | "message-size" | "name-too-long" | "no-device" | "no-entry" | "no-lock" | "insufficient-memory" | "insufficient-space"
  | "not-directory" | "not-empty" | "not-recoverable" | "unsupported" | "no-tty" | "no-such-device" | "overflow"
  | "not-permitted" | "pipe" | "read-only" | "invalid-seek" | "text-file-busy" | "cross-device";

/** `wasi:filesystem/types.descriptor-type`. */
export type DescriptorType =
  | "unknown" | "block-device" | "character-device" | "directory" | "fifo" | "symbolic-link" | "regular-file" | "socket";

/** What is known about an object. Times are nanoseconds since 1970-01-01T00:00:00Z. */
export interface Stat {
  readonly type: DescriptorType;
  readonly linkCount: bigint;
  /** Bytes of a file, or of a symbolic link's target. */
  readonly size: bigint;
  readonly accessed: bigint;
  readonly modified: bigint;
  readonly changed: bigint;
  /** Two objects are the same if both device and inode are. */
  readonly device: bigint;
  readonly inode: bigint;
  /** Another number after each change of the object; zero where {@link Stat.changed} is fine enough to tell. */
  readonly revision: bigint;
}

/** New times for an object, in nanoseconds since 1970-01-01T00:00:00Z; `undefined` leaves a time alone. */
export interface Times {
  readonly accessed: bigint | undefined;
  readonly modified: bigint | undefined;
}

/** How {@link Directory.openFile} opens. */
export interface OpenMode {
  readonly read: boolean;
  readonly write: boolean;
  readonly create: boolean;
  readonly exclusive: boolean;
  readonly truncate: boolean;
  /** Writes reach the disk, data and metadata, before they return. */
  readonly fileSync: boolean;
  /** Writes reach the disk, data alone, before they return. */
  readonly dataSync: boolean;
}

/** What files and directories have in common once they are open. */
export interface OpenObject {
  stat(): Stat;
  setTimes(times: Times): void;
  /** Brings what was written to the disk. */
  sync(what: "data" | "all"): void;
  close(): void;
}

/** An open file that is not a directory. Offsets and lengths are bytes, integers below 2^53. */
export interface OpenFile extends OpenObject {
  /** At most `length` bytes from `offset` on; empty at the end. The result may be a view that later calls change. */
  read(length: number, offset: number): Uint8Array;
  /** Writes all of `bytes`; a gap before `offset` reads as zeros. */
  write(bytes: Uint8Array, offset: number): void;
  /** Writes all of `bytes` behind what is there at that moment, whoever else appends. */
  append(bytes: Uint8Array): void;
  setSize(size: number): void;
}

/** One name in a directory. */
export interface DirectoryEntry {
  readonly type: DescriptorType;
  /** `undefined` if the platform's name is no Unicode text: nobody can open it from here. */
  readonly name: string | undefined;
}

/** An open directory. A `name` is one component, never empty, `.` or `..`; no function here follows a symbolic link. */
export interface Directory extends OpenObject {
  /** This directory once more, with a life of its own. */
  reopen(): Directory;
  /** What is in the directory at this moment, `.` and `..` left out. */
  entries(): DirectoryEntry[];
  /** `undefined` if there is nothing of this name. */
  statAt(name: string): Stat | undefined;
  setTimesAt(name: string, times: Times): void;
  /** `not-directory` for anything else, symbolic links included. */
  openDirectory(name: string): Directory;
  /** Never waits, whatever `name` is: a pipe without a partner included. */
  openFile(name: string, mode: OpenMode): OpenFile;
  readlink(name: string): string;
  createDirectory(name: string): void;
  removeDirectory(name: string): void;
  unlink(name: string): void;
  symlink(target: string, name: string): void;
  link(name: string, to: Directory, newName: string): void;
  rename(name: string, to: Directory, newName: string): void;
}

/** A directory that a host grants to a guest. */
export interface Mount {
  /** Whether the guest may only look: everything that would change something fails with `read-only`. */
  readonly readOnly?: boolean | undefined;
  /** Opens the directory; its times are taken from `clock`. */
  open(clock: Clock): Directory;
}
