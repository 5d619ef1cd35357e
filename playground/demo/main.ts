/**
 * The page: its form, and what it shows of an outcome. `document.body.dataset.state` is `loading`, `ready`, `running`, `done` or `failed`.
 */
import { type Diagnostic, inspect } from "@weft-wasm/transpiler";
import { type Outcome, run } from "./run.js";

/** What `sample.json` holds. */
interface Sample {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  readonly files: Readonly<Record<string, string>>;
}

let hello: Uint8Array<ArrayBuffer>;
const decoder = new TextDecoder();

try {
  const [sample, component] = await Promise.all([
    fetched("sample.json").then((response) => response.json() as Promise<Sample>),
    fetched("hello.wasm").then((response) => response.arrayBuffer()),
  ]);
  hello = new Uint8Array(component);
  // The transpiler is fetched and made ready here, so that its times are those of the work alone.
  await inspect(hello);
  element("args", HTMLTextAreaElement).value = sample.args.join("\n");
  element("env", HTMLTextAreaElement).value = Object.entries(sample.env).map(([name, value]) => `${name}=${value}`).join("\n");
  element("stdin", HTMLTextAreaElement).value = sample.stdin;
  for (const [path, contents] of Object.entries(sample.files)) addFile(path, contents);
  element("add-file", HTMLButtonElement).addEventListener("click", () => addFile("/data/", "").focus());
  element("input", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    void go();
  });
  state("ready", "Ready.");
  await go();
} catch (error) {
  state("failed", explain(error));
}

/** Runs what the form says and shows what came of it. */
async function go(): Promise<void> {
  state("running", "Running…");
  try {
    const chosen = element("component", HTMLInputElement).files?.[0];
    const component = chosen === undefined ? hello : new Uint8Array(await chosen.arrayBuffer());
    const outcome = await run({
      component,
      args: lines("args"),
      env: Object.fromEntries(lines("env").map(variable)),
      stdin: element("stdin", HTMLTextAreaElement).value,
      files: Object.fromEntries(
        [...document.querySelectorAll(".file")].map((file) => [
          file.querySelector("input")?.value ?? "",
          file.querySelector("textarea")?.value ?? "",
        ]),
      ),
    });
    show(component, outcome);
    state("done", `Exit code ${outcome.code}.`);
  } catch (error) {
    state("failed", explain(error));
  }
}

function show(component: Uint8Array<ArrayBuffer>, { stdout, stderr, files, transpiled, times }: Outcome): void {
  element("stdout", HTMLPreElement).textContent = stdout;
  element("stderr", HTMLPreElement).textContent = stderr;
  element("files-after", HTMLDListElement).replaceChildren(
    ...Object.entries(files).flatMap(([path, contents]) => [textOf("dt", path), textOf("dd", contents)]),
  );
  table("times", Object.entries(times).map(([phase, time]) => [phase, `${time.toFixed(1)} ms`]));
  const sizes = Object.entries(transpiled.files).map(([name, bytes]): [string, string] => [name, size(bytes.length)]);
  table("sizes", [["component", size(component.length)], ...sizes]);
  element("glue", HTMLPreElement).textContent = decoder.decode(transpiled.files[transpiled.main]);
}

/** Appends a file to the form; returns the input for its path. */
function addFile(path: string, contents: string): HTMLInputElement {
  const row = document.createElement("div");
  row.className = "file";
  const name = document.createElement("input");
  name.type = "text";
  name.value = path;
  name.setAttribute("aria-label", "path");
  const remove = textOf("button", "Remove");
  remove.setAttribute("type", "button");
  remove.addEventListener("click", () => row.remove());
  const area = document.createElement("textarea");
  area.rows = 2;
  area.spellcheck = false;
  area.value = contents;
  area.setAttribute("aria-label", "contents");
  row.append(name, remove, area);
  element("file-list", HTMLDivElement).append(row);
  return name;
}

/** The non-empty lines of a text area. */
function lines(id: string): string[] {
  return element(id, HTMLTextAreaElement).value.split("\n").filter((line) => line !== "");
}

function variable(line: string): [string, string] {
  const at = line.indexOf("=");
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}

function table(id: string, rows: readonly (readonly [string, string])[]): void {
  const body = element(id, HTMLTableElement).tBodies[0];
  body?.replaceChildren(
    ...rows.map(([head, value]) => {
      const row = document.createElement("tr");
      const th = textOf("th", head);
      th.setAttribute("scope", "row");
      row.append(th, textOf("td", value));
      return row;
    }),
  );
}

function state(name: "loading" | "ready" | "running" | "done" | "failed", text: string): void {
  const busy = name === "loading" || name === "running";
  document.body.dataset["state"] = name;
  element("output", HTMLElement).setAttribute("aria-busy", String(busy));
  element("run", HTMLButtonElement).disabled = busy;
  element("status", HTMLElement).textContent = text;
}

/** An error in words: the diagnostics where it carries some. */
function explain(error: unknown): string {
  const { diagnostics } = error as { diagnostics?: readonly Diagnostic[] };
  if (diagnostics === undefined) return String(error);
  return diagnostics
    .map(({ code, message, offset, path, help }) =>
      [
        `${code}: ${message}`,
        offset === null ? "" : ` at byte ${offset}`,
        path.length === 0 ? "" : `\n  in ${path.join(" > ")}`,
        help === null ? "" : `\n  ${help}`,
      ].join(""),
    )
    .join("\n");
}

function size(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}

async function fetched(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status}`);
  return response;
}

function textOf(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

function element<T extends HTMLElement>(id: string, type: { new (): T }): T {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new TypeError(`the page has no ${type.name} #${id}`);
  return found;
}
