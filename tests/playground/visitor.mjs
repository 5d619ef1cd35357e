/**
 * A visitor of the playground: clicks, types and looks as a person would, in any of the engines.
 *
 * @module
 */

/** How long a visitor waits for anything. */
const PATIENCE_MS = 60_000;

/** @typedef {import("../browsers/engines.mjs").Page} Page */

/** Somebody in front of an open page. */
export class Visitor {
  /** @type {Page} */
  page;

  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /**
   * Opens the page and waits until it shows a component.
   * @param {import("../browsers/engines.mjs").Browser} browser
   * @param {string} url
   */
  static async open(browser, url) {
    const visitor = new Visitor(await browser.open(url));
    await visitor.settled();
    return visitor;
  }

  /**
   * Text without white space: a terminal breaks lines where it ends.
   * @param {string} text
   */
  static packed(text) {
    return text.replace(/\s+/g, "");
  }

  /** Waits until the page has done its work, well or not. */
  async settled() {
    await this.until("['done', 'failed'].includes(document.body?.dataset.progress)");
  }

  /**
   * Waits until `expression` is true.
   * @param {string} expression
   */
  async until(expression) {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const seen = await this.page.evaluate(expression).catch((/** @type {unknown} */ error) => error);
      if (seen === true) return;
      if (Date.now() > end) throw new Error(`in vain waited for ${expression}: ${String(seen)}\n${await this.text("body").catch(String)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /**
   * The value of an expression.
   * @param {string} expression
   */
  see(expression) {
    return this.page.evaluate(expression);
  }

  /**
   * The text of an element.
   * @param {string} selector
   * @returns {Promise<string>}
   */
  text(selector) {
    return this.see(`document.querySelector(${JSON.stringify(selector)}).innerText`);
  }

  /**
   * Clicks on something that is there and stands still: who aims while the page moves hits what comes to lie there.
   * @param {string} selector
   */
  async click(selector) {
    await this.see("(window.aimedAt = undefined, true)");
    await this.until(`(() => {
      const element = document.querySelector(${JSON.stringify(selector)});
      const { x, y, width, height } = element?.getBoundingClientRect() ?? {};
      const place = element === null ? "" : [x, y, width, height].join();
      const before = window.aimedAt;
      window.aimedAt = place;
      return place !== "" && place === before;
    })()`);
    await this.page.click(selector);
  }

  /**
   * Chooses from a menu.
   * @param {string} selector
   * @param {string} value
   */
  async choose(selector, value) {
    await this.see(`(() => {
      const menu = document.querySelector(${JSON.stringify(selector)});
      menu.value = ${JSON.stringify(value)};
      menu.dispatchEvent(new Event("change", { bubbles: true }));
      return menu.value;
    })()`);
  }

  /**
   * Puts text into a field, in place of what it holds.
   * @param {string} selector
   * @param {string} text
   */
  async fill(selector, text) {
    await this.see(`(() => {
      const field = document.querySelector(${JSON.stringify(selector)});
      field.focus();
      field.value = ${JSON.stringify(text)};
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
      return true;
    })()`);
  }

  /**
   * Chooses a sample and waits for it.
   * @param {string} id
   */
  async sample(id) {
    await this.afterwards(() => this.choose("#sample", id));
  }

  /**
   * Opens a file of the visitor's.
   * @param {string} name
   * @param {string} bytes an expression whose value is a Uint8Array
   */
  async openFile(name, bytes) {
    await this.afterwards(() => this.see(`(() => {
      const files = new DataTransfer();
      files.items.add(new File([${bytes}], ${JSON.stringify(name)}));
      const chooser = document.querySelector("#file");
      chooser.files = files.files;
      chooser.dispatchEvent(new Event("change", { bubbles: true }));
      return true;
    })()`));
  }

  /**
   * Drags a file onto the page and lets it go there: from outside, so that nothing can tell but the events.
   * @param {string} name
   * @param {string} bytes an expression of the page
   */
  async dropFile(name, bytes) {
    const drag = (/** @type {string} */ type) => `document.body.dispatchEvent(new DragEvent("${type}", { bubbles: true, cancelable: true, dataTransfer: window.dragged }))`;
    await this.see(`(() => {
      window.dragged = new DataTransfer();
      dragged.items.add(new File([${bytes}], ${JSON.stringify(name)}));
      return true;
    })()`);
    await this.see(`(${drag("dragenter")}, ${drag("dragover")})`);
    await this.afterwards(() => this.see(drag("drop")));
  }

  /**
   * Does something after which the page transpiles, and waits for what comes of it.
   * @param {() => Promise<unknown>} act
   */
  async afterwards(act) {
    await this.see("(document.body.dataset.progress = 'stale', true)");
    await act();
    await this.settled();
  }

  /**
   * Shows a tab of the middle or of the right.
   * @param {string} id
   */
  async tab(id) {
    await this.click(`[data-tab="${id}"]`);
    await this.until(`document.querySelector('[data-tab="${id}"]').getAttribute("aria-selected") === "true"`);
  }

  /** The text in the editor, as far as it is drawn. */
  code() {
    return this.text(".cm-content");
  }

  /** Runs the command and waits for its end. */
  async run() {
    await this.start();
    await this.ended();
  }

  /** Starts the command. */
  async start() {
    await this.click("#run");
    await this.until("document.querySelector('.tool.run').dataset.state === 'running' || document.querySelector('#run-outcome').innerText !== ''");
  }

  async ended() {
    await this.until("document.querySelector('.tool.run').dataset.state === 'ended'");
  }

  /** How the run ended. */
  outcome() {
    return this.text("#run-outcome");
  }

  /**
   * Waits until the terminal, which draws in its own time, shows this, white space aside.
   * @param {string | RegExp} wanted all of it, or what is in it
   */
  async terminalShows(wanted) {
    const text = `(document.querySelector('#terminal .xterm-rows')?.textContent ?? '').replace(/\\s+/g, "")`;
    await this.until(wanted instanceof RegExp ? `${wanted}.test(${text})` : `${text} === ${JSON.stringify(Visitor.packed(wanted))}`);
  }

  /**
   * The files that the run wrote.
   * @returns {Promise<Record<string, string>>}
   */
  writtenFiles() {
    return this.see(`Object.fromEntries([...document.querySelectorAll("#files-after [data-path]")].map((file) => [file.dataset.path, file.querySelector("pre").textContent]))`);
  }

  /**
   * Chooses a function.
   * @param {string} id
   */
  async func(id) {
    await this.choose("#function", id);
  }

  /**
   * Calls the chosen function and returns the last line of the log.
   * @returns {Promise<string>}
   */
  async call() {
    const before = await this.see("document.querySelectorAll('#call-log .call').length");
    await this.click("#call");
    await this.until(`document.querySelectorAll('#call-log .call').length > ${before} && [...document.querySelectorAll('#call-log .call')].at(-1).querySelector('.answer') !== null`);
    return this.see("[...document.querySelectorAll('#call-log .answer')].at(-1).textContent");
  }

  /**
   * The table of timings.
   * @returns {Promise<Record<string, string>>}
   */
  times() {
    return this.see(`Object.fromEntries([...document.querySelectorAll("#timings tr")].filter((row) => row.cells.length === 3).map((row) => [row.cells[0].textContent, row.cells[2].textContent]))`);
  }

  /** Milliseconds from navigation until something was painted, or, where the engine does not say, until the page's code was there. */
  async firstPaint() {
    return this.see(`(performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? performance.getEntriesByType("navigation")[0].domInteractive)`);
  }

  /** Milliseconds from navigation until the first component was shown. */
  async shown() {
    await this.until("performance.getEntriesByName('weft-shown').length > 0");
    return this.see("performance.getEntriesByName('weft-shown')[0].startTime");
  }

  /** @param {string} path */
  screenshot(path) {
    return this.page.screenshot(path);
  }
}
