/**
 * The playground as a screen reader and a keyboard have it: Chromium's accessibility tree, live regions, and where the focus goes.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { engines } from "../browsers/engines.mjs";
import { root, serve } from "../browsers/server.mjs";
import { Visitor } from "./visitor.mjs";

/** @type {Awaited<ReturnType<typeof serve>>} */
let server;
/** @type {import("../browsers/engines.mjs").Browser} */
let browser;
/** @type {Visitor} */
let visitor;

before(async () => {
  server = await serve({ mounts: { "/": join(root, "target/playground/page") } });
  browser = await engines.chromium();
});
after(async () => {
  await browser.close();
  await server.close();
});

/** A new page with a sample. @param {string} id */
async function open(id) {
  visitor = await Visitor.open(browser, `${server.origin}/`);
  await visitor.page.size(1440, 900);
  if (id !== "hello") await visitor.sample(id);
  await visitor.until("document.querySelector('#terminal .xterm') !== null");
}

/** The tree's nodes that are not ignored. */
async function tree() {
  const nodes = await visitor.page.accessibility?.();
  assert.ok(nodes !== undefined && nodes.length > 20);
  return nodes;
}

/** What can be operated or read with the keyboard has one of these roles. */
const ROLES = [
  "button", "checkbox", "combobox", "textbox", "tab", "link", "option", "log", "group", "DisclosureTriangle", "DisclosureTriangleGrouped", "tabpanel", "region",
];

/** Whatever can have the focus has a role that says what it is, and a name. */
async function everythingIsNamed() {
  const wrong = [];
  for (const { role, name, focusable } of await tree()) {
    // The page itself; what scripts alone can focus, such as the editor's frame; the terminal's lines, whose text is their content.
    if (!focusable || ["RootWebArea", "generic", "listitem"].includes(role)) continue;
    if (!ROLES.includes(role)) wrong.push(`a ${role} "${name}"`);
    else if (name.trim() === "") wrong.push(`a ${role} without a name`);
  }
  assert.deepEqual(wrong, []);
  const bare = "[tabindex='0']:not([role], a, button, input, select, textarea, summary, .xterm *)";
  assert.deepEqual(await visitor.see(`[...document.querySelectorAll(${JSON.stringify(bare)})].map((it) => it.outerHTML.slice(0, 120))`), []);
}

const focused = () => visitor.see(`(() => {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return "nothing";
  return activeElement.dataset.tab || activeElement.id || activeElement.getAttribute("aria-label") || activeElement.textContent.trim().slice(0, 40) || activeElement.tagName;
})()`);

/** Gives the focus to an element as the keyboard would, and presses a key there. @param {string} selector @param {string} key */
async function press(selector, key = "Enter") {
  await visitor.until(`(document.querySelector(${JSON.stringify(selector)})?.focus(), document.activeElement?.matches(${JSON.stringify(selector)}) ?? false)`);
  await visitor.page.press(key);
}

/** Asserts that something has the focus, and stays to have it after the next paint. @param {string} where */
async function keepsFocus(where) {
  await visitor.see("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true))))");
  const now = await focused();
  assert.notEqual(now, "nothing", `the focus is lost after ${where}`);
  return now;
}

test("every control has a role and a name, with every sample, tab and tool", { timeout: 300_000 }, async () => {
  await open("hello");
  await everythingIsNamed();
  for (const tab of ["wit", "graph", "modules", "hello.d.ts"]) {
    await visitor.tab(tab);
    await everythingIsNamed();
  }
  await visitor.run();
  await everythingIsNamed();
  await visitor.sample("calls");
  for (const id of await visitor.see("[...document.querySelector('#function').options].map(({ value }) => value)")) {
    await visitor.func(id);
    await everythingIsNamed();
  }
  await visitor.tab("host");
  await everythingIsNamed();
  for (const sample of ["greet", "notes", "sleeper"]) {
    await visitor.sample(sample);
    await everythingIsNamed();
  }
});

test("the tab key goes through the page from left to right, meets everything, and is caught nowhere", { timeout: 120_000 }, async () => {
  await open("hello");
  await visitor.see("(document.activeElement.blur(), true)");
  const regions = [];
  const met = [];
  for (let stop = 0; stop < 200; stop++) {
    await visitor.page.press("Tab");
    const [region, mark] = await visitor.see(`(() => {
      const it = document.activeElement;
      if (it === null || it === document.body) return ["end", ""];
      const isNew = !("met" in it.dataset);
      it.dataset.met = "";
      const place = ["header", "#rail", "#stage", "#bench"].find((selector) => it.closest(selector)) ?? "skip link";
      return [place, isNew ? it.outerHTML.slice(0, 120) : "again"];
    })()`);
    if (region === "end" || mark === "again") break;
    met.push(mark);
    if (regions.at(-1) !== region) regions.push(region);
  }
  assert.deepEqual(regions, ["skip link", "header", "#rail", "#stage", "#bench"]);
  const missed = await visitor.see(`[...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((it) => it.tabIndex >= 0 && !it.disabled && it.checkVisibility({ visibilityProperty: true }) && !("met" in it.dataset))
    .map((it) => it.outerHTML.slice(0, 120))`);
  assert.deepEqual(missed, [], `after ${met.length} stops, the last ${met.at(-1)}`);
  assert.deepEqual(await visitor.see("[...document.querySelectorAll('[tabindex]')].filter((it) => it.tabIndex > 0).length"), 0);
});

test("what comes of an action is announced", { timeout: 120_000 }, async () => {
  await open("hello");
  const live = async (/** @type {string} */ role) => (await tree()).filter((node) => node.role === role);
  const [status] = await live("status");
  assert.equal(status?.live, "polite");
  await visitor.run();
  assert.match(await visitor.text("#status"), /^Exit code 0 /);
  await visitor.sample("calls");
  await visitor.func("weft:calls/calls#echo-u64");
  await visitor.fill(".fields input", "7");
  assert.equal(await visitor.call(), "7");
  const [log] = await live("log");
  assert.equal(log?.live, "polite");
  assert.match(await visitor.see("document.querySelector('[role=log]').textContent"), /echo-u64\(7\).*7/);
  await visitor.fill(".fields input", "x");
  await visitor.click("#call");
  assert.match(await visitor.text("#status"), /u64 is a whole number/);
  const field = (await tree()).find(({ role, focused }) => role === "textbox" && focused);
  assert.equal(field?.invalid, "true");
  assert.match(field?.description ?? "", /u64 is a whole number/);
  await visitor.sample("greet");
  await visitor.click(".cm-content");
  await visitor.afterwards(() => visitor.page.type("(oops)"));
  assert.match(await visitor.text("#status"), /1 problem/);
});

test("an action by the keyboard leaves the focus somewhere", { timeout: 180_000 }, async () => {
  await open("hello");
  await press("#run");
  await visitor.ended();
  assert.equal(await keepsFocus("a run"), "run");
  await press("#theme");
  assert.equal(await keepsFocus("another theme"), "theme");
  await press("#copy-link");
  assert.equal(await keepsFocus("a copied link"), "copy-link");
  await visitor.see("(document.querySelector('[data-option=minify]').focus(), true)");
  await visitor.afterwards(() => visitor.page.press(" "));
  await keepsFocus("an option");
  await visitor.afterwards(() => press("#options h2 button"));
  await keepsFocus("the defaults");
  if (!(await visitor.see("document.querySelector('#run-input').open"))) await press("#run-input summary");
  await press("#run-input .files .actions button");
  await keepsFocus("a new file");
  for (let left = await visitor.see("document.querySelectorAll('.guest-file').length"); left > 0; left--) {
    await press(".guest-file .icon-button");
    await keepsFocus("a file less");
  }
  await press("[data-tab='hello.js']");
  await visitor.page.press("ArrowRight");
  assert.equal(await keepsFocus("another tab"), "hello.d.ts");

  await visitor.sample("sleeper");
  await press("#run");
  await visitor.until("document.querySelector('#terminal .xterm-rows').textContent.includes('slept')");
  await keepsFocus("the start of a run");
  await press("#stop");
  await visitor.ended();
  assert.equal(await keepsFocus("the end of a run"), "run");

  await visitor.sample("calls");
  await visitor.func("weft:calls/calls#[constructor]counter");
  await press("#call");
  await visitor.until("document.querySelector('.held button') !== null");
  assert.equal(await keepsFocus("a call"), "call");
  await press(".held button");
  await visitor.until("document.querySelector('.held button') === null");
  assert.equal(await keepsFocus("a resource less"), "call");
  await visitor.func("weft:calls/calls#echo-list-bool");
  for (const _ of [1, 2]) await press(".fields .group > .button");
  for (const _ of [1, 2]) {
    await press(".fields .item > .icon-button");
    await keepsFocus("an element less");
  }
  await press(".host-note button");
  await visitor.until("document.querySelector('[data-tab=host]').getAttribute('aria-selected') === 'true'");
  await keepsFocus("the way to the host code");
});

test("the editor can be left with Escape and Tab, and says so", { timeout: 60_000 }, async () => {
  await open("greet");
  await visitor.see("(document.querySelector('.cm-content').focus(), true)");
  assert.match(await visitor.see("document.activeElement.getAttribute('aria-label')"), /Escape and then Tab/);
  await visitor.page.press("Escape");
  await visitor.page.press("Tab");
  assert.equal(await visitor.see("document.activeElement.closest('.cm-editor')"), null);
  await keepsFocus("leaving the editor");
});
