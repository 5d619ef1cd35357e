/**
 * Calls in WAVE, read by what reads them for `weft run --invoke`: the command as wasm, which is loaded when somebody writes one.
 */
import type { Call } from "../../../npm/transpiler/src/command/invoke.ts";
import { core, guarded } from "../../../npm/transpiler/dist/engine.js";
import { whole } from "../../../npm/transpiler/dist/input.js";
import { compileStreaming } from "../../../npm/transpiler/dist/policy.js";
import { encoded } from "../../../npm/transpiler/dist/transpile.js";
import * as cli from "../../../npm/transpiler/dist/wasm/cli.js";

const command = compileStreaming(fetch(new URL("../../../npm/transpiler/dist/cli.wasm", import.meta.url))).then(async (module) => {
  await cli.default({ module_or_path: module });
  return guarded(cli);
});

/** The functions of a component that can be called by name, for {@link readCall}. */
export async function functionsOf(input: Uint8Array<ArrayBuffer>): Promise<string> {
  const transpiler = await core();
  const { component } = await encoded(whole(input, transpiler), transpiler);
  return transpiler.functions(component.bytes());
}

/** Reads a call; throws an error with diagnostics if it is none. */
export async function readCall(text: string, functions: string): Promise<Call> {
  return JSON.parse((await command).call(text, functions)) as Call;
}
