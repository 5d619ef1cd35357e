import type { Locks } from "./web-port.js";
import type { Port, ToComponent, ToMain } from "./protocol.js";

/** The inside of a worker of the web, as far as it is used. */
export interface Inside {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: { readonly data?: unknown; readonly reason?: unknown }) => void): void;
}

/**
 * The connection to whoever started this worker. An error that nobody catches reaches them as an event of their worker, a rejection does not; and
 * nothing tells them of the worker's end but a lock that is free then.
 *
 * @param lock - a name that nobody else has
 */
export function insidePort(inside: Inside, locks: Locks | undefined, lock: () => string): Port<ToMain, ToComponent> {
  const post = (message: ToMain): void => inside.postMessage(message);
  // Without it, an end that no event tells stays unnoticed; everything else works.
  const ready = locks === undefined ? undefined : new Promise<void>((resolve) => {
    const name = lock();
    const hold = (): Promise<never> => {
      post({ is: "held", lock: name });
      resolve();
      return new Promise(() => {});
    };
    locks.request(name, hold).catch(() => resolve());
  });
  return {
    post,
    ready,
    hear(take, fail) {
      inside.addEventListener("message", ({ data }) => take(data as ToComponent));
      inside.addEventListener("messageerror", () => fail(new TypeError("a value did not arrive in it")));
      inside.addEventListener("unhandledrejection", ({ reason }) => fail(reason));
    },
    end() {},
    keepAlive() {},
  };
}
