/** Errors of a component in words. */
import type { Failure } from "./protocol.ts";

/** Frames of the stack that are shown. */
const FRAMES = 16;

/** A failure with its causes and the component's frames; those of the page are no help. */
export function explained({ name, message, stack, causes }: Failure): string {
  const frames = stack.split("\n").filter((line) => /wasm[-:/]|\.wasm/.test(line) && !line.includes(message)).slice(0, FRAMES);
  const further = causes.filter((cause) => !message.includes(cause));
  return [`${name}: ${message}`, ...further.map((cause) => `caused by ${cause}`), ...frames.map((frame) => `  ${frameText(frame)}`)].join("\n");
}

/** A frame without the address of the module, which is a number that the browser made up. */
function frameText(frame: string): string {
  return frame.trim().replace(/\(?blob:[^\s)]*\)?/g, "").replace(/wasm:\/\/wasm\/[^:]*:/g, "").replace(/\s+/g, " ").trim();
}
