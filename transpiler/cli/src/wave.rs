//! WAVE, the text form of component values, over the transpiler's types: the crate `wasm-wave` parses, this file says what of.
//!
//! [`Shape`] is a type and [`Argument`] a value. Both become JSON for the launcher (`node/invoke.ts`), which makes JavaScript
//! values of arguments and prints results, since it is what meets the component.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};
use wasm_wave::wasm::{WasmType, WasmTypeKind, WasmValue, WasmValueError};
use weft_transpiler::property_name;
use weft_transpiler::value_type::{Int, Type, TypeId, Types};

/// A type that WAVE has values of, written out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    Bool,
    S8,
    U8,
    S16,
    U16,
    S32,
    U32,
    S64,
    U64,
    F32,
    F64,
    Char,
    String,
    List(Box<Shape>),
    /// To WAVE a list like any other, but for its length.
    FixedList(Box<Shape>, u32),
    Map(Box<Shape>, Box<Shape>),
    Record(Vec<(Label, Shape)>),
    Tuple(Vec<Shape>),
    Variant(Vec<(String, Option<Shape>)>),
    Enum(Vec<String>),
    Option(Box<Shape>),
    Result(Option<Box<Shape>>, Option<Box<Shape>>),
    Flags(Vec<Label>),
}

/// A field or flag: its name in the component, and its property in JavaScript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    name: String,
    property: String,
}

impl Label {
    fn of(name: &str) -> Self {
        Self { name: name.to_owned(), property: property_name(name) }
    }

    /// The name in the component.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Shape {
    /// The type `id`.
    ///
    /// # Errors
    /// What it holds that WAVE cannot say.
    pub fn of(types: &Types, id: TypeId) -> Result<Self, &'static str> {
        let part = |id: &TypeId| Self::of(types, *id);
        let boxed = |id: &TypeId| part(id).map(Box::new);
        Ok(match types.get(id) {
            Type::Bool => Self::Bool,
            Type::Int(int) => match int {
                Int::S8 => Self::S8,
                Int::U8 => Self::U8,
                Int::S16 => Self::S16,
                Int::U16 => Self::U16,
                Int::S32 => Self::S32,
                Int::U32 => Self::U32,
                Int::S64 => Self::S64,
                Int::U64 => Self::U64,
            },
            Type::F32 => Self::F32,
            Type::F64 => Self::F64,
            Type::Char => Self::Char,
            Type::String => Self::String,
            Type::List(element) => Self::List(boxed(element)?),
            Type::FixedList(element, length) => Self::FixedList(boxed(element)?, *length),
            Type::Map(key, value) => Self::Map(boxed(key)?, boxed(value)?),
            Type::Record(fields) => {
                let field = |(name, ty): &(String, TypeId)| part(ty).map(|ty| (Label::of(name), ty));
                Self::Record(fields.iter().map(field).collect::<Result<_, _>>()?)
            }
            Type::Tuple(parts) => Self::Tuple(parts.iter().map(part).collect::<Result<_, _>>()?),
            Type::Variant(cases) => {
                let case = |(name, ty): &(String, Option<TypeId>)| {
                    ty.as_ref().map(part).transpose().map(|ty| (name.clone(), ty))
                };
                Self::Variant(cases.iter().map(case).collect::<Result<_, _>>()?)
            }
            Type::Enum(names) => Self::Enum(names.clone()),
            Type::Option(payload) => Self::Option(boxed(payload)?),
            Type::Result(ok, err) => {
                Self::Result(ok.as_ref().map(boxed).transpose()?, err.as_ref().map(boxed).transpose()?)
            }
            Type::Flags(names) => Self::Flags(names.iter().map(|name| Label::of(name)).collect()),
            Type::Own(_) | Type::Borrow(_) => return Err("a resource"),
        })
    }
}

/// Any number of names or parts.
type Some<'a, T> = Box<dyn Iterator<Item = T> + 'a>;

impl WasmType for Shape {
    fn kind(&self) -> WasmTypeKind {
        match self {
            Self::Bool => WasmTypeKind::Bool,
            Self::S8 => WasmTypeKind::S8,
            Self::U8 => WasmTypeKind::U8,
            Self::S16 => WasmTypeKind::S16,
            Self::U16 => WasmTypeKind::U16,
            Self::S32 => WasmTypeKind::S32,
            Self::U32 => WasmTypeKind::U32,
            Self::S64 => WasmTypeKind::S64,
            Self::U64 => WasmTypeKind::U64,
            Self::F32 => WasmTypeKind::F32,
            Self::F64 => WasmTypeKind::F64,
            Self::Char => WasmTypeKind::Char,
            Self::String => WasmTypeKind::String,
            Self::List(_) | Self::FixedList(..) => WasmTypeKind::List,
            Self::Map(..) => WasmTypeKind::Map,
            Self::Record(_) => WasmTypeKind::Record,
            Self::Tuple(_) => WasmTypeKind::Tuple,
            Self::Variant(_) => WasmTypeKind::Variant,
            Self::Enum(_) => WasmTypeKind::Enum,
            Self::Option(_) => WasmTypeKind::Option,
            Self::Result(..) => WasmTypeKind::Result,
            Self::Flags(_) => WasmTypeKind::Flags,
        }
    }

    fn list_element_type(&self) -> Option<Self> {
        match self {
            Self::List(element) | Self::FixedList(element, _) => Some((**element).clone()),
            _ => None,
        }
    }

    fn record_fields(&self) -> Some<'_, (Cow<'_, str>, Self)> {
        let Self::Record(fields) = self else { return Box::new(std::iter::empty()) };
        Box::new(fields.iter().map(|(label, ty)| (label.name().into(), ty.clone())))
    }

    fn tuple_element_types(&self) -> Some<'_, Self> {
        let Self::Tuple(parts) = self else { return Box::new(std::iter::empty()) };
        Box::new(parts.iter().cloned())
    }

    fn variant_cases(&self) -> Some<'_, (Cow<'_, str>, Option<Self>)> {
        let Self::Variant(cases) = self else { return Box::new(std::iter::empty()) };
        Box::new(cases.iter().map(|(name, ty)| (name.as_str().into(), ty.clone())))
    }

    fn enum_cases(&self) -> Some<'_, Cow<'_, str>> {
        let Self::Enum(names) = self else { return Box::new(std::iter::empty()) };
        Box::new(names.iter().map(|name| name.as_str().into()))
    }

    fn option_some_type(&self) -> Option<Self> {
        match self {
            Self::Option(payload) => Some((**payload).clone()),
            _ => None,
        }
    }

    fn result_types(&self) -> Option<(Option<Self>, Option<Self>)> {
        match self {
            Self::Result(ok, err) => Some((ok.as_deref().cloned(), err.as_deref().cloned())),
            _ => None,
        }
    }

    fn flags_names(&self) -> Some<'_, Cow<'_, str>> {
        let Self::Flags(labels) = self else { return Box::new(std::iter::empty()) };
        Box::new(labels.iter().map(|label| label.name().into()))
    }

    fn map_key_value_types(&self) -> Option<(Self, Self)> {
        match self {
            Self::Map(key, value) => Some(((**key).clone(), (**value).clone())),
            _ => None,
        }
    }
}

/// A value of some [`Shape`], which alone says what it means.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    Bool(bool),
    Signed(i64),
    Unsigned(u64),
    /// The shortest decimal that is this number, `inf`, `-inf` or `nan`.
    Float(String),
    Char(char),
    String(String),
    /// The elements of a list or tuple, the fields of a record in the order of its type, the flags that are set.
    Several(Vec<Argument>),
    /// The entries of a map.
    Entries(Vec<(Argument, Argument)>),
    /// A case of a variant, enum, option or result.
    Case(String, Option<Box<Argument>>),
}

impl Argument {
    /// As the launcher reads it. Numbers are text, since JSON has not all of them.
    pub fn json(&self) -> Value {
        match self {
            Self::Bool(value) => json!(value),
            Self::Signed(value) => json!(value.to_string()),
            Self::Unsigned(value) => json!(value.to_string()),
            Self::Float(text) | Self::String(text) => json!(text),
            Self::Char(value) => json!(value),
            Self::Several(parts) => parts.iter().map(Self::json).collect(),
            Self::Entries(entries) => entries.iter().map(|(key, value)| json!([key.json(), value.json()])).collect(),
            Self::Case(name, None) => json!([name]),
            Self::Case(name, Some(payload)) => json!([name, payload.json()]),
        }
    }

    fn case(name: &str, payload: Option<Self>) -> Self {
        Self::Case(name.to_owned(), payload.map(Box::new))
    }
}

/// What the parser makes of text; it has compared with the type already, unless a function here does.
impl WasmValue for Argument {
    type Type = Shape;

    /// Only the keys of maps are ever written, to compare them.
    fn kind(&self) -> WasmTypeKind {
        match self {
            Self::Bool(_) => WasmTypeKind::Bool,
            Self::Signed(_) => WasmTypeKind::S64,
            Self::Unsigned(_) => WasmTypeKind::U64,
            Self::Char(_) => WasmTypeKind::Char,
            Self::String(_) => WasmTypeKind::String,
            _ => WasmTypeKind::Unsupported,
        }
    }

    fn make_bool(value: bool) -> Self {
        Self::Bool(value)
    }

    fn make_s8(value: i8) -> Self {
        Self::Signed(value.into())
    }

    fn make_s16(value: i16) -> Self {
        Self::Signed(value.into())
    }

    fn make_s32(value: i32) -> Self {
        Self::Signed(value.into())
    }

    fn make_s64(value: i64) -> Self {
        Self::Signed(value)
    }

    fn make_u8(value: u8) -> Self {
        Self::Unsigned(value.into())
    }

    fn make_u16(value: u16) -> Self {
        Self::Unsigned(value.into())
    }

    fn make_u32(value: u32) -> Self {
        Self::Unsigned(value.into())
    }

    fn make_u64(value: u64) -> Self {
        Self::Unsigned(value)
    }

    fn make_f32(value: f32) -> Self {
        Self::make_f64(value.into())
    }

    fn make_f64(value: f64) -> Self {
        Self::Float(if value.is_nan() { "nan".to_owned() } else { value.to_string() })
    }

    fn make_char(value: char) -> Self {
        Self::Char(value)
    }

    fn make_string(value: Cow<'_, str>) -> Self {
        Self::String(value.into_owned())
    }

    fn make_list(ty: &Shape, values: impl IntoIterator<Item = Self>) -> Result<Self, WasmValueError> {
        let values: Vec<_> = values.into_iter().collect();
        match ty {
            Shape::FixedList(_, length) if usize::try_from(*length) != Ok(values.len()) => {
                Err(WasmValueError::Other(format!("expected {length} elements; got {}", values.len())))
            }
            _ => Ok(Self::Several(values)),
        }
    }

    fn make_record<'a>(_: &Shape, fields: impl IntoIterator<Item = (&'a str, Self)>) -> Result<Self, WasmValueError> {
        Ok(Self::Several(fields.into_iter().map(|(_, value)| value).collect()))
    }

    fn make_tuple(_: &Shape, values: impl IntoIterator<Item = Self>) -> Result<Self, WasmValueError> {
        Ok(Self::Several(values.into_iter().collect()))
    }

    fn make_variant(_: &Shape, case: &str, payload: Option<Self>) -> Result<Self, WasmValueError> {
        Ok(Self::case(case, payload))
    }

    fn make_enum(ty: &Shape, case: &str) -> Result<Self, WasmValueError> {
        match ty {
            Shape::Enum(names) if names.iter().any(|name| name == case) => Ok(Self::case(case, None)),
            _ => Err(WasmValueError::UnknownCase(case.to_owned())),
        }
    }

    fn make_option(_: &Shape, payload: Option<Self>) -> Result<Self, WasmValueError> {
        Ok(Self::case(if payload.is_some() { "some" } else { "none" }, payload))
    }

    fn make_result(_: &Shape, value: Result<Option<Self>, Option<Self>>) -> Result<Self, WasmValueError> {
        Ok(match value {
            Ok(payload) => Self::case("ok", payload),
            Err(payload) => Self::case("err", payload),
        })
    }

    fn make_flags<'a>(ty: &Shape, names: impl IntoIterator<Item = &'a str>) -> Result<Self, WasmValueError> {
        let flag = |name: &str| match ty {
            Shape::Flags(labels) if labels.iter().any(|label| label.name == name) => Ok(Self::String(name.to_owned())),
            _ => Err(WasmValueError::Other(format!("unknown flag {name:?}"))),
        };
        Ok(Self::Several(names.into_iter().map(flag).collect::<Result<_, _>>()?))
    }

    fn make_map(_: &Shape, entries: impl IntoIterator<Item = (Self, Self)>) -> Result<Self, WasmValueError> {
        Ok(Self::Entries(entries.into_iter().collect()))
    }

    fn unwrap_bool(&self) -> bool {
        matches!(self, Self::Bool(true))
    }

    fn unwrap_s64(&self) -> i64 {
        if let Self::Signed(value) = self { *value } else { 0 }
    }

    fn unwrap_u64(&self) -> u64 {
        if let Self::Unsigned(value) = self { *value } else { 0 }
    }

    fn unwrap_char(&self) -> char {
        if let Self::Char(value) = self { *value } else { '\0' }
    }

    fn unwrap_string(&self) -> Cow<'_, str> {
        if let Self::String(text) = self { text.as_str().into() } else { "".into() }
    }
}
