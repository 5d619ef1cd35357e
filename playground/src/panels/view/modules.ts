/** The core modules: how big they are, what each takes and gives. */
import { fill, h, icon } from "../../dom.ts";
import type { Session } from "../../session.ts";
import { count, printable, size } from "../../text.ts";
import type { ModuleSummary } from "../../transpile/result.ts";
import { saveAs } from "../files/files.ts";

/** Names that are listed. */
const MOST = 1000;

/** Shows them in `parent`, the one called `open` opened. */
export function showModules(parent: HTMLElement, session: Session, open: string): void {
  const { result } = session.outcome;
  const files = result?.files.filter(({ text }) => text === undefined) ?? [];
  if (files.length === 0) return fill(parent, h("p", { class: "empty" }, "There are no core modules."));
  fill(parent, ...files.map(({ name, bytes }, index) => {
    const facts = result?.report.modules[index];
    const body = h("div", { class: "module-body" });
    const details: HTMLDetailsElement = h("details", {
      class: "module",
      "data-module": name,
      ontoggle: () => {
        if (details.open && body.childElementCount === 0) void describe(body, session, name);
      },
    },
    h("summary", {}, h("span", { class: "module-name" }, printable(name)), h("span", { class: "muted" }, `${size(bytes)}${facts === undefined ? "" : `, ${count(facts.functions, "function")}`}`)),
    body);
    details.open = name === open || (open === "modules" && files.length === 1);
    return details;
  }));
}

async function describe(body: HTMLElement, session: Session, name: string): Promise<void> {
  fill(body, h("p", { class: "muted" }, "Reading…"));
  try {
    const summary = await session.summary(name);
    const save = h("button", { type: "button", class: "button small", onclick: () => void session.file(name).then((bytes) => bytes && saveAs(name, bytes)) }, icon("save"), "Save");
    fill(body, save, ...(summary === undefined ? [] : tables(summary)));
  } catch (error) {
    fill(body, h("p", { class: "problem" }, String(error)));
  }
}

function tables({ imports, exports }: ModuleSummary): HTMLElement[] {
  const list = (title: string, rows: readonly (readonly string[])[]): HTMLElement =>
    h("div", {},
      h("h3", {}, title),
      h("table", { class: "names-table" }, h("tbody", {}, ...rows.slice(0, MOST).map((row) => h("tr", {}, ...row.map((cell) => h("td", {}, printable(cell))))))),
      rows.length > MOST ? h("p", { class: "muted" }, `and ${rows.length - MOST} more`) : null);
  return [
    list(count(imports.length, "import"), imports.map(({ module, name, kind }) => [module, name, kind])),
    list(count(exports.length, "export"), exports.map(({ name, kind }) => [name, kind])),
  ];
}
