/**
 * A directory of the host, over `node:fs`.
 *
 * Node has no `openat`. On Linux `/proc/self/fd/N/name` does the same: an open descriptor holds each directory on the way, `name` is
 * looked up in exactly that one, and nothing follows a link at the end, so nobody can lead a guest out by moving directories or swapping in
 * links while a path is resolved. Elsewhere a directory is its path: links are still resolved step by step and never followed
 * blindly, but **another process** that swaps a directory for a link between two steps can lead a guest out. The guest alone
 * cannot, since its calls do not overlap.
 */
import * as fs from "node:fs";
import { join, sep } from "node:path";
import { ComponentError } from "../../component-error.js";
import type { Directory, DirectoryEntry, ErrorCode, OpenFile, OpenMode, Stat, Times } from "../../ports/files.js";
import { codeOf, translated } from "./error.js";
import { forgotten, holdDirectory, HostFile, seconds, statOf, typeOf } from "./file.js";

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC } = fs.constants;
// Windows has none of these.
const { O_NOFOLLOW = 0, O_SYNC = 0, O_DSYNC = 0, O_NOCTTY = 0 } = fs.constants as Partial<typeof fs.constants>;

function error(code: ErrorCode): ComponentError<ErrorCode> {
  return new ComponentError(code);
}

/**
 * Opens the directory at `path`, following links, on behalf of the host.
 *
 * @param hold - whether directories are held by descriptors; needs Linux's `/proc`
 */
export function openHostDirectory(path: string, hold: boolean = fs.existsSync("/proc/self/fd")): Directory {
  return translated(() => {
    const real = fs.realpathSync(path);
    if (!fs.statSync(real).isDirectory()) throw error("not-directory");
    return hold ? HostDirectory.held(real) : new HostDirectory(real, undefined);
  });
}

class HostDirectory implements Directory {
  /** The path by which this directory is reached at the moment. */
  readonly #path: string;
  /** Holds the directory, where that can be done. */
  readonly #fd: number | undefined;

  constructor(path: string, fd: number | undefined) {
    this.#path = path;
    this.#fd = fd;
    if (fd !== undefined) forgotten.register(this, fd, this);
  }

  static held(path: string): HostDirectory {
    const fd = holdDirectory(path);
    return new HostDirectory(`/proc/self/fd/${fd}`, fd);
  }

  stat(): Stat {
    return translated(() => statOf(fs.statSync(this.#path, { bigint: true })));
  }

  setTimes(times: Times): void {
    translated(() => fs.utimesSync(this.#path, ...seconds(times, () => this.stat())));
  }

  sync(what: "data" | "all"): void {
    translated(() => {
      const fd = fs.openSync(this.#path, O_RDONLY);
      try {
        if (what === "data") fs.fdatasyncSync(fd);
        else fs.fsyncSync(fd);
      } finally {
        fs.closeSync(fd);
      }
    });
  }

  close(): void {
    const fd = this.#fd;
    if (fd === undefined) return;
    forgotten.unregister(this);
    translated(() => fs.closeSync(fd));
  }

  reopen(): Directory {
    // The link in `/proc` is the one that must be followed; `/.` makes the kernel do so.
    return this.#fd === undefined ? this : translated(() => HostDirectory.held(`${this.#path}/.`));
  }

  entries(): DirectoryEntry[] {
    return translated(() =>
      fs.readdirSync(this.#path, { withFileTypes: true }).map((entry) => ({ type: typeOf(entry), name: entry.name })),
    );
  }

  statAt(name: string): Stat | undefined {
    try {
      return translated(() => statOf(fs.lstatSync(this.#at(name), { bigint: true })));
    } catch (error) {
      if (error instanceof ComponentError && error.payload === "no-entry") return undefined;
      throw error;
    }
  }

  setTimesAt(name: string, times: Times): void {
    const stat = (): Stat => this.statAt(name) ?? fail("no-entry");
    translated(() => fs.lutimesSync(this.#at(name), ...seconds(times, stat)));
  }

  openDirectory(name: string): Directory {
    const path = this.#at(name);
    if (this.#fd !== undefined) return translated(() => HostDirectory.held(path));
    if (this.statAt(name)?.type !== "directory") throw error("not-directory");
    return new HostDirectory(path, undefined);
  }

  openFile(name: string, mode: OpenMode): OpenFile {
    let flags = mode.write ? (mode.read ? O_RDWR : O_WRONLY) : O_RDONLY;
    if (mode.create) flags |= mode.exclusive ? O_CREAT | O_EXCL : O_CREAT;
    if (mode.truncate) flags |= O_TRUNC;
    if (mode.fileSync) flags |= O_SYNC;
    if (mode.dataSync) flags |= O_DSYNC;
    return translated(() => new HostFile(fs.openSync(this.#at(name), flags | O_NOFOLLOW | O_NOCTTY, 0o666)));
  }

  readlink(name: string): string {
    const target = translated(() => fs.readlinkSync(this.#at(name)));
    return sep === "/" ? target : target.replaceAll(sep, "/");
  }

  createDirectory(name: string): void {
    translated(() => fs.mkdirSync(this.#at(name)));
  }

  removeDirectory(name: string): void {
    translated(() => fs.rmdirSync(this.#at(name)));
  }

  unlink(name: string): void {
    translated(() => fs.unlinkSync(this.#at(name)));
  }

  symlink(target: string, name: string): void {
    translated(() => fs.symlinkSync(target, this.#at(name)));
  }

  link(name: string, to: Directory, newName: string): void {
    if (!(to instanceof HostDirectory)) throw error("cross-device");
    translated(() => fs.linkSync(this.#at(name), to.#at(newName)));
  }

  rename(name: string, to: Directory, newName: string): void {
    if (!(to instanceof HostDirectory)) throw error("cross-device");
    try {
      translated(() => fs.renameSync(this.#at(name), to.#at(newName)));
    } catch (error) {
      // POSIX leaves the system the choice between the two for a directory that is not empty.
      if (error instanceof ComponentError && codeOf(error.cause) === "EEXIST") throw fail("not-empty");
      throw error;
    }
  }

  /** The path of `name` in here. On Windows a name can hold what means another directory or stream there; such a name is refused. */
  #at(name: string): string {
    if (sep !== "/" && /[\\:]|[. ]$/.test(name)) throw error("not-permitted");
    return this.#fd === undefined ? join(this.#path, name) : `${this.#path}/${name}`;
  }
}

function fail(code: ErrorCode): never {
  throw error(code);
}
