/** `@weft-wasm/wasi/worker` in a browser: both threads of what `weft transpile --mode worker` writes. */
import type { WasiOptions } from "../../context.js";
import { memoryDirectory } from "../memory/directory.js";
import { type Instantiate, type MakeMount, serve } from "../worker/component.js";
import { start } from "../worker/main.js";
import { type Endpoint, webPort } from "../worker/web-port.js";
import { clock } from "./clock.js";

/** What a module of mode `worker` takes besides its imports. */
export interface WorkerOptions {
  /** What the component can reach through WASI. */
  readonly wasi?: WasiOptions | undefined;
}

/**
 * Starts a component in a worker of its own.
 *
 * @param open - makes the worker
 * @param imports - the host's functions; each may return a promise
 * @returns the exports; every function returns a promise
 */
export function startComponent(
  open: () => Endpoint,
  _file: string,
  _base: string,
  imports: object = {},
  options: WorkerOptions = {},
): Promise<object> {
  return start(webPort(open()), imports, options.wasi ?? {}, clock);
}

/** Makes the directories that are granted. */
export const mounts: MakeMount = (plan) => {
  if (plan.kind === "memory") return memoryDirectory(plan.tree, { readOnly: plan.readOnly });
  throw new TypeError("a browser has no directories of a host");
};

/**
 * Serves whoever started this worker.
 *
 * @param instantiate - that of the component's module
 * @param makeMount - {@link mounts}, for a component that has to do with files
 */
export function serveComponent(instantiate: Instantiate, makeMount?: MakeMount): void {
  serve(webPort(globalThis as unknown as Endpoint), instantiate, makeMount);
}
