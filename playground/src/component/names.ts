/** How generated code spells the names of WIT; the rules are those of `transpiler/src/js/names.rs`. */

const words = (name: string): string[] => name.toLowerCase().split(/[-_]/).filter((word) => word !== "");

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `kebab-case` → `camelCase`: fields and flags. */
export function camel(name: string): string {
  return words(name).map((word, index) => (index === 0 ? word : capital(word))).join("");
}

/** `kebab-case` → `UpperCamelCase`: resources. */
export function upperCamel(name: string): string {
  return words(name).map(capital).join("");
}

/** The name of a function wherever it is a member. */
export function functionName(name: string): string {
  const property = camel(name);
  return ["then", "constructor", "prototype"].includes(property) ? `${property}_` : property;
}
