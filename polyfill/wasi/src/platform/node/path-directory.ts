/**
 * A directory known by its path, for systems without `/proc` (macOS, Windows). Node has no `openat`, so each call goes through the whole
 * path once more, and **another process** that swaps a directory on it for a link, in the moment between a check and the call, can lead that
 * one call out. The guest alone cannot, since its calls do not overlap.
 *
 * What is promised all the same: a directory that is not the one that was opened (its device and inode tell) is refused with `no-entry`,
 * before every call and, where something was only looked at, after it. A file is opened without touching it, and given out or truncated only
 * if the path still leads to what was opened; macOS opens no path with a link in it. So contents outside are safe, on Windows unless a process
 * wins the race many times in a row. What remains, everywhere but on Linux: by winning it once, a process can have a name or a link made,
 * moved or removed outside, times set, or names and metadata of what is there told to the guest.
 */
import type { BigIntStats } from "node:fs";
import { sep } from "node:path";
import type { Directory, OpenFile, OpenMode, Stat, Times } from "../../ports/files.js";
import { fs } from "./builtin.js";
import { codeOf, translated } from "./error.js";
import { HostFile, openFlags, sameObject, statOf } from "./file.js";
import { error, HostDirectory } from "./host-directory.js";
import { utimes } from "./times.js";

/** macOS: no link is followed anywhere on the path. Node has no name for it. Not together with `O_NOFOLLOW`. */
const O_NOFOLLOW_ANY = 0x20000000;

/** How often it is checked that a file that was opened is where it should be. */
const CHECKS = 8;

/** See the module. */
export class PathDirectory extends HostDirectory {
  readonly #stats: BigIntStats;

  /** @param path - of the directory; must not be a symbolic link itself */
  constructor(path: string) {
    super(path);
    this.#stats = translated(() => fs.lstatSync(path, { bigint: true }));
    if (!this.#stats.isDirectory()) throw error("not-directory");
  }

  stat(): Stat {
    return statOf(this.#current());
  }

  setTimes(times: Times): void {
    this.verify();
    translated(() => fs.lutimesSync(this.path, ...utimes(times, () => this.stat())));
  }

  sync(what: "data" | "all"): void {
    // Windows opens no directory this way, and has no need to.
    if (sep !== "/") return;
    const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = fs.constants;
    this.verify();
    translated(() => {
      const fd = fs.openSync(this.path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
      try {
        if (what === "data") fs.fdatasyncSync(fd);
        else fs.fsyncSync(fd);
      } finally {
        fs.closeSync(fd);
      }
    });
  }

  close(): void {}

  reopen(): Directory {
    this.verify();
    return this;
  }

  openDirectory(name: string): Directory {
    const opened = new PathDirectory(this.at(name));
    this.verify();
    return opened;
  }

  openFile(name: string, mode: OpenMode): OpenFile {
    return translated(() => {
      const path = this.at(name);
      const fd = openHere(path, openFlags(mode));
      try {
        const opened = fs.fstatSync(fd, { bigint: true });
        if (opened.isDirectory()) throw error("is-directory");
        for (let check = 0; check < CHECKS; check++) {
          const found = fs.lstatSync(path, { bigint: true });
          // Windows has two ways to number its volumes.
          if (sep === "/" ? !sameObject(opened, found) : opened.ino !== found.ino) throw error("no-entry");
          this.verify();
        }
        if (mode.truncate && opened.isFile()) fs.ftruncateSync(fd, 0);
      } catch (error) {
        fs.closeSync(fd);
        throw error;
      }
      return new HostFile(fd, (flags) => openHere(path, flags), mode);
    });
  }

  protected verify(): void {
    this.#current();
  }

  #current(): BigIntStats {
    const found = translated(() => fs.lstatSync(this.path, { bigint: true }));
    if (!found.isDirectory() || !sameObject(found, this.#stats)) throw error("no-entry");
    return found;
  }
}

/** Opens `path`, which must not lead through a link. */
function openHere(path: string, flags: number): number {
  const { O_NOFOLLOW = 0 } = fs.constants as Partial<typeof fs.constants>;
  if (process.platform !== "darwin") return fs.openSync(path, flags | O_NOFOLLOW, 0o666);
  try {
    return fs.openSync(path, flags | O_NOFOLLOW_ANY, 0o666);
  } catch (error) {
    // Before macOS 11.
    if (codeOf(error) === "EINVAL") return fs.openSync(path, flags | O_NOFOLLOW, 0o666);
    throw error;
  }
}
