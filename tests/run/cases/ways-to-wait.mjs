/**
 * How a wait is waited for, as a table: what is called, by what the place has. "JSPI; else the thread is stopped, in a worker where this one may not be;
 * else an error, when it would really have to wait, that says what would help."
 *
 * What an engine has can be taken from it, so every place tries all columns below its own; pages that are really not isolated are in `tests/bundlers`.
 *
 * @module
 */

/** @type {import("../execute.mjs").Case["components"]} */
export const components = {
  napper: { guest: "napper", options: ["--async", "nap"] },
  sleeper: { guest: "sleeper" },
  inWorker: { guest: "napper", mode: "worker" },
  sleeperInWorker: { guest: "sleeper", mode: "worker" },
  collectionsInWorker: { guest: "collections", mode: "worker" },
};

/** How functions wait is the same text in every way of printing, which other cases compare. */
export const variants = false;

const SUSPENDS = "suspends";
const STOPS = "stops the thread";
const THERE = "waits in the worker";

const ASYNC = "transpile with --async doze, or";
const WORKER = "transpile with --mode worker, or";
const HEADERS = "serve the page with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp";
const ISOLATE = `${HEADERS}, or`;
const BOTH = `transpile with --mode worker and ${HEADERS}, or`;
/** Nothing helps but what is ready. */
const NOTHING = "";

/** By place: a process, with JSPI and without; a page with JSPI; without, but isolated; neither; an engine that has no shared memory anyway. */
const table = {
  //                                        process         process   page            page     page             page
  //                                        JSPI                      JSPI            shared   not isolated     nothing
  "a plain call sleeps":                  [ STOPS,          STOPS,    ASYNC,          WORKER,  BOTH,            NOTHING ],
  "a promise is returned, it sleeps":     [ SUSPENDS,       STOPS,    SUSPENDS,       WORKER,  BOTH,            NOTHING ],
  "a promise is returned, it reads":      [ SUSPENDS,       WORKER,   SUSPENDS,       WORKER,  BOTH,            NOTHING ],
  "mode worker, it sleeps":               [ THERE,          THERE,    THERE,          THERE,   ISOLATE,         NOTHING ],
  "mode worker, it reads":                [ THERE,          THERE,    THERE,          THERE,   ISOLATE,         NOTHING ],
  "mode worker, it asks the page":        [ THERE,          THERE,    THERE,          THERE,   HEADERS,         NOTHING ],
};

const MILLISECONDS = 100;

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component, page }) {
  const hasJspi = "Suspending" in WebAssembly;
  const hasShared = typeof SharedArrayBuffer !== "undefined";
  const JSPI = ["Suspending", "promising"];
  /** The columns that this place can show: number, and what is taken from it. */
  const columns = /** @type {[number, string[], boolean?][]} */ (!page ? [[0, []], [1, JSPI]] : [[2, []], [3, JSPI], [4, [...JSPI, "SharedArrayBuffer"], false], [5, [...JSPI, "SharedArrayBuffer"]]])
    .filter(([column]) => (column % 2 === 0 && column < 4 ? hasJspi : column === 3 ? hasShared : true));

  const seen = [];
  for (const [column, taken, isolated] of columns) {
    /** @type {Record<string, string>} */
    const row = {};
    await without(taken, isolated, async (count) => {
      const { instantiate } = await component("napper");
      row["a plain call sleeps"] = await way(count, async () => (await instantiate()).doze, (doze) => doze(MILLISECONDS));
      row["a promise is returned, it sleeps"] = await way(count, async () => (await instantiate()).nap, (nap) => nap(MILLISECONDS, "x"));
      row["a promise is returned, it reads"] = await reads(count, "sleeper");
      // A process starts threads of its own, which have all that the engine has.
      if (!page && taken.length > 0 && hasJspi) return;
      row["mode worker, it sleeps"] = await way(count, async () => (await component("inWorker")).instantiate(), (napper) => napper.nap(MILLISECONDS, "x"));
      row["mode worker, it reads"] = await reads(count, "sleeperInWorker");
      const numbers = Uint16Array.of(1, 2, 3);
      const names = ["counts", "names", "nested", "numbers", "single", "letters", "colours", "matrix", "long", "entries"];
      const later = Object.fromEntries(names.map((name) => [name, async (/** @type {unknown} */ value) => (await null, value)]));
      const start = async () => (await component("collectionsInWorker")).instantiate({ "weft:collections/values": later });
      row["mode worker, it asks the page"] = await way(count, start, (exports) => exports.values.numbers(numbers));
    });
    for (const [what, got] of Object.entries(row)) {
      assert.equal(got, table[/** @type {keyof typeof table} */ (what)][column], `${what} (column ${column + 1})`);
      seen.push(what);
    }
  }
  return `${seen.length} ways`;

  /**
   * How a call waits; or what would help, by the error.
   * @param {() => number} count of suspensions
   * @param {() => Promise<any>} prepare
   * @param {(prepared: any) => unknown} call
   * @param {() => void} [meanwhile]
   */
  async function way(count, prepare, call, meanwhile) {
    const prepared = await prepare();
    const before = count();
    try {
      const start = performance.now();
      const result = call(prepared);
      const hasStopped = performance.now() - start >= MILLISECONDS;
      meanwhile?.();
      await result;
      return count() > before ? SUSPENDS : hasStopped ? STOPS : THERE;
    } catch (error) {
      const message = /** @type {Error} */ (error).message;
      const help = /^wasi:io\/\S+ would have to wait, .*?(?:cannot|to wait with): (.*?) ?give it what is ready, such as a string for stdin$/.exec(message)
        ?? /would have to wait for it, which needs shared memory(?:: |, which this engine has not)(.*)$/.exec(message);
      return help?.[1] ?? message;
    } finally {
      prepared?.[/** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"))]?.();
    }
  }

  /**
   * The same for a read of input that comes later.
   * @param {() => number} count
   * @param {string} name
   */
  function reads(count, name) {
    /** @type {ReadableStreamDefaultController<Uint8Array> | undefined} */
    let input;
    const stdin = new ReadableStream({ start: (controller) => void (input = controller) });
    const prepare = async () => (await component(name)).instantiate({}, { wasi: { args: ["sleeper"], stdin, stdout: () => {}, stderr: () => {} } });
    return way(count, prepare, (exports) => exports.run.run(), () => input?.close());
  }

  /**
   * Runs `work` in an engine that lacks these globals and members of `WebAssembly`, and in workers that lack them too.
   * @param {string[]} names
   * @param {boolean | undefined} isolated what the page and its workers say about that, if not the truth
   * @param {(count: () => number) => Promise<void>} work gets the count of suspensions
   */
  async function without(names, isolated, work) {
    const owners = [globalThis, WebAssembly];
    const taken = owners.flatMap((owner) => names.flatMap((name) => {
      const property = Object.getOwnPropertyDescriptor(owner, name);
      return property ? [/** @type {const} */ ([owner, name, property])] : [];
    }));
    const truth = Object.getOwnPropertyDescriptor(globalThis, "crossOriginIsolated");
    const { Worker } = globalThis;
    let count = 0;
    const engine = /** @type {any} */ (WebAssembly);
    for (const [owner, name] of taken) Reflect.deleteProperty(owner, name);
    const { Suspending } = engine;
    if (Suspending) {
      engine.Suspending = function (/** @type {Function} */ wait) {
        return new Suspending((/** @type {unknown[]} */ ...args) => (count++, wait(...args)));
      };
    }
    if (isolated !== undefined) Object.defineProperty(globalThis, "crossOriginIsolated", { value: isolated, configurable: true });
    if (page) {
      const said = isolated === undefined ? "" : `Object.defineProperty(globalThis, "crossOriginIsolated", { value: ${isolated} });`;
      const poorer = `for (const name of ${JSON.stringify(names)}) for (const owner of [globalThis, WebAssembly]) delete owner[name]; ${said}`;
      globalThis.Worker = class extends Worker {
        /**
         * @param {string | URL} url
         * @param {WorkerOptions} [options]
         */
        constructor(url, options) {
          const first = `data:text/javascript,${encodeURIComponent(poorer)}`;
          const text = `import ${JSON.stringify(first)}; import ${JSON.stringify(`${url}`)};`;
          super(URL.createObjectURL(new Blob([text], { type: "text/javascript" })), options);
        }
      };
    }
    try {
      await work(() => count);
    } finally {
      if (page) globalThis.Worker = Worker;
      if (Suspending) engine.Suspending = Suspending;
      for (const [owner, name, property] of taken) Object.defineProperty(owner, name, property);
      if (isolated !== undefined) {
        if (truth) Object.defineProperty(globalThis, "crossOriginIsolated", truth);
        else Reflect.deleteProperty(globalThis, "crossOriginIsolated");
      }
    }
  }
}
