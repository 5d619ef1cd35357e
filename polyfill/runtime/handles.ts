import { trap } from "./trap.ts";

/** A resource type. CanonicalABI.md#resource-state (`ResourceType`) @internal */
export interface ResourceType {
  /** The instance that defined it; `undefined` for the host's. */
  readonly owner: object | undefined;
}

/** Who must give its borrows back before it ends. CanonicalABI.md#task-state (`Task.num_borrows`) @internal */
export interface BorrowScope {
  /** Borrowed handles not yet dropped. */
  borrows: number;
}

/** An entry of a handle table. CanonicalABI.md#resource-state (`ResourceHandle`) @internal */
export interface ResourceHandle {
  /** The type it was made for. */
  readonly type: ResourceType;
  /** The representation that the resource's own component knows, or the host's value. */
  readonly rep: unknown;
  /** Whether dropping it ends the resource. */
  readonly own: boolean;
  /** Calls that have it on loan. */
  lends: number;
  /** The call it was lent to; only of a borrow. */
  readonly scope: BorrowScope | undefined;
}

/** A component instance's handles; index 0 is never used. CanonicalABI.md#table-state (`Table`) @internal */
export interface HandleTable {
  /** The entries; what is free is `undefined`. */
  readonly entries: (ResourceHandle | undefined)[];
  /** Free indices, last freed first used. */
  readonly free: number[];
  /** How many handles, of all tables of the root instance, own each of the host's objects. */
  readonly hosts: Map<unknown, number>;
}

/**
 * An empty table.
 *
 * @param hosts - Those of the tables of the same root instance.
 */
export const handleTable = (hosts: Map<unknown, number> = new Map()): HandleTable => ({ entries: [undefined], free: [], hosts });

const insert = (table: HandleTable, handle: ResourceHandle): number => {
  const index = table.free.pop() ?? table.entries.length;
  if (index > 0xfffffff) trap("handle table is full");
  table.entries[index] = handle;
  return index;
};

/**
 * Adds a handle that owns nothing on loan: `resource.new`, or an `own` or a `borrow` that is lowered.
 *
 * @param scope - The call that a borrow is lent to; its count goes up.
 * @returns The index, at least 1. CanonicalABI.md#canon-resourcenew, CanonicalABI.md#storing (`lower_own`, `lower_borrow`)
 */
export const addHandle = (table: HandleTable, type: ResourceType, rep: unknown, own: boolean, scope?: BorrowScope): number => {
  const index = insert(table, { type, rep, own, lends: 0, scope });
  if (scope !== undefined) scope.borrows++;
  return index;
};

/**
 * Looks a handle up.
 *
 * @param index - The guest's i32.
 * @throws A trap when there is none, or it is of another type. CanonicalABI.md#canon-resourcerep
 */
export const getHandle = (table: HandleTable, type: ResourceType, index: number): ResourceHandle => {
  const handle = table.entries[index >>>= 0];
  if (handle === undefined) trap(`unknown handle index ${index}`);
  if (handle.type !== type) wrongType(index, type, handle.type);
  return handle;
};

const wrongType = (index: number, expected: ResourceType, found: ResourceType): never => {
  const kind = (type: ResourceType): string => type.owner ? "guest-defined resource" : "host-defined resource";
  const other = kind(found) === kind(expected) ? `a different ${kind(found)}` : `a ${kind(found)}`;
  trap(`handle index ${index} used with the wrong type, expected ${kind(expected)} but found ${other}`);
};

/** Takes an entry out that is there; its index is the next that is used. CanonicalABI.md#table-state (`Table.remove`) */
export const removeHandle = (table: HandleTable, index: number): ResourceHandle => {
  const handle = table.entries[index >>>= 0]!;
  table.entries[index] = undefined;
  table.free.push(index);
  return handle;
};

/**
 * Takes an `own` handle out: it is lifted and moves on.
 *
 * @returns The representation.
 * @throws A trap when it is unknown, of another type, on loan, or only a borrow. CanonicalABI.md#loading (`lift_own`)
 */
export const removeOwn = (table: HandleTable, type: ResourceType, index: number): unknown => {
  const handle = getHandle(table, type, index);
  if (handle.lends !== 0) trap("cannot remove owned resource while borrowed");
  if (!handle.own) trap("cannot lift own resource from a borrow");
  removeHandle(table, index);
  return handle.rep;
};

/**
 * `resource.drop`: takes a handle out; a borrow is given back to its call.
 *
 * @returns The handle; the caller runs the destructor when it is an `own`.
 * @throws A trap when it is unknown, of another type, or on loan. CanonicalABI.md#canon-resourcedrop
 */
export const dropHandle = (table: HandleTable, type: ResourceType, index: number): ResourceHandle => {
  const handle = getHandle(table, type, index);
  if (handle.lends !== 0) trap("cannot remove owned resource while borrowed");
  removeHandle(table, index);
  if (handle.scope !== undefined) handle.scope.borrows--;
  return handle;
};

/**
 * Lends a handle for the length of a call.
 *
 * @param lenders - The call's list of what it has on loan, for {@link endLoans}.
 * @returns The representation. CanonicalABI.md#loading (`lift_borrow`)
 */
export const lendHandle = (table: HandleTable, type: ResourceType, index: number, lenders: ResourceHandle[]): unknown => {
  const handle = getHandle(table, type, index);
  handle.lends++;
  lenders.push(handle);
  return handle.rep;
};

/** Ends the loans of a call. CanonicalABI.md#subtask-state (`Subtask.deliver_resolve`) */
export const endLoans = (lenders: ResourceHandle[]): void => {
  for (const handle of lenders) handle.lends--;
  lenders.length = 0;
};

/** Checks at the end of a call that its borrows were dropped. CanonicalABI.md#task-state (`Task.return_`) */
export const endBorrows = (scope: BorrowScope): void => {
  if (scope.borrows !== 0) trap("borrow handles still remain at the end of the call");
};
