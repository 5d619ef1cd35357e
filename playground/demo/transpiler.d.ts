// What the page's import map puts under this name: wasm-pack's output for the crate npm/transpiler.
declare module "@weft-wasm/transpiler" {
  export interface Diagnostic {
    code: string;
    message: string;
    offset: number | null;
    path: string[];
    help: string | null;
  }
  export interface Transpiled {
    files: Record<string, Uint8Array<ArrayBuffer>>;
    main: string;
    diagnostics: Diagnostic[];
    report: { imports: string[]; exports: string[]; files: { name: string; bytes: number }[] };
  }
  export function transpile(bytes: Uint8Array, options?: { name?: string; mode?: "esm" | "instantiate" }): Transpiled;
  /** Loads the wasm; to be awaited once before anything else. */
  export default function load(): Promise<unknown>;
}
