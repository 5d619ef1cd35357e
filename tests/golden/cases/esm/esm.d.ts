/** The imported interface `acme:host/clock@1.0.0`. */
export interface AcmeHostClock {
  now(zone: AcmeHostClock.Zone): bigint;
}

/** Types of `acme:host/clock@1.0.0`. */
export namespace AcmeHostClock {
  type Zone = { tag: "utc" } | { tag: "offset"; val: number };
}

/** The exported interface `acme:app/tools@0.1.0`. */
export interface AcmeAppTools {
  "new"(value: number | undefined): number;
  class(value: number): number;
}

export type Mood = "glad" | "very-sad";

/** What a function throws for the `err` case of its result. */
export interface ComponentError<T = unknown> extends Error {
  /** The value of the `err` case. */
  readonly payload: T;
}

declare function default2(value: number): number;

export function later(value: number, options?: { signal?: AbortSignal | undefined }): Promise<number>;

export function tryIt(value: number): number;

export const tools: AcmeAppTools;

/** @throws {ComponentError<Mood>} */
export function cheer(mood: Mood): void;
export { default2 as default, tools as "acme:app/tools@0.1.0" };

export {};
