/** Types of values written out, in the form in which `weft run --invoke` has them, and with handles of resources besides. */
import type { Shape as WaveShape } from "../../../npm/transpiler/src/command/invoke.ts";
import { camel } from "./names.ts";
import type { Plan, PlanType } from "./plan.ts";

/** A handle in a type. To WAVE it is an enumeration: a held resource is shown, and chosen, by a label. */
export interface HandleShape {
  readonly enum: readonly string[];
  readonly handle: { readonly resource: number; readonly name: string; readonly own: boolean };
}

/** A type. */
export type Shape = WaveShape | HandleShape;

/** Whether it is a handle. */
export function isHandle(shape: Shape): shape is HandleShape {
  return typeof shape === "object" && "handle" in shape;
}

/** Writes out the types of a plan; each is made once, however often it is mentioned. */
export function shapesOf(plan: Plan): (type: number) => Shape {
  const made = new Map<number, Shape>();
  const names = resourceNames(plan);
  const at = (id: number): WaveShape => of(id) as WaveShape;
  const maybe = (id: number | null): WaveShape | null => (id === null ? null : at(id));
  const label = (name: string): { name: string; property: string } => ({ name, property: camel(name) });
  const handle = (resource: number, own: boolean): HandleShape => ({
    enum: [],
    handle: { resource, name: names.get(resource) ?? `resource ${resource}`, own },
  });
  const make = (type: PlanType): Shape => {
    if (typeof type === "string") return type.toLowerCase() as Shape;
    if ("Int" in type) return type.Int.toLowerCase() as Shape;
    if ("List" in type) return { list: at(type.List) };
    if ("FixedList" in type) return { "fixed-list": [at(type.FixedList[0]), type.FixedList[1]] };
    if ("Map" in type) return { map: [at(type.Map[0]), at(type.Map[1])] };
    if ("Record" in type) return { record: type.Record.map(([name, field]) => [label(name), at(field)] as const) };
    if ("Tuple" in type) return { tuple: type.Tuple.map(at) };
    if ("Variant" in type) return { variant: type.Variant.map(([name, payload]) => [name, maybe(payload)] as const) };
    if ("Enum" in type) return { enum: type.Enum };
    if ("Option" in type) return { option: at(type.Option) };
    if ("Result" in type) return { result: [maybe(type.Result[0]), maybe(type.Result[1])] };
    if ("Flags" in type) return { flags: type.Flags.map(label) };
    return "Own" in type ? handle(type.Own, true) : handle(type.Borrow, false);
  };
  const of = (id: number): Shape => {
    const known = made.get(id);
    if (known !== undefined) return known;
    const shape = make(plan.types.types[id] ?? "Bool");
    made.set(id, shape);
    return shape;
  };
  return of;
}

/** What the exported and imported resource types are called. */
function resourceNames(plan: Plan): Map<number, string> {
  const names = new Map<number, string>();
  plan.resources.forEach((resource, index) => {
    if ("Imported" in resource) names.set(index, resource.Imported.name);
  });
  const look = (exports: Plan["exports"]): void => {
    for (const { name, item } of exports) {
      if ("Instance" in item) look(item.Instance);
      else if ("Type" in item && "Resource" in item.Type && !names.has(item.Type.Resource)) names.set(item.Type.Resource, name);
    }
  };
  look(plan.exports);
  return names;
}

/** A type as WIT writes it. */
export function spelled(shape: Shape): string {
  if (typeof shape === "string") return shape;
  if (isHandle(shape)) return shape.handle.own ? shape.handle.name : `borrow<${shape.handle.name}>`;
  const maybe = (part: WaveShape | null): string => (part === null ? "_" : spelled(part));
  if ("list" in shape) return `list<${spelled(shape.list)}>`;
  if ("fixed-list" in shape) return `list<${spelled(shape["fixed-list"][0])}, ${shape["fixed-list"][1]}>`;
  if ("map" in shape) return `map<${shape.map.map(spelled).join(", ")}>`;
  if ("tuple" in shape) return `tuple<${shape.tuple.map(spelled).join(", ")}>`;
  if ("option" in shape) return `option<${spelled(shape.option)}>`;
  if ("result" in shape) {
    const [ok, err] = shape.result;
    if (err === null) return ok === null ? "result" : `result<${spelled(ok)}>`;
    return `result<${maybe(ok)}, ${spelled(err)}>`;
  }
  if ("record" in shape) return `record { ${shape.record.map(([{ name }]) => name).join(", ")} }`;
  if ("variant" in shape) return `variant { ${shape.variant.map(([name]) => name).join(", ")} }`;
  if ("enum" in shape) return `enum { ${shape.enum.join(", ")} }`;
  return `flags { ${shape.flags.map(({ name }) => name).join(", ")} }`;
}

/** Whether a value of the type holds a handle. */
export function hasHandle(shape: Shape): boolean {
  if (typeof shape === "string") return false;
  if (isHandle(shape)) return true;
  return partsOf(shape).some(hasHandle);
}

function partsOf(shape: Exclude<Shape, string>): readonly Shape[] {
  const some = (parts: readonly (Shape | null)[]): Shape[] => parts.filter((part) => part !== null);
  if ("list" in shape) return [shape.list];
  if ("fixed-list" in shape) return [shape["fixed-list"][0]];
  if ("map" in shape) return shape.map;
  if ("record" in shape) return shape.record.map(([, field]) => field);
  if ("tuple" in shape) return shape.tuple;
  if ("variant" in shape) return some(shape.variant.map(([, payload]) => payload));
  if ("option" in shape) return [shape.option];
  if ("result" in shape) return some(shape.result);
  return [];
}
