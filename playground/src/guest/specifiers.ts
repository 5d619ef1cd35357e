/**
 * Workers have no import maps, so the modules of WASI that generated code imports are named by their addresses. Only the import
 * statements at the top are looked at: what comes after may hold any text.
 */

/** The entry points of `@weft-wasm/wasi` that the page serves, each as a module of its own. */
export const ENTRIES: readonly string[] = ["index", "p2"];

const PACKAGE = "@weft-wasm/wasi";

/** `code` with addresses below `base` in place of the package's names. */
export function resolved(code: string, base: string): string {
  const lines = code.split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.startsWith("//") || line.trim() === "") continue;
    if (!line.startsWith("import ")) break;
    lines[index] = line.replace(/ from "([^"]+)";?$/, (whole, specifier: string) => {
      const address = addressOf(specifier, base);
      return address === undefined ? whole : ` from ${JSON.stringify(address)};`;
    });
  }
  return lines.join("\n");
}

/** The address of one of the package's modules; `undefined` for anything else. */
export function addressOf(specifier: string, base: string): string | undefined {
  if (specifier !== PACKAGE && !specifier.startsWith(`${PACKAGE}/`)) return undefined;
  const entry = specifier === PACKAGE ? "index" : specifier.slice(PACKAGE.length + 1);
  return ENTRIES.includes(entry) ? new URL(`wasi/${entry}.js`, base).href : undefined;
}
