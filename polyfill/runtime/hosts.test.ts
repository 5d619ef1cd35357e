import assert from "node:assert/strict";
import { test } from "node:test";
import { addHandle, handleTable } from "./handles.ts";
import { addHost, dropHost, removeHost } from "./hosts.ts";
import { disposeSymbol } from "./imports.ts";
import { noteMove, takeBack, type Moves } from "./moves.ts";

const type = { owner: undefined };
const thing = (): { disposed: number } => ({ disposed: 0, [disposeSymbol](this: { disposed: number }) { this.disposed++; } });

test("an object ends with the last handle that owns it", () => {
  const table = handleTable(), object = thing();
  assert.deepEqual([addHost(table, type, object), addHost(table, type, object), addHost(table, type, object)], [1, 2, 3]);
  dropHost(table, type, 2);
  assert.equal(object.disposed, 0);
  assert.equal(removeHost(table, type, 1), object);
  assert.equal(object.disposed, 0);
  dropHost(table, type, 3);
  assert.equal(object.disposed, 1);
  assert.equal(table.hosts.size, 0);
  dropHost(table, type, addHost(table, type, object));
  assert.equal(object.disposed, 2, "given again, it ends again");
});

test("what was passed back or only lent does not end", () => {
  const table = handleTable(), object = thing(), scope = { borrows: 0 };
  removeHost(table, type, addHost(table, type, object));
  dropHost(table, type, addHandle(table, type, object, false, scope));
  assert.equal(object.disposed, 0);
  assert.equal(table.hosts.size, 0);
});

test("nor does what was taken back", () => {
  const table = handleTable(), object = thing(), moves: Moves = [], root = { state: 0 };
  addHost(table, type, object);
  root.state = 1;
  noteMove(moves, addHost(table, type, object));
  noteMove(moves, addHandle(table, type, object, false, { borrows: 0 }));
  takeBack(root, table, moves);
  dropHost(table, type, 1);
  assert.equal(object.disposed, 1);
  assert.equal(table.hosts.size, 0);
});
