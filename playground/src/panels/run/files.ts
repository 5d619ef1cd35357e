/** The files that a run finds, to be edited, and those that it left, to be looked at and saved. */
import { fill, h, icon } from "../../dom.ts";
import type { GuestFile, Store } from "../../state.ts";
import { printable, size, utf8 } from "../../text.ts";
import { saveAs } from "../files/files.ts";

/** Characters of a file that are shown. */
const MOST = 20_000;
/** Bytes of a file that may be edited. */
const EDITABLE = 1 << 18;

/** The editor of the files; they are a tree by their paths. */
export function filesEditor(store: Store): HTMLElement {
  const rows = h("div", { class: "guest-files" });
  const files = (): readonly GuestFile[] => store.state.run.files;
  const change = (next: readonly GuestFile[]): void => store.change({ run: { ...store.state.run, files: next } });
  const add = async (chosen: readonly File[]): Promise<void> => {
    const added = await Promise.all(chosen.map(async (file): Promise<GuestFile> => {
      const bytes = new Uint8Array(await file.arrayBuffer());
      return { path: `/${file.name}`, content: bytes.length <= EDITABLE ? (utf8(bytes) ?? bytes) : bytes };
    }));
    change([...files().filter(({ path }) => added.every((file) => file.path !== path)), ...added]);
    show();
  };
  const drop = (event: Event): void => {
    if (!(event instanceof DragEvent) || event.dataTransfer === null || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    document.getElementById("drop")?.setAttribute("hidden", "");
    void add([...event.dataTransfer.files]);
  };
  const create = (): void => {
    change([...files(), { path: `/file-${files().length + 1}.txt`, content: "" }]);
    show();
    rows.lastElementChild?.querySelector("input")?.select();
  };
  const show = (): void => {
    fill(rows, ...files().map((file, index) => row(file, (next) => {
      change(next === undefined ? files().toSpliced(index, 1) : files().with(index, next));
      if (next !== undefined) return;
      const hadFocus = rows.contains(document.activeElement);
      show();
      if (hadFocus) (rows.children[Math.min(index, rows.childElementCount - 1)]?.querySelector("input") ?? adder).focus();
    })));
  };
  const adder = h("button", { type: "button", class: "button small", onclick: create }, icon("plus"), "New file");
  const chosen = (): void => {
    void add([...(chooser.files ?? [])]);
    chooser.value = "";
  };
  const chooser = h("input", { type: "file", multiple: true, id: "guest-file", class: "hidden-input", onchange: chosen });
  show();
  store.listen((state, before) => {
    if (state.source !== before.source) show();
  });
  return h("fieldset", { class: "group files", ondragover: (event) => event.preventDefault(), ondrop: drop },
    h("legend", {}, h("span", { class: "param" }, "Files"), " ", h("span", { class: "type" }, "a tree in memory; drop some here")),
    rows,
    h("div", { class: "actions" },
      adder,
      h("label", { class: "button small", for: chooser.id }, icon("open"), chooser, "Add files")));
}

function row(file: GuestFile, change: (next: GuestFile | undefined) => void): HTMLElement {
  let now = file;
  const set = (part: Partial<GuestFile>): void => change((now = { ...now, ...part }));
  const path = h("input", { type: "text", class: "path", "aria-label": "Path", spellcheck: "false", autocomplete: "off", oninput: () => set({ path: path.value }) });
  path.value = file.path;
  const remove = h("button", { type: "button", class: "icon-button", "aria-label": "Remove this file", title: "Remove", onclick: () => change(undefined) }, icon("cross"));
  return h("div", { class: "guest-file" }, path, remove, contents(file.content, (content) => set({ content })));
}

function contents(content: string | Uint8Array, set: (content: string) => void): HTMLElement {
  if (typeof content !== "string") return h("p", { class: "muted" }, size(content.length));
  const area = h("textarea", { rows: Math.min(6, content.trimEnd().split("\n").length), "aria-label": "Contents", spellcheck: "false", oninput: () => set(area.value) });
  area.value = content;
  return area;
}

/** Shows the files that a run has made or changed. */
export function showFilesAfter(parent: HTMLElement, before: readonly GuestFile[], after: readonly GuestFile[]): void {
  const known = new Map(before.map(({ path, content }) => [normal(path), content]));
  const changed = after.filter(({ path, content }) => !(path.endsWith("/") ? known.has(path) : same(known.get(path), content)));
  parent.hidden = changed.length === 0;
  fill(parent, h("h3", {}, "Files it wrote"), ...changed.slice(0, 200).map(({ path, content }) => {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
    const save = (event: Event): void => {
      event.preventDefault();
      saveAs(path.replace(/^.*\//, ""), bytes);
    };
    return h("details", { class: "written", "data-path": path, open: changed.length <= 3 && bytes.length < 2000 },
      h("summary", {},
        h("span", { class: "path" }, printable(path)),
        h("span", { class: "muted" }, `${known.has(path) ? "changed" : "new"}, ${size(bytes.length)}`),
        !path.endsWith("/") && h("button", { type: "button", class: "icon-button", "aria-label": `Save ${printable(path)}`, title: "Save", onclick: save }, icon("save"))),
      h("pre", { tabindex: 0, role: "group", "aria-label": `Contents of ${printable(path)}` }, typeof content === "string" ? content.slice(0, MOST) : "(no text)"));
  }));
}

/** The path as a guest's tree has it. */
function normal(path: string): string {
  const names = path.split("/").filter((name) => name !== "");
  return `/${names.join("/")}${path.endsWith("/") ? "/" : ""}`;
}

function same(a: string | Uint8Array | undefined, b: string | Uint8Array): boolean {
  if (typeof a === "string" || a === undefined || typeof b === "string") return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
