/** Runs a command: what it gets, the terminal it talks to, the files it leaves. */
import { fill, h, icon, passFocus } from "../../dom.ts";
import { Guest } from "../../guest/client.ts";
import { explained } from "../../guest/failure.ts";
import type { FromGuest } from "../../guest/protocol.ts";
import type { Session } from "../../session.ts";
import type { RunInput, Store } from "../../state.ts";
import { time } from "../../text.ts";
import type { Phase } from "../../transpile/result.ts";
import { filesEditor, showFilesAfter } from "./files.ts";
import { guestInput } from "./input.ts";
import type { Terminal } from "./terminal.ts";

/** Fills `parent`, whose `data-state` says `running` or `ended`. */
export function runPanel(session: Session, parent: HTMLElement, say: (text: string) => void): void {
  const { store } = session;
  let guest: Guest | undefined;
  let phases: Phase[] = [];

  const button = h("button", { type: "button", class: "button primary", id: "run", onclick: () => void run() }, icon("run"), "Run");
  const stop = h("button", { type: "button", class: "button", id: "stop", disabled: true, onclick: () => interrupt() }, icon("stop"), "Stop");
  const outcome = h("span", { class: "outcome", id: "run-outcome" });
  const screen = h("div", { class: "screen", id: "terminal" });
  const after = h("div", { class: "files-after", id: "files-after", hidden: true });
  const none = h("p", { class: "empty", id: "no-command", hidden: true });
  const body = h("div", { class: "run-body" }, inputFields(store), h("div", { class: "actions" }, button, stop, outcome), screen, after);
  fill(parent, none, body);

  // It is a third of the page's code, and the first component is to be seen before.
  const opened: Promise<Terminal> = session.settled().then(() => import("./terminal.ts")).then(({ Terminal }) => new Terminal(screen));

  const ready = (): void => {
    const { result } = session.outcome;
    const isCommand = result === undefined || (result.outline?.isCommand ?? false);
    body.hidden = !isCommand;
    none.hidden = isCommand;
    none.textContent = result?.kind === "WIT" ? "WIT has types, and nothing to run." : "This component is no command: it does not export wasi:cli/run. Call its functions instead.";
  };
  const busy = (is: boolean): void => {
    const [used, next] = is ? [button, stop] : [stop, button];
    next.disabled = false;
    passFocus(used, next);
    used.disabled = true;
    parent.dataset["state"] = is ? "running" : "ended";
  };
  const ended = async (text: string, isGood: boolean, why: string = ""): Promise<void> => {
    guest?.stop();
    guest = undefined;
    (await opened).listen(undefined);
    fill(outcome, text);
    outcome.classList.toggle("bad", !isGood);
    busy(false);
    say(`${text} ${why}`);
  };
  const interrupt = (): void => {
    if (guest === undefined) return;
    void opened.then((terminal) => terminal.tell("stopped", "grey"));
    void ended("Stopped.", false);
  };
  const run = async (): Promise<void> => {
    busy(true);
    const terminal = await opened;
    terminal.clear();
    outcome.classList.remove("bad");
    fill(outcome, "Running…");
    after.hidden = true;
    const given = store.state.run;
    try {
      const { files, main } = await session.runnable();
      const { result } = session.outcome;
      const start = { ...guestInput(given, result?.name ?? "component"), files, main, stubs: result?.outline?.stubs ?? [], host: store.state.host };
      const started = new Guest(start, given.typed ? undefined : given.stdin, (message) => {
        if (guest === started) listen(message, terminal, given);
      });
      guest = started;
      const encoder = new TextEncoder();
      const typed = { line: (text: string) => started.type(encoder.encode(text)), end: () => started.type(undefined), interrupt };
      if (given.typed) terminal.listen(typed);
      started.run();
    } catch (error) {
      terminal.tell(error instanceof Error ? error.message : String(error), "red");
      await ended("It could not be started.", false);
    }
  };
  const listen = (message: Exclude<FromGuest, { type: "bell" }>, terminal: Terminal, given: RunInput): void => {
    switch (message.type) {
      case "started":
        phases = [...message.times];
        return session.ran(phases);
      case "output":
        return terminal.write(message.stream, message.bytes);
      case "silenced":
        return terminal.tell("… more output than the page can hold; the rest is left out", "grey");
      case "host":
        return terminal.tell(message.text, "grey");
      case "ended":
        session.ran([...phases, ["run", message.time]]);
        showFilesAfter(after, given.files, message.tree);
        return void ended(`Exit code ${message.code} after ${time(message.time)}.`, message.code === 0);
      case "failed":
        terminal.tell(explained(message.failure), "red");
        return void ended("It failed.", false, message.failure.message);
      case "returned":
      case "dropped":
        return;
    }
  };
  ready();
  session.listen((now, before) => {
    if (now.result !== before.result) ready();
  });
  store.listen((state, before) => {
    if (state.source !== before.source) interrupt();
  });
}

/** Arguments, environment, input and files. */
function inputFields(store: Store): HTMLElement {
  const change = (part: Partial<RunInput>): void => store.change({ run: { ...store.state.run, ...part } });
  const area = (key: "args" | "env" | "stdin", label: string, note: string): HTMLTextAreaElement =>
    h("textarea", { id: `run-${key}`, rows: 2, spellcheck: "false", "data-label": label, "data-note": note });
  const fields = { args: area("args", "Arguments", "one a line"), env: area("env", "Environment", "NAME=value"), stdin: area("stdin", "Standard input", "text") };
  for (const [key, field] of Object.entries(fields)) field.addEventListener("input", () => change({ [key]: field.value }));
  const typed = h("input", { type: "checkbox", id: "run-typed", onchange: () => {
    change({ typed: typed.checked });
    fields.stdin.disabled = typed.checked;
  } });
  const show = (): void => {
    const { run } = store.state;
    for (const key of ["args", "env", "stdin"] as const) fields[key].value = run[key];
    typed.checked = run.typed;
    fields.stdin.disabled = run.typed;
  };
  const labelled = (field: HTMLTextAreaElement, ...more: Node[]): HTMLElement =>
    h("div", { class: "field" }, h("label", { for: field.id }, h("span", { class: "param" }, field.dataset["label"]), " ", h("span", { class: "type" }, field.dataset["note"])), field, ...more);
  show();
  store.listen((state, before) => {
    if (state.source !== before.source) show();
  });
  const isTall = matchMedia("(min-height: 800px)").matches;
  return h("details", { class: "run-input", id: "run-input", open: isTall },
    h("summary", {}, "What it gets"),
    h("div", { class: "run-fields" },
      labelled(fields.args),
      labelled(fields.env),
      labelled(fields.stdin, h("span", { class: "flag" }, typed, h("label", { for: typed.id }, "typed in the terminal"))),
      filesEditor(store)));
}
