import { startComponent } from "@weft-wasm/wasi/worker";
export const instantiate = (imports = {}, options = {}) => startComponent(() => new Worker(new URL("./worker.worker.js", import.meta.url), {
  type: "module"
}), "./worker.worker.js", import.meta.url, imports, options);
