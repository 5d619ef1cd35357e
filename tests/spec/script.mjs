/**
 * Does what a script says, with the components that `prepare` has transpiled: the same code in a process and in a page.
 *
 * Components are used as a user would: instantiated with what was registered as their imports, and called by their exports.
 *
 * @module
 */
import { show } from "../run/assert.mjs";
import { notTheTrap, shown } from "./traps.mjs";
import { make, matches } from "./values.mjs";

/** @typedef {import("./values.mjs").Json} Json */
/** @typedef {{ main?: string, features?: string[], refused?: { code: string, message: string } }} Component */
/** @typedef {{ component?: Component, name?: string | null, func?: string, args?: Json[] }} Action */
/**
 * What a directive says, as `prepare/script.rs` writes it.
 * @typedef {{ do: string, name?: string | null, of?: string | null, as?: string, why?: string, message?: string,
 *   component?: Component, action?: Action, results?: Json[] }} What
 */
/** @typedef {{ line: number, what: What, wrong?: string | null }} Directive `wrong` is what the report has to say of one that is wrong on purpose */
/** @typedef {{ file: string, directives: Directive[] }} Script */
/** @typedef {{ line: number, outcome: "passed" | "failed" | "excluded", text: string }} Result one per directive */

/** What an engine lacks, by the names of Weft's reports: a component that needs it cannot run there, whoever transpiles it. */
const lacks = new Map([["webkit", ["memory64", "multi-memory"]]]);

/** Thrown where a directive is not met; the message says why. */
class Unmet extends Error {}

/** Thrown where the engine lacks what a component needs; stands for the instance that there is not. */
class Excluded extends Error {}

/**
 * @param {Script} script
 * @param {(url: string) => Promise<any>} load imports a module below `target/spec/`
 * @param {string} engine
 * @returns {Promise<Result[]>}
 */
export async function run({ directives }, load, engine) {
  const state = new State(load, lacks.get(engine) ?? []);
  const results = [];
  for (const directive of directives) {
    const result = await one(state, directive);
    results.push(directive.wrong ? reported(result, directive.wrong) : result);
  }
  return results;
}

/**
 * @param {State} state
 * @param {Directive} directive
 * @returns {Promise<Result>}
 */
async function one(state, { line, what }) {
  try {
    await perform(state, what);
    return { line, outcome: "passed", text: "" };
  } catch (error) {
    if (error instanceof Excluded) return { line, outcome: "excluded", text: error.message };
    return { line, outcome: "failed", text: error instanceof Unmet ? error.message : shown(error) };
  }
}

/**
 * A directive that is wrong on purpose passes by failing, with the reason that it names.
 * @param {Result} result
 * @param {string} wrong
 * @returns {Result}
 */
function reported({ line, outcome, text }, wrong) {
  if (outcome === "failed" && text.includes(wrong)) return { line, outcome: "passed", text: "" };
  return { line, outcome: "failed", text: `wrong on purpose, but it ${outcome}${text && `: ${text}`}; to be reported: ${wrong}` };
}

/**
 * @param {State} state
 * @param {What} directive
 * @returns {Promise<void>}
 */
async function perform(state, directive) {
  const { component = {}, action = {}, message = "", results = [] } = directive;
  switch (directive.do) {
    case "define":
      return void state.define(component, directive.name);
    case "instantiate":
      state.forget(directive.name);
      state.define(component, directive.name);
      return void (await state.instantiate(component, directive.name));
    case "instance":
      return void (await state.instance(directive.name, directive.of));
    case "register":
      return state.register(/** @type {string} */ (directive.as), directive.name);
    case "invoke":
      return void (await state.act(action));
    case "return":
      return returns(await outcome(state, action), results);
    case "trap":
      return traps(await outcome(state, action), message);
    case "reject":
      return rejects(component, message);
    case "unlinkable":
      return await unlinkable(state, component, message);
    default:
      throw new Unmet(directive.why ?? directive.do);
  }
}

/**
 * What an action came to.
 * @param {State} state
 * @param {Action} action
 * @returns {Promise<{ value: any } | { error: any }>}
 */
async function outcome(state, action) {
  try {
    return { value: await state.act(action) };
  } catch (error) {
    if (error instanceof Unmet || error instanceof Excluded) throw error;
    return { error };
  }
}

/**
 * @param {{ value: any } | { error: any }} outcome
 * @param {Json[]} results none or one
 */
function returns(outcome, results) {
  const [expected] = results;
  if ("error" in outcome) {
    const { error } = outcome;
    // The `err` case of a result leaves as an exception.
    const isErr = expected !== undefined && "err" in expected && error?.name === "ComponentError";
    if (!isErr) throw new Unmet(`it threw ${shown(error)}`);
    if (expected["err"] === null ? error.payload !== undefined : !matches(error.payload, expected["err"])) {
      throw new Unmet(`the err case is ${show(error.payload)}, expected ${JSON.stringify(expected)}`);
    }
    return;
  }
  const { value } = outcome;
  if (expected === undefined ? value === undefined : matches(value, unwrapped(expected, value))) return;
  throw new Unmet(`it returned ${show(value)}, expected ${JSON.stringify(results)}`);
}

/**
 * The `ok` case of a function's result is its value.
 * @param {Json} expected
 * @param {any} value
 * @returns {Json}
 */
function unwrapped(expected, value) {
  if (!("ok" in expected)) return expected;
  return expected["ok"] ?? (value === undefined ? { option: null } : expected);
}

/**
 * @param {{ value: any } | { error: any }} outcome
 * @param {string} message
 */
function traps(outcome, message) {
  if ("value" in outcome) throw new Unmet(`it did not trap${outcome.value === undefined ? "" : ` and returned ${show(outcome.value)}`}, expected ${JSON.stringify(message)}`);
  const wrong = notTheTrap(outcome.error, message);
  if (wrong !== undefined) throw new Unmet(wrong);
}

/** The codes of Weft's diagnostics that say what is wrong with a component. */
const rejections = ["empty", "not-wasm", "truncated", "wat", "limit", "invalid"];

/**
 * Only a diagnostic about the component is a rejection: not that something is beyond this version, and never a bug.
 * @param {Component} component
 * @param {string} message
 */
function rejects({ refused }, message) {
  if (refused === undefined) throw new Unmet(`it was accepted, expected ${JSON.stringify(message)}`);
  if (!rejections.includes(refused.code)) throw new Unmet(`no rejection, but ${refused.code}: ${refused.message}`);
  if (!refused.message.includes(message)) throw new Unmet(`the diagnostic says ${JSON.stringify(refused.message)}, expected ${JSON.stringify(message)}`);
}

/**
 * Valid, but what it imports is not there: a diagnostic, or an error of the instantiation that is no trap.
 * @param {State} state
 * @param {Component} component
 * @param {string} message
 */
async function unlinkable(state, component, message) {
  if (component.refused) return rejects(component, message);
  const result = await outcome(state, { component });
  if (!("error" in result)) throw new Unmet(`it was instantiated, expected ${JSON.stringify(message)}`);
  const { error } = result;
  if (error instanceof WebAssembly.RuntimeError || !String(error?.message).includes(message)) {
    throw new Unmet(`linking failed with ${shown(error)}, expected ${JSON.stringify(message)}`);
  }
}

/** What a script has made so far. */
class State {
  /** @type {Map<string, Component>} */
  definitions = new Map();
  /** @type {Map<string, any>} */
  instances = new Map();
  /** @type {Record<string, any>} */
  registered = {};
  /** @type {any} */
  latest;
  /** @type {Component | undefined} */
  latestDefinition;

  /**
   * @param {(url: string) => Promise<any>} load
   * @param {string[]} lacking features of WebAssembly
   */
  constructor(load, lacking) {
    this.load = load;
    this.lacking = lacking;
  }

  /**
   * From here on what is called belongs to a new instance, even if there comes none.
   * @param {string | null | undefined} name
   */
  forget(name) {
    this.latest = undefined;
    if (name) this.instances.delete(name);
  }

  /**
   * @param {Component} component
   * @param {string | null | undefined} name
   */
  define(component, name) {
    this.latestDefinition = component;
    if (name) this.definitions.set(name, component);
    if (component.refused) throw new Unmet(`it was refused, ${component.refused.code}: ${component.refused.message}`);
  }

  /**
   * @param {Component} component
   * @param {string | null | undefined} [name]
   */
  async instantiate(component, name) {
    if (component.refused) throw new Unmet(`it was refused, ${component.refused.code}: ${component.refused.message}`);
    const missing = (component.features ?? []).filter((feature) => this.lacking.includes(feature));
    const instance = missing.length > 0
      ? new Excluded(`the engine lacks ${missing.join(", ")}`)
      : await (await this.load(/** @type {string} */ (component.main))).instantiate(this.registered);
    this.latest = instance;
    if (name) this.instances.set(name, instance);
    if (instance instanceof Excluded) throw instance;
    return instance;
  }

  /**
   * @param {string | null | undefined} name
   * @param {string | null | undefined} of
   */
  async instance(name, of) {
    this.forget(name);
    const component = of ? this.definitions.get(of) : this.latestDefinition;
    if (component === undefined) throw new Unmet(`there is no component ${of ?? "before it"}`);
    await this.instantiate(component, name);
  }

  /**
   * @param {string} as
   * @param {string | null | undefined} name
   */
  register(as, name) {
    this.registered = { ...this.registered, [as]: this.get(name) };
  }

  /** @param {string | null | undefined} name */
  get(name) {
    const instance = name ? this.instances.get(name) : this.latest;
    if (instance === undefined) throw new Unmet(`there is no instance ${name ?? "before it"}`);
    if (instance instanceof Excluded) throw instance;
    return instance;
  }

  /** @param {Action} action */
  async act({ component, name, func = "", args = [] }) {
    if (component) return void (await this.instantiate(component));
    const instance = this.get(name);
    const callee = instance[func];
    if (typeof callee !== "function") throw new Unmet(`there is no function ${func}`);
    return callee(...args.map(make));
  }
}
