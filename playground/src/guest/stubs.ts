/**
 * Stands in for imports that are not WASI's: the component can be instantiated, and each call is told. A function that returns
 * nothing does nothing; any other throws, since nothing is made up.
 */
import type { Stub, StubFunction } from "../component/outline.ts";

type Callable = (...args: unknown[]) => unknown;

/** The imports object for `stubs`; `tell` gets a line for each call. */
export function stubImports(stubs: readonly Stub[], tell: (text: string) => void): Record<string, unknown> {
  const imports = Object.create(null) as Record<string, unknown>;
  for (const stub of stubs) {
    const call = (function_: StubFunction, at: string = stub.name): Callable => (...args) => {
      const where = stub.isFunction ? stub.name : `${at}.${function_.name}`;
      tell(`${where}(${args.map(shown).join(", ")})`);
      if (!function_.isVoid) throw new Error(`the component called its import ${where}, which the playground does not have`);
    };
    const [only] = stub.functions;
    if (stub.isFunction && only !== undefined) {
      imports[stub.name] = call(only);
      continue;
    }
    const instance = Object.create(null) as Record<string, unknown>;
    for (const function_ of stub.functions) instance[function_.property] = call(function_);
    for (const { name, methods, statics } of stub.classes) {
      const made = class {
        constructor() {
          tell(`new ${name}`);
          throw new Error(`the component made a ${name} of its import ${stub.name}, which the playground does not have`);
        }
      };
      for (const method of methods) Object.defineProperty(made.prototype, method.property, { value: call(method), writable: true });
      for (const method of statics) Object.defineProperty(made, method.property, { value: call(method), writable: true });
      instance[name] = made;
    }
    imports[stub.name] = instance;
  }
  return imports;
}

function shown(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "object" && value !== null && ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  const text = JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? String(inner) : inner)) ?? "undefined";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
