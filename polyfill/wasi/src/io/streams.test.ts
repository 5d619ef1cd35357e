import assert from "node:assert/strict";
import { test } from "node:test";
import { stdin, stdout } from "../cli/p2.js";
import type { Input, Output } from "../context.js";
import { createContext } from "../platform/node/index.js";
import { Pending } from "../suspend/pending.js";
import { bytes, text } from "../testing/filesystem-suite.js";
import { type InputStream, IoError, type OutputStream } from "./p2.js";

const input = (from: Input): InputStream => stdin(createContext({ stdin: from })).getStdin();
const output = (to: Output): OutputStream => stdout(createContext({ stdout: to })).getStdout();
const closed = { payload: { tag: "closed" } };

/** What a stream says that failed for `message`. */
const failedWith = (message: string) => (error: unknown): boolean => {
  const { payload } = error as { payload: { tag: string; val: IoError } };
  assert.equal(payload.tag, "last-operation-failed");
  assert.ok(payload.val instanceof IoError);
  assert.equal(payload.val.toDebugString(), message);
  return true;
};

/** The value of `result`, which has to be pending without a synchronous way to wait. */
async function later<T>(result: T | Pending<T>): Promise<T> {
  assert.ok(result instanceof Pending);
  assert.equal((result as unknown as Record<symbol, unknown>)[Symbol.for("weft.pending.v1")], true);
  assert.ok(!("block" in result));
  return result;
}

test("input from text and bytes ends with closed", () => {
  for (const from of ["héllo", bytes("héllo")]) {
    const stream = input(from);
    assert.equal(stream.subscribe().ready(), true);
    assert.equal(stream.read(0n).length, 0);
    assert.equal(text(stream.read(3n)), "hé");
    assert.equal(stream.skip(1n), 1n);
    assert.equal(text(stream.blockingRead(2n ** 64n - 1n) as Uint8Array), "lo");
    assert.throws(() => stream.read(1n), closed);
    assert.throws(() => stream.read(0n), closed);
    assert.throws(() => stream.blockingSkip(1n), closed);
  }
});

test("no input at all is an empty one", () => {
  const stream = stdin(createContext()).getStdin();
  assert.throws(() => stream.blockingRead(1n), closed);
});

test("streams on one source share what is left", () => {
  const context = createContext({ stdin: "ab" });
  const first = stdin(context).getStdin();
  assert.equal(text(first.read(1n)), "a");
  first.drop();
  assert.throws(() => first.read(1n), closed);
  assert.equal(text(stdin(context).getStdin().read(1n)), "b");
});

async function* chunks(): AsyncGenerator<Uint8Array | string> {
  yield "ab";
  await Promise.resolve();
  yield "";
  yield bytes("cde");
}

test("input from an async iterable and from a ReadableStream", async () => {
  for (const from of [chunks(), ReadableStream.from(chunks())]) {
    const stream = input(from);
    assert.equal(stream.subscribe().ready(), false);
    assert.equal(stream.read(1n).length, 0);
    assert.equal(text(await later(stream.blockingRead(1n))), "a");
    assert.equal(text(stream.blockingRead(9n) as Uint8Array), "b");
    await later(stream.subscribe().block());
    assert.equal(await (stream.blockingSkip(2n)), 2n);
    assert.equal(text(stream.read(9n)), "e");
    await assert.rejects(later(stream.blockingRead(1n)), closed);
  }
});

test("input is asked for only when the guest wants it", async () => {
  let asked = 0;
  const stream = input({ [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false, value: String(asked++) }) }) });
  await Promise.resolve();
  assert.equal(asked, 0);
  await later(stream.blockingRead(1n));
  assert.equal(asked, 1);
});

test("input that fails is last-operation-failed once, then closed", async () => {
  const stream = input({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error("no line")) }) });
  await assert.rejects(later(stream.blockingRead(1n)), failedWith("no line"));
  assert.throws(() => stream.read(1n), closed);
  const thrown = input({ [Symbol.asyncIterator]: () => ({ next: () => { throw new Error("at once"); } }) });
  await assert.rejects(later(thrown.blockingRead(1n)), failedWith("at once"));
});

test("what is neither text nor bytes is told apart", async () => {
  const odd = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false as const, value: 5 as unknown as string }) }) };
  await assert.rejects(later(input(odd).blockingRead(1n)), failedWith(
    "stdin is neither text nor bytes nor a stream nor an async iterable of them: a chunk of number",
  ));
  for (const from of [5, null, {}, []]) assert.throws(() => input(from as unknown as Input), TypeError);
  for (const to of [5, null, {}, "x"]) assert.throws(() => output(to as unknown as Output), TypeError);
});

test("output to a function arrives at once", () => {
  const got: string[] = [];
  const stream = output((chunk) => got.push(text(chunk)));
  assert.equal(stream.blockingWriteAndFlush(bytes("one")), undefined);
  const permit = stream.checkWrite();
  assert.ok(permit >= 4096n);
  stream.write(bytes("two"));
  stream.flush();
  assert.equal(stream.blockingFlush(), undefined);
  assert.equal(stream.blockingWriteZeroesAndFlush(2n), undefined);
  assert.equal(stream.subscribe().ready(), true);
  assert.deepEqual(got, ["one", "two", "\0\0"]);
});

test("writing more than permitted traps", () => {
  const stream = output(() => {});
  const trap = (error: Error): boolean => !("payload" in error) && error.message.startsWith("wasi:io/streams.");
  assert.throws(() => stream.write(bytes("x")), trap);
  const permit = stream.checkWrite();
  assert.throws(() => stream.writeZeroes(permit + 1n), trap);
  stream.writeZeroes(permit);
  assert.throws(() => stream.write(bytes("x")), trap);
  stream.write(bytes(""));
  assert.throws(() => stream.blockingWriteAndFlush(new Uint8Array(4097)), trap);
  assert.throws(() => stream.blockingWriteZeroesAndFlush(4097n), trap);
});

test("what a host's function throws is the host's own error", () => {
  const stream = output(() => {
    throw new RangeError("mine");
  });
  assert.throws(() => stream.blockingWriteAndFlush(bytes("x")), RangeError);
  assert.throws(() => stream.checkWrite(), closed);
});

test("a dropped output takes nothing more", () => {
  const stream = output(() => {});
  stream.drop();
  assert.throws(() => stream.checkWrite(), closed);
  assert.throws(() => stream.write(bytes("x")), closed);
  assert.throws(() => stream.flush(), closed);
});

/** A WritableStream whose writes end when they are told to. */
function gate(): { stream: WritableStream<Uint8Array>; got: string[]; open(): void; fail(reason: Error): void } {
  const got: string[] = [];
  let open = (): void => {};
  let fail = (_: Error): void => {};
  const stream = new WritableStream<Uint8Array>({
    write(chunk) {
      got.push(text(chunk));
      return new Promise<void>((resolve, reject) => {
        open = resolve;
        fail = reject;
      });
    },
  });
  return { stream, got, open: () => open(), fail: (reason) => fail(reason) };
}
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("output to a WritableStream waits for its flush", async () => {
  const { stream: to, got, open } = gate();
  const stream = output(to);
  const flushed = later(stream.blockingWriteAndFlush(bytes("one")));
  await turn();
  assert.equal(stream.checkWrite(), 0n);
  assert.equal(stream.subscribe().ready(), false);
  open();
  await flushed;
  assert.ok(stream.checkWrite() > 0n);
  stream.write(bytes("two"));
  assert.ok(stream.checkWrite() > 0n, "without a flush, more may come");
  await turn();
  open();
  await turn();
  assert.deepEqual(got, ["one", "two"]);
});

test("output that is full waits until it drains", async () => {
  const { stream: to, open } = gate();
  const stream = output(to);
  stream.writeZeroes(stream.checkWrite() - 1n + 0n * stream.checkWrite());
  assert.equal(stream.checkWrite(), 1n);
  const two = later(stream.blockingWriteAndFlush(bytes("ab")));
  for (let i = 0; i < 3; i++) {
    await turn();
    open();
  }
  await two;
});

test("output that fails is last-operation-failed once, then closed", async () => {
  const { stream: to, fail } = gate();
  const stream = output(to);
  const flushed = assert.rejects(later(stream.blockingWriteAndFlush(bytes("x"))), failedWith("disk gone"));
  await turn();
  fail(new Error("disk gone"));
  await flushed;
  assert.throws(() => stream.checkWrite(), closed);
});

test("splice moves what is there", async () => {
  const got: string[] = [];
  const to = output((chunk) => got.push(text(chunk)));
  const from = input("abcdef");
  assert.equal(to.splice(from, 2n), 2n);
  assert.equal(to.blockingSplice(from, 3n), 3n);
  assert.equal(to.splice(from, 0n), 0n);
  assert.equal(to.splice(from, 9n), 1n);
  assert.throws(() => to.splice(from, 1n), closed);
  const slow = input(chunks());
  assert.equal(to.splice(slow, 9n), 0n);
  assert.equal(await later(to.blockingSplice(slow, 9n)), 2n);
  assert.deepEqual(got, ["ab", "cde", "f", "ab"]);
});
