//! Component value types as the tests know them, spelled as WIT for people, as WAT for components and as JSON for JavaScript.

use serde_json::{Value, json};
use std::fmt;

/// A value type (`Explainer.md#type-definitions`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Type {
    /// `bool`
    Bool,
    /// `s8`
    S8,
    /// `u8`
    U8,
    /// `s16`
    S16,
    /// `u16`
    U16,
    /// `s32`
    S32,
    /// `u32`
    U32,
    /// `s64`
    S64,
    /// `u64`
    U64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `char`
    Char,
    /// `string`
    String,
    /// `list<T>`
    List(Box<Type>),
    /// `list<T, n>`
    FixedList(Box<Type>, u32),
    /// `map<K, V>`
    Map(Box<Type>, Box<Type>),
    /// `record { name: T, … }`
    Record(Vec<(String, Type)>),
    /// `tuple<T, …>`
    Tuple(Vec<Type>),
    /// `variant { name(T), … }`
    Variant(Vec<(String, Option<Type>)>),
    /// `enum { name, … }`
    Enum(Vec<String>),
    /// `option<T>`
    Option(Box<Type>),
    /// `result<T, E>`
    Result(Option<Box<Type>>, Option<Box<Type>>),
    /// `flags { name, … }`
    Flags(Vec<String>),
}

/// A function type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Func {
    /// Types of the parameters.
    pub params: Vec<Type>,
    /// Type of the result.
    pub result: Option<Type>,
}

impl Type {
    /// The keyword of a type without parts.
    #[must_use]
    pub fn keyword(&self) -> Option<&'static str> {
        Some(match self {
            Self::Bool => "bool",
            Self::S8 => "s8",
            Self::U8 => "u8",
            Self::S16 => "s16",
            Self::U16 => "u16",
            Self::S32 => "s32",
            Self::U32 => "u32",
            Self::S64 => "s64",
            Self::U64 => "u64",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::Char => "char",
            Self::String => "string",
            _ => return None,
        })
    }

    /// As WAT, its parts spelled by `part`.
    pub fn wat(&self, mut part: impl FnMut(&Self) -> String) -> String {
        let quoted = |names: &[String]| names.iter().map(|name| format!(" \"{name}\"")).collect::<String>();
        match self {
            Self::List(element) => format!("(list {})", part(element)),
            Self::FixedList(element, length) => format!("(list {} {length})", part(element)),
            Self::Map(key, value) => {
                let (key, value) = (part(key), part(value));
                format!("(map {key} {value})")
            }
            Self::Record(fields) => {
                let fields = fields.iter().map(|(name, ty)| format!(" (field \"{name}\" {})", part(ty)));
                format!("(record{})", fields.collect::<String>())
            }
            Self::Tuple(parts) => {
                format!("(tuple{})", parts.iter().map(|ty| format!(" {}", part(ty))).collect::<String>())
            }
            Self::Variant(cases) => {
                let cases = cases.iter().map(|(name, ty)| {
                    format!(" (case \"{name}\"{})", ty.as_ref().map_or(String::new(), |ty| format!(" {}", part(ty))))
                });
                format!("(variant{})", cases.collect::<String>())
            }
            Self::Enum(names) => format!("(enum{})", quoted(names)),
            Self::Option(ty) => format!("(option {})", part(ty)),
            Self::Result(ok, err) => {
                let ok = ok.as_ref().map_or(String::new(), |ty| format!(" {}", part(ty)));
                let err = err.as_ref().map_or(String::new(), |ty| format!(" (error {})", part(ty)));
                format!("(result{ok}{err})")
            }
            Self::Flags(names) => format!("(flags{})", quoted(names)),
            _ => self.keyword().unwrap_or_default().to_string(),
        }
    }

    /// As JSON: `{kind, …}`, which `tests/run/round-trip/reference.mjs` declares.
    #[must_use]
    pub fn json(&self) -> Value {
        let optional = |ty: &Option<Box<Self>>| ty.as_ref().map_or(Value::Null, |ty| ty.json());
        match self {
            Self::List(element) => json!({ "kind": "list", "element": element.json() }),
            Self::FixedList(element, length) => {
                json!({ "kind": "fixed-list", "element": element.json(), "length": length })
            }
            Self::Map(key, value) => json!({ "kind": "map", "key": key.json(), "value": value.json() }),
            Self::Record(fields) => {
                let fields: Vec<Value> = fields.iter().map(|(name, ty)| json!([name, ty.json()])).collect();
                json!({ "kind": "record", "fields": fields })
            }
            Self::Tuple(parts) => {
                json!({ "kind": "tuple", "parts": parts.iter().map(Self::json).collect::<Vec<_>>() })
            }
            Self::Variant(cases) => {
                let cases = cases.iter().map(|(name, ty)| json!([name, ty.as_ref().map_or(Value::Null, Self::json)]));
                json!({ "kind": "variant", "cases": cases.collect::<Vec<_>>() })
            }
            Self::Enum(names) => json!({ "kind": "enum", "labels": names }),
            Self::Option(ty) => json!({ "kind": "option", "some": ty.json() }),
            Self::Result(ok, err) => json!({ "kind": "result", "ok": optional(ok), "err": optional(err) }),
            Self::Flags(names) => json!({ "kind": "flags", "labels": names }),
            _ => json!({ "kind": self.keyword() }),
        }
    }
}

/// `a, b, c`; of many only the first and how many there are.
fn list(f: &mut fmt::Formatter<'_>, items: &[impl fmt::Display]) -> fmt::Result {
    for (i, item) in items.iter().enumerate() {
        if i == 12 && items.len() > 40 {
            return write!(f, ", … {} in all", items.len());
        }
        write!(f, "{}{item}", if i == 0 { "" } else { ", " })?;
    }
    Ok(())
}

/// A label with what follows it.
struct Labelled<'a>(&'a str, &'static str, Option<&'a Type>, &'static str);

impl fmt::Display for Labelled<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.2 {
            Some(ty) => write!(f, "{}{}{ty}{}", self.0, self.1, self.3),
            None => f.write_str(self.0),
        }
    }
}

impl fmt::Display for Type {
    /// As WIT, where its named types stand in place.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::List(element) => write!(f, "list<{element}>"),
            Self::FixedList(element, length) => write!(f, "list<{element}, {length}>"),
            Self::Map(key, value) => write!(f, "map<{key}, {value}>"),
            Self::Record(fields) => {
                f.write_str("record { ")?;
                list(f, &fields.iter().map(|(name, ty)| Labelled(name, ": ", Some(ty), "")).collect::<Vec<_>>())?;
                f.write_str(" }")
            }
            Self::Tuple(parts) => {
                f.write_str("tuple<")?;
                list(f, parts)?;
                f.write_str(">")
            }
            Self::Variant(cases) => {
                f.write_str("variant { ")?;
                list(f, &cases.iter().map(|(name, ty)| Labelled(name, "(", ty.as_ref(), ")")).collect::<Vec<_>>())?;
                f.write_str(" }")
            }
            Self::Enum(names) => {
                f.write_str("enum { ")?;
                list(f, names)?;
                f.write_str(" }")
            }
            Self::Option(ty) => write!(f, "option<{ty}>"),
            Self::Result(None, None) => f.write_str("result"),
            Self::Result(Some(ok), None) => write!(f, "result<{ok}>"),
            Self::Result(None, Some(err)) => write!(f, "result<_, {err}>"),
            Self::Result(Some(ok), Some(err)) => write!(f, "result<{ok}, {err}>"),
            Self::Flags(names) => {
                f.write_str("flags { ")?;
                list(f, names)?;
                f.write_str(" }")
            }
            _ => f.write_str(self.keyword().unwrap_or_default()),
        }
    }
}

impl fmt::Display for Func {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("func(")?;
        let names: Vec<String> = (0..self.params.len()).map(|i| format!("p{i}")).collect();
        let params = names.iter().zip(&self.params).map(|(name, ty)| Labelled(name, ": ", Some(ty), ""));
        list(f, &params.collect::<Vec<_>>())?;
        f.write_str(")")?;
        self.result.as_ref().map_or(Ok(()), |result| write!(f, " -> {result}"))
    }
}
