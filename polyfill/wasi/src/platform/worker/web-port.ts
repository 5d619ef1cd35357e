import type { Port } from "./protocol.js";

/** What an event tells, of those that are heard here. */
interface Heard {
  readonly data?: unknown;
  readonly message?: unknown;
  readonly error?: unknown;
  preventDefault(): void;
}

/** What both a `Worker` and the inside of one have. */
export interface Endpoint {
  postMessage(message: unknown): void;
  addEventListener(type: "message" | "error" | "messageerror", listener: (event: Heard) => void): void;
  terminate?(): void;
  ref?(): void;
  unref?(): void;
}

/** The connection to a worker of the web, or from its inside to who started it. */
export function webPort<Out, In>(endpoint: Endpoint): Port<Out, In> {
  return {
    post: (message) => endpoint.postMessage(message),
    hear(take, fail) {
      endpoint.addEventListener("message", ({ data }) => take(data as In));
      endpoint.addEventListener("error", (event) => {
        event.preventDefault();
        fail(event.error ?? new Error(`the worker failed: ${String(event.message ?? "it cannot be loaded")}`));
      });
      endpoint.addEventListener("messageerror", () => fail(new TypeError("a value did not arrive from the other thread")));
    },
    end: () => endpoint.terminate?.(),
    keepAlive: (alive) => (alive ? endpoint.ref?.() : endpoint.unref?.()),
  };
}
