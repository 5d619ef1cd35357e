/**
 * Random values through a random component, which passes what its exports get to its imports, and the answer back.
 *
 * Each value is looked at in four places: as the host's import sees it, as the caller gets it back, and as bytes and core values on both
 * ways inside, where the specification's own algorithm (`reference.mjs`) reads what Weft has lowered. In every other call it also writes anew
 * what Weft then lifts, so that a mistake made alike in lowering and lifting is seen too.
 *
 * @module
 */
import * as assert from "../assert.mjs";
import { Random } from "./random.mjs";
import { answer, settle } from "./outcome.mjs";
import { liftParams, liftResult, load, lowerParams, lowerResult, spills, store, elemSize } from "./reference.mjs";
import { randomValue, simpler, toJs } from "./values.mjs";

/** @typedef {import("./reference.mjs").Type} Type */
/**
 * A function of the batch, as `tests/src/bin/round-trips.rs` writes it.
 * @typedef {{ number: number, text: string, params: Type[], result: Type | null, encoding: import("./reference.mjs").Encoding, postReturn: boolean }} Func
 */
/**
 * One call: what goes in and what comes back, as the specification's values; `again` writes both anew inside.
 * @typedef {{ params: any[], result: any, again: boolean, seed: string }} Call
 */

const interfaceName = "weft:random/host";

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ name, component, file }) {
  /** @type {{ seed: string, values: number, funcs: Func[] }} */
  const { seed, values, funcs } = JSON.parse(new TextDecoder().decode(await file("batch.json")));
  const module = await component("batch");
  let instance = await instantiate(module, funcs);
  for (const [index, func] of funcs.entries()) {
    for (let i = 0; i < values; i++) {
      const call = randomCall(func, `${seed} ${func.number} ${i}`, i % 2 === 1);
      const error = instance.failure(index, call);
      if (error === undefined) continue;
      const least = await shrink(async (call) => (await instantiate(module, funcs)).failure(index, call), func, call, error);
      throw new Error(report(name, index, func, i, seed, call, least), { cause: least.error });
    }
  }
  return `${funcs.length * values} calls of ${funcs.length} functions`;
}

/** @param {Func} func @param {string} seed @param {boolean} again @returns {Call} */
function randomCall({ params, result }, seed, again) {
  const random = new Random(seed), budget = { left: 120 };
  const given = params.map((t) => randomValue(t, random, budget));
  return { params: given, result: result === null ? undefined : randomValue(result, random, budget), again, seed };
}

/** An instance of the batch whose core modules are watched. @param {any} module @param {Func[]} funcs */
async function instantiate(module, funcs) {
  /** @type {Call | undefined} */
  let call;
  /** @type {any} */
  let libc;
  const expected = () => /** @type {Call} */ (call);

  /** The import as the guest calls it: what goes through is read, and in some calls written anew. @param {Func} func @param {Function} trampoline */
  const watched = ({ params, result, encoding }, trampoline) => (/** @type {any[]} */ ...flat) => {
    const call = expected(), dirt = call.again ? new Random(call.seed) : undefined;
    const cx = { memory: libc.memory, realloc: libc.realloc, encoding, dirt };
    const area = spills(result) ? flat.pop() >>> 0 : undefined;
    assert.deepEqual(js(params, liftParams(cx, flat, params)), js(params, call.params), "the parameters that Weft lowered, by the specification");
    const passed = call.again ? lowerParams(cx, call.params, params) : flat;
    const returned = trampoline(...passed, ...(area === undefined ? [] : [area]));
    if (result === null) return;
    const answer = area === undefined ? liftResult(cx, returned, result) : load(cx, area, result);
    assert.deepEqual(toJs(result, answer), toJs(result, call.result), "the result that Weft lowered, by the specification");
    if (!call.again) return returned;
    if (area === undefined) return lowerResult(cx, call.result, result);
    const bytes = new Uint8Array(libc.memory.buffer, area, elemSize(result));
    bytes.forEach((_, i) => bytes[i] = cx.dirt?.next() ?? 0);
    store(cx, call.result, result, area);
  };

  /** @type {Record<string, (...args: any[]) => unknown>} */
  const host = {};
  funcs.forEach(({ params, result }, index) => host[`f${index}`] = (...args) => {
    const call = expected(), vary = call.again ? new Random(call.seed) : undefined;
    assert.deepEqual(args, js(params, call.params), "what the host is given");
    return result === null ? undefined : answer(result, call.result, vary);
  });

  const { instantiate } = WebAssembly;
  /** @type {any} */ (WebAssembly).instantiate = async (/** @type {any} */ module, /** @type {any} */ imports) => {
    if (imports?.host !== undefined) {
      const inside = Object.entries(imports.host).map(([name, run]) => [name, watched(/** @type {Func} */ (funcs[Number(name.slice(1))]), run)]);
      imports = { ...imports, host: Object.fromEntries(inside) };
    }
    const made = await /** @type {any} */ (instantiate)(module, imports);
    if (made.exports.memory !== undefined) libc = made.exports;
    return made;
  };
  /** @type {any} */
  let exports;
  try {
    exports = await module.instantiate({ [interfaceName]: host });
  } finally {
    WebAssembly.instantiate = instantiate;
  }

  return {
    /** What goes wrong with a call, if anything does. @param {number} index @param {Call} next @returns {Error | undefined} */
    failure(index, next) {
      const { params, result, postReturn } = /** @type {Func} */ (funcs[index]);
      call = next;
      const vary = next.again ? new Random(`${next.seed} vary`) : undefined;
      const posts = libc.posts.value;
      libc["grow-in"].value = new Random(`${next.seed} grow`).below(8);
      try {
        const outcome = settle(() => exports[`f${index}`](...params.map((t, i) => toJs(t, next.params[i], vary))), result);
        if (result !== null) assert.deepEqual(outcome, toJs(result, next.result), "what the caller gets");
        else assert.equal(outcome, undefined);
        assert.equal(libc.posts.value - posts, postReturn ? 1 : 0, "calls of post-return");
      } catch (error) {
        return /** @type {Error} */ (error);
      } finally {
        libc.free();
      }
    },
  };
}

/** @param {Type[]} types @param {any[]} values */
const js = (types, values) => types.map((t, i) => toJs(t, values[i]));

/**
 * Makes the values of a failing call simpler as long as it fails.
 * @param {(call: Call) => Promise<Error | undefined>} failure @param {Func} func @param {Call} call @param {Error} error
 */
async function shrink(failure, { params, result }, call, error) {
  let tries = 400;
  for (let found = true; found;) {
    found = false;
    const inParams = params.flatMap((t, i) => simpler(t, call.params[i]).map((less) => ({ ...call, params: call.params.with(i, less) })));
    const inResult = result === null ? [] : simpler(result, call.result).map((less) => ({ ...call, result: less }));
    for (const next of [...inParams, ...inResult]) {
      if (tries-- === 0) return { call, error };
      const again = await failure(next);
      if (again === undefined) continue;
      [call, error, found] = [next, again, true];
      break;
    }
  }
  return { call, error };
}

/**
 * @param {string} batch @param {number} index @param {Func} func @param {number} value @param {string} seed
 * @param {Call} call @param {{ call: Call, error: Error }} least
 */
function report(batch, index, { number, text, params, result, encoding }, value, seed, call, least) {
  const spelled = (/** @type {Call} */ call) => {
    const answer = result === null ? "" : ` -> ${assert.show(toJs(result, call.result))}`;
    return `(${js(params, call.params).map(assert.show).join(", ")})${answer}`.slice(0, 4000);
  };
  return `function ${number}, call ${value}${call.again ? ", written anew by the reference" : ""}
  again alone: WEFT_SEED=${seed} WEFT_CASE=${number} cargo xtask test round-trip
  type: ${text} (${encoding})
  values: ${spelled(call)}
  the simplest that fail: ${spelled(least.call)}
  generated: target/run/${batch}/batch/batch.js, function f${index}; as text: target/run/${batch}/batch.wat`;
}
