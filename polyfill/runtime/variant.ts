import { trap } from "./trap.ts";

/** Traps on a discriminant without a case. CanonicalABI.md#loading (`load_variant`) */
export const invalidCase = (): never => trap("invalid variant discriminant");

/** Traps unless the discriminant is 0 or 1. */
export const checkTwo = (index: number): void => {
  if (index >>> 0 > 1) invalidCase();
};

/** Refuses a value whose `tag` names no case. */
export const unknownTag = (value: { tag: unknown }): never => {
  throw new TypeError(`${typeof value.tag === "string" ? JSON.stringify(value.tag) : String(value.tag)} is not a case of this variant`);
};

/** Lifts an enum case. CanonicalABI.md#loading (`load_variant`) */
export const liftEnum = (names: readonly string[], index: number): string => names[index >>> 0] ?? invalidCase();

/** Lowers an enum case. CanonicalABI.md#storing (`match_case`) */
export const lowerEnum = (names: readonly string[], name: unknown): number => {
  // Not `indexOf`, which engines call: a loop they compile with what is around.
  for (let index = 0; index < names.length; index++) if (names[index] === name) return index;
  const some = names.length > 12 ? `${names.slice(0, 12).join(", ")}, \u2026` : names.join(", ");
  throw new TypeError(`${typeof name === "string" ? JSON.stringify(name) : String(name)} is not one of ${some}`);
};

const scratch = new DataView(new ArrayBuffer(8));

/** `i32.reinterpret_f32` */
export const f32ToI32 = (value: number): number => (scratch.setFloat32(0, value), scratch.getInt32(0));
/** `f32.reinterpret_i32` */
export const i32ToF32 = (value: number): number => (scratch.setInt32(0, value), scratch.getFloat32(0));
/** `i64.reinterpret_f64` */
export const f64ToI64 = (value: number): bigint => (scratch.setFloat64(0, value), scratch.getBigInt64(0));
/** `f64.reinterpret_i64` */
export const i64ToF64 = (value: bigint): number => (scratch.setBigInt64(0, value), scratch.getFloat64(0));
/** `i64.extend_i32_u` */
export const i32ToI64 = (value: number): bigint => BigInt(value >>> 0);
/** `i32.wrap_i64` */
export const i64ToI32 = (value: bigint): number => Number(BigInt.asIntN(32, value));
