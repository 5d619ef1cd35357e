/**
 * Calls between components in engines that let a core module have one memory only. There the module of the calls has none, and carries one that has:
 * the half, an instance of which gives it the functions to read and write a memory.
 */

/** Chooses by whether the engine lets a core module have several memories. */
export const byMemories = <T>(several: T, one: T): T =>
  WebAssembly.validate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 5, 5, 2, 0, 0, 0, 0)) ? several : one;

/**
 * The import object of a module of calls.
 *
 * @param module - The module; it has a half or takes memories.
 * @param imports - Everything by number, memories included.
 * @param trap - Traps with a number; where it is missing, there is no text to be checked.
 */
export const withHalves = (module: WebAssembly.Module, imports: { "": WebAssembly.ModuleImports }, trap: Function = () => {}): WebAssembly.Imports => {
  const [code] = WebAssembly.Module.customSections(module, "half");
  if (code === undefined) return imports;
  const half = new WebAssembly.Module(code), given = imports[""];
  const memories: WebAssembly.Memory[] = [], halves = new Map<string, WebAssembly.Exports>();
  const bytes = (memory: number, start: number, length: number): Uint8Array => new Uint8Array(memories[memory]!.buffer, start >>> 0, length >>> 0);
  const all: WebAssembly.ModuleImports = { ...given };
  for (const { name } of WebAssembly.Module.imports(module)) {
    const [number, entry] = name.split(" ") as [string, string?];
    if (entry === undefined) continue;
    if (!halves.has(number)) {
      const memory = given[number] as WebAssembly.Memory;
      memories.push(memory);
      halves.set(number, new WebAssembly.Instance(half, { "": [trap, memory] } as unknown as WebAssembly.Imports).exports);
    }
    all[name] = halves.get(number)![entry]!;
  }
  all["copy"] = (to: number, from: number, length: number, target: number, source: number): void => {
    bytes(target, to, length).set(bytes(source, from, length));
  };
  return { "": all };
};
