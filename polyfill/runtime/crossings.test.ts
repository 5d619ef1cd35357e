import assert from "node:assert/strict";
import { test } from "node:test";
import { carry, closeCall, createCrossings, currentCall, openCall, takeCarried } from "./crossings.ts";
import { addHandle, dropHandle, handleTable, lendHandle, removeOwn } from "./handles.ts";

const type = { owner: {} };

test("what is carried first is taken first", () => {
  const crossings = createCrossings();
  for (const round of [1, 2]) {
    carry(crossings, round);
    carry(crossings, undefined);
    assert.equal(takeCarried(crossings), round);
    carry(crossings, "last");
    assert.deepEqual([takeCarried(crossings), takeCarried(crossings)], [undefined, "last"]);
    assert.equal(crossings.lifted.length, 0, "nothing is held on to");
  }
});

// test/resources/borrows.wast
test("a call borrows until it ends, and each of those inside of it until that one ends", () => {
  const crossings = createCrossings(), lender = handleTable(), middle = handleTable();
  const own = addHandle(lender, type, 7, true);
  openCall(crossings);
  const lent = lendHandle(lender, type, own, currentCall(crossings).lenders);
  const borrowed = addHandle(middle, type, lent, false, currentCall(crossings));
  openCall(crossings);
  lendHandle(middle, type, borrowed, currentCall(crossings).lenders);
  closeCall(crossings);
  assert.throws(() => removeOwn(lender, type, own), { message: "cannot remove owned resource while borrowed" });
  assert.throws(() => removeOwn(middle, type, borrowed), { message: "cannot lift own resource from a borrow" });
  dropHandle(middle, type, borrowed);
  closeCall(crossings);
  assert.equal(removeOwn(lender, type, own), 7);
});

test("what was borrowed and not dropped traps at the end of its call", () => {
  const crossings = createCrossings();
  openCall(crossings);
  addHandle(handleTable(), type, 7, false, currentCall(crossings));
  openCall(crossings);
  closeCall(crossings);
  assert.throws(() => closeCall(crossings), { name: "RuntimeError", message: "borrow handles still remain at the end of the call" });
});
