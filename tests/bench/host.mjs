/**
 * What the component `calls` and the apps import of their host.
 *
 * @module
 */

/** Does nothing. */
export function noop() {}

/**
 * @param {string} value
 * @returns {number} its length in code units
 */
export function text(value) {
  return value.length;
}

/**
 * @param {{ x: number, y: number }} value
 * @returns {{ x: number, y: number }} the same
 */
export function place(value) {
  return value;
}

/**
 * @returns {number | undefined} how long a word may be
 */
export function longest() {
  return 12;
}
