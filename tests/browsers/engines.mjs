/**
 * The three engines under one small interface: open a page, look into it, close.
 *
 * @module
 */
import { launch as chromium } from "./chromium.mjs";
import { launch as firefox } from "./firefox.mjs";
import { launch as webkit } from "./webkit.mjs";

/**
 * An open page. `evaluate` takes an expression whose value is JSON; `screenshot` writes a PNG.
 * @typedef {{ evaluate: (expression: string) => Promise<any>, screenshot: (path: string) => Promise<void>, close: () => Promise<void> }} Page
 */
/**
 * A running browser.
 * @typedef {{ name: string, version: string, open: (url: string) => Promise<Page>, close: () => Promise<void> }} Browser
 */
/** @typedef {() => Promise<Browser>} Launch */

/** @type {Record<"chromium" | "firefox" | "webkit", Launch>} */
export const engines = { chromium, firefox, webkit };
