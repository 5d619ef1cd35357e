//! What composes components, for JavaScript.
//!
//! It brings a validator of its own along, of the version that the `wac` crates are written for, so it is a wasm file of its own, which is loaded when
//! something is to be composed. The functions are those of `weft-compose` behind a door that speaks `js-sys`.

use js_sys::{Array, Error, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use weft_compose::{Composed, Package, Part};
use weft_transpiler::diagnostics::{Code, Diagnostic};

/// A panic leaves as an exception with its message; what guards the instance then makes it anew.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

/// Gives a component what others export: the first of `parts` what the others do, each `[name, bytes]`. Returns `{ bytes, diagnostics }`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn plug(parts: &Array) -> Result<JsValue, JsValue> {
    let mut parts = parts.iter().map(|part| {
        let part = Array::from(&part);
        Part { name: part.get(0).as_string().unwrap_or_default(), bytes: Uint8Array::new(&part.get(1)).to_vec() }
    });
    let socket = parts.next().unwrap_or_default();
    made(weft_compose::plug(socket, parts.collect()))
}

/// The packages that a composition mentions, as JSON.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn references(text: &str) -> Result<String, JsValue> {
    json(&weft_compose::references(text).map_err(|found| failure(&[found]))?)
}

/// Does what a composition says; `packages` are `[name, version, bytes][]`. Returns `{ bytes, diagnostics }`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn compose(text: &str, packages: &Array) -> Result<JsValue, JsValue> {
    let packages = packages.iter().map(|package| {
        let package = Array::from(&package);
        let name = package.get(0).as_string().unwrap_or_default();
        Package { name, version: package.get(1).as_string(), bytes: Uint8Array::new(&package.get(2)).to_vec() }
    });
    made(weft_compose::compose(text, packages.collect()).map_err(|found| vec![found]))
}

fn made(composed: Result<Composed, Vec<Diagnostic>>) -> Result<JsValue, JsValue> {
    let Composed { bytes, diagnostics } = composed.map_err(|found| failure(&found))?;
    let result = Object::new();
    Reflect::set(&result, &"bytes".into(), &Uint8Array::from(bytes.as_slice()))?;
    Reflect::set(&result, &"diagnostics".into(), &JSON::parse(&json(&diagnostics)?)?)?;
    Ok(result.into())
}

/// The error to throw: the first message, and all that was found.
fn failure(found: &[Diagnostic]) -> JsValue {
    let error = Error::new(found.first().map_or("", |first| first.message.as_str()));
    json(found)
        .and_then(|findings| JSON::parse(&findings))
        .and_then(|findings| Reflect::set(&error, &"diagnostics".into(), &findings))
        .map_or_else(|thrown| thrown, |_| error.into())
}

fn json<T: serde::Serialize + ?Sized>(value: &T) -> Result<String, JsValue> {
    serde_json::to_string(value)
        .map_err(|error| failure(&[Diagnostic::new(Code::Internal, format!("the answer is no JSON: {error}"))]))
}
