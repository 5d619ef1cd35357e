/**
 * Handles on their way from one component to another, whose calls are core wasm: the tables are here.
 */
import { endBorrows, endLoans, type BorrowScope, type ResourceHandle } from "./handles.ts";

/** A call that borrows. CanonicalABI.md#task-state, CanonicalABI.md#subtask-state @internal */
export interface Crossing extends BorrowScope {
  /** The caller's handles that are on loan to it. */
  readonly lenders: ResourceHandle[];
}

/** What is on its way between the components of a root instance. @internal */
export interface Crossings {
  /** The calls that borrow, the innermost last. */
  readonly calls: Crossing[];
  /** What was lifted. */
  readonly lifted: unknown[];
  /** How much of it was lowered. */
  lowered: number;
}

/** Nothing is on its way. */
export const createCrossings = (): Crossings => ({ calls: [], lifted: [], lowered: 0 });

/** Begins a call that borrows. */
export const openCall = ({ calls }: Crossings): void => {
  calls.push({ borrows: 0, lenders: [] });
};

/** The call that is being made. */
export const currentCall = ({ calls }: Crossings): Crossing => calls[calls.length - 1]!;

/**
 * Ends it, when the result has been lifted.
 *
 * @throws A trap unless all that it borrowed was dropped. CanonicalABI.md#task-state (`Task.return_`)
 */
export const closeCall = ({ calls }: Crossings): void => {
  const call = calls.pop()!;
  endBorrows(call);
  endLoans(call.lenders);
};

/** Keeps what was lifted until it is lowered. */
export const carry = (crossings: Crossings, value: unknown): void => {
  crossings.lifted.push(value);
};

/** What was lifted first of what was not lowered yet; calls lower what they lifted, and all of it. */
export const takeCarried = (crossings: Crossings): unknown => {
  const { lifted } = crossings, value = lifted[crossings.lowered++];
  if (crossings.lowered === lifted.length) lifted.length = crossings.lowered = 0;
  return value;
};
