/** All that is done with a component before it runs: the same in a worker of the page and in the build. */
import { outlineOf } from "../component/outline.ts";
import { type Diagnostic, diagnosticsOf, type Options, type Transpiled, type Transpiler } from "../transpiler.ts";
import { kindOf } from "./input.ts";
import type { FileInfo, Further, ModuleSummary, Phase, Result, Sizes } from "./result.ts";

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

  /** What takes longer than one wants to wait for the rest: the world as WIT, and the sizes. */
  async further(): Promise<Further> {
    const [transpiled, job] = [this.#transpiled, this.#job];
    if (transpiled === undefined || job === undefined) throw new TypeError("nothing is transpiled yet");
    const times: Phase[] = [];
    const findings: Diagnostic[] = [];
    const lap = stopwatch();
    let wit: string | undefined;
    let minified: Pick<Transpiled, "files"> = { files: {} };
    if (kindOf(job.input) !== "WIT") {
      wit = await this.#transpiler.wit(job.input).catch((error: unknown) => void findings.push(...diagnosticsOf(error)));
      times.push(["print WIT", lap()]);
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
    return { sizes, wit, diagnostics: findings, times };
  }

  /** The files that the page runs: the mode is the one that it can import, and WASI is the page's. */
  runnable(): Promise<Transpiled> {
    const job = this.#job;
    if (job === undefined) throw new TypeError("nothing is transpiled yet");
    const { asyncExports } = job.options;
    return this.#transpiler.transpile(job.input, { name: job.name, mode: "instantiate", ...(asyncExports === undefined ? {} : { asyncExports }) });
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
}

/** The job's options, with the name that it has unless one was chosen. */
function named({ name, options }: Job): Options {
  return { name, ...options };
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
