/** A core instantiation that is due: module and imports. The generator is resumed with the instance. */
export type Linking<T> = Generator<[WebAssembly.Module, WebAssembly.Imports?], T, WebAssembly.Instance>;

/** Runs the instantiation steps, without blocking the thread. */
export const linkAsync = async <T>(steps: Linking<T>): Promise<T> => {
  let step = steps.next();
  while (!step.done) step = steps.next(await WebAssembly.instantiate(...step.value));
  return step.value;
};

/** Runs the instantiation steps at once; engines may refuse large modules on the main thread. */
export const linkSync = <T>(steps: Linking<T>): T => {
  let step = steps.next();
  while (!step.done) step = steps.next(new WebAssembly.Instance(...step.value));
  return step.value;
};

/** The exports whose names begin with `prefix`, by the rest of their names: what a dynamic library imports of the module that joins the libraries. */
export const unprefixed = (exports: WebAssembly.Exports, prefix: string): WebAssembly.ModuleImports => {
  // Without a prototype, so that any name is a property.
  const rest: WebAssembly.ModuleImports = Object.create(null);
  for (const name in exports) if (name.startsWith(prefix)) rest[name.slice(prefix.length)] = exports[name] as WebAssembly.ExportValue;
  return rest;
};

/** What an instance exports under so many successive numbers: functions of the table that `wit-component` makes for calls that go in circles. */
export const numbered = (exports: WebAssembly.Exports, first: number, count: number): WebAssembly.ExportValue[] =>
  Array.from({ length: count }, (_, i) => exports[first + i] as WebAssembly.ExportValue);

/**
 * The import object of a core module, from values in the order of its imports.
 *
 * @param module - It has the names.
 * @param sum - Over the names of what is in `values`: another module, with other names, would get the wrong functions.
 * @param values - What it imports.
 * @param others - What it imports from the modules that are named here; it is not in `values`.
 * @throws WebAssembly.LinkError if it is another module.
 */
export const importsInOrder = (
  module: WebAssembly.Module,
  sum: number,
  values: readonly WebAssembly.ImportValue[],
  others: WebAssembly.Imports = {},
): WebAssembly.Imports => {
  // Without prototypes, so that any name is a property.
  const imports: WebAssembly.Imports = Object.assign(Object.create(null), others);
  let found = 0, next = 0;
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (Object.hasOwn(others, from)) continue;
    for (const letter of `${from} ${name} `) found = (Math.imul(found, 31) + letter.codePointAt(0)!) >>> 0;
    (imports[from] ??= Object.create(null) as WebAssembly.ModuleImports)[name] = values[next++]!;
  }
  if (found !== sum) throw new WebAssembly.LinkError("the core module is not the one that this code was made for");
  return imports;
};

/** The core module that the caller of `instantiateSync` gives. */
export const givenModule = (getCoreModule: ((name: string) => unknown) | undefined, name: string): WebAssembly.Module => {
  const module = getCoreModule?.(name);
  if (module instanceof WebAssembly.Module) return module;
  throw new TypeError(`instantiateSync: getCoreModule gave no WebAssembly.Module "${name}"`);
};
