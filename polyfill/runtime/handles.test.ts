import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addHandle,
  dropHandle,
  endBorrows,
  endLoans,
  getHandle,
  handleTable,
  lendHandle,
  removeOwn,
  type ResourceHandle,
} from "./handles.ts";

const type = { owner: {} };
const other = { owner: {} };
const host = { owner: undefined };
const traps = (call: () => unknown, message: string): void => assert.throws(call, { name: "RuntimeError", message });

// test/resources/handle-table.wast
test("indices start at 1 and the last freed is the first used", () => {
  const table = handleTable();
  assert.deepEqual([10, 20, 30].map((rep) => addHandle(table, type, rep, true)), [1, 2, 3]);
  dropHandle(table, type, 1);
  dropHandle(table, type, 3);
  assert.deepEqual([40, 50, 60].map((rep) => addHandle(table, type, rep, true)), [3, 1, 4]);
  assert.equal(getHandle(table, type, 3).rep, 40);
});

test("an unknown index traps by its unsigned value", () => {
  const table = handleTable();
  for (const [index, shown] of [[0, 0], [5, 5], [-1, 4294967295]] as const) {
    for (const use of [getHandle, removeOwn, dropHandle]) {
      traps(() => use(table, type, index), `unknown handle index ${shown}`);
    }
  }
  addHandle(table, type, 7, true);
  dropHandle(table, type, 1);
  traps(() => dropHandle(table, type, 1), "unknown handle index 1");
});

test("a handle of another type traps", () => {
  const table = handleTable();
  addHandle(table, type, 7, true);
  addHandle(table, host, 8, true);
  const wrong = "used with the wrong type, expected";
  traps(
    () => dropHandle(table, other, 1),
    `handle index 1 ${wrong} guest-defined resource but found a different guest-defined resource`,
  );
  traps(() => removeOwn(table, type, 2), `handle index 2 ${wrong} guest-defined resource but found a host-defined resource`);
});

test("an own handle moves out once", () => {
  const table = handleTable();
  const index = addHandle(table, type, 0x80000000, true);
  assert.equal(removeOwn(table, type, index), 0x80000000);
  traps(() => removeOwn(table, type, index), "unknown handle index 1");
});

// test/resources/borrows.wast
test("what is on loan stays", () => {
  const table = handleTable();
  const index = addHandle(table, type, 7, true);
  const lenders: ResourceHandle[] = [];
  assert.equal(lendHandle(table, type, index, lenders), 7);
  assert.equal(lendHandle(table, type, index, lenders), 7);
  traps(() => dropHandle(table, type, index), "cannot remove owned resource while borrowed");
  traps(() => removeOwn(table, type, index), "cannot remove owned resource while borrowed");
  endLoans(lenders);
  assert.deepEqual(lenders, []);
  assert.equal(removeOwn(table, type, index), 7);
});

test("a call ends when its borrows are dropped", () => {
  const table = handleTable();
  const scope = { borrows: 0 };
  const index = addHandle(table, type, 7, false, scope);
  traps(() => endBorrows(scope), "borrow handles still remain at the end of the call");
  traps(() => removeOwn(table, type, index), "cannot lift own resource from a borrow");
  assert.equal(dropHandle(table, type, index).own, false);
  assert.equal(endBorrows(scope), undefined);
});
