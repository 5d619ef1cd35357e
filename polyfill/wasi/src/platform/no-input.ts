import type { Source } from "../ports/stdio.js";

/** Input that has ended. */
export const noInput: Source = { ready: () => true, onReady: () => () => {}, read: () => undefined };
