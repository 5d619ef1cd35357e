//! The options object, read strictly: an unknown key or a wrong type is a `TypeError` that names it.

use js_sys::{Array, Object, TypeError};
use wasm_bindgen::prelude::*;
use weft_transpiler::options::{Mode, Options, Runtime};

/// Reads `{name?, mode?, map?, noWasi?, runtime?, minify?, sourceMap?, asyncExports?}`; `undefined` gives the defaults.
pub fn read(value: &JsValue) -> Result<Options, JsValue> {
    let mut options = Options::default();
    if value.is_undefined() {
        return Ok(options);
    }
    for (key, value) in entries(value, "options")? {
        if value.is_undefined() {
            continue;
        }
        match key.as_str() {
            "name" => options.name = string(&value, "name")?,
            "mode" => options.mode = mode(&value)?,
            "map" => {
                options.map = entries(&value, "map")?
                    .into_iter()
                    .map(|(spec, target)| Ok((spec, string(&target, "map")?)))
                    .collect::<Result<_, JsValue>>()?;
            }
            "noWasi" => options.no_wasi = boolean(&value, "noWasi")?,
            "minify" => options.minify = boolean(&value, "minify")?,
            "sourceMap" => options.source_map = boolean(&value, "sourceMap")?,
            "runtime" => options.runtime = runtime(&value)?,
            "asyncExports" => {
                let names = value.dyn_ref::<Array>().ok_or_else(|| wrong("asyncExports", "an array of strings"))?;
                options.async_exports =
                    names.iter().map(|name| string(&name, "asyncExports")).collect::<Result<_, _>>()?;
            }
            unknown => {
                return Err(TypeError::new(&format!("there is no option \"{unknown}\"")).into());
            }
        }
    }
    Ok(options)
}

fn mode(value: &JsValue) -> Result<Mode, JsValue> {
    match value.as_string().as_deref() {
        Some("esm") => Ok(Mode::Esm),
        Some("instantiate") => Ok(Mode::Instantiate),
        Some("worker") => Ok(Mode::Worker),
        _ => Err(wrong("mode", "\"esm\", \"instantiate\" or \"worker\"")),
    }
}

fn runtime(value: &JsValue) -> Result<Runtime, JsValue> {
    match value.as_string().as_deref() {
        Some("inline") => Ok(Runtime::Inline),
        Some("shared") => Ok(Runtime::Shared),
        _ => Err(wrong("runtime", "\"inline\" or \"shared\"")),
    }
}

fn boolean(value: &JsValue, option: &str) -> Result<bool, JsValue> {
    value.as_bool().ok_or_else(|| wrong(option, "a boolean"))
}

fn string(value: &JsValue, option: &str) -> Result<String, JsValue> {
    value.as_string().ok_or_else(|| wrong(option, "a string"))
}

/// The own enumerable properties of an object.
fn entries(value: &JsValue, option: &str) -> Result<Vec<(String, JsValue)>, JsValue> {
    let object = value.dyn_ref::<Object>().ok_or_else(|| wrong(option, "an object"))?;
    Ok(Object::entries(object)
        .iter()
        .map(|entry| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), entry.get(1))
        })
        .collect())
}

fn wrong(option: &str, wanted: &str) -> JsValue {
    TypeError::new(&format!("option \"{option}\" has to be {wanted}")).into()
}
