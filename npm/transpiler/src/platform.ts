/**
 * Where the wasm files come from, and how a generated module is imported. The package lies in a file system (Node, Deno, Bun) or on a server,
 * and its own address says which: nothing has to be resolved, neither by a bundler nor in a plain page.
 */
import { compile, compileStreaming, importBlob, permitted } from "./policy.js";
import type { Bound } from "./wasm.js";

/** The wasm files of the package. */
export type File = "core" | "wat" | "encode";

interface FileSystem {
  readonly promises: { readFile(path: URL): Promise<Uint8Array<ArrayBuffer>> };
}

const isLocal = (url: URL): boolean => url.protocol === "file:" && fileSystem() !== undefined;

/** Node's, which Deno and Bun have, too. */
const fileSystem = (): FileSystem | undefined => {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown } };
  return process?.getBuiltinModule?.("node:fs") as FileSystem | undefined;
};

/** Its address; a process has one, a page has not. */
const workingFolder = (): URL | undefined => {
  const { process } = globalThis as { process?: { cwd(): string; getBuiltinModule?: (name: string) => unknown } };
  const path = process?.getBuiltinModule?.("node:url") as { pathToFileURL(path: string): URL } | undefined;
  return path?.pathToFileURL(`${process?.cwd()}/`);
};

const readFile = async (url: URL): Promise<Uint8Array<ArrayBuffer>> =>
  (await fileSystem()?.promises.readFile(url)) ?? new Uint8Array();

/** Literal addresses: bundlers look for them. */
const addresses: Readonly<Record<File, () => URL>> = {
  core: () => new URL("./core.wasm", import.meta.url),
  wat: () => new URL("./wat.wasm", import.meta.url),
  encode: () => new URL("./encode.wasm", import.meta.url),
};

/** The package's wasm file `file`, compiled. */
export const compiled = async (file: File): Promise<WebAssembly.Module> => {
  const url = addresses[file]();
  return isLocal(url) ? compile(await readFile(url)) : compileStreaming(fetch(url));
};

/**
 * Makes the instance of a file. Where there is no page, the thread may stop for it: the other way asks whether it was given a `Response`, and Node then loads
 * its HTTP client, which takes twenty times as long as the instance.
 */
export const instantiated = async (bound: Bound, module: WebAssembly.Module): Promise<void> => {
  if (isLocal(new URL(import.meta.url))) bound.initSync({ module });
  else await permitted(bound.default({ module_or_path: module }));
};

/** What is at `url`, which may be relative to the page, or to the folder in which the process works. */
export const open = async (url: string | URL): Promise<Response> => {
  const { location } = globalThis as { location?: { href: string } };
  const absolute = new URL(url, location?.href ?? workingFolder());
  return isLocal(absolute) ? new Response(await readFile(absolute)) : fetch(absolute);
};

/** Imports a module from its text. */
export const importText = (text: Uint8Array<ArrayBuffer>): Promise<object> => {
  // Node has no `blob:` modules.
  if (!isLocal(new URL(import.meta.url))) return importBlob(text);
  let binary = "";
  // As many arguments as every engine takes.
  for (let at = 0; at < text.length; at += 0x2000) binary += String.fromCharCode(...text.subarray(at, at + 0x2000));
  return import(/* @vite-ignore */ /* webpackIgnore: true */ `data:text/javascript;base64,${btoa(binary)}`) as Promise<object>;
};
