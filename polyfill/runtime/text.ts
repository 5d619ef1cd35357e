/** Encodes UTF-8; lone surrogates become U+FFFD. CanonicalABI.md#storing (`store_string`) */
export const encoder: TextEncoder = new TextEncoder();

/**
 * The text of a host's value.
 *
 * @param value - Anything; converted as Web IDL converts to DOMString. Lowering makes it a USVString.
 * @throws RangeError for what no component could lift again. CanonicalABI.md#loading (`MAX_STRING_BYTE_LENGTH`)
 */
export const textOf = (value: unknown): string => {
  const text = `${value as string}`;
  if (text.length > 0xfffffff) throw new RangeError("string is too long");
  return text;
};
