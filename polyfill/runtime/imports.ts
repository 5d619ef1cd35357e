import { type Instance, leave } from "./instance.ts";
import { ownProperty } from "./property.ts";

/** An imported interface as the host gives it: functions and classes by their JS names. */
export type Interface = Record<string, unknown>;

/**
 * The part of an interface's name that all compatible versions share; none of what has no version, or that of a pre-release.
 * Explainer.md#-canonical-interface-name
 */
const compatiblePart = (name: string): string | undefined => /^[^@]+@(0\.0\.\d+|0\.(?!0\.)\d+|[1-9]\d*)(?=[.\d]*(\+|$))/.exec(name)?.[0];

/**
 * Finds an import by its name in the component, or without the version, or in a compatible version.
 *
 * @param imports - The caller's imports.
 * @param name - E.g. `wasi:cli/stdin@0.2.6`.
 */
export const pickImport = (imports: Record<string, Interface | undefined>, name: string): Interface | undefined => {
  const found = imports[name] ?? imports[name.replace(/@[^@]*$/, "")];
  const part = compatiblePart(name);
  if (found !== undefined || part === undefined) return found;
  const compatible = Object.keys(imports).find((key) => compatiblePart(key) === part);
  return compatible === undefined ? found : imports[compatible];
};

/** A world-level function: the import itself, or the `default` of a module. */
export const pickFunction = (found: unknown): unknown =>
  typeof found === "function" ? found : (found as { default?: unknown } | undefined)?.default;

/** What an imported instance holds under a name; nothing where there is no instance. */
export const pickWithin = (around: Interface | undefined, name: string): Interface | undefined =>
  around === undefined ? around : pickImport(around as Record<string, Interface | undefined>, name);

/** As {@link pickWithin}, for a name that every object has something for. */
export const ownWithin = (around: Interface | undefined, name: string): unknown =>
  around === undefined ? around : ownProperty(around, name);

/** An imported core module: the import itself, or the `default` of a module of JavaScript. */
export const pickModule = (found: unknown): unknown =>
  found instanceof WebAssembly.Module ? found : (found as { default?: unknown } | undefined)?.default;

/**
 * Checks that an import is a core module that exports what the component takes of it. Of what type a function or global is nobody can
 * ask; where another core module imports it, the engine compares.
 *
 * @param missing - Takes the names of what is not there.
 * @param name - Name in the component.
 * @param found - What the host gave.
 * @param exports - Each as its kind and its name, with a blank between.
 */
export const requireModule = (missing: string[], name: string, found: unknown, exports: readonly string[]): void => {
  if (!(found instanceof WebAssembly.Module)) return void missing.push(name);
  const there = WebAssembly.Module.exports(found).map((has) => `${has.kind} ${has.name}`);
  for (const wanted of exports) if (!there.includes(wanted)) missing.push(`${name}#${wanted.replace(/^\S+ /, "")}`);
};

/**
 * Checks that what the component calls of one import is there.
 *
 * @param missing - Takes the names of what is not.
 * @param name - Name in the component.
 * @param found - What the host gave.
 * @param members - What is needed, separated by blanks: `member`, `Class`, `Class.member` for a static function,
 *   `Class.prototype.member` for a method. Absent: the value itself is the function.
 */
export const requireImport = (missing: string[], name: string, found: unknown, members?: string): void => {
  if (members === undefined) {
    if (typeof found !== "function") missing.push(name);
    return;
  }
  for (const member of members.split(" ")) {
    let value = found;
    for (const key of member.split(".")) value = (value as Interface | null | undefined)?.[key];
    if (typeof value !== "function") missing.push(`${name}#${member}`);
  }
};

/**
 * As {@link requireImport}, for members with a name that every object has a function for, such as `toString`: that one was
 * given by nobody.
 */
export const requireGiven = (missing: string[], name: string, found: unknown, members: string): void => {
  for (const member of members.split(" ")) {
    let value = found, last = "";
    for (last of member.split(".")) value = (value as Interface | null | undefined)?.[last];
    // `Object` has what a class inherits, too.
    const inherits = [Object, Object.prototype] as unknown as Interface[];
    if (typeof value !== "function" || inherits.some((from) => value === from[last])) missing.push(`${name}#${member}`);
  }
};

/**
 * Refuses to instantiate without what is missing.
 *
 * @throws TypeError with all the names.
 */
export const refuseMissing = (missing: readonly string[]): void => {
  if (missing.length > 0) throw new TypeError(`missing imports: ${missing.join(", ")}`);
};

/**
 * An interface of which nothing is there: every function throws an error with its name when it is called.
 *
 * @param name - Name in the component.
 * @param members - As for {@link requireImport}; `Class` alone is a class.
 */
export const absentInterface = (name: string, members: string): Interface => {
  const out: Interface = {};
  const kebab = (member: string): string => member.replace(/(?!^)[A-Z]/g, "-$&").replace(/_$/, "").toLowerCase();
  const absent = (kind: string, ...names: string[]) => (): never => {
    throw new Error(`${name}#${kind}${names.map(kebab).join(".")} is not implemented`);
  };
  for (const member of members.split(" ")) {
    const [first, second, method] = member.split(".") as [string, string?, string?];
    if (first[0]! >= "A" && first[0]! <= "Z") {
      const type = (out[first] ??= { [first]: class { constructor() { absent("[constructor]", first)(); } } }[first]) as Interface & { prototype: Interface };
      if (method !== undefined) type.prototype[method] = absent("[method]", first, method);
      else if (second !== undefined) type[second] = absent("[static]", first, second);
    } else {
      out[first] = absent("", first);
    }
  }
  return out;
};

/**
 * What core code imports of functions that nobody provides: each throws an error with its name when it is called.
 *
 * @param instance - The instance that imports them.
 * @param name - Of their interface, as in the component.
 * @param functions - Their names, as in the component, separated by blanks.
 */
export const absentFunctions = (instance: Instance, name: string, functions: string): (() => never)[] =>
  functions.split(" ").map((absent) => () => {
    leave(instance);
    throw new Error(`${name}#${absent} is not implemented`);
  });

/** A host value for an imported resource type. */
export const hostResource = (type: Function, value: unknown): unknown => {
  if (value instanceof type) return value;
  throw new TypeError(`the host must give an instance of ${type.name}`);
};

/** The method name of explicit resource management, where the engine has none the one that polyfills agree on. */
export const disposeSymbol: symbol = (Symbol as { dispose?: symbol }).dispose ?? Symbol.for("dispose");

/** Tells the host that the guest has let go of a resource. */
export const disposeHost = (value: unknown): void => {
  (value as Record<symbol, (() => void) | undefined>)[disposeSymbol]?.();
};
