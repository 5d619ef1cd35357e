/** What a person types for a number or character, read strictly: the argument as `weft run --invoke` has it, or what is wrong with it. */

const RANGES: Readonly<Record<string, readonly [least: bigint, most: bigint]>> = Object.fromEntries(
  [8n, 16n, 32n, 64n].flatMap((bits) => [
    [`u${bits}`, [0n, (1n << bits) - 1n]],
    [`s${bits}`, [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n]],
  ]),
);

/** Whether a type is a number. */
export function isNumber(type: string): boolean {
  return type in RANGES || type === "f32" || type === "f64";
}

/**
 * Reads a number or character.
 *
 * @throws `RangeError` or `SyntaxError` that says what would do
 */
export function readScalar(type: string, typed: string): string {
  if (type === "char") return readChar(typed);
  const text = typed.trim().replaceAll("_", "");
  if (type === "f32" || type === "f64") return readFloat(text);
  const [least, most] = RANGES[type] ?? [0n, 0n];
  const sign = text.startsWith("-") ? -1n : 1n;
  const digits = text.replace(/^[+-]/, "");
  if (!/^(?:\d+|0x[\da-f]+|0b[01]+|0o[0-7]+)$/i.test(digits)) throw new SyntaxError(`${type} is a whole number`);
  const value = sign * BigInt(digits);
  if (value < least || value > most) throw new RangeError(`${type} goes from ${least} to ${most}`);
  return String(value);
}

/** Reads numbers that stand behind each other, between commas or spaces. */
export function readNumbers(type: string, typed: string): string[] {
  const items = typed.replace(/^\s*\[|\]\s*$/g, "").split(/[\s,]+/).filter((item) => item !== "");
  return items.map((item) => readScalar(type, item));
}

function readFloat(text: string): string {
  if (/^[+-]?inf(?:inity)?$/i.test(text)) return text.startsWith("-") ? "-inf" : "inf";
  if (/^nan$/i.test(text)) return "nan";
  const value = Number(text);
  if (text === "" || Number.isNaN(value)) throw new SyntaxError("a number, inf, -inf or nan");
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  return Object.is(value, -0) ? "-0" : String(value);
}

function readChar(text: string): string {
  const letters = [...text];
  if (letters.length !== 1 || /\p{Surrogate}/u.test(text)) throw new SyntaxError("one character");
  return text;
}
