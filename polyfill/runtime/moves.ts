/**
 * Handles that a call's arguments have moved into the guest's table, for when a later argument is refused. Only calls that
 * can be refused after a handle has moved take notes.
 */
import { removeHandle, type HandleTable } from "./handles.ts";
import { releaseHost } from "./hosts.ts";
import { isLowering, type Instance } from "./instance.ts";
import { moveResource, resourceSymbol, type ExportedType, type GuestResource, type HostHandle } from "./resources.ts";

/** What a call's arguments have put into a table so far, and what the host held of it; see {@link takeBack}. */
export type Moves = [index: number, from?: HostHandle][];

/** Notes an index for {@link takeBack}. */
export const noteMove = (moves: Moves, index: number): number => {
  moves.push([index]);
  return index;
};

/** {@link moveResource}, noted for {@link takeBack}. */
export const noteResource = (moves: Moves, table: HandleTable, type: ExportedType, value: unknown): number => {
  const index = moveResource(table, type, value);
  moves.push([index, (value as GuestResource)[resourceSymbol]]);
  return index;
};

/** If an argument was refused: takes the handles out of the table again, and the host holds them as before. */
export const takeBack = (root: Instance, table: HandleTable, moves: Moves): void => {
  if (!isLowering(root)) return;
  for (const [index, from] of moves.reverse()) {
    const { own, rep } = removeHandle(table, index);
    if (from) from.rep = rep as number;
    else if (own) releaseHost(table, rep);
  }
};
