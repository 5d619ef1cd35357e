/**
 * Instantiates components with random names and calls every function of theirs: `node evaluate.mjs FOLDER`, where
 * `manifest.json` lists them. How a name is spelled in JavaScript is said here a second time, independently of the transpiler.
 *
 * @module
 */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The names of one component.
 * @typedef {object} Names
 * @property {{ record: string[], flags: string[], cases: string[], variant: string[] }} labels
 * @property {{ name: string, all: string, numbers: string[], resource: string, method: string, static: string }} host
 * @property {string} plain
 * @property {string} call
 * @property {string[]} numbers
 * @property {[name: string, members: string[]][]} interfaces
 */

/** @param {string} name */
const camel = (name) => name.toLowerCase().replace(/-(.)/g, (_, letter) => letter.toUpperCase());
/** @param {string} name */
const upperCamel = (name) => camel(name).replace(/^./, (letter) => letter.toUpperCase());
/** @param {string} name */
const func = (name) => camel(name).replace(/^(then|constructor|prototype)$/, "$1_");
/** @param {string} name */
const short = (name) => camel(name.replace(/@.*/, "").replace(/.*[/:]/, ""));

/** The object with these own properties, whatever they are called. @param {[string, unknown][]} entries @returns {any} */
const object = (entries) => Object.fromEntries(entries);

/** @param {unknown} error */
const isRefusal = (error) => error instanceof TypeError;

const folder = /** @type {string} */ (process.argv[2]);
/** @type {Record<string, Host>} */
const hosts = (/** @type {any} */ (globalThis).hosts = {});
/** @type {object[]} */
const natives = [Object.prototype, Function.prototype, Array.prototype, Promise.prototype, Object, Function, globalThis];
const before = natives.map((native) => Reflect.ownKeys(native));

/** @type {{ name: string, mode: "Esm" | "Instantiate", names: Names }[]} */
const components = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
for (const { name, mode, names } of components) {
  try {
    await check(name, mode, names);
  } catch (error) {
    throw new Error(`${name} (${mode}) ${JSON.stringify(names, null, 1)}`, { cause: error });
  }
}
assert.deepEqual(natives.map((native) => Reflect.ownKeys(native)), before, "nothing is polluted");
console.log(`${components.length} components evaluated`);

/** @param {string} name @param {"Esm" | "Instantiate"} mode @param {Names} names */
async function check(name, mode, names) {
  const { labels } = names;
  /** @type {unknown[][]} */
  const seen = [];
  const values = {
    record: object(labels.record.map((label, at) => [camel(label), at + 1])),
    flags: object(labels.flags.map((label, at) => [camel(label), at % 2 === 0])),
  };
  const { exports, instantiate } = await load(name, mode, names, host(names, seen));
  assert.deepEqual(Object.keys(exports).sort(), exported(names).sort());

  const call = exports[func(names.call)];
  const none = object(labels.flags.map((label) => [camel(label), false]));
  for (const [at, label] of labels.cases.entries()) {
    const tag = labels.variant[at % labels.variant.length];
    const variant = at % labels.variant.length % 2 === 0 ? { tag, val: at } : { tag };
    for (const [given, flags] of [[values.flags, values.flags], [{}, none]]) {
      const result = call(values.record, given, label, variant);
      assert.deepEqual(seen.pop(), [values.record, flags, label, variant], "what the host sees");
      assert.deepEqual(result, [values.record, flags, label, variant], "what comes back");
      for (const [index, shape] of [values.record, flags].entries()) {
        assert.deepEqual(Reflect.ownKeys(result[index]), Reflect.ownKeys(shape));
        assert.equal(Object.getPrototypeOf(result[index]), Object.prototype);
      }
    }
  }
  const variant = { tag: labels.variant[0], val: 1 };
  assert.throws(() => call(values.record, {}, "no case", variant), isRefusal);
  assert.throws(() => call(values.record, {}, labels.cases[0], { tag: "no case" }), isRefusal);

  for (const [at, number] of names.numbers.entries()) assert.equal(exports[func(number)](10), 10 * (at + 1));
  for (const [interfaceName, members] of names.interfaces) {
    const [fixed, method, plain] = members.map((member) => exports[interfaceName][func(member)]);
    assert.deepEqual([fixed(10), method(10), plain(10)], [40, 50, 60]);
  }
  if (instantiate) {
    // Nobody gave what is missing, whatever objects inherit.
    await assert.rejects(instantiate({}), isRefusal);
    await assert.rejects(instantiate({ [names.host.name]: {}, [names.plain]: () => 0 }), isRefusal);
    const nothing = class {};
    const missing = { ...host(names, seen).interface, [upperCamel(names.host.resource)]: nothing };
    await assert.rejects(instantiate({ [names.host.name]: missing, [names.plain]: () => 0 }), isRefusal);
  }
}

/** The names under which something leaves. @param {Names} names */
function exported({ call, numbers, interfaces }) {
  const funcs = [call, ...numbers].map(func);
  const shorts = interfaces.map(([name]) => short(name));
  const free = shorts.filter((name) => !funcs.includes(name) && shorts.indexOf(name) === shorts.lastIndexOf(name));
  return [...new Set([...funcs, ...interfaces.map(([name]) => name), ...free])];
}

/**
 * What one component imports.
 * @typedef {{ interface: Record<string, unknown>, plain: (value: number) => number }} Host
 */

/** @param {Names} names @param {unknown[][]} seen @returns {Host} */
function host({ host }, seen) {
  /** @type {WeakMap<object, number>} */
  const values = new WeakMap();
  const Class = class {
    /** @param {number} value */
    constructor(value) {
      values.set(this, value);
    }
  };
  Object.defineProperty(Class.prototype, func(host.method), {
    /** @this {object} @param {number} value */
    value(value) {
      return (/** @type {number} */ (values.get(this)) + value) * 2.5;
    },
  });
  Object.defineProperty(Class, func(host.static), { value: (/** @type {number} */ value) => value * 4 });
  /** @type {[string, unknown][]} */
  const numbers = host.numbers.map((name, at) => [func(name), (/** @type {number} */ value) => value * (at + 1)]);
  const all = (/** @type {unknown[]} */ ...values) => (seen.push(values), values);
  return {
    interface: object([...numbers, [func(host.all), all], [upperCamel(host.resource), Class]]),
    plain: (/** @type {number} */ value) => value * 6,
  };
}

/** @param {string} name @param {"Esm" | "Instantiate"} mode @param {Names} names @param {Host} host */
async function load(name, mode, names, host) {
  const place = join(folder, name);
  const main = pathToFileURL(join(place, `${name}.js`)).href;
  if (mode === "Esm") {
    hosts[name] = host;
    const given = `globalThis.hosts[${JSON.stringify(name)}]`;
    const members = Object.keys(host.interface).map((member, at) => ({ local: `m${at}`, text: JSON.stringify(member) }));
    const constants = members.map(({ local, text }) => `const ${local} = ${given}.interface[${text}];`);
    const list = members.map(({ local, text }) => `${local} as ${text}`);
    writeFileSync(join(place, "host.mjs"), `${constants.join("\n")}\nexport { ${list.join(", ")} };\n`);
    writeFileSync(join(place, "plain.mjs"), `export default ${given}.plain;\n`);
    return { exports: await import(main), instantiate: undefined };
  }
  const { instantiate } = await import(main);
  return { exports: await instantiate({ [names.host.name]: host.interface, [names.plain]: host.plain }), instantiate };
}
