/** What the component is: its size, what it imports and exports, what its glue has to pay for. */
import { byId, fill, h } from "../../dom.ts";
import type { Outcome, Session } from "../../session.ts";
import { count, printable, size } from "../../text.ts";

/** The needs of the report in words; what is not here is shown by its name. */
const WORDS: Readonly<Record<string, string>> = {
  memories: "linear memory",
  calls_out: "calls out",
  calls_host: "functions of the host",
  waits: "may have to wait",
  string_functions: "functions with strings",
  handles: "handle tables",
  handlers: "exception handlers",
  throws: "exceptions",
};

/** Fills the panel. */
export function needsPanel(session: Session): void {
  const section = byId("needs");
  const show = ({ result }: Outcome): void => {
    if (result === undefined) return fill(section, h("h2", { id: "needs-title" }, "Component"));
    const { report } = result;
    const needs = Object.entries(report.needs).filter(([, needed]) => (Array.isArray(needed) ? needed.length > 0 : needed !== false && needed !== 0));
    fill(
      section,
      h("h2", { id: "needs-title" }, "Component", h("span", { class: "aside" }, result.kind === "component" ? size(result.bytes) : `${result.kind}, ${size(result.bytes)}`)),
      names("imports", report.imports),
      names("exports", report.exports),
      h("ul", { class: "chips", "aria-label": "What it needs" }, ...needs.map(([name, needed]) =>
        h("li", { title: Array.isArray(needed) ? needed.map(String).map(printable).join("\n") : null }, typeof needed === "number" && needed > 1 ? `${needed} × ` : null, WORDS[name] ?? name.replaceAll("_", " ")))),
    );
  };
  show(session.outcome);
  session.listen((outcome, before) => {
    if (outcome.result !== before.result) show(outcome);
  });
}

function names(what: string, all: readonly string[]): HTMLElement {
  if (all.length === 0) return h("p", { class: "none" }, `no ${what}`);
  return h("details", { class: "names" },
    h("summary", {}, count(all.length, what.slice(0, -1))),
    h("ul", {}, ...all.slice(0, 500).map((name) => h("li", {}, printable(name))), all.length > 500 ? h("li", {}, `and ${all.length - 500} more`) : null));
}
