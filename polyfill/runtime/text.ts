/** Encodes UTF-8; lone surrogates become U+FFFD. CanonicalABI.md#storing (`store_string`) */
export const encoder: TextEncoder = new TextEncoder();

/**
 * The text of a host's value.
 *
 * @param value - Anything; converted as Web IDL converts to DOMString. Lowering makes it a USVString.
 */
export const textOf = (value: unknown): string => `${value as string}`;
