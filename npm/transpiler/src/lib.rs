//! The transpiler for JavaScript: bytes and an options object in, a files object out.
//!
//! The same function as the native one behind a door that speaks `js-sys`. It takes plain values, refuses options that it does not
//! know, and throws an `Error` that carries the diagnostics. It does not touch the host: loading the wasm and writing
//! files are the caller's business.

mod options;

use js_sys::{Array, Error, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use weft_transpiler::diagnostics::Diagnostic;
use weft_transpiler::{Output, Report};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What the caller may choose. */
export interface TranspileOptions {
  /** Base name of the generated files; `component` when left out. */
  name?: string;
  /** How the generated module is delivered: `esm` (default) or `instantiate`. */
  mode?: "esm" | "instantiate";
  /** Import name → module specifier to import instead; `*` in both is carried over. */
  map?: Record<string, string>;
  /** Do not import Weft's WASI: every import comes from the caller. */
  noWasi?: boolean;
  /** Where the module has the runtime from: `inline` (default), or `shared` from the package `@weft-wasm/runtime`. */
  runtime?: "inline" | "shared";
  /** Print the module in as few bytes as possible, with short names. */
  minify?: boolean;
  /** Write a source map that leads to the runtime's TypeScript, and with `minify` to the readable module. */
  sourceMap?: boolean;
  /** Exports that return promises although their type is synchronous. */
  asyncExports?: string[];
}
/** One finding about the input. */
export interface Diagnostic {
  code: string;
  message: string;
  /** Byte offset in the input, where there is one. */
  offset: number | null;
  /** The item, outermost first. */
  path: string[];
  /** What to do about it. */
  help: string | null;
}
/** What was found and what came out. */
export interface Report {
  imports: string[];
  exports: string[];
  /** What the component really uses, by name. */
  needs: Record<string, number | boolean | string[]>;
  /** The core modules, in the order of their files. */
  modules: { bytes: number; functions: number; handlers: boolean }[];
  files: { name: string; bytes: number }[];
}
/** What `transpile` returns. */
export interface Transpiled {
  /** File name → contents. */
  files: Record<string, Uint8Array>;
  /** Name of the file to import. */
  main: string;
  /** Warnings. */
  diagnostics: Diagnostic[];
  report: Report;
}
/** Transpiles a binary component; throws an `Error` with `diagnostics: Diagnostic[]` when it cannot. */
export function transpile(bytes: Uint8Array, options?: TranspileOptions): Transpiled;
/** Describes a binary component without generating anything; throws as `transpile` does. */
export function inspect(bytes: Uint8Array): Report;
"#;

/// A panic leaves as an exception with its message; what guards the instance (`index.mjs`) then makes it anew.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

/// Transpiles the binary component `bytes`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why; a `TypeError` when an option has the wrong type.
#[wasm_bindgen(skip_typescript)]
pub fn transpile(bytes: &[u8], options: JsValue) -> Result<JsValue, JsValue> {
    let options = options::read(&options)?;
    let output = weft_transpiler::transpile(bytes, &options).map_err(|diagnostics| failure(&diagnostics))?;
    transpiled(output)
}

/// Describes the binary component `bytes`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn inspect(bytes: &[u8]) -> Result<JsValue, JsValue> {
    let report = weft_transpiler::inspect(bytes).map_err(|diagnostics| failure(&diagnostics))?;
    self::report(&report)
}

/// The result object. `from_entries` defines own properties, so a file may be called anything.
fn transpiled(Output { files, main, diagnostics, report }: Output) -> Result<JsValue, JsValue> {
    let entries = Array::new();
    for file in files {
        entries.push(&Array::of2(&file.name.into(), &Uint8Array::from(file.contents.as_slice())));
    }
    let files: JsValue = Object::from_entries(&entries)?.into();
    let result = Object::new();
    Reflect::set(&result, &"files".into(), &files)?;
    Reflect::set(&result, &"main".into(), &main.into())?;
    Reflect::set(&result, &"diagnostics".into(), &findings(&diagnostics)?)?;
    Reflect::set(&result, &"report".into(), &self::report(&report)?)?;
    Ok(result.into())
}

/// The error to throw: the first message, and all diagnostics.
fn failure(diagnostics: &[Diagnostic]) -> JsValue {
    let message = diagnostics.first().map_or("the component could not be transpiled", |first| first.message.as_str());
    let error = Error::new(message);
    findings(diagnostics)
        .and_then(|findings| Reflect::set(&error, &"diagnostics".into(), &findings))
        .map_or_else(|thrown| thrown, |_| error.into())
}

fn findings(diagnostics: &[Diagnostic]) -> Result<JsValue, JsValue> {
    parsed(serde_json::to_string(diagnostics))
}

fn report(report: &Report) -> Result<JsValue, JsValue> {
    parsed(serde_json::to_string(report))
}

fn parsed(json: serde_json::Result<String>) -> Result<JsValue, JsValue> {
    let json = json.map_err(|error| JsValue::from(Error::new(&error.to_string())))?;
    JSON::parse(&json)
}
