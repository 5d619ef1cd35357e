//! The encoder for JavaScript: makes components of core modules and WIT, and prints WIT.
//!
//! It is nearly as big as the transpiler, so it is a wasm file of its own, which is fetched when something comes that is no component. The functions are those of `weft-encode` behind a door that speaks `js-sys`.

use js_sys::{Array, Error, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use weft_encode::Component;
use weft_encode::wit::{Dependency, Features, File, Source, Wit};
use weft_transpiler::diagnostics::{Code, Diagnostic};

/// A panic leaves as an exception with its message; what guards the instance then makes it anew.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

/// Makes a component of `bytes`: `{ bytes, docs, world, diagnostics }`, where `docs` is JSON.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn component(bytes: Vec<u8>) -> Result<JsValue, JsValue> {
    made(weft_encode::component(bytes))
}

/// Makes a package of a composition: a component of the same, and of WIT its binary form.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn package_of(bytes: Vec<u8>) -> Result<JsValue, JsValue> {
    made(weft_encode::package(bytes))
}

/// The binary form of a package of WIT: `source` as for `world`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn wit_package(source: &JsValue) -> Result<JsValue, JsValue> {
    let source = source_of(source)?;
    made(Wit::parse(source, Features::All).and_then(|wit| wit.package()))
}

/// Makes a component with the types of `bytes`, which may be WIT.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn types_of(bytes: Vec<u8>, world: Option<String>, features: Vec<String>) -> Result<JsValue, JsValue> {
    made(weft_encode::interface(bytes, world.as_deref(), features_of(features)))
}

/// Makes a component with the types of a world of a package of WIT: `source` is `{ main: [path, text][], dependencies: (bytes | [path,
/// text][])[] }`.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn world(source: &JsValue, world: Option<String>, features: Vec<String>) -> Result<JsValue, JsValue> {
    let source = source_of(source)?;
    made(Wit::parse(source, features_of(features)).and_then(|wit| wit.component(world.as_deref())))
}

/// What a package of WIT says about the items of a world, as JSON.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn docs(source: &JsValue, world: Option<String>) -> Result<String, JsValue> {
    let source = source_of(source)?;
    let docs = Wit::parse(source, Features::All).and_then(|wit| wit.docs(world.as_deref()));
    json(&docs.map_err(|found| failure(&found))?)
}

/// The world of a component as WIT.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn print(bytes: &[u8]) -> Result<String, JsValue> {
    weft_encode::wit::print(bytes).map_err(|found| failure(&found))
}

fn features_of(names: Vec<String>) -> Features {
    match names.as_slice() {
        [] => Features::None,
        names if names.iter().any(|name| name == "*") => Features::All,
        _ => Features::Named(names),
    }
}

fn source_of(value: &JsValue) -> Result<Source, JsValue> {
    let property = |name: &str| Reflect::get(value, &name.into()).map(Array::from_value);
    let mut source = Source { main: files(&property("main")?)?, dependencies: Vec::new() };
    for dependency in property("dependencies")?.iter() {
        source.dependencies.push(match dependency.dyn_ref::<Uint8Array>() {
            Some(bytes) => Dependency::Binary(bytes.to_vec()),
            None => Dependency::Files(files(&Array::from_value(dependency))?),
        });
    }
    Ok(source)
}

/// An array that the caller in `../src` made.
trait FromValue {
    fn from_value(value: JsValue) -> Self;
}

impl FromValue for Array {
    fn from_value(value: JsValue) -> Self {
        value.dyn_into().unwrap_or_default()
    }
}

fn files(list: &Array) -> Result<Vec<File>, JsValue> {
    let text = |value: JsValue| value.as_string().ok_or_else(|| JsValue::from(js_sys::TypeError::new("WIT is text")));
    list.iter()
        .map(Array::from_value)
        .map(|pair| Ok(File { path: text(pair.get(0))?, text: text(pair.get(1))? }))
        .collect()
}

fn made(component: Result<Component, Diagnostic>) -> Result<JsValue, JsValue> {
    let Component { bytes, docs, world, diagnostics } = component.map_err(|found| failure(&found))?;
    let result = Object::new();
    Reflect::set(&result, &"bytes".into(), &Uint8Array::from(bytes.as_slice()))?;
    Reflect::set(&result, &"docs".into(), &json(&docs)?.into())?;
    Reflect::set(&result, &"world".into(), &world.into())?;
    Reflect::set(&result, &"diagnostics".into(), &JSON::parse(&json(&diagnostics)?)?)?;
    Ok(result.into())
}

/// The error to throw.
fn failure(found: &Diagnostic) -> JsValue {
    let error = Error::new(&found.message);
    json(&[found])
        .and_then(|findings| JSON::parse(&findings))
        .and_then(|findings| Reflect::set(&error, &"diagnostics".into(), &findings))
        .map_or_else(|thrown| thrown, |_| error.into())
}

fn json(value: &impl serde::Serialize) -> Result<String, JsValue> {
    serde_json::to_string(value)
        .map_err(|error| failure(&Diagnostic::new(Code::Internal, format!("the answer is no JSON: {error}"))))
}
