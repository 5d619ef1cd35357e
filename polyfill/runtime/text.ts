/** Decodes UTF-8 that must be valid; a byte order mark is text. CanonicalABI.md#loading (`load_string`) */
export const utf8: TextDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Encodes UTF-8; lone surrogates become U+FFFD. CanonicalABI.md#storing (`store_string`) */
export const encoder: TextEncoder = new TextEncoder();
