/** The transpiler's options as controls, made from its option table: an option more there is a control more here. */
import { byId, fill, h, icon, unique } from "../../dom.ts";
import type { OptionValue, Source, Store } from "../../state.ts";
import { size } from "../../text.ts";
import { kindOf } from "../../transpile/input.ts";
import type { InputKind } from "../../transpile/result.ts";
import { choicesFor, type OptionSpec } from "../../transpiler.ts";

/** Fills the panel. */
export function optionsPanel(store: Store): void {
  const section = byId("options");
  const defaults = h("button", { type: "button", class: "aside link", onclick: () => restore() }, "defaults");
  const show = (): void => {
    const { options, source } = store.state;
    fill(section, h("h2", { id: "options-title" }, "Options", defaults), ...choicesFor(kindOfSource(source), options).map((spec) => control(spec, store)));
  };
  /** The button is gone then; its place is that of the controls. */
  const restore = (): void => {
    store.change({ options: {} });
    section.querySelector<HTMLElement>("[data-option]")?.focus();
  };
  const offer = (): void => void (defaults.hidden = Object.keys(store.state.options).length === 0);
  show();
  offer();
  store.listen((state, before) => {
    offer();
    const focused = document.activeElement instanceof HTMLElement && section.contains(document.activeElement) ? document.activeElement : undefined;
    const others = kindOfSource(state.source) !== kindOfSource(before.source) || state.options["wit"] !== before.options["wit"];
    const isReset = state.options !== before.options && Object.keys(state.options).length === 0;
    // What is typed here is shown already.
    if (!others && !isReset && (state.options === before.options || focused !== undefined)) return;
    show();
    const { option } = focused?.dataset ?? {};
    if (option !== undefined) section.querySelector<HTMLElement>(`[data-option="${option}"]`)?.focus();
  });
}

/** What an input is, before anything has come of it. */
function kindOfSource(source: Source): InputKind {
  if (source.kind === "sample") return "component";
  return kindOf(source.kind === "text" ? new TextEncoder().encode(source.text) : source.bytes);
}

/** A file whose text is the option's value. */
function fileControl(spec: OptionSpec, current: OptionValue | undefined, set: (value: OptionValue | undefined) => void): HTMLElement {
  const id = unique();
  const chooser = h("input", {
    type: "file", id, class: "hidden-input", accept: ".wit,text/plain", "data-option": spec.name, "aria-describedby": `${id}-help`,
    onchange: () => {
      const [file] = chooser.files ?? [];
      if (file !== undefined) void file.text().then(set);
    },
  });
  const given = typeof current === "string" ? current : undefined;
  return h("div", { class: "option", title: spec.help },
    h("span", { class: "option-name", "aria-hidden": "true" }, spec.name),
    h("span", { class: "option-file" },
      h("label", { class: "button small", for: id }, chooser, h("span", { class: "visually-hidden" }, `${spec.name}: `), given === undefined ? "Open" : size(new TextEncoder().encode(given).length)),
      given !== undefined && h("button", { type: "button", class: "icon-button", "aria-label": `No ${spec.name}`, title: "Remove", "data-option": spec.name, onclick: () => set(undefined) }, icon("cross"))),
    h("span", { id: `${id}-help`, class: "visually-hidden" }, spec.help));
}

function control(spec: OptionSpec, store: Store): HTMLElement {
  const id = unique();
  const property = spec.property ?? spec.name;
  const current = store.state.options[property];
  const set = (value: OptionValue | undefined): void => {
    // A world is one of the WIT that is given.
    const gone = spec.name === "wit" && value === undefined ? [property, "world"] : [property];
    const others = Object.fromEntries(Object.entries(store.state.options).filter(([name]) => !gone.includes(name)));
    store.change({ options: value === undefined ? others : { ...others, [property]: value } });
  };
  if (spec.value === "PATH") return fileControl(spec, current, set);
  const shared = { id, "aria-describedby": `${id}-help`, "data-option": spec.name, title: spec.help };
  const label = h("label", { for: id, title: spec.help }, spec.name);
  const help = h("span", { id: `${id}-help`, class: "visually-hidden" }, spec.help);
  if (spec.takes === "nothing") {
    const box = h("input", { ...shared, type: "checkbox", checked: current === true, onchange: () => set(box.checked || undefined) });
    return h("div", { class: "option flag" }, box, label, help);
  }
  if (spec.choices.length > 0) {
    // A default that depends on the component is none of the choices.
    const fallback = spec.default ?? "";
    const automatic = spec.choices.includes(fallback) ? [] : [h("option", { value: "", title: fallback, selected: current === undefined }, "automatic")];
    const menu = h("select", { ...shared, onchange: () => set(["", fallback].includes(menu.value) ? undefined : menu.value) },
      ...automatic, ...spec.choices.map((value) => h("option", { value, selected: value === (current ?? fallback) }, value)));
    return h("div", { class: "option" }, label, menu, help);
  }
  const isMany = spec.takes === "many";
  const placeholder = isMany ? `${spec.value}, one a line` : (spec.value ?? "");
  const lines = (): string[] => field.value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const read = (): void => {
    if (isMany) set(lines().length > 0 ? lines() : undefined);
    else set(field.value.trim() || undefined);
  };
  const value = Array.isArray(current) ? current.join("\n") : typeof current === "string" ? current : "";
  const field = isMany
    ? h("textarea", { ...shared, rows: 1, placeholder, spellcheck: "false", onchange: read })
    : h("input", { ...shared, type: "text", placeholder, spellcheck: "false", autocomplete: "off", onchange: read });
  field.value = value;
  return h("div", { class: "option" }, label, field, help);
}
