/** The middle: the source, the world as WIT, each generated file, the core modules, the graph; and below what is wrong. */
import { byId, fill, h } from "../../dom.ts";
import { hasCode, hostTemplate } from "../../guest/host.ts";
import { Editor, type Language } from "../../editor/editor.ts";
import type { Session } from "../../session.ts";
import type { Store } from "../../state.ts";
import { type Tab, Tabs } from "../../tabs.ts";
import { printable } from "../../text.ts";
import { kindOf } from "../../transpile/input.ts";
import { showGraph } from "../graph/graph.ts";
import { problemsIn, showProblems } from "../problems/problems.ts";
import { showModules } from "./modules.ts";

/** Fills the middle. */
export function viewPanel(session: Session): void {
  const { store } = session;
  const stage = byId("stage");
  const tabs = new Tabs("Source and output", (view) => store.change({ view }));
  const code = h("div", { class: "code-view" });
  const sheet = h("div", { class: "sheet" });
  const problems = h("div", { class: "problems", role: "group", "aria-label": "Problems", hidden: true });
  const editor = new Editor(code, (text) => {
    const { source } = store.state;
    if (sheet.dataset["view"] === "host") store.change({ host: text.trim() === "" || text === template() ? undefined : text });
    else if (source.kind === "text") store.change({ source: { ...source, text } });
  });
  tabs.panel.append(code, sheet);
  fill(stage, tabs.list, tabs.panel, problems);

  const template = (): string => hostTemplate(session.outcome.result?.outline?.stubs ?? []);

  let shownGraph: unknown;
  const show = (): void => {
    const { result, world, diagnostics, progress } = session.outcome;
    const { source } = store.state;
    const all = tabsFor(store, session);
    const view = chosen(store, session, all);
    tabs.show(all, view);
    const isSheet = view === "modules" || view === "graph";
    code.hidden = isSheet;
    sheet.hidden = !isSheet;
    if (view === "graph") {
      if (shownGraph !== result?.outline?.graph || sheet.dataset["view"] !== "graph") showGraph(sheet, result?.outline?.graph);
      shownGraph = result?.outline?.graph;
    } else if (view === "modules") {
      showModules(sheet, session, store.state.view);
    }
    sheet.dataset["view"] = view;
    if (!isSheet) {
      if (view === "source" && source.kind === "text") {
        editor.show({ text: source.text, language: kindOf(new TextEncoder().encode(source.text)) === "WIT" ? "wit" : "wat", label: "Source", editable: true });
        editor.mark(problemsIn(source.text, diagnostics));
      } else if (view === "host") {
        editor.show({ text: store.state.host ?? template(), language: "javascript", label: "Host code", editable: true });
      } else if (view === "wit") {
        const none = result === undefined || world === undefined ? "" : "// The world cannot be written as WIT; see below.";
        editor.show({ text: world?.wit ?? none, language: "wit", label: "The world as WIT", editable: false });
      } else {
        const file = result?.files.find(({ name }) => name === view);
        editor.show({ text: file?.text ?? "", language: languageOf(view), label: printable(view), editable: false });
      }
    }
    const text = source.kind === "text" ? source.text : undefined;
    showProblems(problems, diagnostics, text, (at) => {
      store.change({ view: "source" });
      editor.goTo(at);
    });
    stage.classList.toggle("stale", progress === "failed" && view !== "source");
  };
  show();
  session.listen(show);
  store.listen((state, before) => {
    if (state.view !== before.view || (state.source !== before.source && (state.source.kind !== "text" || before.source.kind !== "text"))) show();
  });
}

function tabsFor(store: Store, session: Session): Tab[] {
  const { result } = session.outcome;
  const files = result?.files.filter(({ text }) => text !== undefined) ?? [];
  return [
    ...(store.state.source.kind === "text" ? [{ id: "source", label: "Source" }] : []),
    // Of WIT, the source says it already.
    ...(result?.kind === "WIT" ? [] : [{ id: "wit", label: "WIT" }]),
    ...(result?.outline?.stubs.some(hasCode) ? [{ id: "host", label: "Host code" }] : []),
    ...files.map(({ name }) => ({ id: name, label: printable(name) })),
    ...(result?.outline === undefined ? [] : [{ id: "modules", label: "Modules" }, { id: "graph", label: "Graph" }]),
  ];
}

/** The tab to show: a core module is shown among the modules, and what is gone gives way to the main file. */
function chosen(store: Store, session: Session, tabs: readonly Tab[]): string {
  const { view } = store.state;
  const has = (id: string | undefined): boolean => tabs.some((tab) => tab.id === id);
  if (has(view)) return view;
  if (view.endsWith(".wasm") && has("modules")) return "modules";
  const { result } = session.outcome;
  // Options may have renamed the file.
  const sameKind = result?.files.find(({ name }) => view !== "" && name.slice(name.indexOf(".")) === view.slice(view.indexOf(".")))?.name;
  return [sameKind, result?.main].find(has) ?? tabs[0]?.id ?? "wit";
}

function languageOf(file: string): Language {
  if (file.endsWith(".d.ts")) return "typescript";
  if (file.endsWith(".js")) return "javascript";
  return file.endsWith(".map") ? "json" : "text";
}
