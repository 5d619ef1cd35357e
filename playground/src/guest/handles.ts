/** Resources inside values: the page knows them by labels, the component's worker by the objects themselves. */
import { hasHandle, type HandleShape, isHandle, type Shape } from "../component/shape.ts";

type Tagged = { readonly tag: string; readonly val?: unknown };

/** `value` with every handle in it replaced by what `each` gives. */
export function mapHandles(shape: Shape, value: unknown, each: (handle: HandleShape["handle"], value: unknown) => unknown): unknown {
  if (typeof shape === "string" || !hasHandle(shape)) return value;
  const map = (part: Shape, inner: unknown): unknown => mapHandles(part, inner, each);
  if (isHandle(shape)) return each(shape.handle, value);
  const tagged = (payload: Shape | null | undefined): unknown => {
    const { tag, val } = value as Tagged;
    return payload == null ? value : { tag, val: map(payload, val) };
  };
  if ("list" in shape) return Array.from(value as Iterable<unknown>, (item) => map(shape.list, item));
  if ("fixed-list" in shape) return Array.from(value as Iterable<unknown>, (item) => map(shape["fixed-list"][0], item));
  if ("map" in shape) {
    return new Map(Array.from(value as Map<unknown, unknown>, ([key, item]) => [map(shape.map[0], key), map(shape.map[1], item)]));
  }
  if ("record" in shape) {
    const fields = shape.record.map(([{ property }, field]) => [property, map(field, (value as Record<string, unknown>)[property])] as const);
    return Object.fromEntries(fields);
  }
  if ("tuple" in shape) return shape.tuple.map((part, index) => map(part, (value as unknown[])[index]));
  if ("variant" in shape) return tagged(shape.variant.find(([name]) => name === (value as Tagged).tag)?.[1]);
  if ("result" in shape) return tagged(shape.result[(value as Tagged).tag === "ok" ? 0 : 1]);
  if ("option" in shape) {
    if (typeof shape.option === "object" && "option" in shape.option) {
      return (value as Tagged).tag === "some" ? tagged(shape.option) : value;
    }
    return value === undefined ? undefined : map(shape.option, value);
  }
  return value;
}
