import { Resource } from "../resource.js";
import { type Awaitable, type Readiness, waitThen } from "../suspend/pending.js";

/** What a pollable of a stream that is over waits for. */
export const HAPPENED: Readiness = { ready: () => true, onReady: () => () => {} };

/** `wasi:io/poll.pollable`: one event that is ready, or not yet. */
export class Pollable extends Resource {
  readonly #event: Readiness;

  /** @param event - what is waited for */
  constructor(event: Readiness) {
    super();
    this.#event = event;
  }

  /** `ready`: never waits. */
  ready(): boolean {
    return this.#event.ready();
  }

  /** `block`: returns once the event is ready. */
  block(): Awaitable<void> {
    return this.#event.ready() ? undefined : waitThen([this.#event], () => this.block());
  }

  /** The event behind `pollable`. */
  static event(pollable: Pollable): Readiness {
    return pollable.#event;
  }
}

/**
 * `poll`: waits until at least one of `list` is ready.
 * @returns the indices of all that are ready, ascending
 * @throws a plain `Error` (a trap) if `list` is empty
 */
export function poll(list: readonly Pollable[]): Awaitable<Uint32Array> {
  if (list.length === 0) throw new Error("wasi:io/poll.poll: the list is empty");
  let ready: number[] | undefined;
  for (let i = 0; i < list.length; i++) {
    if (list[i]?.ready()) (ready ??= []).push(i);
  }
  return ready === undefined ? waitThen(list.map(Pollable.event), () => poll(list)) : Uint32Array.from(ready);
}
