/**
 * Random numbers that are the same in every engine.
 *
 * @module
 */

/** The generator `sfc32`. */
export class Random {
  #state;

  /** @param {string} seed */
  constructor(seed) {
    let hash = 0x811c9dc5;
    for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
    this.#state = Uint32Array.of(hash, hash ^ 0x9e3779b9, seed.length, 1);
    for (let i = 0; i < 12; i++) this.next();
  }

  /** 32 random bits. */
  next() {
    const s = this.#state, [a = 0, b = 0, c = 0, d = 0] = s;
    const sum = a + b + d;
    s[3] = d + 1;
    s[0] = b ^ b >>> 9;
    s[1] = c + (c << 3);
    s[2] = (c << 21 | c >>> 11) + sum;
    return sum >>> 0;
  }

  /** @param {number} limit not 0 */
  below(limit) {
    return this.next() % limit;
  }

  /** True once in so many. @param {number} times */
  onceIn(times) {
    return this.below(times) === 0;
  }

  /** @template T @param {readonly T[]} choices @returns {T} */
  pick(choices) {
    return /** @type {T} */ (choices[this.below(choices.length)]);
  }
}
