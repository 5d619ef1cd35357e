/**
 * What a guest writes, on its way to the page. The first writes go at once, so that what is printed before an endless loop is seen; who writes
 * very often is told in larger pieces, and who writes without end is silenced, since the page has to hold it all.
 */

/** Writes that go at once. */
const PROMPT_WRITES = 1000;
/** Bytes of a larger piece, at least. */
const PIECE = 1 << 14;
/** Milliseconds that a larger piece may take. */
const DELAY = 16;
/** Bytes in all. */
const LIMIT = 1 << 21;

type Stream = "stdout" | "stderr";

/** Both streams. */
export class OutputBuffer {
  readonly #send: (stream: Stream, bytes: Uint8Array) => void;
  readonly #silenced: () => void;
  #writes = 0;
  #sent = 0;
  #since = 0;
  #pieces: { readonly stream: Stream; readonly bytes: Uint8Array }[] = [];
  #waiting = 0;

  /**
   * @param send - takes a piece
   * @param silenced - called once, when nothing more is sent
   */
  constructor(send: (stream: Stream, bytes: Uint8Array) => void, silenced: () => void) {
    this.#send = send;
    this.#silenced = silenced;
  }

  /** Takes a write. */
  write(stream: Stream, bytes: Uint8Array): void {
    if (this.#sent > LIMIT) return;
    this.#writes += 1;
    this.#sent += bytes.length;
    if (this.#sent > LIMIT) {
      this.flush();
      return this.#silenced();
    }
    // The guest may write to its memory again.
    this.#pieces.push({ stream, bytes: bytes.slice() });
    this.#waiting += bytes.length;
    if (this.#writes <= PROMPT_WRITES || this.#waiting >= PIECE || performance.now() - this.#since > DELAY) this.flush();
  }

  /** Sends what waits. */
  flush(): void {
    const pieces = this.#pieces;
    this.#pieces = [];
    this.#waiting = 0;
    this.#since = performance.now();
    for (let start = 0; start < pieces.length; ) {
      const stream = pieces[start]?.stream ?? "stdout";
      let end = start;
      while (pieces[end]?.stream === stream) end++;
      this.#send(stream, joined(pieces.slice(start, end).map(({ bytes }) => bytes)));
      start = end;
    }
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
