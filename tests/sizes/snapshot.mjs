/**
 * The file of sizes: one line for each component and form, in the order of names, so that changes of two people rarely meet in one line.
 *
 * @module
 */

/** Bytes by `component form`. @typedef {Map<string, number>} Sizes */

/**
 * @param {string} text
 * @returns {Sizes}
 */
export function read(text) {
  const lines = text.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [, key, bytes] = /^(\S+ \S+) ([\d,]+)$/.exec(line) ?? [];
      if (key === undefined || bytes === undefined) throw new Error(`not a line of sizes: ${JSON.stringify(line)}`);
      return [key, Number(bytes.replaceAll(",", ""))];
    }),
  );
}

/**
 * @param {Sizes} sizes
 * @returns {string}
 */
export function write(sizes) {
  const lines = [...sizes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, bytes]) => `${key} ${bytes.toLocaleString("en")}\n`);
  return lines.join("");
}

/**
 * @param {Sizes} expected
 * @param {Sizes} measured
 * @returns {string} a line for each that differs, what grew first; empty when none does
 */
export function compare(expected, measured) {
  const lines = [];
  for (const key of new Set([...expected.keys(), ...measured.keys()])) {
    const [old, now] = [expected.get(key), measured.get(key)];
    if (old === now) continue;
    if (now === undefined) lines.push({ grown: 0, text: `  ${key}: was not measured` });
    else if (old === undefined) lines.push({ grown: now, text: `  ${key}: ${now.toLocaleString("en")} is new` });
    else {
      const grown = now - old;
      const sign = grown > 0 ? "+" : "−";
      const [by, percent] = [Math.abs(grown).toLocaleString("en"), Math.abs((100 * grown) / old).toFixed(2)];
      lines.push({ grown, text: `  ${key}: ${old.toLocaleString("en")} → ${now.toLocaleString("en")} (${sign}${by}, ${sign}${percent} %)` });
    }
  }
  return lines.sort((a, b) => b.grown - a.grown).map(({ text }) => text).join("\n");
}
