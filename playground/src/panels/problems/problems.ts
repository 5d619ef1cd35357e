/** What is wrong with the input, below it: code, text, place, and what to do. */
import { fill, h } from "../../dom.ts";
import type { Problem } from "../../editor/editor.ts";
import { printable } from "../../text.ts";
import type { Diagnostic } from "../../transpiler.ts";
import { placeIn } from "./place.ts";

/** Shows `diagnostics` in `parent`; `goTo` shows a place in the source, if there is one to show. */
export function showProblems(parent: HTMLElement, diagnostics: readonly Diagnostic[], source: string | undefined, goTo: (at: number) => void): void {
  parent.hidden = diagnostics.length === 0;
  fill(parent, ...diagnostics.map((diagnostic) => {
    const place = source === undefined ? undefined : placeIn(source, diagnostic);
    return h("article", { class: "problem", "data-code": diagnostic.code },
      h("p", {},
        h("code", { class: "code" }, diagnostic.code),
        " ",
        printable(diagnostic.message),
        place !== undefined
          ? h("button", { type: "button", class: "link", onclick: () => goTo(place) }, "show")
          : diagnostic.offset === null ? null : h("span", { class: "muted" }, ` at byte ${diagnostic.offset}`)),
      diagnostic.path.length === 0 ? null : h("p", { class: "muted" }, diagnostic.path.map(printable).join(" › ")),
      diagnostic.help === null ? null : h("p", { class: "help" }, printable(diagnostic.help)));
  }));
}

/** The problems that have a place in the text of the source. */
export function problemsIn(source: string, diagnostics: readonly Diagnostic[]): Problem[] {
  return diagnostics.flatMap((diagnostic) => {
    const at = placeIn(source, diagnostic);
    return at === undefined ? [] : [{ at, message: diagnostic.help === null ? diagnostic.message : `${diagnostic.message}\n${diagnostic.help}` }];
  });
}
