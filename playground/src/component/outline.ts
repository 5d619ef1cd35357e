/**
 * What the page needs to know of a component, read off its plan: which functions it can call and how they are reached in
 * JavaScript, which imports it has to stand in for, and the graph of its parts.
 */
import { type Graph, graphOf } from "./graph.ts";
import { functionName, upperCamel } from "./names.ts";
import type { FuncKind, FuncType, Plan, PlanExport } from "./plan.ts";
import { type Shape, shapesOf, spelled } from "./shape.ts";

/** A function that can be called. */
export interface Func {
  /** Unique in the component, the same whenever it is transpiled. */
  readonly id: string;
  /** The interface that it belongs to. */
  readonly interface: string | null;
  /** As in WIT, a resource's with its name before: `counter.add`. */
  readonly name: string;
  readonly kind: "function" | "constructor" | "method" | "static";
  /** The properties that lead to it; for a method to its name alone. */
  readonly path: readonly string[];
  readonly params: readonly (readonly [name: string, shape: Shape])[];
  readonly result: Shape | null;
}

/** An import that the page's WASI has not: its functions and classes, so that the component can be instantiated. */
export interface Stub {
  readonly name: string;
  readonly isFunction: boolean;
  readonly functions: readonly StubFunction[];
  readonly classes: readonly StubClass[];
}

/** A resource of a stub. */
export interface StubClass {
  readonly name: string;
  /** Its constructor. */
  readonly made: StubFunction | null;
  readonly methods: readonly StubFunction[];
  readonly statics: readonly StubFunction[];
}

/** One function of a stub. */
export interface StubFunction {
  /** In JavaScript. */
  readonly property: string;
  /** In WIT. */
  readonly name: string;
  /** Nothing comes back, so that doing nothing is an answer. */
  readonly isVoid: boolean;
  /** Its parameters' names in JavaScript. */
  readonly params: readonly string[];
  /** Its type as WIT writes it. */
  readonly type: string;
}

/** All of it. */
export interface Outline {
  /** It exports `wasi:cli/run`. */
  readonly isCommand: boolean;
  readonly functions: readonly Func[];
  readonly stubs: readonly Stub[];
  readonly graph: Graph;
}

/** The interface that makes a component a command. */
export const RUN = /^wasi:cli\/run@0\.2\.\d+$/;

/** Reads it off the plan. */
export function outlineOf(plan: Plan): Outline {
  const shape = shapesOf(plan);
  const functions = plan.exports.flatMap((export_) =>
    "Instance" in export_.item
      ? export_.item.Instance.flatMap((item) => functionOf(item, export_.name, shape))
      : functionOf(export_, null, shape));
  return {
    isCommand: plan.exports.some(({ name }) => RUN.test(name)),
    functions,
    stubs: plan.import_interfaces.filter(({ name }) => !name.startsWith("wasi:")).map((import_) => stubOf(import_, shape)),
    graph: graphOf(plan),
  };
}

function functionOf({ name, item }: PlanExport, owner: string | null, shape: (type: number) => Shape): Func[] {
  if (!("Func" in item)) return [];
  const { kind, ty } = item.Func;
  const within = owner === null ? [] : [owner];
  const [named, path] = placed(kind, name, within);
  const params = ty.params.map(([param, type]) => [param, shape(type)] as const);
  return [{
    id: owner === null ? name : `${owner}#${name}`,
    interface: owner,
    name: named,
    kind: kindOf(kind),
    path,
    params,
    result: ty.result === null ? null : shape(ty.result),
  }];
}

function kindOf(kind: FuncKind): Func["kind"] {
  if (kind === "Plain") return "function";
  if ("Constructor" in kind) return "constructor";
  return "Method" in kind ? "method" : "static";
}

/** What a function is called, and where it is. */
function placed(kind: FuncKind, name: string, within: readonly string[]): [string, string[]] {
  if (kind === "Plain") return [name, [...within, functionName(name)]];
  if ("Constructor" in kind) return [`new ${kind.Constructor}`, [...within, upperCamel(kind.Constructor)]];
  if ("Method" in kind) return [kind.Method.join("."), [functionName(kind.Method[1])]];
  const [resource, own] = kind.Static;
  return [`${resource}.${own}`, [...within, upperCamel(resource), functionName(own)]];
}

function stubOf({ name, sort, funcs, types }: Plan["import_interfaces"][number], shape: (type: number) => Shape): Stub {
  const named = funcs.map(([full, type]) => ({ full, type, ...partsOf(full) }));
  const stub = ({ own, full, type, way }: { own: string; full: string; type: FuncType; way: string }): StubFunction => {
    const params = (way === "method" ? type.params.slice(1) : type.params).map(([param, of]) => [param, spelled(shape(of))] as const);
    return {
      property: functionName(own),
      name: full,
      isVoid: type.result === null,
      params: params.map(([param]) => functionName(param)),
      type: `func(${params.map((param) => param.join(": ")).join(", ")})${type.result === null ? "" : ` -> ${spelled(shape(type.result))}`}`,
    };
  };
  const resources = types.flatMap(([type, is]) => ("Resource" in is ? [type] : []));
  return {
    name,
    isFunction: sort === "Func",
    functions: named.filter(({ way }) => way === "").map(stub),
    classes: resources.map((resource) => {
      const of = (wanted: string): StubFunction[] =>
        named.filter(({ way, resource: its }) => way === wanted && its === resource).map(stub);
      return { name: upperCamel(resource), made: of("constructor")[0] ?? null, methods: of("method"), statics: of("static") };
    }),
  };
}

/** `[method]r.name` taken apart. */
function partsOf(full: string): { way: string; resource: string; own: string } {
  const [, way = "", resource = "", own = ""] = /^\[(method|static|constructor)\]([^.]*)\.?(.*)$/.exec(full) ?? [];
  return way === "" ? { way: "", resource: "", own: full } : { way, resource, own };
}
