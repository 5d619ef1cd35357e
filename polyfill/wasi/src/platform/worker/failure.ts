/** Errors as data, so that what is thrown in one thread is caught in the other as what it was. */
import { ComponentError } from "../../component-error.js";
import { Exit } from "../../exit.js";

type Constructor = new (message: string, options: { cause?: unknown }) => Error;

/** Every engine has it, Node's types have not. */
declare const WebAssembly: Readonly<Record<"RuntimeError" | "LinkError" | "CompileError", Constructor>>;

/** An error on its way. */
export type Failure =
  | { readonly kind: "component-error"; readonly payload: unknown }
  | { readonly kind: "exit"; readonly code: number }
  | { readonly kind: "error"; readonly name: string; readonly message: string; readonly stack: string | undefined; readonly cause: Failure | undefined }
  | { readonly kind: "value"; readonly value: unknown }
  /** An error that the other thread has thrown itself and knows by this number. */
  | { readonly kind: "origin"; readonly id: number };

/** Errors of the other thread's, by what they became here. */
export type Origins = WeakMap<object, number>;

const branded = (value: unknown, brand: string): value is object =>
  typeof value === "object" && value !== null && Symbol.for(brand) in value;

/** `error` as data. */
export function failureOf(error: unknown, origins?: Origins): Failure {
  const id = typeof error === "object" && error !== null ? origins?.get(error) : undefined;
  if (id !== undefined) return { kind: "origin", id };
  if (branded(error, "weft.component-error.v1")) return { kind: "component-error", payload: portable((error as ComponentError<unknown>).payload) };
  if (branded(error, "weft.exit.v1")) return { kind: "exit", code: (error as Exit).code };
  if (!(error instanceof Error)) return { kind: "value", value: portable(error) };
  const cause = error.cause === undefined ? undefined : failureOf(error.cause, origins);
  const name = (error as unknown) instanceof WebAssembly.RuntimeError ? "RuntimeError" : error.name;
  return { kind: "error", name, message: error.message, stack: error.stack, cause };
}

/** `value`, or what it looks like if it cannot go to another thread. */
function portable(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return typeof value === "object" ? Object.prototype.toString.call(value) : String(value);
  }
}

/** The error that {@link failureOf} was given, as far as it can be made again. */
export function errorOf(failure: Failure, known: (id: number) => unknown = () => undefined): unknown {
  switch (failure.kind) {
    case "component-error": return new ComponentError(failure.payload);
    case "exit": return new Exit(failure.code);
    case "value": return failure.value;
    case "origin": return known(failure.id);
    case "error": return again(failure, known);
  }
}

function again(failure: Extract<Failure, { kind: "error" }>, known: (id: number) => unknown): Error {
  const classes: Record<string, unknown> = {
    TypeError, RangeError, RuntimeError: WebAssembly.RuntimeError, LinkError: WebAssembly.LinkError, CompileError: WebAssembly.CompileError,
  };
  const constructor = (Object.hasOwn(classes, failure.name) ? classes[failure.name] : Error) as Constructor;
  const error = new constructor(failure.message, failure.cause === undefined ? {} : { cause: errorOf(failure.cause, known) });
  if (constructor === (Error as unknown)) error.name = failure.name;
  if (failure.stack !== undefined) error.stack = failure.stack;
  return error;
}
