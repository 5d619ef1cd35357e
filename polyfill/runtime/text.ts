/** Encodes UTF-8; lone surrogates become U+FFFD. CanonicalABI.md#storing (`store_string`) */
export const encoder: TextEncoder = new TextEncoder();
