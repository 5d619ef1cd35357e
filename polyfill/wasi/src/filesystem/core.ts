/**
 * What an open file or directory may do, and how paths and flags are obeyed: the semantics of `wasi:filesystem/types.descriptor`
 * for every version of the interface and every platform. Offsets, lengths and times are `bigint`s; errors are
 * `ComponentError<ErrorCode>`.
 */
import type { Clock } from "../ports/clock.js";
import type { Directory, DirectoryEntry, OpenFile, OpenObject, Stat, Times } from "../ports/files.js";
import { fileError, type Place, resolve, resolveName } from "./path.js";

/** `descriptor-flags`; a flag that is left out is unset. */
export interface DescriptorFlags {
  read?: boolean;
  write?: boolean;
  fileIntegritySync?: boolean;
  dataIntegritySync?: boolean;
  requestedWriteSync?: boolean;
  mutateDirectory?: boolean;
}

/** `open-flags`; a flag that is left out is unset. */
export interface OpenFlags {
  create?: boolean;
  directory?: boolean;
  exclusive?: boolean;
  truncate?: boolean;
}

/** `path-flags`; a flag that is left out is unset. */
export interface PathFlags {
  symlinkFollow?: boolean;
}

/** `new-timestamp`, its value in nanoseconds since the epoch. */
export type NewTime = "no-change" | "now" | bigint;

/** An open object with the rights its opener has. */
export class Handle {
  readonly flags: DescriptorFlags;
  readonly #file: OpenFile | undefined;
  readonly #directory: Directory | undefined;
  readonly #clock: Clock;
  /** Whether the directory it was reached through may be changed, and with it this object's metadata. */
  readonly #mutable: boolean;
  /** The descriptor and its streams; the last of them closes the object. */
  #users = 1;

  private constructor(
    object: { file: OpenFile } | { directory: Directory },
    flags: DescriptorFlags,
    mutable: boolean,
    clock: Clock,
  ) {
    this.#file = "file" in object ? object.file : undefined;
    this.#directory = "directory" in object ? object.directory : undefined;
    this.flags = flags;
    this.#mutable = mutable;
    this.#clock = clock;
  }

  /** A directory that the host grants. */
  static preopen(directory: Directory, readOnly: boolean, clock: Clock): Handle {
    return new Handle({ directory }, directoryFlags(!readOnly), !readOnly, clock);
  }

  /** The file, to be read. */
  readable(): OpenFile {
    if (this.#directory !== undefined) throw fileError("is-directory");
    const file = this.#regular();
    if (!this.flags.read) throw fileError("bad-descriptor");
    return file;
  }

  /** The file, to be written. */
  writable(): OpenFile {
    const file = this.#regular();
    if (!this.flags.write) throw fileError("bad-descriptor");
    return file;
  }

  /** Only files take advice, and it is of no consequence. */
  advise(): void {
    this.#regular();
  }

  stat(): Stat {
    return this.#object().stat();
  }

  statAt(pathFlags: PathFlags, path: string): Stat {
    return resolve(this.#base(), path, pathFlags.symlinkFollow === true, (place) => existing(place));
  }

  setTimes(accessed: NewTime, modified: NewTime): void {
    if (!this.#mutable) throw fileError("read-only");
    this.#object().setTimes(this.#times(accessed, modified));
  }

  setTimesAt(pathFlags: PathFlags, path: string, accessed: NewTime, modified: NewTime): void {
    const times = this.#times(accessed, modified);
    this.#at(path, pathFlags.symlinkFollow === true, (place) => {
      existing(place);
      this.#mutate();
      if (place.name === undefined) place.directory.setTimes(times);
      else place.directory.setTimesAt(place.name, times);
    });
  }

  setSize(size: number): void {
    const file = this.#regular();
    // POSIX lets `ftruncate` say this or EBADF; Linux says this.
    if (!this.flags.write) throw fileError("invalid");
    file.setSize(size);
  }

  /** Has no effect on what was not opened for writing. */
  sync(what: "data" | "all"): void {
    if (this.flags.write || this.flags.mutateDirectory) this.#object().sync(what);
  }

  entries(): DirectoryEntry[] {
    return this.#base().entries();
  }

  createDirectoryAt(path: string): void {
    this.#nameAt(path, ({ directory, name, stat }) => {
      if (name === undefined || stat !== undefined) throw fileError("exist");
      this.#mutate();
      directory.createDirectory(name);
    });
  }

  removeDirectoryAt(path: string): void {
    this.#nameAt(path, ({ directory, name, stat }) => {
      if (name === undefined) throw fileError("invalid");
      if (stat === undefined) throw fileError("no-entry");
      if (stat.type !== "directory") throw fileError("not-directory");
      this.#mutate();
      directory.removeDirectory(name);
    });
  }

  unlinkFileAt(path: string): void {
    this.#nameAt(path, (place) => {
      const { directory, name } = place;
      const stat = existing(place);
      if (name === undefined || stat.type === "directory") throw fileError("is-directory");
      this.#mutate();
      directory.unlink(name);
    });
  }

  readlinkAt(path: string): string {
    return this.#at(path, false, (place) => {
      if (existing(place).type !== "symbolic-link" || place.name === undefined) throw fileError("invalid");
      const target = place.directory.readlink(place.name);
      if (target.startsWith("/")) throw fileError("not-permitted");
      return target;
    });
  }

  symlinkAt(target: string, path: string): void {
    if (target === "") throw fileError("no-entry");
    if (target.startsWith("/")) throw fileError("not-permitted");
    if (target.includes("\0")) throw fileError("invalid");
    this.#nameAt(path, ({ directory, name, stat, wantsDirectory }) => {
      if (name === undefined || stat !== undefined) throw fileError("exist");
      if (wantsDirectory) throw fileError("no-entry");
      this.#mutate();
      directory.symlink(target, name);
    });
  }

  linkAt(pathFlags: PathFlags, path: string, other: Handle, newPath: string): void {
    this.#at(path, pathFlags.symlinkFollow === true, (from) => {
      const stat = existing(from);
      if (from.name === undefined || stat.type === "directory") throw fileError("not-permitted");
      const { directory, name } = from;
      other.#nameAt(newPath, (to) => {
        if (to.name === undefined || to.stat !== undefined) throw fileError("exist");
        if (to.wantsDirectory) throw fileError("no-entry");
        this.#mutate();
        other.#mutate();
        directory.link(name, to.directory, to.name);
      });
    });
  }

  renameAt(path: string, other: Handle, newPath: string): void {
    this.#nameAt(path, (from) => {
      if (from.name === undefined) throw fileError("busy");
      const stat = existing(from);
      const isDirectory = stat.type === "directory";
      const { directory, name } = from;
      other.#nameAt(newPath, (to) => {
        if (to.name === undefined) throw fileError("busy");
        if (!isDirectory && to.wantsDirectory) throw fileError("not-directory");
        if (to.stat !== undefined && isDirectory !== (to.stat.type === "directory")) {
          throw fileError(isDirectory ? "not-directory" : "is-directory");
        }
        this.#mutate();
        other.#mutate();
        // Two names of one object both stay, as in POSIX.
        if (to.stat === undefined || !same(stat, to.stat)) directory.rename(name, to.directory, to.name);
      });
    });
  }

  /**
   * `open-at`. A directory that is opened through a mutable one is mutable too, whether or not that was asked for: wasi-libc and the
   * preview1 adapter never ask, and would otherwise get directories they can do nothing in.
   */
  openAt(pathFlags: PathFlags, path: string, open: OpenFlags, flags: DescriptorFlags): Handle {
    if (open.directory && (open.create || open.exclusive || open.truncate)) throw fileError("invalid");
    const changes = flags.write || flags.mutateDirectory || open.create || open.truncate;
    const base = this.#base();
    if (changes) this.#mutate();
    const follow = pathFlags.symlinkFollow === true && !(open.create && open.exclusive);
    return resolve(base, path, follow, (place) => this.#open(place, open, flags));
  }

  isSameObject(other: Handle): boolean {
    return same(this.stat(), other.stat());
  }

  /** Keeps the object open for one more user, who calls {@link Handle.release} in the end. */
  retain(): this {
    this.#users++;
    return this;
  }

  /** One user less; the last one closes the object. */
  release(): void {
    const object = this.#object();
    if (--this.#users === 0) object.close();
  }

  #open(place: Place, open: OpenFlags, flags: DescriptorFlags): Handle {
    const { directory, name, stat, wantsDirectory } = place;
    if (name === undefined || stat?.type === "directory") {
      if (open.create && open.exclusive) throw fileError("exist");
      if (flags.write || open.truncate || open.create) throw fileError("is-directory");
      const opened = name === undefined ? directory.reopen() : directory.openDirectory(name);
      return new Handle({ directory: opened }, directoryFlags(this.#mutable), this.#mutable, this.#clock);
    }
    if (stat === undefined) {
      if (!open.create) throw fileError("no-entry");
      if (wantsDirectory) throw fileError("is-directory");
    } else {
      if (open.create && open.exclusive) throw fileError("exist");
      if (stat.type === "symbolic-link") throw fileError(open.directory ? "not-directory" : "loop");
      if (open.directory || wantsDirectory) throw fileError("not-directory");
    }
    const file = directory.openFile(name, {
      read: flags.read === true,
      write: flags.write === true,
      create: open.create === true,
      exclusive: open.exclusive === true,
      truncate: open.truncate === true,
      fileSync: flags.fileIntegritySync === true,
      dataSync: flags.dataIntegritySync === true,
    });
    // wasi-libc asks for `mutate-directory` whenever it opens for writing; a file just does not get it.
    return new Handle({ file }, { ...flags, mutateDirectory: false }, this.#mutable, this.#clock);
  }

  #object(): OpenObject {
    const object = this.#file ?? this.#directory;
    if (object === undefined || this.#users === 0) throw fileError("bad-descriptor");
    return object;
  }

  #regular(): OpenFile {
    if (this.#file === undefined || this.#users === 0) throw fileError("bad-descriptor");
    return this.#file;
  }

  #base(): Directory {
    if (this.#directory === undefined) throw fileError("not-directory");
    if (this.#users === 0) throw fileError("bad-descriptor");
    return this.#directory;
  }

  /** Called when the operation would otherwise succeed, so that a read-only directory reports the more telling errors first. */
  #mutate(): void {
    if (!this.#mutable) throw fileError("read-only");
  }

  #at<T>(path: string, follow: boolean, use: (place: Place) => T): T {
    return resolve(this.#base(), path, follow, use);
  }

  #nameAt<T>(path: string, use: (place: Place) => T): T {
    return resolveName(this.#base(), path, use);
  }

  #times(accessed: NewTime, modified: NewTime): Times {
    const now = accessed === "now" || modified === "now" ? this.#clock.wall() : 0n;
    const pick = (time: NewTime): bigint | undefined => (time === "now" ? now : time === "no-change" ? undefined : time);
    return { accessed: pick(accessed), modified: pick(modified) };
  }
}

function directoryFlags(mutable: boolean): DescriptorFlags {
  return { read: true, mutateDirectory: mutable };
}

function existing(place: Place): Stat {
  if (place.name === undefined) return place.directory.stat();
  if (place.stat === undefined) throw fileError("no-entry");
  if (place.wantsDirectory && place.stat.type !== "directory") throw fileError("not-directory");
  return place.stat;
}

function same(a: Stat, b: Stat): boolean {
  return a.device === b.device && a.inode === b.inode;
}
