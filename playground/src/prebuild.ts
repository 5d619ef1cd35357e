/** What the build asks of the page's own modules: the samples, the entry points of WASI, and the result of the first sample. */
import { DEFAULT_SAMPLE, sampleOf } from "./samples.ts";
import { Engine } from "./transpile/engine.ts";
import type { Prebuilt } from "./transpile/result.ts";
import { transpiler } from "./transpiler.ts";

export { ENTRIES } from "./guest/specifiers.ts";
export { DEFAULT_SAMPLE, SAMPLES } from "./samples.ts";

/** Transpiles `component`, the first sample, so that the page has its result before it has the transpiler. */
export async function prebuild(component: Uint8Array<ArrayBuffer>): Promise<Prebuilt> {
  const engine = new Engine(transpiler);
  const result = await engine.transpile({ name: sampleOf(DEFAULT_SAMPLE)?.name ?? DEFAULT_SAMPLE, input: component, options: {} });
  return { sample: DEFAULT_SAMPLE, result, world: await engine.wit(), measured: await engine.sizes() };
}
