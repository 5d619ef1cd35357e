/** A call as text, in WAVE: the same as the form above it, for those who would rather write it. */
import type { Func } from "../../component/outline.ts";
import { hasHandle } from "../../component/shape.ts";
import { fill, h, unique } from "../../dom.ts";

/** The field, and what is wrong with what is written in it. */
export class CallText {
  readonly element: HTMLElement;
  readonly #field: HTMLInputElement;
  readonly #note = h("span", { class: "wrong", id: unique(), role: "status" });

  /** @param typed - called with the text when a person has changed it */
  constructor(typed: (text: string) => void) {
    const id = unique();
    this.#field = h("input", {
      type: "text", id, class: "call-text", spellcheck: "false", autocomplete: "off", autocapitalize: "off", "aria-describedby": this.#note.id,
      oninput: () => typed(this.#field.value),
    });
    this.element = h("div", { class: "field as-text" },
      h("label", { for: id }, h("span", { class: "param" }, "As text"), " ", h("span", { class: "type" }, "WAVE")), this.#field, this.#note);
  }

  /** Shows a call; nothing where it cannot be written. */
  show(call: string | undefined): void {
    this.element.hidden = call === undefined;
    this.#field.value = call ?? "";
    this.judge("");
  }

  /** Says what is wrong, or that nothing is. */
  judge(wrong: string): void {
    this.#field.setAttribute("aria-invalid", String(wrong !== ""));
    fill(this.#note, wrong);
  }

  focus(): void {
    this.#field.focus();
  }
}

/** How `func` is called in WAVE, up to the parenthesis; nothing for what handles resources, which WAVE has no words for. */
export function waveName({ kind, id, interface: owner, name, params, result }: Func, all: readonly Func[]): string | undefined {
  if (kind !== "function" || params.some(([, shape]) => hasHandle(shape)) || (result !== null && hasHandle(result))) return undefined;
  if (owner === null || !all.some((other) => other.name === name && other.id !== id)) return name;
  const [path, version = ""] = owner.split("@");
  return `${path}.${name}${version === "" || /[-+]/.test(version) ? "" : `@${version}`}`;
}
