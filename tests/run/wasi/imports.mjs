/**
 * What `weft inspect` tells of imports, for the cases that have to know that nothing is left out.
 *
 * @module
 */

/**
 * The functions of interfaces that a component imports, as `interface#function` without version.
 * @param {{ wit: string, exports: string[] }} inspected what `weft inspect --json` says
 * @returns {string[]}
 */
export function importsIn({ wit, exports }) {
  const found = [];
  const exported = new Set(exports.map((name) => name.replace(/@.*/, "")));
  let [packageName, interfaceName, resource] = ["", "", ""];
  for (const line of wit.split("\n")) {
    const [, keyword, word = ""] = /^\s*(package|interface|resource) ([^@\s;{]+)/.exec(line) ?? [];
    if (keyword === "package") [packageName, interfaceName] = [word, ""];
    if (keyword === "interface") interfaceName = word;
    if (keyword === "resource" && line.includes("{")) resource = word;
    if (line === "    }") resource = "";
    const [, name, kind] = /^\s*%?([a-z0-9-]+): (static )?func\(/.exec(line) ?? [];
    if (interfaceName === "" || exported.has(`${packageName}/${interfaceName}`)) continue;
    if (/^\s*constructor\(/.test(line)) found.push(`${packageName}/${interfaceName}#[constructor]${resource}`);
    if (name === undefined) continue;
    const of = resource === "" ? "" : `[${kind === undefined ? "method" : "static"}]${resource}.`;
    found.push(`${packageName}/${interfaceName}#${of}${name}`);
  }
  return found;
}
