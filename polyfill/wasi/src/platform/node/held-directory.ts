/**
 * A directory held by a descriptor, which Linux lets every call start at: `/proc/self/fd/N/name` is what `openat` would be. `name` is
 * looked up in exactly that directory and a link at the end is not followed, so nobody can lead a guest out by moving directories or
 * swapping in links while a path is resolved.
 */
import type { Directory, OpenFile, OpenMode, Stat, Times } from "../../ports/files.js";
import { fs } from "./builtin.js";
import { translated } from "./error.js";
import { forgotten, HostFile, openFlags, statOf } from "./file.js";
import { error, HostDirectory } from "./host-directory.js";
import { utimes } from "./times.js";

/** Opens a directory only to hold it: Linux's `O_PATH`, which Node has no name for, needs no right to list it. */
const O_PATH = 0o10000000;

/** Whether directories can be held here. */
export function canHold(): boolean {
  return fs.existsSync("/proc/self/fd");
}

/** See the module. */
export class HeldDirectory extends HostDirectory {
  readonly #fd: number;

  /** @param path - of the directory; must not be a symbolic link itself */
  constructor(path: string) {
    const { O_DIRECTORY, O_NOFOLLOW } = fs.constants;
    const fd = translated(() => fs.openSync(path, O_PATH | O_DIRECTORY | O_NOFOLLOW));
    super(`/proc/self/fd/${fd}`);
    this.#fd = fd;
    forgotten.register(this, fd, this);
  }

  stat(): Stat {
    return translated(() => statOf(fs.fstatSync(this.#fd, { bigint: true })));
  }

  setTimes(times: Times): void {
    translated(() => fs.utimesSync(this.path, ...utimes(times, () => this.stat())));
  }

  sync(what: "data" | "all"): void {
    translated(() => {
      const fd = fs.openSync(this.path, fs.constants.O_RDONLY);
      try {
        if (what === "data") fs.fdatasyncSync(fd);
        else fs.fsyncSync(fd);
      } finally {
        fs.closeSync(fd);
      }
    });
  }

  close(): void {
    forgotten.unregister(this);
    translated(() => fs.closeSync(this.#fd));
  }

  reopen(): Directory {
    // The link in `/proc` is the one that must be followed; `/.` makes the kernel do so.
    return new HeldDirectory(`${this.path}/.`);
  }

  openDirectory(name: string): Directory {
    return new HeldDirectory(this.at(name));
  }

  openFile(name: string, mode: OpenMode): OpenFile {
    return translated(() => {
      const { O_NOFOLLOW, O_TRUNC } = fs.constants;
      const fd = fs.openSync(this.at(name), openFlags(mode) | O_NOFOLLOW | (mode.truncate ? O_TRUNC : 0), 0o666);
      if (fs.fstatSync(fd).isDirectory()) {
        fs.closeSync(fd);
        throw error("is-directory");
      }
      return new HostFile(fd, (flags) => fs.openSync(`/proc/self/fd/${fd}`, flags), mode);
    });
  }

  protected verify(): void {}
}
