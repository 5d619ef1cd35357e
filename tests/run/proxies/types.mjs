/**
 * Value types for components made of text: how a type is written, its flat form, and the types inside that need a name.
 *
 * The flat forms are worked out here once more, by the rules of `CanonicalABI.md#flattening`: a component whose core functions
 * have other types is refused by the validator.
 *
 * @module
 */

/** @typedef {"i32" | "i64" | "f32" | "f64"} Core */

/**
 * @typedef {object} Type
 * @property {string} text how it is mentioned
 * @property {Core[]} flat
 * @property {[name: string, definition: string][]} named definitions that have to stand before, inner ones first
 */

/** @type {(text: string, core: Core) => Type} */
const primitive = (text, core) => ({ text, flat: [core], named: [] });

export const bool = primitive("bool", "i32");
export const s8 = primitive("s8", "i32");
export const u8 = primitive("u8", "i32");
export const s16 = primitive("s16", "i32");
export const u16 = primitive("u16", "i32");
export const s32 = primitive("s32", "i32");
export const u32 = primitive("u32", "i32");
export const s64 = primitive("s64", "i64");
export const u64 = primitive("u64", "i64");
export const f32 = primitive("f32", "f32");
export const f64 = primitive("f64", "f64");
export const char = primitive("char", "i32");
/** @type {Type} */
export const string = { text: "string", flat: ["i32", "i32"], named: [] };

/** @param {(Type | undefined)[]} types */
const namedIn = (types) => types.flatMap((type) => type?.named ?? []);

/** @type {(element: Type, length?: number) => Type} */
export const list = (element, length) => ({
  text: length === undefined ? `(list ${element.text})` : `(list ${element.text} ${length})`,
  flat: length === undefined ? ["i32", "i32"] : Array.from({ length }, () => element.flat).flat(),
  named: element.named,
});

/** @type {(key: Type, value: Type) => Type} */
export const map = (key, value) => ({
  text: `(map ${key.text} ${value.text})`, flat: ["i32", "i32"], named: namedIn([key, value]),
});

/** @type {(...parts: Type[]) => Type} */
export const tuple = (...parts) => ({
  text: `(tuple ${parts.map(({ text }) => text).join(" ")})`, flat: parts.flatMap(({ flat }) => flat), named: namedIn(parts),
});

/** @type {(name: string, fields: Record<string, Type>) => Type} */
export const record = (name, fields) => ({
  text: `$${name}`,
  flat: Object.values(fields).flatMap(({ flat }) => flat),
  named: [
    ...namedIn(Object.values(fields)),
    [name, `(record ${Object.entries(fields).map(([label, { text }]) => `(field "${label}" ${text})`).join(" ")})`],
  ],
});

/** @type {(cases: (Type | undefined)[]) => Core[]} */
const joined = (cases) => {
  /** @type {Core[]} */
  const slots = [];
  for (const type of cases) {
    for (const [i, core] of (type?.flat ?? []).entries()) {
      const slot = slots[i] ?? core;
      slots[i] = slot === core ? core : [slot, core].every((one) => one === "i32" || one === "f32") ? "i32" : "i64";
    }
  }
  return ["i32", ...slots];
};

/** @type {(name: string, cases: Record<string, Type | undefined>) => Type} */
export const variant = (name, cases) => ({
  text: `$${name}`,
  flat: joined(Object.values(cases)),
  named: [
    ...namedIn(Object.values(cases)),
    [name, `(variant ${Object.entries(cases).map(([label, type]) => `(case "${label}"${type ? ` ${type.text}` : ""})`).join(" ")})`],
  ],
});

/** @type {(name: string, labels: string[]) => Type} */
export const enumeration = (name, labels) => ({
  text: `$${name}`, flat: ["i32"], named: [[name, `(enum ${labels.map((label) => `"${label}"`).join(" ")})`]],
});

/** @type {(name: string, labels: string[]) => Type} */
export const flags = (name, labels) => ({
  text: `$${name}`, flat: ["i32"], named: [[name, `(flags ${labels.map((label) => `"${label}"`).join(" ")})`]],
});

/** @type {(type: Type) => Type} */
export const option = (type) => ({ text: `(option ${type.text})`, flat: joined([undefined, type]), named: type.named });

/** @type {(ok?: Type, err?: Type) => Type} */
export const result = (ok, err) => ({
  text: `(result${ok ? ` ${ok.text}` : ""}${err ? ` (error ${err.text})` : ""})`, flat: joined([ok, err]), named: namedIn([ok, err]),
});
