const brand = Symbol.for("weft.component-error.v1");

/**
 * The `err` side of a WIT `result`, thrown by a host function. Glue recognises it by its brand, not by its class, so that
 * several copies of this package on one page understand each other, and lowers {@link ComponentError.payload}.
 */
export class ComponentError<T> extends Error {
  /** The error value in the shape of its WIT type: a kebab-case string for an enum, `{tag, val}` for a variant. */
  readonly payload: T;

  /** @param payload - the error value, already in the JS shape of its WIT type */
  constructor(payload: T, options?: { cause?: unknown }) {
    super(describe(payload), options);
    this.payload = payload;
    Object.defineProperty(this, brand, { value: true });
  }

  override get name(): string {
    return "ComponentError";
  }
}

function describe(payload: unknown): string {
  if (typeof payload === "string") return payload;
  if (typeof payload === "object" && payload !== null && "tag" in payload) return String(payload.tag);
  return "component error";
}
