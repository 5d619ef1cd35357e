/**
 * Checks once, before anything is instantiated, that every import is there.
 *
 * @param names - The names of those that are not.
 * @throws TypeError with all of them, when there are any.
 */
export const missingImports = (names: readonly string[]): void => {
  if (names.length === 0) return;
  const list = names.map((name) => JSON.stringify(name)).join(", ");
  throw new TypeError(`the component lacks ${names.length === 1 ? "an import" : `${names.length} imports`}: ${list}`);
};
