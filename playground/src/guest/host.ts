/**
 * Host code: a module that a visitor writes, whose default export has what a component imports besides WASI, by the imports' names. What it leaves out is
 * stood in for (`stubs.ts`).
 */
import type { Stub, StubFunction } from "../component/outline.ts";

type Callable = (...args: unknown[]) => unknown;

/** The host code to begin with: every import by its name, every function with its type. */
export function hostTemplate(stubs: readonly Stub[]): string {
  const lines = [
    "// What the component imports, by name. It runs beside the component,",
    "// in its worker; console.log writes to the browser's console. A call",
    "// of what is left out is told, and fails if it has to return something.",
    "export default {",
    ...stubs.filter(hasCode).flatMap(importLines).map((line) => (line === "" ? "" : `  ${line}`)),
    "};",
  ];
  return `${lines.join("\n")}\n`;
}

/** Whether there is something to write: an interface may have types alone. */
export function hasCode({ functions, classes }: Stub): boolean {
  return functions.length > 0 || classes.length > 0;
}

function importLines({ name, isFunction, functions, classes }: Stub): string[] {
  const [only] = functions;
  const key = JSON.stringify(name);
  if (isFunction && only !== undefined) return [comment(only), ...functionLines(`${key}: function `, only, ",")];
  const members = [
    ...functions.flatMap((function_) => [comment(function_), ...functionLines(member(function_.property), function_, ",")]),
    ...classes.flatMap((class_) => [
      `${class_.name}: class {`,
      ...(class_.made === null ? [] : [comment(class_.made), `constructor(${parameters(class_.made)}) {}`].map(indented)),
      ...class_.methods.flatMap((method) => [comment(method), ...functionLines(member(method.property), method, "")]).map(indented),
      ...class_.statics.flatMap((method) => [comment(method), ...functionLines(`static ${member(method.property)}`, method, "")]).map(indented),
      "},",
    ]),
  ];
  return [`${key}: {`, ...members.map(indented), "},"];
}

function functionLines(head: string, function_: StubFunction, end: string): string[] {
  const names = parameters(function_);
  const does = function_.isVoid
    ? `console.log(${[JSON.stringify(function_.name), ...function_.params.map(harmless)].join(", ")});`
    : `throw new Error(${JSON.stringify(`${function_.name}: what it returns is yours to write`)});`;
  return [`${head}(${names}) {`, indented(does), `}${end}`];
}

/** A type holds nothing but names of WIT. */
const comment = ({ type }: StubFunction): string => `// ${type}`;
const member = (property: string): string => (/^[\w$]+$/.test(property) && !/^\d/.test(property) ? property : JSON.stringify(property));
const parameters = ({ params }: StubFunction): string => params.map(harmless).join(", ");
const indented = (line: string): string => (line === "" ? "" : `  ${line}`);

const RESERVED = new Set(
  ("arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements " +
    "import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield").split(" "),
);

/** A parameter's name that is no word of the language. */
const harmless = (name: string): string => (RESERVED.has(name) ? `${name}_` : name);

/**
 * The imports of a component: those that host code gives, and for the rest what stands in for them.
 *
 * @param standIns - of every import that is not WASI's
 * @param given - the host code's default export
 * @param tell - gets a line about what nobody asks for
 * @throws `TypeError` for what is no import, by name
 */
export function withHost(standIns: Readonly<Record<string, unknown>>, stubs: readonly Stub[], given: unknown, tell: (text: string) => void): Record<string, unknown> {
  if (typeof given !== "object" || given === null) throw new TypeError("the host code has to have its imports as `export default { … }`");
  const imports = Object.assign(Object.create(null), standIns) as Record<string, unknown>;
  for (const [name, value] of Object.entries(given)) {
    // What is WASI's goes before the page's own.
    if (name.startsWith("wasi:")) {
      imports[name] = value;
      continue;
    }
    const stub = stubs.find((each) => each.name === name) ?? stubs.find((each) => each.name.split("@")[0] === name);
    if (stub === undefined) tell(`the host code has ${JSON.stringify(name)}, which the component does not import`);
    else imports[stub.name] = stub.isFunction ? callable(value, value, name) : members(stub, imports[stub.name] as object, value, name);
  }
  return imports;
}

/** An imported interface: each member as the host code has it, or as it is stood in for. */
function members(stub: Stub, standIn: object, value: unknown, name: string): object {
  if (typeof value !== "object" || value === null) throw new TypeError(`the host code: ${JSON.stringify(name)} has to be an object of functions`);
  const instance = Object.assign(Object.create(null), standIn) as Record<string, unknown>;
  const own = value as Record<string, unknown>;
  for (const { property } of stub.functions) {
    if (own[property] !== undefined) instance[property] = callable(own[property], value, `${name}.${property}`);
  }
  for (const { name: class_ } of stub.classes) {
    if (own[class_] === undefined) continue;
    if (typeof own[class_] !== "function") throw new TypeError(`the host code: ${name}.${class_} has to be a class`);
    instance[class_] = own[class_];
  }
  return instance;
}

function callable(value: unknown, self: unknown, where: string): Callable {
  if (typeof value !== "function") throw new TypeError(`the host code: ${where} has to be a function`);
  return (...args) => (value as Callable).apply(self, args);
}
