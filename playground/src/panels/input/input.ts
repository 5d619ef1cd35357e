/** Which component: the menu of samples, a file of the visitor's, or one that is dropped on the page. */
import { byId, fill, h, icon } from "../../dom.ts";
import { SAMPLES, sampleOf } from "../../samples.ts";
import { type Source, stateOf, type Store } from "../../state.ts";
import { kindOf } from "../../transpile/input.ts";
import { NO_INPUT } from "../../samples.ts";

const OWN = "own";

/** Fills the header's left part, and takes what is dropped anywhere. */
export function inputPanel(store: Store, say: (text: string) => void): void {
  const menu = h("select", { id: "sample", "aria-label": "Component", onchange: () => store.change(stateOf(menu.value)) });
  const chooser = h("input", {
    type: "file",
    id: "file",
    class: "hidden-input",
    accept: ".wasm,.wat,.wit,application/wasm,text/plain",
    "aria-label": "Open a component, a core module, WAT or WIT",
    onchange: () => {
      const [file] = chooser.files ?? [];
      if (file !== undefined) void take(file);
      chooser.value = "";
    },
  });
  fill(byId("input"), menu, h("label", { class: "button", for: "file", title: "Open a file, or drop one anywhere" }, icon("open"), chooser, "Open"));

  const take = async (file: File): Promise<void> => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kind = kindOf(bytes);
    const isText = kind === "WAT" || kind === "WIT";
    const source: Source = isText
      ? { kind: "text", name: file.name, text: new TextDecoder().decode(bytes) }
      : { kind: "binary", name: file.name, bytes };
    say(`Opened ${file.name}.`);
    store.change({ source, run: NO_INPUT, view: isText ? "source" : "", call: undefined, host: undefined, options: {} });
  };
  const show = (source: Source): void => {
    const sample = sampleIdOf(source);
    const own = sample === undefined && source.kind !== "sample" ? [h("option", { value: OWN }, source.name)] : [];
    fill(menu, ...own, ...SAMPLES.map(({ id, title }) => h("option", { value: id }, title)));
    menu.value = sample ?? OWN;
    menu.title = sampleOf(sample ?? "")?.about ?? "";
  };
  show(store.state.source);
  store.listen((state, before) => {
    if (state.source !== before.source) show(state.source);
  });
  dropOn(document.documentElement, (file) => void take(file));
}

/** The sample that a source is, or is a changed text of. */
export function sampleIdOf(source: Source): string | undefined {
  if (source.kind === "sample") return source.id;
  return source.kind === "text" ? SAMPLES.find(({ name, text }) => text !== undefined && name === source.name)?.id : undefined;
}

function dropOn(target: HTMLElement, take: (file: File) => void): void {
  const curtain = byId("drop");
  const isFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  // What takes files itself says so by stopping the event.
  target.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    curtain.hidden = false;
  });
  target.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) curtain.hidden = true;
  });
  target.addEventListener("drop", (event) => {
    curtain.hidden = true;
    if (!isFile(event)) return;
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) take(file);
  });
}
