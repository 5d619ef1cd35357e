/**
 * Values as JSON that says the same of Weft's values, of the specification's and of the oracle's: what is compared, and what the oracle is given.
 *
 * Numbers of 64 bits are text, floats their bits as text; records and tuples are arrays, flags an array of those that are set, every variant is
 * `[case]` or `[case, payload]`.
 *
 * @module
 */
import { despecialize } from "../run/round-trip/reference.mjs";
import { camel } from "../run/round-trip/values.mjs";

/** @typedef {import("../run/round-trip/reference.mjs").Type} Type */
/** @typedef {null | boolean | number | string | Tree[]} Tree */

const scratch = new DataView(new ArrayBuffer(8));

/** @param {number} v */
function float32(v) {
  scratch.setFloat32(0, v);
  return Number.isNaN(v) ? "nan" : scratch.getUint32(0).toString(16).padStart(8, "0");
}

/** @param {number} v */
function float64(v) {
  scratch.setFloat64(0, v);
  return Number.isNaN(v) ? "nan" : scratch.getBigUint64(0).toString(16).padStart(16, "0");
}

/** Of a value as the specification has it. @param {Type} type @param {any} v @returns {Tree} */
export function ofSpec(type, v) {
  const t = despecialize(type);
  switch (t.kind) {
    case "s64": case "u64": return String(v);
    case "f32": return float32(v);
    case "f64": return float64(v);
    case "list": case "fixed-list": return v.map((/** @type {any} */ item) => ofSpec(t.element, item));
    case "record": return t.fields.map(([label, field]) => ofSpec(field, v.get(label)));
    case "variant": {
      const payload = t.cases.find(([label]) => label === v.label)?.[1] ?? null;
      return payload === null ? [v.label] : [v.label, ofSpec(payload, v.value)];
    }
    case "flags": return t.labels.filter((label) => v.get(label));
    default: return v;
  }
}

/** Of a value as Weft gives it to JavaScript. @param {Type} type @param {any} v @returns {Tree} */
export function ofJs(type, v) {
  /** @param {string} label @param {Type | null} payload @param {any} value @returns {Tree} */
  const tagged = (label, payload, value) => payload === null ? [label] : [label, ofJs(payload, value)];
  switch (type.kind) {
    case "s64": case "u64": return String(v);
    case "f32": return float32(v);
    case "f64": return float64(v);
    case "list": case "fixed-list": return Array.from(v, (item) => ofJs(type.element, item));
    case "map": return Array.from(v, ([key, value]) => [ofJs(type.key, key), ofJs(type.value, value)]);
    case "record": return type.fields.map(([label, field]) => ofJs(field, v[camel(label)]));
    case "tuple": return type.parts.map((part, i) => ofJs(part, v[i]));
    case "variant": return tagged(v.tag, type.cases.find(([label]) => label === v.tag)?.[1] ?? null, v.val);
    case "enum": return [v];
    case "option":
      if (type.some.kind === "option") return v.tag === "none" ? ["none"] : ["some", ofJs(type.some, v.val)];
      return v === undefined ? ["none"] : ["some", ofJs(type.some, v)];
    case "result": return v.tag === "ok" ? tagged("ok", type.ok, v.val) : tagged("error", type.err, v.val);
    case "flags": return type.labels.filter((label) => v[camel(label)]);
    default: return v;
  }
}
