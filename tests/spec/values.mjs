/**
 * The values of a script: from the JSON of `prepare/value.rs` to what generated code takes, and whether what it returns is what the script says.
 *
 * A script's values know no types, so an array stands for every list, which generated code takes, and what it returns may be a typed array.
 *
 * @module
 */

/** @typedef {Record<string, any>} Json one property: the kind and its value */

/**
 * @param {Json} json
 * @returns {any}
 */
export function make(json) {
  const [[kind, value]] = /** @type {[[string, any]]} */ (Object.entries(json));
  switch (kind) {
    case "bool":
    case "int":
    case "text":
      return value;
    case "long":
      return BigInt(value);
    case "f32":
      return new Float32Array(Uint32Array.of(value).buffer)[0];
    case "f64":
      return new Float64Array(BigUint64Array.of(BigInt(value)).buffer)[0];
    case "list":
    case "tuple":
      return value.map(make);
    case "map":
      return new Map(value.map((/** @type {[Json, Json]} */ [key, item]) => [make(key), make(item)]));
    case "record":
      return Object.fromEntries(value.map((/** @type {[string, Json]} */ [name, item]) => [name, make(item)]));
    case "flags":
      return Object.fromEntries(value.map((/** @type {string} */ name) => [name, true]));
    case "variant":
      return value[1] === null ? { tag: value[0] } : { tag: value[0], val: make(value[1]) };
    case "option":
      if (value === null) return undefined;
      return "option" in value ? { tag: "some", val: make(value) } : make(value);
    case "ok":
    case "err":
      return value === null ? { tag: kind } : { tag: kind, val: make(value) };
    default:
      throw new Error(`the script has a value of the unknown kind ${kind}`);
  }
}

/**
 * Whether `actual` is what the script expects; every NaN is the same, and zeros are told apart.
 *
 * @param {any} actual
 * @param {Json} json
 * @returns {boolean}
 */
export function matches(actual, json) {
  const [[kind, value]] = /** @type {[[string, any]]} */ (Object.entries(json));
  switch (kind) {
    case "list":
    case "tuple": {
      // The suite writes a map as the list of its entries.
      const isList = Array.isArray(actual) || actual instanceof Map || (ArrayBuffer.isView(actual) && !(actual instanceof DataView));
      if (!isList) return false;
      const items = /** @type {any[]} */ ([.../** @type {any} */ (actual)]);
      return items.length === value.length && items.every((item, index) => matches(item, value[index]));
    }
    case "map": {
      if (!(actual instanceof Map) || actual.size !== value.length) return false;
      return [...actual].every(([key, item], index) => matches(key, value[index][0]) && matches(item, value[index][1]));
    }
    case "record":
      if (!isObject(actual) || Object.keys(actual).length !== value.length) return false;
      return value.every((/** @type {[string, Json]} */ [name, item]) => Object.hasOwn(actual, name) && matches(actual[name], item));
    case "flags": {
      if (!isObject(actual)) return false;
      const set = Object.keys(actual).filter((name) => actual[name] === true);
      return set.length === value.length && value.every((/** @type {string} */ name) => set.includes(name));
    }
    case "variant":
      return isCase(actual, value[0], value[1]);
    case "ok":
    case "err":
      return isCase(actual, kind, value);
    case "option":
      // Of an option in an option both cases are objects: the script does not say which it is.
      if (value === null) return actual === undefined || isCase(actual, "none", null);
      return "option" in value ? isCase(actual, "some", value) : matches(actual, value);
    default:
      return Object.is(actual, make(json));
  }
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
const isObject = (value) => typeof value === "object" && value !== null;

/**
 * @param {any} actual
 * @param {string} tag
 * @param {Json | null} payload
 */
function isCase(actual, tag, payload) {
  if (!isObject(actual) || actual.tag !== tag) return false;
  return payload === null ? actual.val === undefined : matches(actual.val, payload);
}
