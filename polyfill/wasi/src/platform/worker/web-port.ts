import type { Port } from "./protocol.js";

/** What an event tells, of those that are heard here. */
interface Heard {
  readonly data?: unknown;
  readonly message?: unknown;
  readonly error?: unknown;
  preventDefault(): void;
}

/** A `Worker`, as far as it is used. */
export interface Endpoint {
  postMessage(message: unknown): void;
  addEventListener(type: "message" | "error" | "messageerror", listener: (event: Heard) => void): void;
  terminate(): void;
}

/** The part of `navigator.locks` that tells when a worker ends: no event does. */
export interface Locks {
  request(name: string, work: () => unknown): Promise<unknown>;
}

/** The connection to a worker of the web. */
export function webPort<Out, In>(endpoint: Endpoint, locks: Locks | undefined): Port<Out, In> {
  let over: (reason: unknown) => void = () => {};
  return {
    post: (message) => endpoint.postMessage(message),
    hear(take, fail) {
      over = fail;
      endpoint.addEventListener("message", ({ data }) => take(data as In));
      endpoint.addEventListener("error", (event) => {
        event.preventDefault();
        fail(event.error ?? new Error(typeof event.message === "string" && event.message !== "" ? event.message : UNLOADED));
      });
      endpoint.addEventListener("messageerror", () => fail(new TypeError("a value did not arrive from it")));
    },
    end: () => endpoint.terminate(),
    watch: (lock) => void locks?.request(lock, () => over(new Error("it was terminated"))).catch(over),
    keepAlive() {},
  };
}

const UNLOADED = "its module, or one that it imports, cannot be loaded: the console may say why (no such file, a bare specifier that no bundler " +
  "has resolved, a Content-Security-Policy without worker-src)";
