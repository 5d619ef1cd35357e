/**
 * The document, made by calls: elements, their properties and their children.
 *
 * Names come from untrusted components, so text is only ever text: nothing here takes HTML.
 */

/** What may stand inside an element; nothing is made of what is absent. */
export type Child = Node | string | number | null | undefined | false;

/** Properties of an element: attributes, `on…` listeners, `class`; `true` is the empty attribute, `false` and absent none. */
export type Props = Readonly<Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>>;

/** An HTML element. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), props, children);
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** Puts `children` in place of what `parent` holds. */
export function fill(parent: Element, ...children: Child[]): void {
  parent.replaceChildren(...children.filter(present).map(asNode));
}

/** The element with this id, which the page has. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new TypeError(`the page has no #${id}`);
  return found;
}

/** An icon of the page's sprite; it says nothing to a screen reader. */
export function icon(name: string): SVGSVGElement {
  return svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `#icon-${name}` }));
}

/** Moves the focus where it would be lost otherwise: a button that is disabled or goes has none. */
export function passFocus(from: Element, to: HTMLElement): void {
  if (from.contains(document.activeElement)) to.focus();
}

/** A number for ids, unique in the page. */
export const unique: () => string = (() => {
  let last = 0;
  return () => `u${(last += 1)}`;
})();

function filled<E extends Element>(element: E, props: Props, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter(present).map(asNode));
  return element;
}

function present(child: Child): child is Node | string | number {
  return child !== null && child !== undefined && child !== false;
}

function asNode(child: Node | string | number): Node | string {
  return typeof child === "number" ? String(child) : child;
}
