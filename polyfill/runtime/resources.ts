/**
 * The component's own resources as JavaScript sees them: instances of a class, each of which is what the host holds of a
 * resource. It holds the representation itself, not an index into a table, so what was let go can never reach another.
 */
import { named } from "./argument.ts";
import { addHandle, type HandleTable, type ResourceType } from "./handles.ts";
import { disposeSymbol } from "./imports.ts";
import { isLockedDown, type Instance } from "./instance.ts";

/** The brand by which separately generated modules know each other's resources; under it stands a {@link HostHandle}. */
export const resourceSymbol: unique symbol = Symbol.for("weft.resource.v1");

/** A resource type that the component defines and exports. CanonicalABI.md#resource-state (`ResourceType`) @internal */
export interface ExportedType extends ResourceType {
  /** The root instance, which a destructor enters. */
  readonly owner: Instance;
  /** The name of the class, for errors. */
  readonly name: string;
  /** Calls the destructor from the host; there only if there is one. */
  destroy?(rep: number): void;
  /** The same when its turn has come; there only where calls take turns. */
  reclaim?(rep: number): Promise<void>;
}

/** What the host holds of a resource: a `ResourceHandle` in no table. CanonicalABI.md#resource-state @internal */
export interface HostHandle {
  /** The type it was made for. */
  readonly type: ExportedType;
  /** The representation, until the host lets go. */
  rep: number | undefined;
  /** What became of it then, as the end of a sentence. */
  fate: string;
}

/** An instance of a class that stands for a resource of the component. */
export interface GuestResource {
  /** What is held. */
  [resourceSymbol]: HostHandle;
}

/** The base of these classes; it takes over a representation: a constructor's result, or an `own` that was lifted. */
export const GuestResource: new (type: ExportedType, rep: number) => GuestResource = class {
  declare [resourceSymbol]: HostHandle;

  constructor(type: ExportedType, rep: number) {
    this[resourceSymbol] = { type, rep, fate: "" };
    watch(this);
  }

  /**
   * Lets go of the resource: its destructor runs. Nothing happens when it was let go before.
   *
   * @throws A trap of the destructor; or a refusal while the instance is in a call, and then the resource is still held.
   */
  [disposeSymbol](): void {
    const handle = this[resourceSymbol], { type, rep } = handle;
    if (rep === undefined) return;
    handle.rep = undefined;
    handle.fate = "was disposed";
    // What a trap has ended needs no destructor.
    if (isLockedDown(type.owner)) return;
    try {
      type.destroy?.(rep);
    } catch (error) {
      if (!isLockedDown(type.owner)) handle.rep = rep;
      throw error;
    }
  }
};

/** Resources that the host got since the last microtask. Most are let go before, which spares the registry much. */
const fresh: GuestResource[] = [];

const watch = (resource: GuestResource): void => {
  const count = fresh.push(resource);
  if (count === 1) queueMicrotask(watchFresh);
  else if (count === 500) watchFresh();
};

const watchFresh = (): void => {
  for (const resource of fresh) {
    const handle = resource[resourceSymbol];
    if (handle.rep !== undefined) registry.register(resource, handle);
  }
  fresh.length = 0;
};

/** Runs the destructor of what was forgotten. A trap in it has nobody to reach but the next caller, who is refused. */
export const reclaim = async ({ type, rep }: HostHandle): Promise<void> => {
  if (rep === undefined || isLockedDown(type.owner)) return;
  try {
    await (type.reclaim ?? type.destroy)?.(rep);
  } catch { /* It has locked the instance down. */ }
};

const registry: FinalizationRegistry<HostHandle> = new FinalizationRegistry(reclaim);

/** Lifts an `own`: a new instance of the class, whose constructor does not run. CanonicalABI.md#loading (`lift_own`) */
export const adoptResource = (type: ExportedType, of: Function, rep: unknown): GuestResource =>
  Reflect.construct(GuestResource, [type, rep], of) as GuestResource;

/** Says why a value holds no resource of the type. */
const refuseResource = (type: ExportedType, value: unknown, handle: HostHandle | undefined): never => {
  const { name } = type;
  // Another module may have other names for what it holds.
  const found = (handle as Partial<HostHandle> | undefined)?.type?.name ?? "another component's class";
  throw new TypeError(
    handle === undefined ? `an instance of ${name} is needed, not ${value === null ? "null" : typeof value}`
      : handle.type === type ? `this ${name} ${handle.fate}`
      : found === name ? `this ${name} is of another instance of the component`
      : `an instance of ${name} is needed, not of ${found}`,
  );
};

/** What is held by a value that should be an instance of the class. */
const held = (type: ExportedType, value: unknown): HostHandle => {
  const handle = (value as GuestResource | null | undefined)?.[resourceSymbol];
  return handle?.type === type && handle.rep !== undefined ? handle : refuseResource(type, value, handle);
};

/**
 * Lowers a `borrow` for the instance that implements the resource.
 *
 * @returns The representation. CanonicalABI.md#storing (`lower_borrow`)
 * @throws TypeError when the value is no instance of the class, or was let go.
 */
export const resourceRep = (type: ExportedType, value: unknown): number => held(type, value).rep!;

/**
 * {@link resourceRep} before the call enters.
 *
 * @param parameter - Its name, for the error.
 */
export const coerceRep = (type: ExportedType, value: unknown, parameter: string): number => {
  try {
    return held(type, value).rep!;
  } catch (error) {
    throw named(error, parameter);
  }
};

const giveAway = (handle: HostHandle): number => {
  const { rep } = handle;
  handle.rep = undefined;
  handle.fate = "was passed to the component, which owns it now";
  return rep!;
};

/**
 * Lowers an `own`: the host holds it no longer.
 *
 * @returns The index. CanonicalABI.md#storing (`lower_own`)
 * @throws TypeError as {@link resourceRep}.
 */
export const moveResource = (table: HandleTable, type: ExportedType, value: unknown): number =>
  addHandle(table, type, giveAway(held(type, value)), true);

/** {@link resourceRep} in a call that also takes an `own` of the type; see {@link checkLent}. */
export const lendResource = (lent: HostHandle[], type: ExportedType, value: unknown): number => {
  const handle = held(type, value);
  lent.push(handle);
  return handle.rep!;
};

/** Refuses a call that takes what it also borrows. CanonicalABI.md#loading (`num_lends`) */
export const checkLent = (lent: readonly HostHandle[]): void => {
  for (const { type, rep } of lent) {
    if (rep === undefined) throw new TypeError(`this ${type.name} cannot be passed to the component while it is on loan to the same call`);
  }
};
