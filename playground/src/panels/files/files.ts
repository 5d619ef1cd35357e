/** The generated files: each with its size as it is, compressed, minified, and both. */
import { byId, fill, h, icon } from "../../dom.ts";
import type { Outcome, Session } from "../../session.ts";
import { printable, size } from "../../text.ts";

/** Fills the panel. */
export function filesPanel(session: Session): void {
  const section = byId("files");
  const show = ({ result, measured }: Outcome): void => {
    const rows = (result?.files ?? []).slice(0, 200).map(({ name, bytes }) => {
      const sizes = measured?.sizes[name];
      const number = (value: number | undefined): HTMLElement => h("td", {}, value === undefined ? (measured === undefined && result !== undefined ? "…" : "") : size(value));
      return h("tr", { "data-file": name },
        h("th", { scope: "row" }, h("button", { type: "button", class: "file-name", title: printable(name), onclick: () => session.store.change({ view: name }) }, printable(name))),
        h("td", {}, size(bytes)),
        number(sizes?.gzip),
        h("td", {}, sizes?.minified === undefined ? "" : size(sizes.minified)),
        h("td", {}, sizes?.minifiedGzip === undefined ? "" : size(sizes.minifiedGzip)),
        h("td", {}, h("button", { type: "button", class: "icon-button", "aria-label": `Save ${printable(name)}`, title: "Save", onclick: () => void save(session, name) }, icon("save"))));
    });
    const column = (text: string, title: string): HTMLElement => h("th", { scope: "col", title }, text);
    fill(
      section,
      h("h2", { id: "files-title" }, "Files"),
      h("table", { class: "sizes", "aria-labelledby": "files-title" },
        h("thead", {}, h("tr", {},
          h("td", {}),
          column("raw", "as it is"),
          column("gzip", "compressed"),
          column("min", "minified"),
          column("min gz", "minified and compressed"),
          h("td", {}))),
        h("tbody", {}, ...rows)),
    );
  };
  show(session.outcome);
  session.listen((outcome, before) => {
    if (outcome.result !== before.result || outcome.measured !== before.measured) show(outcome);
  });
}

async function save(session: Session, name: string): Promise<void> {
  const bytes = await session.file(name);
  if (bytes !== undefined) saveAs(name, bytes);
}

/** Hands bytes or text to the visitor as a file. */
export function saveAs(name: string, content: Uint8Array<ArrayBuffer> | string): void {
  const url = URL.createObjectURL(new Blob([content]));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
