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

/** The core module that the caller of `instantiateSync` gives. */
export const givenModule = (getCoreModule: ((name: string) => unknown) | undefined, name: string): WebAssembly.Module => {
  const module = getCoreModule?.(name);
  if (module instanceof WebAssembly.Module) return module;
  throw new TypeError(`instantiateSync: getCoreModule gave no WebAssembly.Module "${name}"`);
};
