/** Directories that live in the component's thread and are shown in the one that started it. */
import type { Clock } from "../../ports/clock.js";
import type { Directory, Mount } from "../../ports/files.js";
import type { Change, MountPlan, Tree } from "./protocol.js";

/** A mount, with what the makers of mounts let one see. */
type Known = Mount & { readonly tree?: () => Tree; readonly path?: unknown };

/**
 * How `mount` is made again in the other thread.
 *
 * @throws `TypeError` for one that somebody else's code makes
 */
export function planOf(name: string, mount: Known): MountPlan {
  const readOnly = mount.readOnly === true;
  if (typeof mount.tree === "function") return { kind: "memory", readOnly, tree: mount.tree() };
  if (typeof mount.path === "string") return { kind: "host", readOnly, path: mount.path };
  throw new TypeError(`wasi.preopens[${JSON.stringify(name)}]: only memoryDirectory and hostDirectory go to a worker`);
}

/** What leads from `before` to `after`. */
export function changeOf(before: Tree, after: Tree): Change {
  const gone: string[] = [];
  const made: (readonly [string, Uint8Array | undefined])[] = [];
  const compare = (before: Tree, after: Tree, at: string): void => {
    for (const [name, old] of Object.entries(before)) {
      const now = Object.hasOwn(after, name) ? after[name] : undefined;
      if (now === undefined || now instanceof Uint8Array !== old instanceof Uint8Array) gone.push(at + name);
    }
    for (const [name, now] of Object.entries(after)) {
      const old = Object.hasOwn(before, name) ? before[name] : undefined;
      if (now instanceof Uint8Array) {
        if (!(old instanceof Uint8Array) || !isSame(old, now)) made.push([at + name, now]);
      } else {
        const inner = old === undefined || old instanceof Uint8Array ? undefined : old;
        if (inner === undefined) made.push([at + name, undefined]);
        compare(inner ?? {}, now, `${at}${name}/`);
      }
    }
  };
  compare(before, after, "");
  return { gone, made };
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Makes `change` in `mount`. */
export function apply(change: Change, mount: Mount, clock: Clock): void {
  const root = mount.open(clock);
  const within = (path: string, work: (directory: Directory, name: string) => void): void => {
    const names = path.split("/");
    const last = names.pop() ?? "";
    work(names.reduce((directory, name) => directory.openDirectory(name), root), last);
  };
  for (const path of change.gone) within(path, remove);
  for (const [path, bytes] of change.made) {
    within(path, (directory, name) => {
      if (bytes === undefined) return directory.createDirectory(name);
      const mode = { read: false, write: true, create: true, exclusive: false, truncate: true, fileSync: false, dataSync: false };
      const file = directory.openFile(name, mode);
      file.write(bytes, 0);
      file.close();
    });
  }
}

function remove(directory: Directory, name: string): void {
  if (directory.statAt(name)?.type !== "directory") return directory.unlink(name);
  const inner = directory.openDirectory(name);
  for (const { name } of inner.entries()) if (name !== undefined) remove(inner, name);
  directory.removeDirectory(name);
}
