//! The transpiler for JavaScript: bytes and an options object in, a files object out.
//!
//! The same functions as the native ones behind a door that speaks `js-sys`. They take plain values, refuse options that they do not
//! know, and throw an `Error` that carries the diagnostics. They do not touch the host: loading the wasm, encoding what is no
//! component and writing files are the caller's business (`../src`, which also has the types).

mod arriving;
mod options;

use js_sys::{Array, Error, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use weft_transpiler::diagnostics::Diagnostic;
use weft_transpiler::options::{Options, Verb};
use weft_transpiler::{File, Output, Report};

/// A panic leaves as an exception with its message; what guards the instance (`index.mjs`) then makes it anew.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

/// Transpiles the binary component `bytes`. `docs` is what the encoder found, as JSON; with `given_wasi` the module asks its
/// caller for `@weft-wasm/wasi/p2` instead of importing it.
///
/// # Errors
/// An `Error` whose `diagnostics` say why; a `TypeError` when an option is wrong.
#[wasm_bindgen(skip_typescript)]
pub fn transpile(bytes: &[u8], options: &JsValue, docs: Option<String>, given_wasi: bool) -> Result<JsValue, JsValue> {
    let options = Options { given_wasi, ..options::read(options, Verb::Transpile, docs)? };
    transpiled(found(weft_transpiler::transpile(bytes, &options))?)
}

/// Declares the types of the binary component `bytes`: `{ name, contents }`.
///
/// # Errors
/// As `transpile`.
#[wasm_bindgen(skip_typescript)]
pub fn types(bytes: &[u8], options: &JsValue, docs: Option<String>) -> Result<JsValue, JsValue> {
    let options = options::read(options, Verb::Types, docs)?;
    declared(&found(weft_transpiler::types(bytes, &options))?)
}

/// Describes the binary component `bytes`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn inspect(bytes: &[u8]) -> Result<JsValue, JsValue> {
    report(&found(weft_transpiler::inspect(bytes))?)
}

/// The plan of the binary component `bytes`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn plan(bytes: &[u8]) -> Result<JsValue, JsValue> {
    parsed(serde_json::to_string(&found(weft_transpiler::plan(bytes))?))
}

/// The functions of the binary component `bytes` that a host can call by name, as JSON: for the command.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn functions(bytes: &[u8]) -> Result<String, JsValue> {
    let functions = found(weft_transpiler::functions(bytes))?;
    serde_json::to_string(&functions).map_err(|error| Error::new(&error.to_string()).into())
}

/// Whether `bytes` are for the encoder first.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn needs_encoding(bytes: &[u8]) -> bool {
    weft_transpiler::outline::needs_encoding(bytes)
}

/// Whether `bytes` are WAT, which is for the compiler of text first.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn is_wat(bytes: &[u8]) -> bool {
    matches!(weft_transpiler::outline::text(bytes), Some(weft_transpiler::outline::Text::Wat(_)))
}

/// Refuses options that `transpile` or `types` (the `verb`) would refuse, before there is anything to transpile.
///
/// # Errors
/// A `TypeError` for an option that is not known or has a wrong type, an `Error` with `diagnostics` for a wrong value.
#[wasm_bindgen(skip_typescript)]
pub fn check(verb: &str, options: &JsValue) -> Result<(), JsValue> {
    let verb = if verb == "types" { Verb::Types } else { Verb::Transpile };
    options::read(options, verb, None)?.check().map_err(|diagnostic| failure(&[diagnostic]))
}

/// The result object. `from_entries` defines own properties, so a file may be called anything.
fn transpiled(Output { files, main, diagnostics, report }: Output) -> Result<JsValue, JsValue> {
    let entries = Array::new();
    for file in files {
        entries.push(&Array::of2(&file.name.into(), &Uint8Array::from(&*file.contents)));
    }
    let files: JsValue = Object::from_entries(&entries)?.into();
    let result = Object::new();
    Reflect::set(&result, &"files".into(), &files)?;
    Reflect::set(&result, &"main".into(), &main.into())?;
    Reflect::set(&result, &"diagnostics".into(), &findings(&diagnostics)?)?;
    Reflect::set(&result, &"report".into(), &self::report(&report)?)?;
    Ok(result.into())
}

/// What was found, or the error to throw.
fn found<T>(result: Result<T, Vec<Diagnostic>>) -> Result<T, JsValue> {
    result.map_err(|diagnostics| failure(&diagnostics))
}

/// A file of declarations.
fn declared(file: &File<'_>) -> Result<JsValue, JsValue> {
    let declared = Object::new();
    Reflect::set(&declared, &"name".into(), &file.name.as_str().into())?;
    Reflect::set(&declared, &"contents".into(), &Uint8Array::from(&*file.contents))?;
    Ok(declared.into())
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
