/** The log of calls: each with its arguments, its answer, its time; and what the component printed meanwhile. */
import { h } from "../../dom.ts";
import { printable, time } from "../../text.ts";

/** Lines that are kept. */
const KEPT = 200;
/** Characters of a value that are shown. */
const LONGEST = 20_000;

/** The log. */
export class CallLog {
  readonly element: HTMLOListElement = h("ol", { class: "log", id: "call-log", "aria-label": "Calls", role: "log", tabindex: 0 });
  #open: HTMLElement | undefined;

  /** Whether a call is waited for. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** A call begins; `args` are WAVE. */
  open(name: string, args: readonly string[]): void {
    const text = `${name}(${args.join(", ")})`;
    this.#open = this.#line("call", h("code", {}, printable(text.length > 300 ? `${text.slice(0, 300)}…` : text)));
  }

  /** It has ended. */
  answer(kind: "value" | "error", text: string, milliseconds?: number): void {
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}… ${text.length - LONGEST} more characters` : text;
    const line = this.#open ?? this.#line("call");
    line.classList.add(kind);
    if (milliseconds !== undefined) line.append(h("span", { class: "took" }, time(milliseconds)));
    line.append(h("span", { class: "answer" }, printableLines(shown)));
    this.#open = undefined;
    this.#scroll();
  }

  /** A line of its own. */
  write(kind: "output" | "host", text: string): void {
    this.#line(kind, printableLines(text.slice(0, LONGEST)));
  }

  /** Forgets everything. */
  clear(): void {
    this.element.replaceChildren();
    this.#open = undefined;
  }

  #line(kind: string, ...children: (Node | string)[]): HTMLElement {
    const line = h("li", { class: kind }, ...children);
    this.element.append(line);
    while (this.element.childElementCount > KEPT) this.element.firstElementChild?.remove();
    this.#scroll();
    return line;
  }

  #scroll(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }
}

function printableLines(text: string): string {
  return text.split("\n").map(printable).join("\n");
}
