import { sep } from "node:path";
import { ComponentError } from "../../component-error.js";
import type { Directory, DirectoryEntry, ErrorCode, OpenFile, OpenMode, Stat, Times } from "../../ports/files.js";
import { fs } from "./builtin.js";
import { codeOf, translated } from "./error.js";
import { statOf, typeOf } from "./file.js";
import { utimes } from "./times.js";

/** What Node puts in place of bytes that are no UTF-8. */
const REPLACEMENT = "\ufffd";

/** Names that mean something else than a file's name on Windows: a path, a stream, a device, the name without its end. */
const STRANGE_ON_WINDOWS = /[\\:]|[. ]$|^(?:aux|con|conin\$|conout\$|com\d|lpt\d|nul|prn)(?:\.|$)/i;

/** A `ComponentError` to be thrown. */
export function error(code: ErrorCode, cause?: unknown): ComponentError<ErrorCode> {
  return new ComponentError(code, cause === undefined ? undefined : { cause });
}

/** What the directories of a host have in common: each operation is one call with a path that leads into this very directory. */
export abstract class HostDirectory implements Directory {
  /** The path by which this directory is reached at the moment. */
  protected readonly path: string;

  protected constructor(path: string) {
    this.path = path;
  }

  abstract stat(): Stat;
  abstract setTimes(times: Times): void;
  abstract sync(what: "data" | "all"): void;
  abstract close(): void;
  abstract reopen(): Directory;
  abstract openDirectory(name: string): Directory;
  abstract openFile(name: string, mode: OpenMode): OpenFile;

  /** Throws if {@link HostDirectory.path} may lead to another directory by now. */
  protected abstract verify(): void;

  entries(): DirectoryEntry[] {
    return this.#look(() =>
      fs.readdirSync(this.path, { withFileTypes: true }).map((entry) => {
        const { name } = entry;
        const type = typeOf(entry);
        // Neither Deno nor every file system tells all types here.
        if (type !== "unknown" && !name.includes(REPLACEMENT)) return { type, name };
        const stats = fs.lstatSync(`${this.path}/${name}`, { throwIfNoEntry: false });
        return stats === undefined ? { type, name: name.includes(REPLACEMENT) ? undefined : name } : { type: typeOf(stats), name };
      }),
    );
  }

  statAt(name: string): Stat | undefined {
    const path = this.at(name);
    return this.#look(() => {
      try {
        return statOf(fs.lstatSync(path, { bigint: true }));
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
      }
    });
  }

  setTimesAt(name: string, times: Times): void {
    const stat = (): Stat => {
      const found = this.statAt(name);
      if (found === undefined) throw error("no-entry");
      return found;
    };
    translated(() => fs.lutimesSync(this.at(name), ...utimes(times, stat)));
  }

  readlink(name: string): string {
    const path = this.at(name);
    const target = this.#look(() => fs.readlinkSync(path));
    if (target.includes(REPLACEMENT) && !this.#look(() => fs.readlinkSync(path, "buffer")).equals(Buffer.from(target))) {
      throw error("illegal-byte-sequence");
    }
    return sep === "/" ? target : target.replaceAll(sep, "/");
  }

  createDirectory(name: string): void {
    translated(() => fs.mkdirSync(this.at(name)));
  }

  removeDirectory(name: string): void {
    translated(() => fs.rmdirSync(this.at(name)));
  }

  unlink(name: string): void {
    translated(() => fs.unlinkSync(this.at(name)));
  }

  symlink(target: string, name: string): void {
    translated(() => fs.symlinkSync(target, this.at(name)));
  }

  link(name: string, to: Directory, newName: string): void {
    if (!(to instanceof HostDirectory)) throw error("cross-device");
    translated(() => fs.linkSync(this.at(name), to.at(newName)));
  }

  rename(name: string, to: Directory, newName: string): void {
    if (!(to instanceof HostDirectory)) throw error("cross-device");
    translated(() => {
      try {
        fs.renameSync(this.at(name), to.at(newName));
      } catch (cause) {
        // POSIX leaves the system the choice between the two for a directory that is not empty.
        throw codeOf(cause) === "EEXIST" ? error("not-empty", cause) : cause;
      }
    });
  }

  /** The path of `name` in here, good for one call. */
  protected at(name: string): string {
    if (sep !== "/" && STRANGE_ON_WINDOWS.test(name)) throw error("not-permitted");
    this.verify();
    return `${this.path}/${name}`;
  }

  /** What `read` finds, if this was the directory meant all the while. */
  #look<T>(read: () => T): T {
    const found = translated(read);
    this.verify();
    return found;
  }
}
