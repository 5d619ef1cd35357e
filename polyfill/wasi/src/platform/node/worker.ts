/** `@weft-wasm/wasi/worker` in Node, Deno and Bun: both threads of what `weft transpile --mode worker` writes. */
import { AsyncLocalStorage } from "node:async_hooks";
import { parentPort, Worker as Thread } from "node:worker_threads";
import type { WorkerOptions } from "../browser/worker.js";
import { type Instantiate, serve } from "../worker/component.js";
import { type Grant, grant, type MakeMounts, mountsOf } from "../worker/files.js";
import type { Causality } from "../worker/causality.js";
import { start } from "../worker/main.js";
import type { Port } from "../worker/protocol.js";
import type { Endpoint } from "../worker/web-port.js";
import { clock } from "./clock.js";
import { hostDirectory } from "./host.js";

export type { WorkerOptions };

/**
 * Starts a component in a thread of its own.
 *
 * @param _open - makes the worker, where there are none but those of the web
 * @param file - the thread's module
 * @param base - the URL that `file` lies beside
 * @param imports - the host's functions; each may return a promise
 * @param directories - {@link grant}, for a component that has to do with files
 * @returns the exports; every function returns a promise
 */
export function startComponent(
  _open: () => Endpoint,
  file: string,
  base: string,
  imports: object = {},
  options: WorkerOptions = {},
  directories?: Grant,
): Promise<object> {
  return start(() => threadPort(new URL(file, base)), imports, options.wasi ?? {}, { clock, causality: followedCausality(), grant: directories });
}

function threadPort<Out, In>(module: URL): Port<Out, In> {
  const thread = new Thread(module);
  return {
    post: (message) => thread.postMessage(message),
    hear(take, fail) {
      thread.on("message", take);
      thread.on("error", fail);
      thread.on("messageerror", fail);
      thread.on("exit", (code) => fail(new Error(`it exited with code ${code}`)));
    },
    end: () => void thread.terminate(),
    keepAlive: (alive) => (alive ? thread.ref() : thread.unref()),
  };
}

/** These platforms follow who called across every `await`. */
function followedCausality(): Causality {
  const current = new AsyncLocalStorage<object>();
  return {
    run: (cause, work) => current.run(cause, work),
    isWithin: (cause) => current.getStore() === cause,
    capture: () => AsyncLocalStorage.snapshot(),
  };
}

export { grant };

/** Makes the directories that are granted. */
export const mounts: MakeMounts = (plans, volumes) => mountsOf(plans, volumes, hostDirectory);

/**
 * Serves whoever started this thread.
 *
 * @param instantiate - that of the component's module
 * @param makeMounts - {@link mounts}, for a component that has to do with files
 */
export function serveComponent(instantiate: Instantiate, makeMounts?: MakeMounts): void {
  const port = parentPort;
  if (port === null) throw new Error("this module is the inside of a thread: import the one that starts it");
  serve({
    post: (message) => port.postMessage(message),
    hear(take, fail) {
      port.on("message", take);
      port.on("messageerror", fail);
    },
    end() {},
    keepAlive() {},
  }, instantiate, makeMounts);
}
