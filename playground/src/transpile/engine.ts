/** All that is done with a component before it runs: the same in a worker of the page and in the build. */
import type { Call } from "../../../npm/transpiler/src/command/invoke.ts";
import { outlineOf } from "../component/outline.ts";
import { choicesFor, diagnosticsOf, type Options, type Transpiled, type Transpiler } from "../transpiler.ts";
import { kindOf } from "./input.ts";
import type { FileInfo, Measured, ModuleSummary, Phase, Result, Sizes, World } from "./result.ts";

/** What is to be transpiled. */
export interface Job {
  /** Base name of the files. */
  readonly name: string;
  readonly input: Uint8Array<ArrayBuffer>;
  readonly options: Options;
}

/** Each call gives the milliseconds since the one before. */
export function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const now = performance.now();
    const passed = now - last;
    last = now;
    return passed;
  };
}

/** Holds one component at a time. */
export class Engine {
  readonly #transpiler: Transpiler;
  #transpiled: Pick<Transpiled, "files"> | undefined;
  #job: Job | undefined;
  #functions: Promise<string> | undefined;

  constructor(transpiler: Transpiler) {
    this.#transpiler = transpiler;
  }

  /** Transpiles; throws an error with diagnostics if it cannot. */
  async transpile(job: Job): Promise<Result> {
    const kind = kindOf(job.input);
    const { input, name } = job;
    const times: Phase[] = [];
    const lap = stopwatch();
    this.#transpiled = undefined;
    this.#job = undefined;
    this.#functions = undefined;
    if (kind === "WIT") {
      const declared = await this.#transpiler.types(input, named(job));
      times.push(["declare types", lap()]);
      this.#transpiled = declared;
      this.#job = job;
      const report = { imports: [], exports: [], needs: {}, modules: [], files: [] };
      return { name, kind, bytes: input.length, ...shown(declared), report, outline: undefined, times };
    }
    const transpiled = await this.#transpiler.transpile(input, named(job));
    times.push(["transpile", lap()]);
    const outline = outlineOf(await this.#transpiler.plan(input));
    times.push(["outline", lap()]);
    this.#transpiled = transpiled;
    this.#job = job;
    return { name, kind, bytes: input.length, ...shown(transpiled), report: transpiled.report, outline, times };
  }

  /** The world as WIT. */
  async wit(): Promise<World> {
    const { job } = this.#done();
    if (kindOf(job.input) === "WIT") return { wit: undefined, diagnostics: [], times: [] };
    const lap = stopwatch();
    try {
      const wit = await this.#transpiler.wit(job.input);
      return { wit, diagnostics: [], times: [["print WIT", lap()]] };
    } catch (error) {
      return { wit: undefined, diagnostics: diagnosticsOf(error), times: [["print WIT", lap()]] };
    }
  }

  /** How big the files are besides; it takes another transpilation. */
  async sizes(): Promise<Measured> {
    const { job, transpiled } = this.#done();
    const times: Phase[] = [];
    const lap = stopwatch();
    let minified: Pick<Transpiled, "files"> = { files: {} };
    if (kindOf(job.input) !== "WIT") {
      minified = await this.#transpiler.transpile(job.input, { ...named(job), minify: true });
      times.push(["minify", lap()]);
    }
    const sizes: Record<string, Sizes> = Object.create(null) as Record<string, Sizes>;
    for (const [name, bytes] of Object.entries(transpiled.files)) {
      const gzip = await gzipped(bytes);
      const small = name.endsWith(".js") ? minified.files[name] : undefined;
      sizes[name] = small === undefined ? { gzip } : { gzip, minified: small.length, minifiedGzip: await gzipped(small) };
    }
    times.push(["gzip", lap()]);
    return { sizes, times };
  }

  /** The files that the page runs: the mode is the one that it can import, and WASI is the page's. */
  runnable(): Promise<Transpiled> {
    const { job } = this.#done();
    const { asyncExports } = job.options;
    return this.#transpiler.transpile(job.input, { name: job.name, mode: "instantiate", ...(asyncExports === undefined ? {} : { asyncExports }) });
  }

  /** Reads a call in WAVE. */
  async call(text: string): Promise<Call> {
    const { job } = this.#done();
    const { functionsOf, readCall } = await import("./wave.ts");
    this.#functions ??= functionsOf(job.input);
    return readCall(text, await this.#functions);
  }

  /** The contents of a generated file. */
  file(name: string): Uint8Array<ArrayBuffer> | undefined {
    return this.#transpiled?.files[name];
  }

  /** What a core module takes and gives. */
  async summary(name: string): Promise<ModuleSummary | undefined> {
    const bytes = this.file(name);
    if (bytes === undefined) return undefined;
    const module = await WebAssembly.compile(bytes);
    return {
      imports: WebAssembly.Module.imports(module).map(({ module, name, kind }) => ({ module, name, kind })),
      exports: WebAssembly.Module.exports(module).map(({ name, kind }) => ({ name, kind })),
    };
  }

  #done(): { readonly job: Job; readonly transpiled: Pick<Transpiled, "files"> } {
    const [job, transpiled] = [this.#job, this.#transpiled];
    if (job === undefined || transpiled === undefined) throw new TypeError("nothing is transpiled yet");
    return { job, transpiled };
  }
}

/** The job's options, as far as they apply, with the name that it has unless one was chosen. */
function named({ name, options, input }: Job): Options {
  const properties = choicesFor(kindOf(input), options).map(({ property }) => property);
  return { name, ...Object.fromEntries(Object.entries(options).filter(([property]) => properties.includes(property))) };
}

function shown({ files, main, diagnostics }: Pick<Transpiled, "files" | "main" | "diagnostics">): Pick<Result, "files" | "main" | "diagnostics"> {
  return { files: Object.entries(files).map(([name, bytes]) => fileInfo(name, bytes)), main, diagnostics };
}

function fileInfo(name: string, bytes: Uint8Array): FileInfo {
  return name.endsWith(".wasm") ? { name, bytes: bytes.length } : { name, bytes: bytes.length, text: new TextDecoder().decode(bytes) };
}

/** How long `bytes` are, compressed. */
async function gzipped(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  let length = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return length;
    length += value.length;
  }
}
