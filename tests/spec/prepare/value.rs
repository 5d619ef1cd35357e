//! The values of a script as JSON: `{kind: value}`, with everything that JSON cannot say (64 bits, floats) as text.

use serde_json::{Value, json};
use wast::component::WastVal;
use wast::core::{NanPattern, WastArgCore, WastRetCore};
use wast::token::{F32, F64};
use weft_transpiler::property_name;

/// A component-level value. Names of fields and flags are those of the JavaScript properties.
pub fn json(value: &WastVal<'_>) -> Value {
    match value {
        WastVal::Bool(value) => json!({ "bool": value }),
        WastVal::U8(value) => json!({ "int": value }),
        WastVal::S8(value) => json!({ "int": value }),
        WastVal::U16(value) => json!({ "int": value }),
        WastVal::S16(value) => json!({ "int": value }),
        WastVal::U32(value) => json!({ "int": value }),
        WastVal::S32(value) => json!({ "int": value }),
        WastVal::U64(value) => json!({ "long": value.to_string() }),
        WastVal::S64(value) => json!({ "long": value.to_string() }),
        WastVal::F32(value) => f32(*value),
        WastVal::F64(value) => f64(*value),
        WastVal::Char(value) => json!({ "text": value }),
        WastVal::String(value) | WastVal::Enum(value) => json!({ "text": value }),
        WastVal::List(items) => json!({ "list": items.iter().map(json).collect::<Vec<_>>() }),
        WastVal::Tuple(items) => json!({ "tuple": items.iter().map(json).collect::<Vec<_>>() }),
        WastVal::Map(entries) => {
            json!({ "map": entries.iter().map(|(key, value)| [json(key), json(value)]).collect::<Vec<_>>() })
        }
        WastVal::Record(fields) => {
            json!({ "record": fields.iter().map(|(name, value)| (property_name(name), json(value))).collect::<Vec<_>>() })
        }
        WastVal::Flags(names) => json!({ "flags": names.iter().map(|name| property_name(name)).collect::<Vec<_>>() }),
        WastVal::Variant(name, payload) => json!({ "variant": [name, payload.as_deref().map(json)] }),
        WastVal::Option(payload) => json!({ "option": payload.as_deref().map(json) }),
        WastVal::Result(Ok(payload)) => json!({ "ok": payload.as_deref().map(json) }),
        WastVal::Result(Err(payload)) => json!({ "err": payload.as_deref().map(json) }),
    }
}

/// A float among the arguments, whose text is that of a core value; `None` for any other core value.
pub fn float(value: &WastArgCore<'_>) -> Option<Value> {
    match value {
        WastArgCore::F32(value) => Some(f32(*value)),
        WastArgCore::F64(value) => Some(f64(*value)),
        _ => None,
    }
}

/// The same for a result; the component level has one NaN.
pub fn float_result(value: &WastRetCore<'_>) -> Option<Value> {
    match value {
        WastRetCore::F32(NanPattern::Value(value)) => Some(f32(*value)),
        WastRetCore::F32(_) => Some(f32(F32 { bits: f32::NAN.to_bits() })),
        WastRetCore::F64(NanPattern::Value(value)) => Some(f64(*value)),
        WastRetCore::F64(_) => Some(f64(F64 { bits: f64::NAN.to_bits() })),
        _ => None,
    }
}

fn f32(value: F32) -> Value {
    json!({ "f32": value.bits })
}

fn f64(value: F64) -> Value {
    json!({ "f64": value.bits.to_string() })
}
