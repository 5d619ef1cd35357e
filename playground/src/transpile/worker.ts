/** The worker that transpiles, so that the page never stands still. */
import { diagnosticsOf, transpiler } from "../transpiler.ts";
import { Engine } from "./engine.ts";
import type { Answer, Question } from "./protocol.ts";

const engine = new Engine(transpiler);

/** One question after the other: each finds the component that the one before has left. */
let last: Promise<void> = Promise.resolve();

self.addEventListener("message", ({ data }: MessageEvent<Question>) => {
  last = last.then(() => answer(data));
});

async function answer(question: Question): Promise<void> {
  try {
    send({ id: question.id, answer: await answerTo(question) });
  } catch (error) {
    send({ id: question.id, diagnostics: diagnosticsOf(error) });
  }
}

function answerTo(question: Question): unknown {
  switch (question.kind) {
    case "transpile":
      return engine.transpile(question.ask);
    case "wit":
      return engine.wit();
    case "sizes":
      return engine.sizes();
    case "runnable":
      return engine.runnable();
    case "call":
      return engine.call(question.ask);
    case "file":
      return engine.file(question.ask);
    case "summary":
      return engine.summary(question.ask);
  }
}

function send(message: Answer): void {
  self.postMessage(message);
}
