/** A list of tabs after the pattern of the ARIA authoring guide: one stop for the tab key, arrows move and choose. */
import { fill, h, unique } from "./dom.ts";

/** One tab. */
export interface Tab {
  readonly id: string;
  readonly label: string;
}

/** Tabs for one panel, whose content whoever chooses puts there. */
export class Tabs {
  /** The list of tabs. */
  readonly list: HTMLElement;
  /** The panel. */
  readonly panel: HTMLElement;
  readonly #choose: (id: string) => void;
  readonly #prefix = unique();
  #tabs: readonly Tab[] = [];
  #chosen = "";

  /**
   * @param label - what the tabs are of
   * @param choose - called when a person chooses another tab
   */
  constructor(label: string, choose: (id: string) => void) {
    this.#choose = choose;
    this.panel = h("div", { role: "tabpanel", class: "tab-panel", id: `${this.#prefix}-panel` });
    this.list = h("div", { role: "tablist", class: "tabs", "aria-label": label, onkeydown: (event) => this.#key(event as KeyboardEvent) });
  }

  /** Shows `tabs`, `chosen` in front. */
  show(tabs: readonly Tab[], chosen: string): void {
    const focused = this.list.contains(document.activeElement);
    const same = tabs.length === this.#tabs.length && tabs.every(({ id, label }, index) => id === this.#tabs[index]?.id && label === this.#tabs[index]?.label);
    if (same && chosen === this.#chosen) return;
    this.#tabs = tabs;
    this.#chosen = chosen;
    fill(this.list, ...tabs.map(({ id, label }, index) => h("button", {
      role: "tab",
      type: "button",
      class: "tab",
      id: `${this.#prefix}-${index}`,
      "data-tab": id,
      "aria-selected": String(id === chosen),
      "aria-controls": this.panel.id,
      tabindex: id === chosen ? 0 : -1,
      onclick: () => this.#choose(id),
    }, label)));
    const at = tabs.findIndex(({ id }) => id === chosen);
    this.panel.setAttribute("aria-labelledby", `${this.#prefix}-${at}`);
    const button = this.list.children[at];
    if (focused && button instanceof HTMLElement) button.focus();
    button?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #key(event: KeyboardEvent): void {
    const at = this.#tabs.findIndex(({ id }) => id === this.#chosen);
    const { length } = this.#tabs;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + length, Home: 0, End: length - 1 }[event.key];
    const tab = to === undefined ? undefined : this.#tabs[to % length];
    if (tab === undefined) return;
    event.preventDefault();
    this.#choose(tab.id);
  }
}
