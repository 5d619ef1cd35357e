/** `@weft-wasm/wasi/worker` in a browser: both threads of what `weft transpile --mode worker` writes. */
import type { WasiOptions } from "../../context.js";
import { type Instantiate, serve } from "../worker/component.js";
import { type Grant, grant, type MakeMounts, mountsOf } from "../worker/files.js";
import { stackCausality } from "../worker/causality.js";
import { type Inside, insidePort } from "../worker/inside-port.js";
import { start } from "../worker/main.js";
import { type Endpoint, type Locks, webPort } from "../worker/web-port.js";
import { clock } from "./clock.js";

/** Absent where a page is not secure. */
const locks = (): Locks | undefined => (globalThis as { navigator?: { locks?: Locks } }).navigator?.locks;

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
 * @param directories - {@link grant}, for a component that has to do with files
 * @returns the exports; every function returns a promise
 */
export function startComponent(
  open: () => Endpoint,
  _file: string,
  _base: string,
  imports: object = {},
  options: WorkerOptions = {},
  directories?: Grant,
): Promise<object> {
  return start(() => webPort(open(), locks()), imports, options.wasi ?? {}, { clock, causality: stackCausality(), grant: directories });
}

export { grant };

/** Makes the directories that are granted. */
export const mounts: MakeMounts = (plans, volumes) =>
  mountsOf(plans, volumes, () => {
    throw new TypeError("a browser has no directories of a host");
  });

/**
 * Serves whoever started this worker.
 *
 * @param instantiate - that of the component's module
 * @param makeMounts - {@link mounts}, for a component that has to do with files
 */
export function serveComponent(instantiate: Instantiate, makeMounts?: MakeMounts): void {
  serve(insidePort(globalThis as unknown as Inside, locks(), () => `weft ${crypto.randomUUID()}`), instantiate, makeMounts);
}
