//! What JavaScript does for the program, and how its answers and errors are read.

use js_sys::{Array, Error, JSON, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;
use weft_cli::Found;
use weft_transpiler::diagnostics::{Code, Diagnostic};

#[wasm_bindgen]
extern "C" {
    /// The object with the functions.
    pub type Script;

    #[wasm_bindgen(method, catch)]
    pub fn read(this: &Script, path: &str) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = readStdin)]
    pub fn read_stdin(this: &Script) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, js_name = isFolder)]
    pub fn is_folder(this: &Script, path: &str) -> bool;
    #[wasm_bindgen(method, catch)]
    pub fn entries(this: &Script, folder: &str) -> Result<Vec<String>, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn folder(this: &Script, path: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch, js_name = writeAll)]
    pub fn write_all(this: &Script, folder: &str, files: Array) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    pub fn variables(this: &Script) -> String;
    #[wasm_bindgen(method, catch)]
    pub fn print(this: &Script, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method)]
    pub fn talk(this: &Script, text: &str);
    #[wasm_bindgen(method)]
    pub fn width(this: &Script) -> u32;

    #[wasm_bindgen(method, catch)]
    pub fn compile(this: &Script, text: &str) -> Result<Vec<u8>, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn component(this: &Script, bytes: &[u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn interface(
        this: &Script,
        bytes: &[u8],
        world: Option<&str>,
        features: Vec<String>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn world(
        this: &Script,
        source: JsValue,
        world: Option<&str>,
        features: Vec<String>,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn docs(this: &Script, source: JsValue, world: Option<&str>) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn wit(this: &Script, component: &[u8]) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn package(this: &Script, bytes: &[u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = witPackage)]
    pub fn wit_package(this: &Script, source: JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn plug(this: &Script, parts: Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn references(this: &Script, text: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn compose(this: &Script, text: &str, packages: Array) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn transpile(
        this: &Script,
        component: &[u8],
        options: JsValue,
        docs: &str,
        given_wasi: bool,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn types(this: &Script, component: &[u8], options: JsValue, docs: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn inspect(this: &Script, component: &[u8]) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch)]
    pub fn functions(this: &Script, component: &[u8]) -> Result<String, JsValue>;
    #[wasm_bindgen(method)]
    pub fn run(this: &Script, files: Array, run: &str);
}

/// An answer, or the message of what was thrown.
pub fn outcome<T>(answer: Result<T, JsValue>) -> Result<T, String> {
    answer.map_err(|thrown| message(&thrown))
}

fn message(thrown: &JsValue) -> String {
    thrown.dyn_ref::<Error>().map_or_else(|| format!("{thrown:?}"), |error| error.message().into())
}

/// What a library found: the diagnostics of what was thrown, which are JSON in its property `findings`.
pub fn found(thrown: JsValue) -> Vec<Diagnostic> {
    let findings = Reflect::get(&thrown, &"findings".into()).ok().and_then(|findings| findings.as_string());
    let findings = findings.and_then(|json| serde_json::from_str(&json).ok());
    findings.unwrap_or_else(|| internal(message(&thrown)))
}

fn internal(message: String) -> Vec<Diagnostic> {
    vec![Diagnostic::new(Code::Internal, message)]
}

/// What was found, as the error to throw: the first message, and all diagnostics.
pub fn thrown(diagnostics: Vec<Diagnostic>) -> JsValue {
    let error = Error::new(diagnostics.first().map_or("", |first| first.message.as_str()));
    let findings = serde_json::to_string(&diagnostics).unwrap_or_default();
    if let Ok(findings) = JSON::parse(&findings) {
        // Properties of a new error can be set.
        let _ = Reflect::set(&error, &"diagnostics".into(), &findings);
    }
    error.into()
}

/// A property of an answer.
pub fn property(answer: &JsValue, name: &str) -> Found<JsValue> {
    Reflect::get(answer, &name.into()).map_err(|thrown| internal(message(&thrown)))
}

/// A property of an answer that is text.
pub fn text_of(answer: &JsValue, name: &str) -> Found<String> {
    property(answer, name)?.as_string().ok_or_else(|| internal(format!("{name} is no text")))
}

/// An answer that is JSON.
pub fn parsed<T: DeserializeOwned>(json: &str) -> Found<T> {
    serde_json::from_str(json).map_err(|error| internal(error.to_string()))
}

/// A question that is JSON.
pub fn json(value: &impl Serialize) -> Found<String> {
    serde_json::to_string(value).map_err(|error| internal(error.to_string()))
}

/// An array of strings.
pub fn strings(list: &[String]) -> Array {
    list.iter().map(|item| JsValue::from(item.as_str())).collect()
}
