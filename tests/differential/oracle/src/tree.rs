//! Values as JSON, as `tests/differential/trees.mjs` has them.

use serde_json::{Value, json};
use wasmtime::component::Val;
use wasmtime::error::Context as _;
use wasmtime::{Result, bail};

/// The JSON of a value.
pub fn of(val: &Val) -> Result<Value> {
    let all = |vals: &[Val]| vals.iter().map(of).collect::<Result<Vec<_>>>();
    let case = |label: &str, payload: &Option<Box<Val>>| -> Result<Value> {
        Ok(match payload {
            Some(payload) => json!([label, of(payload)?]),
            None => json!([label]),
        })
    };
    Ok(match val {
        Val::Bool(v) => json!(v),
        Val::S8(v) => json!(v),
        Val::U8(v) => json!(v),
        Val::S16(v) => json!(v),
        Val::U16(v) => json!(v),
        Val::S32(v) => json!(v),
        Val::U32(v) => json!(v),
        Val::S64(v) => json!(v.to_string()),
        Val::U64(v) => json!(v.to_string()),
        Val::Float32(v) if v.is_nan() => json!("nan"),
        Val::Float64(v) if v.is_nan() => json!("nan"),
        Val::Float32(v) => json!(format!("{:08x}", v.to_bits())),
        Val::Float64(v) => json!(format!("{:016x}", v.to_bits())),
        Val::Char(v) => json!(v.to_string()),
        Val::String(v) => json!(v),
        Val::List(vals) | Val::FixedLengthList(vals) | Val::Tuple(vals) => json!(all(vals)?),
        Val::Record(fields) => json!(fields.iter().map(|(_, val)| of(val)).collect::<Result<Vec<_>>>()?),
        Val::Map(entries) => {
            // Of several entries with one key the last counts, in the place of the first.
            let mut kept: Vec<(Value, Value)> = Vec::new();
            let mut places = std::collections::HashMap::new();
            for (key, val) in entries {
                let (key, val) = (of(key)?, of(val)?);
                let place = *places.entry(key.to_string()).or_insert(kept.len());
                if place == kept.len() {
                    kept.push((key, val));
                } else {
                    kept[place].1 = val;
                }
            }
            json!(kept)
        }
        Val::Variant(label, payload) => case(label, payload)?,
        Val::Enum(label) => json!([label]),
        Val::Option(payload) => case(if payload.is_some() { "some" } else { "none" }, payload)?,
        Val::Result(Ok(payload)) => case("ok", payload)?,
        Val::Result(Err(payload)) => case("error", payload)?,
        Val::Flags(labels) => json!(labels),
        other => bail!("no tree of {other:?}"),
    })
}

/// The value of this type, which `tests/src/value_type.rs` spells, that has this JSON.
pub fn to(ty: &Value, tree: &Value) -> Result<Val> {
    let each = |element: &Value| -> Result<Vec<Val>> { items(tree)?.iter().map(|item| to(element, item)).collect() };
    let integer = || tree.as_i64().with_context(|| format!("not an integer: {tree}"));
    let text = || tree.as_str().with_context(|| format!("not a text: {tree}"));
    Ok(match ty["kind"].as_str().context("a type without kind")? {
        "bool" => Val::Bool(tree.as_bool().context("not a bool")?),
        "s8" => Val::S8(integer()?.try_into()?),
        "u8" => Val::U8(integer()?.try_into()?),
        "s16" => Val::S16(integer()?.try_into()?),
        "u16" => Val::U16(integer()?.try_into()?),
        "s32" => Val::S32(integer()?.try_into()?),
        "u32" => Val::U32(integer()?.try_into()?),
        "s64" => Val::S64(text()?.parse()?),
        "u64" => Val::U64(text()?.parse()?),
        "f32" if tree == "nan" => Val::Float32(f32::NAN),
        "f64" if tree == "nan" => Val::Float64(f64::NAN),
        "f32" => Val::Float32(f32::from_bits(u32::from_str_radix(text()?, 16)?)),
        "f64" => Val::Float64(f64::from_bits(u64::from_str_radix(text()?, 16)?)),
        "char" => Val::Char(text()?.parse()?),
        "string" => Val::String(text()?.to_string()),
        "list" => Val::List(each(&ty["element"])?),
        "fixed-list" => Val::FixedLengthList(each(&ty["element"])?),
        "map" => Val::Map(
            items(tree)?
                .iter()
                .map(|entry| Ok((to(&ty["key"], &entry[0])?, to(&ty["value"], &entry[1])?)))
                .collect::<Result<_>>()?,
        ),
        "record" => {
            let fields = items(&ty["fields"])?.iter().zip(items(tree)?);
            let field = |(field, tree): (&Value, &Value)| Ok((label(&field[0])?, to(&field[1], tree)?));
            Val::Record(fields.map(field).collect::<Result<_>>()?)
        }
        "tuple" => {
            let parts = items(&ty["parts"])?.iter().zip(items(tree)?);
            Val::Tuple(parts.map(|(ty, tree)| to(ty, tree)).collect::<Result<_>>()?)
        }
        "variant" => {
            let mut cases = items(&ty["cases"])?.iter();
            let case = cases.find(|case| case[0] == tree[0]).context("no such case")?;
            Val::Variant(label(&tree[0])?, payload(&case[1], tree)?)
        }
        "enum" => Val::Enum(label(&tree[0])?),
        "option" => Val::Option(payload(&ty["some"], tree)?.filter(|_| tree[0] == "some")),
        "result" if tree[0] == "ok" => Val::Result(Ok(payload(&ty["ok"], tree)?)),
        "result" => Val::Result(Err(payload(&ty["err"], tree)?)),
        "flags" => Val::Flags(items(tree)?.iter().map(label).collect::<Result<_>>()?),
        other => bail!("no values of {other}"),
    })
}

/// The payload that follows a label.
fn payload(ty: &Value, tree: &Value) -> Result<Option<Box<Val>>> {
    if ty.is_null() {
        return Ok(None);
    }
    tree.get(1).map(|tree| Ok(Box::new(to(ty, tree)?))).transpose()
}

fn items(tree: &Value) -> Result<&Vec<Value>> {
    tree.as_array().with_context(|| format!("not an array: {tree}"))
}

fn label(tree: &Value) -> Result<String> {
    Ok(tree.as_str().context("not a label")?.to_string())
}
