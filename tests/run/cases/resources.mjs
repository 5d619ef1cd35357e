/**
 * Resources of the guest: construction, methods, subclasses, own and borrow in every direction, what is refused and
 * rolled back, and when destructors run.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { resources: { guest: "resources" }, kinds: { guest: "kinds" } };

const dispose = /** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"));

/** A resource of the host. */
class Thing {
  /** @type {string[]} */
  static log = [];
  /** @param {number} id */
  constructor(id) {
    this.number = id;
  }
  id() {
    return this.number;
  }
  [dispose]() {
    Thing.log.push(`disposed ${this.number}`);
  }
}

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate } = await component("resources");
  /** @type {{ notify: (text: string) => void }} */
  const hooks = { notify: (_text) => {} };
  const imports = {
    "weft:resources/host": {
      Thing,
      notify: (/** @type {string} */ text) => hooks.notify(text),
      mix: (/** @type {Thing} */ a, /** @type {Thing} */ b) => a.number + b.number,
      many: (/** @type {Thing[]} */ all) => all.reduce((sum, thing) => sum + thing.number, 0),
    },
  };
  const { counters, gauges } = await instantiate(imports);
  const { Counter } = counters;
  /** @type {(call: () => unknown, message: string | RegExp) => void} */
  const refused = (call, message) => {
    const error = assert.throws(call);
    assert.ok(error instanceof TypeError, `a TypeError, not ${error}`);
    assert.ok(typeof message === "string" ? error.message.includes(message) : message.test(error.message), error.message);
    assert.equal(counters.read(new Counter(1)), 1, "nothing is locked down");
  };
  const passed = "this Counter was passed to the component, which owns it now";

  // Classes are classes.
  const counter = new Counter(1);
  assert.ok(counter instanceof Counter && Object.getPrototypeOf(counter) === Counter.prototype);
  assert.equal(gauges.Counter, Counter, "one resource is one class");
  assert.equal(counter.add(4), 5);
  assert.equal(counter.label(), "counter at 5");
  assert.equal(counters.read(counter), 5);
  assert.equal(counters.sum([counter, counter, new Counter(1)]), 11);
  assert.throws(() => Counter(1), /class/i);
  const made = counters.make(7);
  assert.ok(made instanceof Counter && made.add(0) === 7);
  const merged = Counter.merge(made, counter);
  assert.ok(merged instanceof Counter && merged.label() === "counter at 12");
  const [first, second] = counters.pair(5);
  assert.ok(second instanceof Counter);
  assert.deepEqual([first.add(0), second.add(0)], [5, 6]);
  assert.equal(counters.pair(1)[1], undefined);

  // Subclasses; a subclass's instance is the component's as any other.
  class Mine extends Counter {
    constructor() {
      super(40);
      this.calls = 0;
    }
    /** @param {number} n */
    add(n) {
      this.calls++;
      return super.add(n) + 1;
    }
  }
  const mine = new Mine();
  assert.ok(mine instanceof Mine && mine instanceof Counter);
  assert.deepEqual([mine.add(2), mine.calls, counters.read(mine)], [43, 1, 42]);
  const [turned] = gauges.turn([mine]);
  assert.ok(turned instanceof Counter && !(turned instanceof Mine), "what comes back is another instance");
  refused(() => mine.add(1), passed);
  turned[dispose]();

  // No constructor; one that can fail.
  const gauge = gauges.of(counter);
  assert.ok(gauge instanceof gauges.Gauge && gauge.get() === 5);
  refused(() => new gauges.Gauge(), "Gauge has no constructor: the component gives its instances");
  refused(() => new (class extends gauges.Gauge {})(), "Gauge has no constructor");
  assert.equal(gauge.reset(9), 5);
  assert.equal(assert.throws(() => gauge.reset(101)).payload, "101 is off the scale");
  assert.equal(gauges.peek(gauge, counter), 9005);
  const checked = new gauges.Checked(3);
  assert.ok(checked instanceof gauges.Checked && checked.get() === 3);
  const failure = assert.throws(() => new gauges.Checked(10));
  assert.deepEqual([failure.name, failure.payload], ["ComponentError", "10 is not small"]);
  const Sub = /** @type {new (start: number) => any} */ (class extends gauges.Checked {});
  assert.equal(new Sub(4).get(), 4);

  // Inside other values.
  const values = (/** @type {any[]} */ all) => all.map((each) => each.add(0));
  assert.deepEqual(values(gauges.turn([new Counter(1), new Counter(2), new Counter(3)])), [3, 2, 1]);
  const shelf = gauges.repack({ one: new Counter(1), more: [new Counter(2)], maybe: new Counter(3) });
  assert.deepEqual([shelf.one.add(0), values(shelf.more), shelf.maybe], [2, [1, 3], undefined]);
  const either = gauges.choose({ tag: "counter", val: new Counter(8) });
  assert.ok(either.tag === "gauge" && either.val instanceof gauges.Gauge && either.val.get() === 8);
  assert.equal(gauges.choose(either).val.add(1), 9);
  assert.equal(gauges.attempt(new Counter(2), true).add(0), 2);
  assert.equal(assert.throws(() => gauges.attempt(new Counter(2), false)).payload.get(), 2);
  assert.deepEqual(values(gauges.swap(new Counter(1), new Counter(2))), [2, 1]);
  assert.equal(gauges.many(new Counter(1), new Counter(2), [new Counter(3)], "a", "b", "c", "d", "e", 10, "slow"), 22);

  // Let go once, by whom it may be.
  gauges.ended();
  const gone = new Counter(70);
  gone[dispose]();
  assert.deepEqual([...gauges.ended()], [70]);
  gone[dispose]();
  assert.deepEqual([...gauges.ended()], [], "a second time is nothing");
  refused(() => gone.add(1), "this Counter was disposed");
  refused(() => counters.read(gone), "this Counter was disposed");
  refused(() => counters.consume(gone), "this Counter was disposed");
  const given = new Counter(71);
  assert.equal(counters.consume(given), 71);
  assert.deepEqual([...gauges.ended()], [71], "the component dropped what it owned");
  given[dispose]();
  assert.deepEqual([...gauges.ended()], [], "and the host has nothing to let go of");
  refused(() => given.label(), passed);
  refused(() => counters.consume(given), passed);
  refused(() => counters.sum([counter, given]), passed);

  // An index that is used again belongs to another resource, which the old instance cannot reach.
  const old = new Counter(1);
  counters.consume(old);
  const young = new Counter(2);
  for (const use of [() => old.add(1), () => counters.read(old), () => counters.consume(old)]) refused(use, passed);
  old[dispose]();
  assert.equal(young.add(0), 2);

  // What is no counter.
  for (const [wrong, found] of [[undefined, "undefined"], [null, "null"], [5, "number"], ["a", "string"], [{}, "object"]]) {
    for (const use of [counters.read, counters.consume, (/** @type {any} */ c) => counters.sum([c]), (/** @type {any} */ c) => gauges.turn([c])]) {
      refused(() => use(wrong), `an instance of Counter is needed, not ${found}`);
    }
    refused(() => Counter.prototype.add.call(wrong, 1), `an instance of Counter is needed, not ${found}`);
  }
  refused(() => counters.read(gauge), "an instance of Counter is needed, not of Gauge");
  const others = await instantiate(imports);
  refused(() => counters.read(new others.counters.Counter(1)), "this Counter is of another instance of the component");
  refused(() => others.counters.consume(counter), "this Counter is of another instance of the component");
  assert.equal(counter.add(0), 5);

  // A refused call leaves everything where it was.
  gauges.ended();
  const [a, b, c] = [1, 2, 3].map((start) => new Counter(start));
  const unharmed = () => assert.deepEqual([values([a, b, c]), [...gauges.ended()].filter((value) => value !== 1)], [[1, 2, 3], []]);
  /** @type {(() => unknown)[]} */
  const wrongs = [
    () => gauges.tag([a, b], c, "fast"),
    () => gauges.tag([a, b, gone], c, "slow"),
    () => gauges.tag([a, b], a, "slow"),
    () => gauges.tag([a, a], b, "slow"),
    () => gauges.tag([a, b], undefined, "slow"),
    () => gauges.swap(a, a),
    () => gauges.swap(a, 5),
    () => gauges.turn([a, b, {}]),
    () => gauges.repack({ one: a, more: [b], maybe: gone }),
    () => gauges.repack({ one: a, more: 5, maybe: undefined }),
    () => gauges.many(a, b, [c], "", "", "", "", "", 0, "fast"),
    () => gauges.many(a, b, [c, b], "", "", "", "", "", 0, "slow"),
    () => gauges.many(a, a, [], "", "", "", "", "", 0, "slow"),
    () => Counter.merge(a, a),
    () => Counter.merge(a, gone),
  ];
  for (const wrong of wrongs) {
    refused(wrong, /\w/);
    unharmed();
  }
  refused(() => gauges.many(c, a, [b, a], "", "", "", "", "", 0, "slow"), /this Counter (cannot be passed|was passed)/);
  unharmed();
  assert.equal(gauges.tag([a, b], c, "slow"), 7, "and the right call is still possible");
  assert.deepEqual([...gauges.ended()].slice(-3).sort(), [1, 2, 3]);

  // Arguments are objects of the host: what they do on the way in cannot pull a resource away.
  const sly = new Counter(5);
  assert.ok(assert.throws(() => sly.add({ valueOf: () => (sly[dispose](), 1) })) instanceof TypeError);
  const held = new Counter(6);
  const getter = { get one() { return held[dispose](), new Counter(1); }, more: [], maybe: undefined };
  assert.throws(() => gauges.repack(getter), /^cannot enter component instance$/);
  assert.equal(held.add(0), 6);

  // While the component calls the host, nothing enters: the resource is still there afterwards.
  /** @type {unknown[]} */
  const meanwhile = [];
  hooks.notify = () => {
    for (const use of [() => counter[dispose](), () => counter.add(1), () => counters.consume(counter), () => new Counter(1)]) {
      meanwhile.push(assert.throws(use).message);
    }
  };
  counter.call();
  assert.deepEqual(meanwhile, Array(4).fill("cannot enter component instance"));
  assert.equal(counter.add(1), 6);

  // A destructor may call the host.
  /** @type {string[]} */
  const said = [];
  hooks.notify = (text) => void said.push(text);
  new Counter(888)[dispose]();
  counters.consume(new Counter(888));
  assert.deepEqual(said, ["dropped", "dropped"]);
  // `using`, where the engine has it, lets go at the end of the block.
  assert.equal(typeof counter[dispose], "function");

  // Ten thousand come and go, by every way.
  gauges.ended();
  for (let i = 1000; i < 3500; i++) {
    new Counter(i)[dispose]();
    counters.consume(counters.make(i));
    gauges.turn([new Counter(i)])[0][dispose]();
    Counter.merge(new Counter(i), counter)[dispose]();
  }
  assert.equal(gauges.ended().length, 12_500);

  await trapping(instantiate, imports, assert);
  await misusing(instantiate, imports, assert);
  await connecting(component, assert, { counters, gauges });
}

/**
 * A destructor that traps locks down, and takes nobody along.
 * @param {any} instantiate
 * @param {any} imports
 * @param {import("../execute.mjs").Environment["assert"]} assert
 */
async function trapping(instantiate, imports, assert) {
  for (const way of ["dispose", "consume"]) {
    const { counters, gauges } = await instantiate(imports);
    const other = new counters.Counter(1);
    const bad = new counters.Counter(666);
    assert.traps(() => (way === "dispose" ? bad[dispose]() : counters.consume(bad)), /unreachable/i);
    assert.throws(() => other.add(1), /^cannot enter component instance$/);
    assert.throws(() => gauges.ended(), /^cannot enter component instance$/);
    other[dispose]();
    bad[dispose]();
  }
  // What the host throws in a destructor is a trap with its cause.
  const cause = new Error("no");
  const host = { ...imports["weft:resources/host"], notify() { throw cause; } };
  const { counters } = await instantiate({ "weft:resources/host": host });
  assert.equal(assert.throws(() => new counters.Counter(888)[dispose]()).cause, cause);
  assert.throws(() => new counters.Counter(1), /^cannot enter component instance$/);
}

/**
 * Handles of the host's resources: the traps of the reference suite, and exactly one end.
 * @param {any} instantiate
 * @param {any} imports
 * @param {import("../execute.mjs").Environment["assert"]} assert
 */
async function misusing(instantiate, imports, assert) {
  /** @type {(run: (misuse: any) => unknown, message: RegExp) => Promise<void>} */
  const traps = async (run, message) => {
    const { misuse } = await instantiate(imports);
    assert.traps(() => run(misuse), message);
    assert.throws(() => misuse.letGo(), /^cannot enter component instance$/);
  };
  await traps((misuse) => misuse.lendAndGive(), /^cannot remove owned resource while borrowed$/);
  await traps((misuse) => misuse.dropTwice(), /^unknown handle index \d+$/);
  await traps((misuse) => misuse.dropUnknown(0xffffff), /^unknown handle index 16777215$/);
  await traps((misuse) => misuse.giveBorrowed(new Thing(1)), /^cannot lift own resource from a borrow$/);

  const { misuse } = await instantiate(imports);
  Thing.log = [];
  class Special extends Thing {}
  const [one, two] = [new Special(1), new Thing(2)];
  assert.equal(misuse.two(one, two), 5);
  assert.equal(misuse.two(one, one), 4, "one object may have two handles");
  assert.deepEqual(Thing.log, [], "what was passed on is not ended");
  misuse.hold(one);
  assert.deepEqual(Thing.log, []);
  misuse.letGo();
  assert.deepEqual(Thing.log, ["disposed 1"], "what the guest owned last is, once");
  misuse.letGo();
  assert.deepEqual(Thing.log, ["disposed 1"]);
  Thing.log = [];
  misuse.hold(one);
  misuse.hold(one);
  assert.deepEqual(Thing.log, [], "the guest has dropped one of two handles of one object");
  misuse.letGo();
  assert.deepEqual(Thing.log, ["disposed 1"]);
  // Refused: nothing stays behind in the table.
  for (const wrong of [undefined, {}, 5]) {
    assert.ok(assert.throws(() => misuse.two(one, wrong)) instanceof TypeError);
    assert.ok(assert.throws(() => misuse.two(wrong, one)) instanceof TypeError);
  }
  misuse.hold(two);
  misuse.letGo();
  assert.deepEqual(Thing.log, ["disposed 1", "disposed 2"]);
}

/**
 * Two components, separately generated: one's classes are the other's host.
 * @param {(name: string) => Promise<any>} component
 * @param {import("../execute.mjs").Environment["assert"]} assert
 * @param {any} exports of `resources`
 */
async function connecting(component, assert, { counters, gauges }) {
  const { driven, host } = await import("../kinds/host.mjs");
  const { instantiate } = await component("kinds");
  const { owners } = await instantiate({ ...host().imports, "weft:kinds/counters": counters });
  gauges.ended();
  assert.deepEqual(owners.drive(1), driven);
  // The first component drops what it was given, the second what it dropped: each once.
  assert.deepEqual([...gauges.ended()].sort((a, b) => a - b), [3, 5, 6, 100, 103]);
  const counter = new counters.Counter(1);
  assert.equal(owners.pass(counter), counter);
  owners.keep(counter);
  owners.keep(undefined);
  assert.deepEqual([...gauges.ended()], [2]);
  assert.ok(assert.throws(() => counter.add(1)) instanceof TypeError);
}
