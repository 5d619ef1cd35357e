import assert from "node:assert/strict";
import { test } from "node:test";
import { stderr, stdin, stdout } from "../cli/p2.js";
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

test("input from what is iterable at once never waits", () => {
  let asked = 0;
  function* items(): Generator<string | Uint8Array> {
    for (const item of ["ab", "", bytes("cd")]) {
      asked++;
      yield item;
    }
  }
  for (const from of [items(), ["ab", "", bytes("cd")], new Set(["ab", "cd"])]) {
    asked = "next" in from ? 0 : 1;
    const stream = input(from);
    assert.equal(text(stream.read(1n)), "a");
    assert.equal(text(stream.read(9n)), "b");
    assert.equal(asked, 1, "one item at a time");
    assert.equal(text(stream.blockingRead(9n) as Uint8Array), "cd");
    assert.throws(() => stream.blockingRead(9n), closed);
  }
  const broken = input((function* () { throw new Error("no item"); yield ""; })());
  assert.equal(broken.subscribe().ready(), true);
  assert.throws(() => broken.read(1n), failedWith("no item"));
  assert.throws(() => broken.read(1n), closed);
});

test("bytes may come in any view, text in any language, and arrive as they are", async () => {
  const raw = Uint8Array.of(0, 0xff, 0xc3, 0x28, 0xef, 0xbb, 0xbf, 0x80);
  const views = [raw, raw.slice().buffer, new DataView(raw.slice().buffer), new Uint16Array(raw.slice().buffer)];
  for (const view of views) {
    assert.deepEqual([...input(view).read(99n)], [...raw]);
    assert.deepEqual([...(await (input(ReadableStream.from([view])).blockingRead(99n)))], [...raw]);
  }
  assert.deepEqual([...input("\ud800é").read(99n)], [0xef, 0xbf, 0xbd, 0xc3, 0xa9]);
});

test("input from a stream of bytes, whichever way it is filled", async () => {
  const byRequest = new ReadableStream({
    type: "bytes",
    autoAllocateChunkSize: 4,
    pull(controller) {
      const { view } = controller.byobRequest ?? {};
      assert.ok(view);
      new Uint8Array(view.buffer, view.byteOffset).set(bytes("xyz"));
      controller.byobRequest?.respond(3);
      controller.close();
    },
  });
  // Closes without answering the request, for which a reader with its own buffer would wait for ever.
  const byChunk = new ReadableStream({ type: "bytes", pull: (controller) => (controller.enqueue(new TextEncoder().encode("xyz")), controller.close()) });
  for (const from of [byRequest, byChunk, new Blob(["xyz"]).stream()]) {
    const stream = input(from);
    assert.equal(text(await later(stream.blockingRead(2n))), "xy");
    assert.equal(text(stream.read(9n)), "z");
    await assert.rejects(later(stream.blockingRead(1n)), closed);
  }
});

test("a read of nothing tells whether the stream is open, and waits only if it says so", async () => {
  const stream = input(chunks());
  assert.equal(stream.read(0n).length, 0);
  assert.equal((await later(stream.blockingRead(0n))).length, 0);
  assert.equal((stream.blockingRead(0n) as Uint8Array).length, 0, "there are bytes now");
  assert.equal(stream.blockingSkip(0n), 0n);
  assert.equal(text(stream.read(2n ** 32n)), "ab", "a length beyond what a list can hold");
  stream.drop();
  assert.throws(() => stream.read(0n), closed);
  assert.throws(() => stream.blockingRead(0n), closed);
  const to = output(() => {});
  to.write(bytes(""));
  to.writeZeroes(0n);
  to.drop();
  for (const call of [() => to.write(bytes("")), () => to.writeZeroes(0n), () => to.blockingWriteAndFlush(bytes(""))]) {
    assert.throws(call, closed);
  }
  assert.throws(() => to.splice(input("x"), 0n), closed);
});

test("a pollable outlives its stream, and that of a stream that is over is ready", () => {
  const from = input({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) });
  const pollable = from.subscribe();
  from.drop();
  assert.equal(pollable.ready(), false);
  assert.equal(from.subscribe().ready(), true);
  const busy = output(() => new Promise(() => {}));
  busy.checkWrite();
  busy.write(bytes("x"));
  const waiting = busy.subscribe();
  busy.drop();
  assert.equal(waiting.ready(), false);
  assert.equal(busy.subscribe().ready(), true);
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
  assert.throws(() => thrown.blockingRead(1n), failedWith("at once"));
});

test("what is neither text nor bytes is told apart", async () => {
  const odd = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: false as const, value: 5 as unknown as string }) }) };
  await assert.rejects(later(input(odd).blockingRead(1n)), failedWith(
    "standard input brought a chunk that is neither text nor bytes, but of type number",
  ));
  for (const from of [5, null, {}, () => ""]) assert.throws(() => input(from as unknown as Input), TypeError);
  for (const to of [5, null, {}, "x"]) assert.throws(() => output(to as unknown as Output), TypeError);
});

test("whatever a host's stream fails with or gives, the guest is not left waiting", async () => {
  const giving = (next: () => unknown): Input => ({ [Symbol.asyncIterator]: () => ({ next }) }) as Input;
  const bare = Object.create(null) as object;
  for (const [reason, told] of [
    [bare, "a reason that cannot be told as text"],
    [Symbol("cut"), "Symbol(cut)"],
    [undefined, "undefined"],
    [new RangeError(""), "RangeError"],
    [Object.assign(new Error(), { message: 7 }), "7"],
  ] as const) {
    await assert.rejects(later(input(giving(() => Promise.reject(reason))).blockingRead(1n)), failedWith(told));
    assert.throws(() => input(giving(() => { throw reason; })).blockingRead(1n), failedWith(told));
  }
  // No step of an iterator at all.
  for (const step of [undefined, null, 5]) {
    const told = `standard input was given ${step} in place of an iterator's result`;
    await assert.rejects(later(input(giving(async () => step)).blockingRead(1n)), failedWith(told));
    assert.throws(() => input(giving(() => step)).blockingRead(1n), failedWith(told));
  }
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

test("a function that returns a promise is called again only when that is settled", async () => {
  const got: string[] = [];
  let settle = (): void => {};
  const context = createContext({
    stdout(chunk: Uint8Array) {
      got.push(text(chunk));
      return new Promise<void>((resolve) => (settle = resolve));
    },
  });
  const [one, two] = [stdout(context).getStdout(), stdout(context).getStdout()];
  assert.ok(two.checkWrite() > 0n);
  const first = later(one.blockingWriteAndFlush(bytes("one")));
  assert.equal(one.checkWrite(), 0n);
  two.write(bytes("two"));
  await turn();
  assert.deepEqual(got, ["one"], "what was permitted before waits in line");
  settle();
  await turn();
  assert.deepEqual(got, ["one", "two"]);
  settle();
  await first;
  assert.ok(one.checkWrite() > 0n);
  const error = new RangeError("mine");
  const fails = output(() => Promise.reject(error));
  await assert.rejects(later(fails.blockingWriteAndFlush(bytes("x"))), (reason) => reason === error);
  assert.throws(() => fails.checkWrite(), closed);
});

/** A WritableStream whose writes end when they are told to. */
function gate(strategy?: QueuingStrategy<Uint8Array>): { stream: WritableStream<Uint8Array>; got: string[]; open(): void; fail(reason: Error): void } {
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
  }, strategy);
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
  stream.flush();
  assert.equal(stream.checkWrite(), 0n, "nothing more before the flush is done");
  await turn();
  assert.equal(stream.subscribe().ready(), false);
  open();
  await later(stream.subscribe().block());
  assert.deepEqual(got, ["one", "two"]);
});

test("output that is full waits until it drains", async () => {
  const { stream: to, got, open } = gate({ highWaterMark: 4 });
  const stream = output(to);
  stream.writeZeroes(stream.checkWrite() - 1n);
  assert.equal(stream.checkWrite(), 1n, "the stream's queue has room, its bytes have not");
  const two = later(stream.blockingWriteAndFlush(bytes("ab")));
  for (let i = 0; i < 3; i++) {
    await turn();
    open();
  }
  await two;
  assert.deepEqual(got.slice(1), ["a", "b"]);
});

test("a WritableStream says itself how much it holds", async () => {
  for (const [strategy, fits] of [
    [{ highWaterMark: 1 }, 1],
    [{ highWaterMark: 3 }, 3],
    [{ highWaterMark: 0 }, 1],
    [new ByteLengthQueuingStrategy({ highWaterMark: 4 }), 2],
  ] as const) {
    const { stream: to, got, open } = gate(strategy);
    const stream = output(to);
    let count = 0;
    for (; stream.checkWrite() > 0n; count++) stream.write(bytes("ab"));
    assert.equal(count, fits);
    assert.throws(() => stream.write(bytes("x")), /check-write permitted 0/);
    const ready = later(stream.subscribe().block());
    await turn();
    open();
    await ready;
    assert.ok(stream.checkWrite() > 0n);
    for (let i = 0; i < fits; i++) {
      await turn();
      open();
    }
    assert.equal(got.length, fits);
  }
});

test("a WritableStream stays the host's: several outputs go to one, and closing it waits for all", async () => {
  const got: string[] = [];
  const to = new WritableStream<Uint8Array>(
    { write: async (chunk) => (await turn(), void got.push(text(chunk))) },
    { highWaterMark: 9 },
  );
  const context = createContext({ stdout: to, stderr: to });
  const [out, err] = [stdout(context).getStdout(), stderr(context).getStderr()];
  for (const [stream, word] of [[out, "a"], [err, "b"], [out, "c"]] as const) {
    stream.checkWrite();
    stream.write(bytes(word));
  }
  assert.equal(to.locked, false);
  await to.close();
  assert.deepEqual(got, ["a", "b", "c"]);
  out.checkWrite();
  out.write(bytes("late"));
  await turn();
  assert.throws(() => out.checkWrite(), closed, "what the host has closed is closed, not broken");
});

test("a WritableStream that somebody else has locked", async () => {
  const to = new WritableStream<Uint8Array>();
  const stream = output(to);
  const writer = to.getWriter();
  assert.throws(() => output(to), /locked/);
  const write = later(stream.blockingWriteAndFlush(bytes("x")));
  await assert.rejects(write, ({ payload }) => payload.tag === "last-operation-failed");
  writer.releaseLock();
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

test("splice reads only what can be written", async () => {
  const from = input("abcdef");
  const over = output(() => {});
  over.drop();
  assert.throws(() => over.splice(from, 9n), closed);
  assert.throws(() => over.blockingSplice(from, 9n), closed);
  const { stream: to, got, open } = gate();
  const full = output(to);
  full.checkWrite();
  full.write(bytes("x"));
  assert.equal(full.splice(from, 9n), 0n);
  const moved = later(full.blockingSplice(from, 2n));
  assert.equal(text(from.read(1n)), "a", "all is still there");
  await turn();
  open();
  assert.equal(await moved, 2n);
  await turn();
  assert.deepEqual([got, text(from.read(9n))], [["x", "bc"], "def"]);
});
