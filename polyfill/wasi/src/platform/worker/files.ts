/**
 * The directories that are granted to a component in a worker. Those in memory are in both threads, and each change on one side comes to the other with
 * the next call, return, question to the host or answer. Directories of the host are opened by the component's thread itself.
 */
import type { Clock } from "../../ports/clock.js";
import type { Mount } from "../../ports/files.js";
import { memoryDirectory } from "../memory/directory.js";
import { type DirectoryNode, rootOf } from "../memory/node.js";
import { Mirror, type NodeImage } from "./mirror.js";
import type { Change, MountPlan, VolumePlan } from "./protocol.js";

/** What the threads tell each other about directories in memory. */
export interface Mirrors {
  /** Whether there is something to tell. */
  hasNews(): boolean;
  /** What changed here since the last time. */
  collect(): readonly Change[];
  /** Makes here what changed there. */
  apply(changes: readonly Change[]): void;
  /** Nobody is told any more. */
  end(): void;
}

/** The end of the thread that grants them. */
export interface Granted extends Mirrors {
  readonly preopens: readonly (readonly [string, MountPlan])[];
  readonly volumes: readonly VolumePlan[];
}

/** Grants directories to another thread. */
export type Grant = (preopens: Readonly<Record<string, Mount>>, clock: Clock) => Granted;

/** Makes the directories that another thread has granted, which the guest then finds there. */
export type MakeMounts = (
  preopens: readonly (readonly [string, MountPlan])[],
  volumes: readonly VolumePlan[],
) => Mirrors & { readonly mounts: Readonly<Record<string, Mount>> };

/** A mount, with what the makers of mounts let one see. */
type Known = Mount & { readonly [rootOf]?: DirectoryNode; readonly path?: unknown };

/** Grants `preopens`. Throws a `TypeError` for one that somebody else's code makes. */
export const grant: Grant = (preopens, clock) => {
  const roots: DirectoryNode[] = [];
  const plans = Object.entries(preopens).map(([name, mount]: [string, Known]): [string, MountPlan] => {
    const readOnly = mount.readOnly === true;
    const root = mount[rootOf];
    if (root !== undefined) {
      if (!roots.includes(root)) roots.push(root);
      if (root.volume.created === 0n) root.volume.created = clock.wall();
      return [name, { kind: "memory", readOnly, volume: roots.indexOf(root) }];
    }
    if (typeof mount.path === "string") return [name, { kind: "host", readOnly, path: mount.path }];
    throw new TypeError(`wasi.preopens[${JSON.stringify(name)}]: only memoryDirectory and hostDirectory go to a worker`);
  });
  const mirrors = roots.map((root) => new Mirror(root, "page", true));
  const volumes = mirrors.map((mirror, at) => ({ created: roots[at]?.volume.created ?? 0n, nodes: mirror.collect() }));
  return { preopens: plans, volumes, ...together(mirrors) };
};

/**
 * Makes what {@link grant} has granted.
 *
 * @param openHost - opens a directory of the host, where there are such
 */
export function mountsOf(
  plans: readonly (readonly [string, MountPlan])[],
  volumes: readonly VolumePlan[],
  openHost: (path: string, options: { readonly readOnly: boolean }) => Mount,
): ReturnType<MakeMounts> {
  const directories = volumes.map(() => memoryDirectory());
  const mirrors = directories.map((directory, at) => {
    const root = directory[rootOf];
    root.volume.created = volumes[at]?.created ?? 0n;
    const mirror = new Mirror(root, "component", false);
    mirror.apply(volumes[at]?.nodes ?? []);
    return mirror;
  });
  const mount = (plan: MountPlan): Mount => {
    const { readOnly } = plan;
    return plan.kind === "host" ? openHost(plan.path, { readOnly }) : { ...(directories[plan.volume] ?? memoryDirectory()), readOnly };
  };
  return { mounts: Object.fromEntries(plans.map(([name, plan]) => [name, mount(plan)])), ...together(mirrors) };
}

/** For a component that has to do with no files. */
export const NO_MIRRORS: Mirrors = { hasNews: () => false, collect: () => [], apply() {}, end() {} };

function together(mirrors: readonly Mirror[]): Mirrors {
  return {
    hasNews: () => mirrors.some((mirror) => mirror.hasNews),
    collect: () =>
      mirrors.flatMap((mirror, at): [number, readonly NodeImage[]][] => (mirror.hasNews ? [[at, mirror.collect()]] : [])),
    apply(changes) {
      for (const [at, nodes] of changes) mirrors[at]?.apply(nodes);
    },
    end() {
      for (const mirror of mirrors) mirror.end();
    },
  };
}
