/** The brand by which separately generated modules know each other's {@link ComponentError}. */
export const componentErrorBrand: unique symbol = Symbol.for("weft.component-error.v1");

/** What instances of {@link ComponentError} have in common: on a prototype, since after the stack it is their own properties that errors cost most. */
const BrandedError: new (message: string) => Error = class extends Error {
  override get name(): string {
    return "ComponentError";
  }

  get [componentErrorBrand](): boolean {
    return true;
  }
};

/** What a lifted function throws for the `err` case of its result. CanonicalABI.md#canon-lift */
export class ComponentError<T = unknown> extends BrandedError {
  /** The value of the `err` case. */
  declare readonly payload: T;

  /** @param payload - The value of the `err` case. */
  constructor(payload: T) {
    super(typeof payload === "string" ? payload : `the component answered with an error: ${describe(payload)}`);
    this.payload = payload;
  }
}

/** A short text for a payload; never throws. */
const describe = (payload: unknown): string => {
  try {
    return JSON.stringify(payload, (_key, value: unknown) => typeof value === "bigint" ? `${value}` : value) ?? String(payload);
  } catch {
    return Object.prototype.toString.call(payload);
  }
};

/** Whether `error` is a {@link ComponentError}, of this module or of another one. */
export const isComponentError = (error: unknown): error is ComponentError =>
  typeof error === "object" && error !== null && componentErrorBrand in error;

/**
 * What a host import's exception means for its `err` case: the payload.
 *
 * @throws `error` itself when it is not a component error. CanonicalABI.md#canon-lower
 */
export const componentErrorPayload = (error: unknown): unknown => {
  if (isComponentError(error)) return error.payload;
  throw error;
};
