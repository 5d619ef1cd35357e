/**
 * The playground in the three engines, clicked through as a visitor would. `target/playground/<engine>-<what>.png` shows what it looked like.
 *
 * @module
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { engines } from "../browsers/engines.mjs";
import { root, serve } from "../browsers/server.mjs";
import { BIG, CORE, NAUGHTY } from "./components.mjs";
import { Visitor } from "./visitor.mjs";

const { expected } = JSON.parse(readFileSync(join(root, "playground/samples/hello.json"), "utf8"));
const pictures = join(root, "target/playground");
mkdirSync(pictures, { recursive: true });
const wanted = process.env["WEFT_ENGINES"]?.split(" ");
// Only Chromium tells what a screen reader is told.
if (wanted?.includes("chromium") ?? true) await import("./accessibility.mjs");

for (const [engine, launch] of Object.entries(engines).filter(([engine]) => wanted?.includes(engine) ?? true)) {
  test(`the playground in ${engine}`, { timeout: 600_000 }, async (t) => {
    let server = await serve({ mounts: { "/": join(pictures, "page") } });
    const { origin } = server;
    const browser = await launch();
    t.after(async () => {
      await browser.close();
      await server.close();
    });
    const visitor = await Visitor.open(browser, `${origin}/`);
    await visitor.page.size(1440, 900);
    const step = (/** @type {string} */ name, /** @type {() => Promise<void>} */ act) => t.test(name, act);
    const picture = (/** @type {string} */ name) => visitor.screenshot(join(pictures, `${engine}-${name}.png`));
    t.diagnostic(`${engine} ${browser.version}: first paint after ${(await visitor.firstPaint()).toFixed(0)} ms, the sample after ${(await visitor.shown()).toFixed(0)} ms`);

    await step("the first sample is there at once: code, declarations, WIT, sizes, needs", async () => {
      assert.match(await visitor.code(), /import \{[^]*@weft-wasm\/wasi/);
      assert.equal(await visitor.see("document.querySelectorAll('#files [data-file]').length"), 5);
      assert.match(await visitor.text("#files"), /hello\.js\s+[\d.]+ kB\s+[\d.]+ kB\s+[\d.]+ kB\s+[\d.]+ kB/);
      assert.match(await visitor.text("#needs"), /linear memory/);
      await visitor.tab("hello.d.ts");
      assert.match(await visitor.code(), /export/);
      await visitor.tab("wit");
      assert.match(await visitor.code(), /package root:component/);
      await picture("wit");
    });

    await step("tabs are chosen by arrow keys", async () => {
      await visitor.page.press("ArrowRight");
      assert.equal(await visitor.see("document.activeElement.dataset.tab"), "hello.js");
      assert.equal(await visitor.see("document.activeElement.getAttribute('aria-selected')"), "true");
      await visitor.page.press("End");
      assert.equal(await visitor.see("document.activeElement.dataset.tab"), "graph");
      assert.ok((await visitor.see("document.querySelectorAll('.graph .node').length")) > 10);
      assert.match(await visitor.see("document.querySelector('.graph').textContent"), /wasi:cli\/run@0\.2/);
      assert.ok(await visitor.see("(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('.graph-scroll'))"), "the graph fits");
      await picture("graph");
    });

    await step("the command runs, and what it prints and writes is shown", async () => {
      await visitor.run();
      assert.match(await visitor.outcome(), new RegExp(`^Exit code ${expected.code} `));
      await visitor.terminalShows([...expected.stdout, ...expected.stderr].join("\n"));
      assert.deepEqual(await visitor.writtenFiles(), { "/data/out.txt": expected.files["/data/out.txt"] });
      assert.ok("instantiate" in (await visitor.times()));
      await picture("run");
    });

    await step("a changed field and a changed option are in the link, and come back with it", async () => {
      await visitor.fill("#run-args", "fail");
      await visitor.tab("hello.js");
      await visitor.afterwards(() => visitor.click('[data-option="minify"]'));
      await visitor.until("document.querySelector('.cm-content').innerText.split('\\n').length < 20");
      await visitor.click("#copy-link");
      await visitor.until("/[Ll]ink/.test(document.querySelector('#status').innerText)");
      const link = await visitor.see("location.href");
      assert.match(link, /#1\.[\w-]+$/);
      await visitor.page.go("about:blank");
      await visitor.page.go(link);
      await visitor.settled();
      assert.equal(await visitor.see("document.querySelector('#run-args').value"), "fail");
      assert.equal(await visitor.see("document.querySelector('[data-option=minify]').checked"), true);
      assert.equal(await visitor.see("document.querySelector('[data-option=strings]').selectedOptions[0].text"), "automatic");
      await visitor.run();
      assert.match(await visitor.outcome(), /^Exit code 1 /);
      await visitor.terminalShows(/hello:askedtofail/);
    });

    await step("a wrong option is a problem that names it", async () => {
      await visitor.afterwards(() => visitor.fill('[data-option="name"]', "a/b"));
      assert.equal(await visitor.see("document.body.dataset.progress"), "failed");
      assert.match(await visitor.text(".problems"), /name/);
      await visitor.afterwards(() => visitor.fill('[data-option="name"]', "renamed"));
      assert.equal(await visitor.see("document.body.dataset.progress"), "done");
      assert.match(await visitor.text("#files"), /renamed\.js/);
    });

    await step("a command that waits reads what is typed", async () => {
      await visitor.sample("sleeper");
      await visitor.start();
      if (!(await visitor.see("'Suspending' in WebAssembly || typeof SharedArrayBuffer === 'function'"))) {
        await visitor.ended();
        assert.equal(await visitor.outcome(), "It failed.");
        assert.match(await visitor.text("#status"), /would have to wait, and this engine has no JSPI/);
        return;
      }
      await visitor.until("document.querySelector('#terminal .xterm-rows').textContent.includes('slept')");
      await visitor.page.type("hello");
      await visitor.page.press("Enter");
      await visitor.until("document.querySelector('#terminal .xterm-rows').textContent.includes('echo:')");
      await visitor.terminalShows(/hello.*echo:hello/);
      await visitor.page.press("Control+d");
      await visitor.ended();
      assert.match(await visitor.outcome(), /^Exit code 0 /);
    });

    await step("functions are called from forms: records, checks, errors, resources", async () => {
      await visitor.sample("calls");
      await visitor.func("weft:calls/calls#echo-person");
      await visitor.fill(".fields textarea", "Ada \"of\" Ω");
      await visitor.fill(".fields input", "36");
      assert.equal(await visitor.call(), '{name: "Ada \\"of\\" Ω", age: 36}');
      await visitor.fill(".fields input", "4294967296");
      await visitor.click("#call");
      assert.match(await visitor.text(".fields .wrong"), /u32 goes from 0 to 4294967295/);
      assert.equal(await visitor.see("document.activeElement.getAttribute('aria-invalid')"), "true");
      await visitor.func("weft:calls/calls#echo-u64");
      await visitor.fill(".fields input", "18446744073709551615");
      assert.equal(await visitor.call(), "18446744073709551615");
      await visitor.func("weft:calls/calls#fail-text");
      await visitor.click(".fields input");
      assert.equal(await visitor.call(), 'err("failed")');
      await visitor.func("weft:calls/calls#[constructor]counter");
      await visitor.fill(".fields input", "5");
      assert.equal(await visitor.call(), "counter#1");
      await visitor.func("weft:calls/calls#[method]counter.add");
      await visitor.fill(".fields input", "7");
      assert.equal(await visitor.call(), "12");
      await visitor.func("weft:calls/calls#host-text");
      await visitor.fill(".fields input", "1");
      assert.match(await visitor.call(), /called its import weft:calls\/host\.text/);
      await picture("call");
    });

    await step("a call is written as text, in step with the form", async () => {
      const written = () => visitor.see("document.querySelector('.call-text').value");
      await visitor.func("weft:calls/calls#echo-person");
      await visitor.fill(".fields textarea", "Ada \"of\" Ω");
      await visitor.fill(".fields input", "36");
      assert.equal(await written(), 'echo-person({name: "Ada \\"of\\" Ω", age: 36})');
      await visitor.fill(".call-text", "echo-u64(0x7)");
      await visitor.until("document.querySelector('.call-text').getAttribute('aria-invalid') === 'true'");
      assert.match(await visitor.text(".as-text .wrong"), /^at character \d+/);
      await visitor.click("#call");
      await visitor.until("document.querySelector('#status').innerText === 'What is written is no call of this component.'");
      assert.equal(await visitor.see("document.activeElement.className"), "call-text");
      await visitor.fill(".call-text", "echo-u64(18446744073709551615)");
      await visitor.until("document.querySelector('#function').value === 'weft:calls/calls#echo-u64'");
      assert.equal(await visitor.see("document.querySelector('.fields input').value"), "18446744073709551615");
      assert.equal(await visitor.call(), "18446744073709551615");
      await visitor.func("weft:calls/calls#[constructor]counter");
      assert.equal(await visitor.see("document.querySelector('.as-text').hidden"), true);
    });

    await step("host code is written for what a component imports; a link holds it, and its errors are told", async () => {
      const write = async (/** @type {string} */ code) => {
        await visitor.click(".cm-content");
        await visitor.page.press("Control+a");
        // At once, as from the clipboard.
        await visitor.see(`document.execCommand("insertText", false, ${JSON.stringify(code)})`);
        await visitor.until(`document.querySelector(".cm-content").innerText.trim() === ${JSON.stringify(code)}`);
      };
      const answer = async () => {
        await visitor.func("weft:calls/calls#host-text");
        await visitor.fill(".fields input", "3");
        return visitor.call();
      };
      await visitor.sample("calls");
      await visitor.click(".host-note button");
      await visitor.until("document.querySelector('[data-tab=host]').getAttribute('aria-selected') === 'true'");
      assert.match(await visitor.code(), /"weft:calls\/host": \{[^]*text\(/);
      await picture("host");
      await write('export default { "weft:calls/host": { text: (text) => text.length * 2, other: 3 } };');
      await visitor.click("#copy-link");
      await visitor.until("/[Ll]ink/.test(document.querySelector('#status').innerText)");
      const link = await visitor.see("location.href");
      await visitor.page.go("about:blank");
      await visitor.page.go(link);
      await visitor.settled();
      assert.match(await visitor.code(), /other: 3/);
      assert.doesNotMatch(await answer(), /Error/);
      await write('export default { "weft:calls/host": { text() { throw new RangeError("too far"); } } };');
      // WebKit's stacks do not name modules from memory.
      assert.match(await answer(), engine === "webkit" ? /RangeError: too far/ : /caused by RangeError: too far \(line 1 of the host code\)/);
      await write("export default {");
      assert.match(await answer(), /^Error: the host code could not be loaded\ncaused by SyntaxError/);
      await write('export default { "weft:calls/host": { text: "x" } };');
      assert.match(await answer(), /weft:calls\/host\.text has to be a function/);
    });

    await step("options are those that apply: WIT beside a component, its world; of WIT, features and the world", async () => {
      const offered = () => visitor.see("[...new Set([...document.querySelectorAll('[data-option]')].map((it) => it.dataset.option))]");
      await visitor.sample("greet");
      assert.deepEqual((await offered()).filter((/** @type {string} */ name) => ["wit", "world", "features", "minify"].includes(name)), ["minify", "wit"]);
      const wit = "package root:component;\nworld root {\n  /// Says hello.\n  export greet: func(name: string) -> string;\n}";
      await visitor.afterwards(() => visitor.see(`(() => {
        const files = new DataTransfer();
        files.items.add(new File([${JSON.stringify(wit)}], "greet.wit"));
        const chooser = document.querySelector("input[data-option=wit]");
        chooser.files = files.files;
        chooser.dispatchEvent(new Event("change", { bubbles: true }));
        return true;
      })()`));
      await visitor.tab("greet.d.ts");
      assert.match(await visitor.code(), /Says hello\./);
      assert.ok((await offered()).includes("world"));
      await visitor.afterwards(() => visitor.fill("[data-option=world]", "nowhere"));
      assert.match(await visitor.text(".problems"), /nowhere/);
      await visitor.afterwards(() => visitor.click("button[data-option=wit]"));
      assert.equal(await visitor.see("document.body.dataset.progress"), "done");
      await visitor.sample("notes");
      assert.deepEqual((await offered()).filter((/** @type {string} */ name) => ["wit", "world", "features", "minify"].includes(name)), ["world", "features"]);
    });

    await step("text is transpiled as it is typed, and what is wrong is shown at its place", async () => {
      await visitor.sample("greet");
      await visitor.func("greet");
      await visitor.fill(".fields textarea", "Weft");
      assert.equal(await visitor.call(), '"Hello, Weft"');
      await visitor.click(".cm-content");
      await visitor.afterwards(() => visitor.page.type("(oops)"));
      assert.equal(await visitor.see("document.querySelector('.problem').dataset.code"), "wat");
      await visitor.until("document.querySelector('.cm-lintRange-error, .cm-lintPoint-error') !== null");
      await picture("problem");
      await visitor.sample("notes");
      assert.match(await visitor.text(".tabs"), /notes\.d\.ts/);
      await visitor.see("(document.querySelector('.cm-content').focus(), true)");
      await visitor.click(".cm-content");
      await visitor.afterwards(() => visitor.page.type("%%"));
      assert.equal(await visitor.see("document.querySelector('.problem').dataset.code"), "wit");
    });

    await step("a trap has its stack, an endless loop can be stopped, and names are never HTML", async () => {
      await visitor.dropFile("naughty.wat", JSON.stringify(NAUGHTY));
      await visitor.tab("call");
      await visitor.func("trap");
      assert.match(await visitor.call(), /unreachable/i);
      await visitor.func("loop");
      await visitor.click("#call");
      await visitor.until("!document.querySelector('#call-stop').disabled");
      assert.equal(await visitor.see("1 + 1"), 2);
      await visitor.click("#call-stop");
      assert.match(await visitor.see("[...document.querySelectorAll('#call-log .answer')].at(-1).textContent"), /stopped/);
      await visitor.func("answer");
      assert.equal(await visitor.call(), "42");
      await visitor.tab("modules");
      await visitor.until("document.querySelector('.names-table') !== null");
      assert.match(await visitor.text(".sheet"), /<img src=x/);
      assert.equal(await visitor.see("document.querySelectorAll('img').length"), 0);
      assert.equal(await visitor.see("document.title"), "Weft playground");
    });

    await step("what is no component is refused by its code; a big file stops nothing", async () => {
      await visitor.openFile("junk.wasm", "new Uint8Array([1, 2, 3, 4])");
      assert.equal(await visitor.see("document.querySelector('.problem').dataset.code"), "not-wasm");
      await visitor.openFile("core.wasm", CORE);
      assert.equal(await visitor.see("document.querySelector('.problem').dataset.code"), "core-module");
      await visitor.see("(window.longest = 0, window.last = performance.now(), setInterval(() => { longest = Math.max(longest, performance.now() - last); last = performance.now(); }, 20), true)");
      await visitor.openFile("big.wasm", BIG);
      assert.equal(await visitor.see("document.body.dataset.progress"), "done", await visitor.text(".problems"));
      const longest = await visitor.see("longest");
      assert.ok(longest < 5000, `the page stood still for ${longest} ms`);
      await visitor.click("#copy-link");
      await visitor.until("/does not hold the component/.test(document.querySelector('#status').innerText)");
    });

    await step("dark, and narrow", async () => {
      await visitor.page.go("about:blank");
      await visitor.page.go(`${origin}/`);
      await visitor.settled();
      const ground = "getComputedStyle(document.documentElement).backgroundColor";
      for (let turn = 0; turn < 3 && (await visitor.see("document.documentElement.dataset.theme ?? ''")) !== "light"; turn++) await visitor.click("#theme");
      const light = await visitor.see(ground);
      await visitor.click("#theme");
      assert.notEqual(await visitor.see(ground), light);
      await visitor.run();
      await picture("dark");
      await visitor.page.size(800, 900);
      assert.ok(await visitor.see("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the page");
      assert.ok(await visitor.see("document.documentElement.scrollHeight <= innerHeight"), "nor is anything higher");
      await picture("medium");
      await visitor.page.size(420, 860);
      assert.ok(await visitor.see("document.documentElement.scrollWidth <= innerWidth"), "nothing is wider than the page");
      await picture("narrow");
      await visitor.page.size(1440, 900);
      await visitor.click("#theme");
    });

    await step("the page works without its server", async (/** @type {any} */ t) => {
      if (!(await visitor.see("'serviceWorker' in navigator"))) return t.skip("this engine has no service workers here");
      await visitor.until("navigator.serviceWorker.controller !== null");
      await server.close();
      await visitor.page.go("about:blank");
      await visitor.page.go(`${origin}/`);
      await visitor.settled();
      assert.equal(await visitor.see("crossOriginIsolated"), true);
      await visitor.run();
      assert.match(await visitor.outcome(), /^Exit code 0 /);
      server = await serve({ mounts: { "/": join(pictures, "page") } });
    });
  });
}
