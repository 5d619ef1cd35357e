/** The parts that all controls are made of: names with their types, and fields that say what is wrong. */
import { type Child, h, unique } from "../../dom.ts";
import { printable } from "../../text.ts";

/** A field holds what its type has not. */
export class Wrong extends Error {
  readonly field: HTMLElement;

  constructor(field: HTMLElement, message: string) {
    super(message);
    this.field = field;
  }
}

/** A group of controls under a name. */
export function group(name: string, type: string, ...children: Child[]): HTMLElement {
  return h("fieldset", { class: "group" }, h("legend", {}, ...naming(name, type)), ...children);
}

/** The label of the field with this id. */
export function labelled(id: string, name: string, type: string): HTMLElement {
  return h("label", { for: id }, ...naming(name, type));
}

function naming(name: string, type: string): Child[] {
  return [name !== "" && h("span", { class: "param" }, printable(name)), " ", h("span", { class: "type" }, printable(type))];
}

/** `field` with a note below it that says what is wrong, once one leaves it or reads it. */
export function checked(field: HTMLInputElement, read: (typed: string) => unknown): HTMLElement {
  const note = h("span", { class: "wrong", id: unique(), hidden: true });
  field.setAttribute("aria-describedby", note.id);
  const judge = (): void => {
    let wrong = "";
    try {
      read(field.value);
    } catch (error) {
      wrong = error instanceof Error ? error.message : String(error);
    }
    field.setAttribute("aria-invalid", String(wrong !== ""));
    note.hidden = wrong === "";
    note.textContent = wrong;
  };
  field.addEventListener("change", judge);
  field.addEventListener("wrong", judge);
  return h("span", { class: "checked" }, field, note);
}

/**
 * What `field` holds.
 *
 * @throws {@link Wrong}
 */
export function reading<T>(field: HTMLInputElement, read: (typed: string) => T): T {
  try {
    return read(field.value);
  } catch (error) {
    field.dispatchEvent(new Event("wrong"));
    throw new Wrong(field, error instanceof Error ? error.message : String(error));
  }
}
