/** WIT as the encoder takes it. */
import type { Source } from "./wasm.js";

/**
 * A package of WIT: paths → contents, as they lie in its folder. The files at the top are one package, those of `deps/NAME/` another,
 * and `deps/NAME.wasm` is one in binary form.
 */
export type WitPackage = { readonly [path: string]: string | Uint8Array };

/** Whether something is a package of WIT, and not bytes or a response. */
export const isWitPackage = (input: object): input is WitPackage => Object.getPrototypeOf(input) === Object.prototype;

/** The files of `wit`, by package. */
export const sourceOf = (wit: string | WitPackage): Source => {
  if (typeof wit === "string") return { main: [["input.wit", wit]], dependencies: [] };
  const main: Source["main"] = [];
  const folders = new Map<string, [string, string][]>();
  const dependencies: Source["dependencies"] = [];
  for (const [path, contents] of Object.entries(wit).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [top, folder = "", ...rest] = path.split("/");
    if (top === "deps" && folder.endsWith(".wasm") && typeof contents !== "string") {
      dependencies.push(contents);
    } else if (path.endsWith(".wit")) {
      const file: [string, string] = [path, typeof contents === "string" ? contents : new TextDecoder().decode(contents)];
      if (top !== "deps") main.push(file);
      else if (rest.length === 0) dependencies.push([file]);
      else {
        const files = folders.get(folder) ?? [];
        if (files.push(file) === 1) {
          folders.set(folder, files);
          dependencies.push(files);
        }
      }
    }
  }
  return { main, dependencies };
};
