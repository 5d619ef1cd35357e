/**
 * Resources where calls may wait: methods that return promises and take turns, destructors that must not wait, and what
 * happens to a resource that nobody holds any more.
 *
 * @module
 */

const asked = ["counter.add", "weft:resources/counters#consume", "nap"];

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { resources: { guest: "resources", options: asked.flatMap((name) => ["--async", name]) } };

const dispose = /** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"));

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, engine, page }) {
  const jspi = "Suspending" in WebAssembly;
  const { instantiate } = await component("resources");
  const imports = { "weft:resources/host": { Thing: class { id() {} }, notify() {}, mix() {}, many() {} } };
  const start = () => instantiate(imports);
  const { counters, gauges } = await start();
  const { Counter } = counters;

  const counter = new Counter(1);
  assert.ok(counter instanceof Counter, "a constructor gives what it constructs");
  const sum = counter.add(2);
  assert.ok(sum instanceof Promise);
  assert.equal(await sum, 3);
  assert.equal(counter.label(), "counter at 3");
  assert.equal(counters.read(counter), 3);
  for (const wrong of [undefined, {}, gauges.of(counter)]) {
    assert.ok((await assert.rejects(Counter.prototype.add.call(wrong, 1))) instanceof TypeError);
    assert.ok((await assert.rejects(counters.consume(wrong))) instanceof TypeError);
  }
  assert.equal(await counters.consume(new Counter(4)), 4);
  assert.deepEqual([...gauges.ended()], [4]);

  if (jspi) {
    // While a call is suspended its counter is on loan: nobody lets go of it.
    const nine = new Counter(9);
    const nap = gauges.nap(counter, 30);
    await undefined;
    assert.throws(() => counter[dispose](), /^cannot enter component instance$/);
    assert.throws(() => counter.label(), /^cannot enter component instance$/);
    // Each call finds out in its turn what the host still holds.
    const consumed = counters.consume(counter);
    const late = counter.add(1);
    const other = gauges.nap(nine, 1);
    assert.equal(await nap, 3);
    assert.equal(await consumed, 3);
    const error = await assert.rejects(late);
    assert.ok(error instanceof TypeError && /this Counter was passed to the component/.test(error.message), String(error));
    assert.equal(await other, 9);
    assert.deepEqual([...gauges.ended()], [3]);
  }

  // A destructor never suspends: where the thread cannot stop, it says so.
  // There it waits for so long that no page is too slow to be asked in time.
  const waiting = page ? 778 : 777;
  const message = /^wasi:\S+ would have to wait, which the destructor of Counter cannot: /;
  for (const letGo of [
    async (/** @type {any} */ { Counter }) => new Counter(waiting)[dispose](),
    async (/** @type {any} */ { Counter, consume }) => void (await consume(new Counter(waiting))),
  ]) {
    const { counters, gauges } = await start();
    if (!page) {
      await letGo(counters);
      assert.deepEqual([...gauges.ended()], [777]);
    } else {
      assert.ok((await assert.rejects(letGo(counters), message)) instanceof WebAssembly.RuntimeError);
      assert.throws(() => gauges.ended(), /^cannot enter component instance$/);
    }
  }

  await forgetting(start, assert, engine, jspi);
}

/**
 * What is forgotten is destroyed after garbage collection, which only Node can be made to do.
 * @param {() => Promise<any>} start
 * @param {import("../execute.mjs").Environment["assert"]} assert
 * @param {string} engine
 * @param {boolean} jspi
 */
async function forgetting(start, assert, engine, jspi) {
  if (engine !== "node") return;
  const v8 = "node:v8", vm = "node:vm";
  (await import(v8)).setFlagsFromString("--expose-gc");
  /** @type {() => void} */
  const gc = (await import(vm)).runInNewContext("gc");
  /** Collects until `done`; finalizers are tasks of their own. */
  const collect = async (/** @type {() => boolean} */ done) => {
    for (let round = 0; round < 100 && !done(); round++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  };

  const { counters, gauges } = await start();
  /** @type {number[]} */
  const ended = [];
  const all = () => (ended.push(...gauges.ended()), ended);
  /** @type {any[]} */
  const held = [];
  // In a function of its own: what stands in a frame that is still running is not forgotten.
  const make = (/** @type {number} */ i) => {
    const counter = new counters.Counter(i);
    if (i % 3 === 0) held.push(counter);
    if (i % 3 === 1) counter[dispose]();
  };
  for (let i = 0; i < 300; i++) make(i);
  await collect(() => all().length === 200);
  assert.deepEqual(ended.sort((a, b) => a - b), Array.from({ length: 300 }, (_, i) => i).filter((i) => i % 3 !== 0), "each once");
  assert.equal(counters.read(held[99]), 297);

  if (jspi) {
    // While a call is suspended, the destructor waits for its turn.
    ended.length = 0;
    const { counters, gauges } = await start();
    const holder = new counters.Counter(1);
    (() => void new counters.Counter(2))();
    await new Promise((resolve) => setTimeout(resolve, 1));
    let napping = true;
    const nap = gauges.nap(holder, 200).then(() => (napping = false));
    await collect(() => !napping);
    await nap;
    await collect(() => (ended.push(...gauges.ended()), ended.length === 1));
    assert.deepEqual(ended, [2]);
  }

  // A trap in one locks down, and is nobody's uncaught error; after it nothing runs.
  const bad = await start();
  (() => {
    for (const value of [1, 666, 2]) new bad.counters.Counter(value);
  })();
  const isDown = () => {
    try {
      return void bad.gauges.ended(), false;
    } catch (error) {
      return /^cannot enter component instance$/.test(/** @type {Error} */ (error).message);
    }
  };
  await collect(isDown);
  assert.ok(isDown());
}
