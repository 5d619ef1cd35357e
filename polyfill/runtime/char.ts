import { trap } from "./trap.ts";

/**
 * Lifts a `char`: a Unicode scalar value as a string.
 *
 * @param code - The core i32.
 * @throws A trap for a surrogate or a value past U+10FFFF. CanonicalABI.md#loading (`convert_i32_to_char`)
 */
export const liftChar = (code: number): string => {
  const scalar = code >>> 0;
  if (scalar >= 0x110000 || (scalar >= 0xd800 && scalar <= 0xdfff)) trap("invalid `char` bit pattern");
  return String.fromCodePoint(scalar);
};

/**
 * Lowers a `char`.
 *
 * @param value - A string of exactly one Unicode scalar value.
 * @throws TypeError for anything else. CanonicalABI.md#storing (`char_to_i32`)
 */
export const lowerChar = (value: unknown): number => {
  const code = typeof value === "string" ? value.codePointAt(0) : undefined;
  if (code === undefined || (value as string).length !== (code > 0xffff ? 2 : 1) || (code >= 0xd800 && code <= 0xdfff)) {
    throw new TypeError("a char must be a string of one Unicode scalar value");
  }
  return code;
};
