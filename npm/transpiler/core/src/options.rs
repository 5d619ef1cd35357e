//! The options object, read by the one list of options, and strictly: an unknown key or a wrong type is a `TypeError` that names it.

use js_sys::{Array, Object, TypeError};
use wasm_bindgen::prelude::*;
use weft_transpiler::options::{OPTIONS, OptionSpec, Options, Takes, Verb};

/// Reads the options of `verb`; `undefined` gives the defaults. `docs` is the documentation as JSON.
pub fn read(value: &JsValue, verb: Verb, docs: Option<String>) -> Result<Options, JsValue> {
    let mut options = Options::default();
    if let Some(docs) = docs {
        options.docs = serde_json::from_str(&docs).map_err(|error| wrong("docs", &error.to_string()))?;
    }
    if value.is_undefined() {
        return Ok(options);
    }
    for (key, value) in entries(value, "options", "an object")? {
        if value.is_undefined() {
            continue;
        }
        let known =
            OPTIONS.iter().find(|spec| spec.is_of_pipeline() && spec.verbs.contains(&verb) && spec.property() == key);
        let spec = known.ok_or_else(|| JsValue::from(TypeError::new(&format!("there is no option \"{key}\""))))?;
        for text in texts(spec, &key, &value)? {
            spec.apply(&mut options, &text).map_err(|problem| wrong(&key, &format!("{text:?} is {problem}")))?;
        }
    }
    Ok(options)
}

/// The value of an option as the texts that the command line would have.
fn texts(spec: &OptionSpec, key: &str, value: &JsValue) -> Result<Vec<String>, JsValue> {
    match spec.takes {
        Takes::Nothing => {
            let given = value.as_bool().ok_or_else(|| wrong(key, "a boolean is wanted"))?;
            Ok(vec![given.to_string()])
        }
        Takes::One(_) => Ok(vec![string(value, key)?]),
        Takes::Many(form) if form.contains('=') => {
            let pairs = entries(value, key, "an object of strings")?.into_iter();
            pairs.map(|(name, value)| Ok(format!("{name}={}", string(&value, key)?))).collect()
        }
        Takes::Many(_) => {
            let list = value.dyn_ref::<Array>().ok_or_else(|| wrong(key, "an array of strings is wanted"))?;
            list.iter().map(|item| string(&item, key)).collect()
        }
    }
}

fn string(value: &JsValue, key: &str) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| wrong(key, "a string is wanted"))
}

/// The own enumerable properties of an object.
fn entries(value: &JsValue, key: &str, wanted: &str) -> Result<Vec<(String, JsValue)>, JsValue> {
    let object = value.dyn_ref::<Object>().ok_or_else(|| wrong(key, &format!("{wanted} is wanted")))?;
    Ok(Object::entries(object)
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
        })
        .collect())
}

fn wrong(key: &str, problem: &str) -> JsValue {
    TypeError::new(&format!("option \"{key}\": {problem}")).into()
}
