/** The transpiler's options as controls, made from its option table: an option more there is a control more here. */
import { byId, fill, h, unique } from "../../dom.ts";
import type { OptionValue, Store } from "../../state.ts";
import { CHOICES, type OptionSpec } from "../../transpiler.ts";

/** Fills the panel. */
export function optionsPanel(store: Store): void {
  const section = byId("options");
  const show = (): void => {
    const changed = Object.keys(store.state.options).length;
    fill(
      section,
      h("h2", { id: "options-title" }, "Options", changed === 0 ? null : h("button", { type: "button", class: "aside link", onclick: () => store.change({ options: {} }) }, "defaults")),
      ...CHOICES.map((spec) => control(spec, store)),
    );
  };
  show();
  store.listen((state, before) => {
    // What is typed here is shown already.
    if (state.options !== before.options && !section.contains(document.activeElement)) show();
    else if (state.options !== before.options && Object.keys(state.options).length === 0) show();
  });
}

function control(spec: OptionSpec, store: Store): HTMLElement {
  const id = unique();
  const property = spec.property ?? spec.name;
  const current = store.state.options[property];
  const set = (value: OptionValue | undefined): void => {
    const { [property]: _, ...others } = store.state.options;
    store.change({ options: value === undefined ? others : { ...others, [property]: value } });
  };
  const shared = { id, "aria-describedby": `${id}-help`, "data-option": spec.name, title: spec.help };
  const label = h("label", { for: id, title: spec.help }, spec.name);
  const help = h("span", { id: `${id}-help`, class: "visually-hidden" }, spec.help);
  if (spec.takes === "nothing") {
    const box = h("input", { ...shared, type: "checkbox", checked: current === true, onchange: () => set(box.checked || undefined) });
    return h("div", { class: "option flag" }, box, label, help);
  }
  if (spec.choices.length > 0) {
    const menu = h("select", { ...shared, onchange: () => set(menu.value === spec.default ? undefined : menu.value) },
      ...spec.choices.map((value) => h("option", { value, selected: value === (current ?? spec.default) }, value)));
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
