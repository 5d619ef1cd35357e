/**
 * The call that `--invoke` asks for: arguments as JavaScript values, and the result as WAVE, printed as wasmtime does.
 *
 * The values' shapes in JavaScript are those of generated code; `weft` has read the arguments and knows the types.
 */
/** A type, as `weft` describes it. */
export type Shape =
  | "bool" | "s8" | "u8" | "s16" | "u16" | "s32" | "u32" | "s64" | "u64" | "f32" | "f64" | "char" | "string"
  | { readonly list: Shape }
  | { readonly "fixed-list": readonly [element: Shape, length: number] }
  | { readonly map: readonly [key: Shape, value: Shape] }
  | { readonly record: readonly (readonly [label: Label, type: Shape])[] }
  | { readonly tuple: readonly Shape[] }
  | { readonly variant: readonly (readonly [name: string, payload: Shape | null])[] }
  | { readonly enum: readonly string[] }
  | { readonly option: Shape }
  | { readonly result: readonly [ok: Shape | null, err: Shape | null] }
  | { readonly flags: readonly Label[] };

interface Label {
  readonly name: string;
  readonly property: string;
}

/** An argument, as `weft` read it: numbers as text, records as their fields in order, cases as `[name, payload?]`. */
export type Argument = boolean | string | readonly Argument[];

/** A call, as `weft` describes it. */
export interface Call {
  readonly path: readonly string[];
  readonly arguments: readonly (readonly [type: Shape, value: Argument])[];
  readonly result: Shape | null;
}

const isTagged = (payload: Shape): boolean => typeof payload === "object" && "option" in payload;

const floatOf = (text: string): number => {
  if (text === "nan") return NaN;
  return text.endsWith("inf") ? (text === "inf" ? Infinity : -Infinity) : Number(text);
};

const caseOf = (payload: Shape | null | undefined, [tag, val]: readonly Argument[]): unknown =>
  payload == null || val === undefined ? { tag } : { tag, val: valueOf(payload, val) };

/** The JavaScript value of an argument. */
export const valueOf = (type: Shape, json: Argument): unknown => {
  const text = json as string;
  const parts = json as readonly Argument[];
  if (typeof type === "string") {
    if (type === "s64" || type === "u64") return BigInt(text);
    if (type === "f32" || type === "f64") return floatOf(text);
    return /^[su]\d/.test(type) ? Number(text) : json;
  }
  if ("list" in type) return parts.map((part) => valueOf(type.list, part));
  if ("fixed-list" in type) return parts.map((part) => valueOf(type["fixed-list"][0], part));
  if ("map" in type) {
    const [key, value] = type.map;
    const entries = parts as readonly (readonly [Argument, Argument])[];
    return new Map(entries.map((entry) => [valueOf(key, entry[0]), valueOf(value, entry[1])]));
  }
  if ("record" in type) {
    return fromEntries(type.record.map(([{ property }, field], i) => [property, valueOf(field, parts[i] as Argument)]));
  }
  if ("tuple" in type) return type.tuple.map((part, i) => valueOf(part, parts[i] as Argument));
  if ("variant" in type) return caseOf(type.variant.find(([name]) => name === parts[0])?.[1], parts);
  if ("enum" in type) return parts[0];
  if ("result" in type) return caseOf(type.result[parts[0] === "ok" ? 0 : 1], parts);
  if ("option" in type) {
    if (isTagged(type.option)) return caseOf(type.option, parts);
    return parts[0] === "none" ? undefined : valueOf(type.option, parts[1] as Argument);
  }
  return fromEntries(type.flags.map(({ name, property }) => [property, parts.includes(name)]));
};

/** An object with these properties and no others. */
const fromEntries = (entries: [string, unknown][]): Record<string, unknown> =>
  Object.assign(Object.create(null), Object.fromEntries(entries)) as Record<string, unknown>;

const KEYWORDS = new Set(["true", "false", "some", "none", "ok", "err", "inf", "nan"]);
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", '"': '\\"', "'": "\\'", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** What stands for itself only where it can be seen: no control characters, separators or combining marks. */
const HIDDEN = /[\\"'\p{C}\p{Z}\p{Grapheme_Extend}]/gu;

const escaped = (text: string): string =>
  text.replace(HIDDEN, (letter) =>
    letter === " " ? letter : (ESCAPES[letter] ?? `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`));

/** The fewest digits that mean the same `f32`, of a number that is not negative. */
const single = (value: number): string => {
  for (let digits = 0; digits < 9; digits++) {
    const [mantissa = "", exponent] = value.toExponential(digits).split("e");
    const nearest = Number(mantissa.replace(".", ""));
    // Above a power of two the next `f32` is twice as far away as below: the decimal above may fit where the nearest does not.
    for (const digitsUp of [nearest, nearest + 1]) {
      const candidate = Number(`${digitsUp}e${Number(exponent) - digits}`);
      if (Math.fround(candidate) === value) return String(candidate);
    }
  }
  return String(value);
};

/** A number that is not negative without exponent. */
const decimal = (text: string): string => {
  const [, whole = "", fraction = "", exponent = "0"] = /^(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (whole === "") return text;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  return point >= digits.length ? digits.padEnd(point, "0") : `${digits.slice(0, point)}.${digits.slice(point)}`;
};

const float = (value: number, print: (value: number) => string): string => {
  if (Number.isNaN(value)) return "nan";
  const sign = value < 0 || Object.is(value, -0) ? "-" : "";
  return sign + (Number.isFinite(value) ? decimal(print(Math.abs(value))) : "inf");
};

const listed = (open: string, items: readonly string[], close: string): string => `${open}${items.join(", ")}${close}`;

const printCase = (name: string, payload: Shape | null | undefined, value: unknown): string =>
  payload == null ? name : `${name}(${print(payload, value)})`;

const label = (name: string): string => (KEYWORDS.has(name) ? `%${name}` : name);

type Tagged = { readonly tag: string; readonly val?: unknown };

const printOption = (payload: Shape, value: unknown): string => {
  if (!isTagged(payload)) return value === undefined ? "none" : printCase("some", payload, value);
  const { tag, val } = value as Tagged;
  return printCase(tag, tag === "none" ? null : payload, val);
};

const printRecord = (fields: readonly (readonly [Label, Shape])[], value: Record<string, unknown>): string => {
  const items: string[] = [];
  for (const [{ name, property }, type] of fields) {
    const text = print(type, value[property]);
    // Options that are `none` are left out.
    if (typeof type === "string" || !("option" in type) || text !== "none") items.push(`${name}: ${text}`);
  }
  return items.length === 0 ? "{:}" : listed("{", items, "}");
};

/** A value as WAVE. */
export const print = (type: Shape, value: unknown): string => {
  if (typeof type === "string") {
    if (type === "string") return `"${escaped(value as string)}"`;
    if (type === "char") return `'${escaped(value as string)}'`;
    if (type === "f32") return float(value as number, single);
    return type === "f64" ? float(value as number, String) : String(value);
  }
  const items = (element: Shape): string[] => Array.from(value as Iterable<unknown>, (item) => print(element, item));
  if ("list" in type) return listed("[", items(type.list), "]");
  if ("fixed-list" in type) return listed("[", items(type["fixed-list"][0]), "]");
  if ("map" in type) {
    const entries = [...(value as Map<unknown, unknown>)];
    return listed("{", entries.map(([key, it]) => `${print(type.map[0], key)}: ${print(type.map[1], it)}`), "}");
  }
  if ("record" in type) return printRecord(type.record, value as Record<string, unknown>);
  if ("tuple" in type) return listed("(", type.tuple.map((part, i) => print(part, (value as unknown[])[i])), ")");
  if ("variant" in type) {
    const { tag, val } = value as Tagged;
    return printCase(label(tag), type.variant.find(([name]) => name === tag)?.[1], val);
  }
  if ("enum" in type) return label(value as string);
  if ("option" in type) return printOption(type.option, value);
  if ("result" in type) {
    const { tag, val } = value as Tagged;
    return printCase(tag, type.result[tag === "ok" ? 0 : 1], val);
  }
  const set = type.flags.filter(({ property }) => (value as Record<string, boolean>)[property]);
  return listed("{", set.map(({ name }) => name), "}");
};

/**
 * Makes the call.
 *
 * @param exports - what the component exports
 * @param failure - the payload of what was thrown, in an object, if it is the function's own `err`
 * @returns the result as WAVE: `()` where there is none
 * @throws whatever else the call throws
 */
export const invoke = async (
  exports: object,
  call: Call,
  failure: (thrown: unknown) => { readonly payload: unknown } | undefined,
): Promise<string> => {
  const { path, result } = call;
  const owner = path.slice(0, -1).reduce((at, name) => at[name] as Record<string, unknown>, exports as Record<string, unknown>);
  const name = path[path.length - 1] ?? "";
  const values = call.arguments.map(([type, value]) => valueOf(type, value));
  // A `result` is returned or thrown.
  const ways = typeof result === "object" && result !== null && "result" in result ? result.result : undefined;
  try {
    const value: unknown = await (owner as Record<string, (...values: unknown[]) => unknown>)[name]?.(...values);
    if (ways !== undefined) return printCase("ok", ways[0], value);
    return result === null ? "()" : print(result, value);
  } catch (thrown) {
    const failed = ways === undefined ? undefined : failure(thrown);
    if (ways === undefined || failed === undefined) throw thrown;
    return printCase("err", ways[1], failed.payload);
  }
};
