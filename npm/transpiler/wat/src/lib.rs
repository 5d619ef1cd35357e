//! WAT for JavaScript: compiles the text of core modules and components.
//!
//! A wasm file of its own, which is fetched when text comes. The function is that of `weft-wat` behind a door that speaks `js-sys`.

use js_sys::{Error, JSON, Reflect};
use wasm_bindgen::prelude::*;
use weft_transpiler::diagnostics::Diagnostic;

/// A panic leaves as an exception with its message; what guards the instance then makes it anew.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

/// The binary form of `text`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn compile(text: &str) -> Result<Vec<u8>, JsValue> {
    weft_wat::compile(text).map_err(|found| failure(&found))
}

/// The error to throw.
fn failure(found: &Diagnostic) -> JsValue {
    let error = Error::new(&found.message);
    // Properties of a new error can be set.
    if let Ok(findings) = JSON::parse(&serde_json::to_string(&[found]).unwrap_or_default()) {
        let _ = Reflect::set(&error, &"diagnostics".into(), &findings);
    }
    error.into()
}
