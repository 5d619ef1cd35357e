/**
 * Path resolution as the WASI file system wants it (`path-resolution.md`): one component at a time, never following a link
 * blindly, never above the directory it starts at, not even for a moment.
 */
import { ComponentError } from "../component-error.js";
import type { Directory, ErrorCode, Stat } from "../ports/files.js";

/** How many symbolic links one path may pass (`ELOOP` beyond), as on Linux. */
const MOST_LINKS = 40;

/** An error of this package's functions: `code` reaches the guest. */
export function fileError(code: ErrorCode, cause?: unknown): ComponentError<ErrorCode> {
  return new ComponentError(code, cause === undefined ? undefined : { cause });
}

/** Where a path leads: a name in a directory, or that directory itself. */
export interface Place {
  /** Only valid while {@link resolve} runs its callback. */
  readonly directory: Directory;
  /** `undefined` if the path means the directory itself (`.`, `a/.`, `a/..`). */
  readonly name: string | undefined;
  /** The path ended in `/`: only a directory will do. */
  readonly wantsDirectory: boolean;
  /** What is there under {@link Place.name}, looked up without following. */
  readonly stat: Stat | undefined;
}

/**
 * Finds the place that `path` means, starting at `base`, calls `use` with it and closes what was opened on the way.
 *
 * @param follow - whether a symbolic link at the end of the path is followed too
 * @throws `not-permitted` for an absolute path or link and for a step above `base`; `loop`, `no-entry`, `not-directory`,
 * `invalid` and whatever the platform reports
 */
export function resolve<T>(base: Directory, path: string, follow: boolean, use: (place: Place) => T): T {
  const opened: Directory[] = [];
  try {
    return use(walk(base, path, follow, opened));
  } finally {
    for (const directory of opened) directory.close();
  }
}

/**
 * Finds the place of a name that is to be made, moved or removed. A link at the end is never followed, not even for the sake of a `/`
 * behind it.
 *
 * @throws as {@link resolve}
 */
export function resolveName<T>(base: Directory, path: string, use: (place: Place) => T): T {
  const name = stripSlashes(path);
  return resolve(base, name, false, (place) => use(name === path ? place : { ...place, wantsDirectory: true }));
}

function stripSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === "/") end--;
  return path.slice(0, end);
}

function walk(base: Directory, path: string, follow: boolean, opened: Directory[]): Place {
  const depths: Directory[] = [base];
  // Components still to come, the next one last.
  const rest: string[] = [];
  let wantsDirectory = push(rest, path);
  let links = 0;
  for (;;) {
    const directory = depths[depths.length - 1] ?? base;
    const name = rest.pop();
    if (name === undefined) return { directory, name, wantsDirectory: true, stat: undefined };
    if (name === ".") continue;
    if (name === "..") {
      if (depths.length === 1) throw fileError("not-permitted");
      depths.pop();
      continue;
    }
    const last = rest.length === 0;
    const stat = directory.statAt(name);
    if (stat?.type === "symbolic-link" && (!last || follow || wantsDirectory)) {
      if (++links > MOST_LINKS) throw fileError("loop");
      const ends = push(rest, directory.readlink(name));
      if (last) wantsDirectory ||= ends;
      continue;
    }
    if (last) return { directory, name, wantsDirectory, stat };
    if (stat === undefined) throw fileError("no-entry");
    const next = directory.openDirectory(name);
    opened.push(next);
    depths.push(next);
  }
}

/**
 * Puts the components of `path` in front of `rest`; tells whether `path` ends in `/`. A `.` at the end stays: it means the directory
 * itself, which has no name there.
 */
function push(rest: string[], path: string): boolean {
  if (path === "") throw fileError("no-entry");
  if (path.startsWith("/")) throw fileError("not-permitted");
  if (path.includes("\0")) throw fileError("invalid");
  const names = path.split("/").filter((name) => name !== "");
  for (let i = names.length - 1; i >= 0; i--) {
    const name = names[i];
    if (name !== undefined && (name !== "." || i === names.length - 1)) rest.push(name);
  }
  return path.endsWith("/");
}
