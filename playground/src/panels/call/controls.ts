/**
 * A form for a value of any type: one control per kind, nested as the type is. What a control reads is an argument in the form in which
 * `weft run --invoke` hands arguments on, so the page and the command make JavaScript values by the same code.
 */
import type { Argument } from "../../../../npm/transpiler/src/command/invoke.ts";
import { isHandle, type Shape, spelled } from "../../component/shape.ts";
import { fill, h, icon, passFocus, unique } from "../../dom.ts";
import type { Held } from "../../guest/protocol.ts";
import { printable } from "../../text.ts";
import { checked, group, labelled, reading, Wrong } from "./fields.ts";
import { isNumber, readNumbers, readScalar } from "./scalars.ts";

/** A control. */
export interface Control {
  readonly element: HTMLElement;
  /** @throws {@link Wrong} */
  read(): Argument;
}

/** What a control may need besides its type. */
export interface Surroundings {
  /** The resources that can be chosen. */
  readonly held: () => readonly Held[];
  /** How deep this control is nested. */
  readonly depth: number;
}

/** A type may be as deep as it likes, a form not. */
const DEEPEST = 12;
/** Elements of a list that a form has. */
const MOST = 1000;

/**
 * Makes a control.
 *
 * @param name - what the value is called; nothing inside a list
 * @param initial - an argument to begin with, from a link, so it may be anything
 */
export function control(shape: Shape, name: string, initial: unknown, around: Surroundings): Control {
  if (around.depth > DEEPEST) return tooDeep();
  const inner = { ...around, depth: around.depth + 1 };
  const parts = Array.isArray(initial) ? (initial as unknown[]) : undefined;
  if (typeof shape === "string") return scalar(shape, name, initial);
  if (isHandle(shape)) return handle(shape, name, parts?.[0], around);
  if ("enum" in shape) return choice("enum", name, shape.enum.map((label) => [label, null] as const), parts, inner);
  if ("variant" in shape) return choice("variant", name, shape.variant, parts, inner);
  if ("option" in shape) return choice(spelled(shape), name, [["none", null], ["some", shape.option]], parts, inner);
  if ("result" in shape) return choice(spelled(shape), name, [["ok", shape.result[0]], ["err", shape.result[1]]], parts, inner);
  if ("flags" in shape) return flags(shape.flags.map((flag) => flag.name), name, parts);
  if ("record" in shape) return product("record", name, shape.record.map(([field, type]) => [field.name, type] as const), parts, inner);
  if ("tuple" in shape) return product(spelled(shape), name, shape.tuple.map((type, index) => [String(index), type] as const), parts, inner);
  const [element, length] = elementOf(shape);
  if (typeof element === "string" && isNumber(element)) return numbers(spelled(shape), element, name, parts, length);
  return several(spelled(shape), name, parts, element, inner, length);
}

/** What a list is made of, and how many of it where the type says so. */
function elementOf(shape: Extract<Shape, { list: unknown } | { map: unknown } | { "fixed-list": unknown }>): [Shape, number | undefined] {
  if ("fixed-list" in shape) return [shape["fixed-list"][0], shape["fixed-list"][1]];
  return ["list" in shape ? shape.list : { tuple: shape.map }, undefined];
}

function tooDeep(): Control {
  const element = h("p", { class: "wrong" }, "This type is nested too deeply for a form.");
  return {
    element,
    read() {
      throw new Wrong(element, "nested too deeply");
    },
  };
}

function scalar(type: string, name: string, initial: unknown): Control {
  const id = unique();
  if (type === "bool") {
    const box = h("input", { type: "checkbox", id, checked: initial === true });
    return { element: h("div", { class: "field flag" }, box, labelled(id, name, type)), read: () => box.checked };
  }
  const text = typeof initial === "string" ? initial : "";
  if (type === "string") {
    const area = h("textarea", { id, rows: 1, spellcheck: "false" });
    area.value = text;
    return { element: h("div", { class: "field" }, labelled(id, name, type), area), read: () => area.value };
  }
  const isChar = type === "char";
  const field = h("input", { type: "text", id, spellcheck: "false", autocomplete: "off", inputmode: isChar ? "text" : "decimal", placeholder: isChar ? "a" : "0" });
  field.value = text;
  const read = (typed: string): string => readScalar(type, typed === "" ? field.placeholder : typed);
  return { element: h("div", { class: "field" }, labelled(id, name, type), checked(field, read)), read: () => reading(field, read) };
}

function numbers(type: string, element: string, name: string, initial: unknown[] | undefined, length: number | undefined): Control {
  const id = unique();
  const field = h("input", { type: "text", id, spellcheck: "false", autocomplete: "off", placeholder: "1, 2, 3" });
  field.value = initial?.filter((item) => typeof item === "string").join(", ") ?? "";
  const read = (typed: string): string[] => {
    const items = readNumbers(element, typed);
    if (length !== undefined && items.length !== length) throw new RangeError(`${length} numbers are wanted, and here are ${items.length}`);
    return items;
  };
  return { element: h("div", { class: "field" }, labelled(id, name, type), checked(field, read)), read: () => reading(field, read) };
}

/** A menu of the resources of its type that the page holds; the event `refill` tells it that there are others. */
function handle(shape: Extract<Shape, { handle: unknown }>, name: string, initial: unknown, { held }: Surroundings): Control {
  const id = unique();
  const menu = h("select", { id, "data-held": true });
  const labels = (): string[] => held().filter(({ resource }) => resource === shape.handle.resource).map(({ label }) => label);
  const refill = (): void => {
    const before = menu.value || initial;
    const all = labels();
    const none = h("option", { value: "" }, `no ${shape.handle.name} yet`);
    fill(menu, ...(all.length === 0 ? [none] : all.map((label) => h("option", { selected: label === before }, label))));
  };
  menu.addEventListener("refill", refill);
  refill();
  return {
    element: h("div", { class: "field" }, labelled(id, name, spelled(shape)), menu),
    read() {
      if (!labels().includes(menu.value)) throw new Wrong(menu, `Call something that returns a ${shape.handle.name} first`);
      return [menu.value];
    },
  };
}

/** A menu of cases, and what belongs to the chosen one. */
function choice(type: string, name: string, cases: readonly (readonly [string, Shape | null])[], initial: unknown[] | undefined, inner: Surroundings): Control {
  const id = unique();
  const menu = h("select", { id, onchange: () => choose(undefined) }, ...cases.map(([label]) => h("option", { value: label, selected: label === initial?.[0] }, printable(label))));
  const place = h("div", { class: "payload" });
  let payload: Control | undefined;
  const choose = (value: unknown): void => {
    const of = cases[menu.selectedIndex]?.[1] ?? null;
    payload = of === null ? undefined : control(of, "", value, inner);
    fill(place, payload?.element);
  };
  choose(initial?.[1]);
  return {
    element: h("div", { class: "field" }, labelled(id, name, type), menu, place),
    read: () => (payload === undefined ? [menu.value] : [menu.value, payload.read()]),
  };
}

function flags(names: readonly string[], name: string, initial: unknown[] | undefined): Control {
  const boxes = names.map((flag) => {
    const id = unique();
    const box = h("input", { type: "checkbox", id, checked: initial?.includes(flag) ?? false });
    return { flag, box, element: h("span", { class: "flag" }, box, h("label", { for: id }, flag)) };
  });
  return {
    element: group(name, "flags", h("div", { class: "flags" }, ...boxes.map(({ element }) => element))),
    read: () => boxes.filter(({ box }) => box.checked).map(({ flag }) => flag),
  };
}

function product(type: string, name: string, fields: readonly (readonly [string, Shape])[], initial: unknown[] | undefined, inner: Surroundings): Control {
  const controls = fields.map(([field, of], index) => control(of, field, initial?.[index], inner));
  return { element: group(name, type, ...controls.map(({ element }) => element)), read: () => controls.map((each) => each.read()) };
}

/** A list: as many elements as one likes, or as its type says. */
function several(type: string, name: string, initial: unknown[] | undefined, element: Shape, inner: Surroundings, length: number | undefined): Control {
  const items: Control[] = [];
  const rows = h("div", { class: "items" });
  const add = (value: unknown): void => {
    const made = control(element, "", value, inner);
    const remove = (): void => {
      items.splice(items.indexOf(made), 1);
      const next = (row.nextElementSibling ?? row.previousElementSibling)?.querySelector<HTMLElement>("input, select, textarea, button");
      passFocus(row, next ?? (more === false ? rows : more));
      row.remove();
    };
    const row = h("div", { class: "item" }, made.element,
      length === undefined && h("button", { type: "button", class: "icon-button", "aria-label": "Remove this element", onclick: remove }, icon("cross")));
    items.push(made);
    rows.append(row);
  };
  const begin = Math.min(MOST, length ?? initial?.length ?? 0);
  for (let index = 0; index < begin; index++) add(initial?.[index]);
  const more = length === undefined && h("button", { type: "button", class: "button small", onclick: () => add(undefined) }, icon("plus"), "Add");
  return { element: group(name, type, rows, more), read: () => items.map((item) => item.read()) };
}
