/** The page. `document.body.dataset.progress` says where the work is. */
import "./style/tokens.css";
import "./style/base.css";
import "./style/layout.css";
import "./style/controls.css";
import "./style/panels.css";
import "./style/code.css";
import { byId, fill, h } from "./dom.ts";
import { hasCode } from "./guest/host.ts";
import { stateOfFragment } from "./link.ts";
import { callPanel } from "./panels/call/call.ts";
import { filesPanel } from "./panels/files/files.ts";
import { inputPanel } from "./panels/input/input.ts";
import { needsPanel } from "./panels/needs/needs.ts";
import { optionsPanel } from "./panels/options/options.ts";
import { runPanel } from "./panels/run/run.ts";
import { sharePanel } from "./panels/share/share.ts";
import { timingsPanel } from "./panels/timings/timings.ts";
import { viewPanel } from "./panels/view/view.ts";
import { DEFAULT_SAMPLE } from "./samples.ts";
import { type Outcome, Session } from "./session.ts";
import { stateOf, Store } from "./state.ts";
import { Tabs } from "./tabs.ts";
import { count, printable, size } from "./text.ts";
import { startTheme } from "./theme.ts";
import type { Prebuilt } from "./transpile/result.ts";

startTheme();
const prebuilt: Promise<Prebuilt | undefined> = fetch("prebuilt.json").then(
  async (response) => (response.ok ? ((await response.json()) as Prebuilt) : undefined),
  () => undefined,
);
const restored = await stateOfFragment(location.hash.slice(1));
const store = new Store(restored ?? stateOf(DEFAULT_SAMPLE));
const session = new Session(store, prebuilt);

const status = byId("status");
const say = (text: string): void => {
  status.textContent = text;
};

inputPanel(store, say);
sharePanel(store, say);
filesPanel(session);
needsPanel(session);
optionsPanel(store);
timingsPanel(session);
viewPanel(session);
bench();

session.listen(tell);
tell(session.outcome);
window.addEventListener("hashchange", () => {
  void stateOfFragment(location.hash.slice(1)).then((state) => state && store.change(state));
});
await session.update();
performance.mark("weft-shown");
if (location.hash.length > 1 && restored === undefined) say("The link could not be read, so this is the first sample.");
offline();

/** The right side: two tools behind tabs. */
function bench(): void {
  const tabs = new Tabs("Run and call", (tool) => store.change({ tool: tool === "run" ? "run" : "call" }));
  const panels = { run: h("div", { class: "tool run" }), call: h("div", { class: "tool call" }) };
  const show = (): void => {
    const { tool } = store.state;
    tabs.show([{ id: "run", label: "Run" }, { id: "call", label: "Call" }], tool);
    panels.run.hidden = tool !== "run";
    panels.call.hidden = tool !== "call";
  };
  const write = h("button", { type: "button", class: "link", onclick: () => store.change({ view: "host" }) });
  const what = h("span");
  const note = h("p", { class: "host-note", hidden: true }, what, write);
  const imports = (): void => {
    const names = session.outcome.result?.outline?.stubs.filter(hasCode).map(({ name }) => printable(name)) ?? [];
    note.hidden = names.length === 0;
    // The button stays the same, and keeps the focus.
    fill(what, `It imports ${names.slice(0, 3).join(", ")}${names.length > 3 ? " …" : ""}: `);
    fill(write, store.state.host === undefined ? "write its host code" : "edit its host code");
  };
  imports();
  store.listen((state, before) => {
    if (state.host !== before.host) imports();
  });
  session.listen((outcome, before) => {
    if (outcome.result !== before.result) imports();
  });
  tabs.panel.append(note, panels.run, panels.call);
  fill(byId("bench"), tabs.list, tabs.panel);
  show();
  runPanel(session, panels.run, say);
  callPanel(session, panels.call, say);
  store.listen(show);
  session.listen((outcome, before) => {
    const { outline } = outcome.result ?? {};
    // What was opened is shown with the tool that fits it.
    if (outcome.result !== before.result && store.state.source.kind === "binary" && outline !== undefined && before.result?.name !== outcome.result?.name) {
      store.change({ tool: outline.isCommand ? "run" : "call" });
    }
  });
}

function tell(outcome: Outcome, before?: Outcome): void {
  byId("stage").setAttribute("aria-busy", String(outcome.progress === "working" || outcome.progress === "loading"));
  const { progress, result, measured } = outcome;
  const isNews = progress !== before?.progress || result !== before.result;
  // What comes late belongs to work that is done.
  if (isNews) document.body.dataset["progress"] = progress;
  // Sizes come late; they complete what was said, unless something else has been said since.
  if (isNews || (measured !== before.measured && before.result !== undefined && status.textContent === summary(before))) say(summary(outcome));
}

function summary({ progress, result, measured, diagnostics }: Outcome): string {
  if (progress === "loading") return "Loading…";
  if (progress === "working") return "Transpiling…";
  if (progress === "failed" || result === undefined) return count(diagnostics.length, "problem");
  const main = result.files.find(({ name }) => name === result.main);
  const gzip = measured?.sizes[result.main]?.gzip;
  if (main === undefined || result.kind === "WIT") return `${result.kind}: declarations of ${size(result.files[0]?.bytes ?? 0)}`;
  return `${size(result.bytes)} of ${result.kind} → ${size(main.bytes)} of JavaScript${gzip === undefined ? "" : `, ${size(gzip)} compressed`}`;
}

/** Keeps the page for later visits without a network. */
function offline(): void {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  navigator.serviceWorker.register("sw.js").catch((error: unknown) => console.warn("the page will not work offline:", error));
}
