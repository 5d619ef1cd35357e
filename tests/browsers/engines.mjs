/**
 * The three engines under one small interface: open a page, look into it, close.
 *
 * @module
 */
import { launch as chromium } from "./chromium.mjs";
import { launch as firefox } from "./firefox.mjs";
import { launch as webkit } from "./webkit.mjs";

/**
 * An open page. `evaluate` takes an expression whose value is JSON; `screenshot` writes a PNG of what is in view; `click` clicks in the middle of an element; `type` gives letters to
 * what has the focus, `press` one key by its name in the DOM (`Enter`, `ArrowRight`), with Control held if it says so (`Control+d`).
 * @typedef {object} Page
 * @property {(expression: string) => Promise<any>} evaluate
 * @property {(path: string) => Promise<void>} screenshot
 * @property {(selector: string) => Promise<void>} click
 * @property {(text: string) => Promise<void>} type
 * @property {(key: string) => Promise<void>} press
 * @property {(width: number, height: number) => Promise<void>} size
 * @property {(url: string) => Promise<void>} go
 * @property {() => Promise<AccessibleNode[]>} [accessibility] what a screen reader is told, in the order of the page; where the engine says it
 * @property {() => Promise<void>} close
 */
/**
 * A node of the accessibility tree. `live` and `invalid` are values of the attributes `aria-live` and `aria-invalid`.
 * @typedef {{ role: string, name: string, description: string, focusable: boolean, focused: boolean, live?: string, invalid?: string }} AccessibleNode
 */
/**
 * A running browser.
 * @typedef {{ name: string, version: string, open: (url: string) => Promise<Page>, close: () => Promise<void> }} Browser
 */
/** @typedef {() => Promise<Browser>} Launch */

/** @type {Record<"chromium" | "firefox" | "webkit", Launch>} */
export const engines = { chromium, firefox, webkit };
