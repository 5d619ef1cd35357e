/** Calls exports: a menu of functions, a form for the arguments, a log of what came of it. One instance lives until it fails or is stopped. */
import { type Argument, print, type Shape as WaveShape, valueOf } from "../../../../npm/transpiler/src/command/invoke.ts";
import type { Func } from "../../component/outline.ts";
import { spelled } from "../../component/shape.ts";
import { fill, h, icon, passFocus } from "../../dom.ts";
import { Guest } from "../../guest/client.ts";
import { explained } from "../../guest/failure.ts";
import type { FromGuest, Held } from "../../guest/protocol.ts";
import type { Session } from "../../session.ts";
import { printable } from "../../text.ts";
import { guestInput } from "../run/input.ts";
import { type Control, control } from "./controls.ts";
import { Refused } from "../../transpile/client.ts";
import { Wrong } from "./fields.ts";
import { CallLog } from "./log.ts";
import { CallText, waveName } from "./text.ts";

/** Functions in the menu. */
const MOST = 5000;

/** Fills `parent`. */
export function callPanel(session: Session, parent: HTMLElement, say: (text: string) => void): void {
  const { store } = session;
  let functions: readonly Func[] = [];
  let guest: Guest | undefined;
  let held: readonly Held[] = [];
  let controls: readonly Control[] = [];
  /** The reading of what was written last, if the form does not say it yet; tells whether it is a call. */
  let reading: Promise<boolean> | undefined;

  const menu = h("select", { id: "function", "aria-label": "Function", onchange: () => choose(menu.value, undefined) });
  const signature = h("p", { class: "signature" });
  const fields = h("div", { class: "fields", onchange: () => write(), onclick: () => write() });
  const text = new CallText((typed) => void (reading = read(typed)));
  const button = h("button", { type: "submit", class: "button primary", id: "call" }, icon("run"), "Call");
  const stop = h("button", { type: "button", class: "button", id: "call-stop", title: "End this instance; the next call makes a new one", onclick: () => end("stopped") }, icon("stop"), "Stop");
  const resources = h("ul", { class: "held", "aria-label": "Resources that are held" });
  const log = new CallLog();
  const submit = (event: Event): void => {
    event.preventDefault();
    void call();
  };
  const form = h("form", { onsubmit: submit }, menu, signature, fields, text.element, h("div", { class: "actions" }, button, stop), resources);
  const none = h("p", { class: "empty", hidden: true });
  fill(parent, none, form, log.element);

  const choose = (id: string, args: unknown): void => {
    fillForm(id, args);
    write();
  };
  const fillForm = (id: string, args: unknown): void => {
    const func = functions.find((each) => each.id === id) ?? functions[0];
    if (func === undefined) return;
    menu.value = func.id;
    const given = Array.isArray(args) ? (args as unknown[]) : [];
    controls = func.params.map(([name, shape], index) => control(shape, name, given[index], { held: () => held, depth: 0 }));
    fill(signature, h("code", {}, signatureOf(func)));
    fill(fields, ...controls.map(({ element }) => element));
  };
  /** What the form says, as text; where it says nothing yet, the text stays. */
  const write = (): void => {
    const func = functions.find(({ id }) => id === menu.value);
    const name = func && waveName(func, functions);
    reading = undefined;
    if (func === undefined || name === undefined) return text.show(undefined);
    try {
      const args = controls.map((each) => each.read());
      text.show(`${name}(${func.params.map(([, shape], index) => wave(shape as WaveShape, args[index] as Argument)).join(", ")})`);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
    }
  };
  /** Fills the form with what is written. */
  const read = async (typed: string): Promise<boolean> => {
    const isLatest = (): boolean => reading === mine;
    await Promise.resolve();
    const mine = reading;
    try {
      const { path, arguments: args } = await session.call(typed);
      if (!isLatest()) return false;
      const func = functions.find((each) => each.path.join("\0") === path.join("\0"));
      if (func !== undefined) fillForm(func.id, args.map(([, value]) => value));
      text.judge("");
      return func !== undefined;
    } catch (error) {
      if (isLatest()) text.judge(wordsOf(error));
      return false;
    }
  };
  const show = (): void => {
    const { result } = session.outcome;
    functions = (result?.outline?.functions ?? []).slice(0, MOST);
    none.hidden = functions.length > 0;
    form.hidden = functions.length === 0;
    none.textContent = result?.kind === "WIT" ? "WIT has types, and nothing to call." : result === undefined ? "" : "This component exports no function.";
    const chosen = store.state.call?.id ?? menu.value;
    fill(menu, ...options(functions));
    choose(chosen, store.state.call?.args);
  };
  const hold = (now: readonly Held[]): void => {
    held = now;
    const hadFocus = resources.contains(document.activeElement);
    fill(resources, ...held.map(({ label }) => h("li", {}, printable(label),
      h("button", { type: "button", class: "icon-button", "aria-label": `Drop ${label}`, title: "Drop", onclick: () => guest?.drop(label) }, icon("cross")))));
    // The button that was pressed is gone.
    if (hadFocus) (resources.querySelector("button") ?? button).focus();
    for (const choice of fields.querySelectorAll("[data-held]")) choice.dispatchEvent(new Event("refill"));
  };
  const busy = (is: boolean): void => {
    if (guest !== undefined) stop.disabled = false;
    if (is) passFocus(button, stop);
    button.disabled = is;
    if (!is) passFocus(stop, button);
    stop.disabled = guest === undefined;
    form.setAttribute("aria-busy", String(is));
  };
  /** Lets go of the instance; a call that is waited for gets `why`. */
  const end = (why: string): void => {
    guest?.stop();
    guest = undefined;
    if (log.isOpen) log.answer("error", why);
    hold([]);
    busy(false);
  };
  const listen = (message: Exclude<FromGuest, { type: "bell" }>): void => {
    switch (message.type) {
      case "started":
        return session.ran(message.times);
      case "output":
        return log.write("output", new TextDecoder().decode(message.bytes));
      case "host":
        return log.write("host", message.text);
      case "silenced":
        return log.write("host", "… more output than the page can hold; the rest is left out");
      case "returned":
        log.answer(message.isError ? "error" : "value", message.text, message.time);
        hold(message.held);
        return busy(false);
      case "dropped":
        return hold(message.held);
      case "failed":
        say("The call failed.");
        return end(explained(message.failure));
      case "ended":
        return;
    }
  };
  const start = async (): Promise<Guest> => {
    const { files, main } = await session.runnable();
    const { run } = store.state;
    const { result } = session.outcome;
    const given = { ...guestInput(run, result?.name ?? "component"), files, main, stubs: result?.outline?.stubs ?? [], host: store.state.host };
    const started = new Guest(given, run.typed ? "" : run.stdin, (message) => {
      if (guest === started) listen(message);
    });
    return started;
  };
  const call = async (): Promise<void> => {
    if (reading !== undefined && !(await reading)) {
      text.focus();
      return say("What is written is no call of this component.");
    }
    const func = functions.find(({ id }) => id === menu.value);
    if (func === undefined || log.isOpen) return;
    let args: Argument[];
    try {
      args = controls.map((each) => each.read());
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      error.field.focus();
      return say(`${error.message}.`);
    }
    store.change({ call: { id: func.id, args } });
    log.open(func.name, func.params.map(([, shape], index) => wave(shape as WaveShape, args[index] as Argument)));
    try {
      guest ??= await start();
      guest.call(func, args);
      busy(true);
    } catch (error) {
      end(error instanceof Error ? error.message : String(error));
    }
  };
  show();
  busy(false);
  store.listen((state, before) => {
    if (state.host !== before.host && guest !== undefined) end("the host code has changed");
  });
  session.listen((outcome, before) => {
    if (outcome.result === before.result) return;
    end("the component has changed");
    if (outcome.result?.name !== before.result?.name) log.clear();
    show();
  });
}

/** Functions by the interface that they belong to. */
function options(functions: readonly Func[]): HTMLElement[] {
  const owners = [...new Set(functions.map(({ interface: owner }) => owner))];
  return owners.flatMap((owner) => {
    const all = functions.filter((func) => func.interface === owner).map(({ id, name }) => h("option", { value: id }, printable(name)));
    return owner === null ? all : [h("optgroup", { label: printable(owner) }, ...all)];
  });
}

/** What is wrong with a call; the option that the command has it from means nothing here. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Refused)) return error instanceof Error ? error.message : String(error);
  const [first] = error.diagnostics;
  const words = (first?.message ?? error.message).replace(/^--invoke "(?:[^"\\]|\\.)*": /, "");
  return first?.help == null ? words : `${words} (${first.help})`;
}

/** An argument as one reads it; what is held has its label for a value. */
function wave(shape: WaveShape, argument: Argument): string {
  return print(shape, valueOf(shape, argument));
}

function signatureOf({ kind, name, params, result }: Func): string {
  const shown = (kind === "method" ? params.slice(1) : params).map(([param, shape]) => `${param}: ${spelled(shape)}`);
  return printable(`${name}(${shown.join(", ")})${result === null ? "" : ` → ${spelled(result)}`}`);
}
