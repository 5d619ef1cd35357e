//! The arithmetic of the canonical ABI, read off the specification's `definitions.py` function by function, for 32-bit memories.
//!
//! It is written to be compared with that text, not to be fast: types are despecialised first, nothing is remembered, and a
//! function has the name that it has there.

use crate::value_type::{Func, Type};

/// `MAX_FLAT_PARAMS`
pub const MAX_FLAT_PARAMS: usize = 16;
/// `MAX_FLAT_RESULTS`
pub const MAX_FLAT_RESULTS: usize = 1;

/// `despecialize`: only primitives, lists of both lengths, records, variants and flags are left.
#[must_use]
pub fn despecialize(t: &Type) -> Type {
    let case = |label: &str, t: &Option<Box<Type>>| (label.to_string(), t.as_ref().map(|t| (**t).clone()));
    match t {
        Type::Tuple(ts) => Type::Record(ts.iter().enumerate().map(|(i, t)| (i.to_string(), t.clone())).collect()),
        Type::Enum(labels) => Type::Variant(labels.iter().map(|label| (label.clone(), None)).collect()),
        Type::Option(t) => Type::Variant(vec![case("none", &None), case("some", &Some(t.clone()))]),
        Type::Result(ok, err) => Type::Variant(vec![case("ok", ok), case("error", err)]),
        Type::Map(k, v) => Type::List(Box::new(despecialize(&Type::Tuple(vec![(**k).clone(), (**v).clone()])))),
        _ => t.clone(),
    }
}

/// `alignment`
#[must_use]
pub fn alignment(t: &Type) -> u32 {
    match despecialize(t) {
        Type::Bool | Type::S8 | Type::U8 => 1,
        Type::S16 | Type::U16 => 2,
        Type::S32 | Type::U32 | Type::F32 | Type::Char | Type::String | Type::List(_) => 4,
        Type::S64 | Type::U64 | Type::F64 => 8,
        Type::FixedList(t, _) => alignment(&t),
        Type::Record(fields) => fields.iter().map(|(_, t)| alignment(t)).max().unwrap_or(1),
        Type::Variant(cases) => alignment(&discriminant_type(cases.len())).max(max_case_alignment(&cases)),
        Type::Flags(labels) => elem_size_flags(labels.len()),
        Type::Map(..) | Type::Tuple(_) | Type::Enum(_) | Type::Option(_) | Type::Result(..) => {
            unreachable!("despecialised")
        }
    }
}

/// `discriminant_type`: as many bytes as the base-256 logarithm of the number of cases, rounded up.
#[must_use]
pub fn discriminant_type(n: usize) -> Type {
    assert!(n > 0);
    let mut bytes = 0;
    while 256u64.pow(bytes) < n as u64 {
        bytes += 1;
    }
    match bytes {
        0 | 1 => Type::U8,
        2 => Type::U16,
        3 => Type::U32,
        _ => panic!("too many cases"),
    }
}

/// `max_case_alignment`
#[must_use]
pub fn max_case_alignment(cases: &[(String, Option<Type>)]) -> u32 {
    cases.iter().filter_map(|(_, t)| t.as_ref()).map(alignment).fold(1, u32::max)
}

/// `elem_size`
#[must_use]
pub fn elem_size(t: &Type) -> u32 {
    match despecialize(t) {
        Type::Bool | Type::S8 | Type::U8 => 1,
        Type::S16 | Type::U16 => 2,
        Type::S32 | Type::U32 | Type::F32 | Type::Char => 4,
        Type::S64 | Type::U64 | Type::F64 | Type::String | Type::List(_) => 8,
        Type::FixedList(t, length) => length * elem_size(&t),
        Type::Record(fields) => {
            let mut s = 0;
            for (_, t) in &fields {
                s = align_to(s, alignment(t));
                s += elem_size(t);
            }
            align_to(s, alignment(&Type::Record(fields)))
        }
        Type::Variant(cases) => {
            let mut s = elem_size(&discriminant_type(cases.len()));
            s = align_to(s, max_case_alignment(&cases));
            s += cases.iter().filter_map(|(_, t)| t.as_ref()).map(elem_size).max().unwrap_or(0);
            align_to(s, alignment(&Type::Variant(cases)))
        }
        Type::Flags(labels) => elem_size_flags(labels.len()),
        Type::Map(..) | Type::Tuple(_) | Type::Enum(_) | Type::Option(_) | Type::Result(..) => {
            unreachable!("despecialised")
        }
    }
}

/// `align_to`: by division, as the specification does it.
#[must_use]
pub fn align_to(ptr: u32, alignment: u32) -> u32 {
    ptr.div_ceil(alignment) * alignment
}

/// `elem_size_flags`, which is `alignment_flags` too.
#[must_use]
pub fn elem_size_flags(n: usize) -> u32 {
    assert!(0 < n && n <= 32);
    if n <= 8 {
        return 1;
    }
    if n <= 16 {
        return 2;
    }
    4
}

/// Where `load_record` finds the fields.
#[must_use]
pub fn field_offsets(ts: &[Type]) -> Vec<u32> {
    let mut ptr = 0;
    let mut offsets = Vec::new();
    for t in ts {
        ptr = align_to(ptr, alignment(t));
        offsets.push(ptr);
        ptr += elem_size(t);
    }
    offsets
}

/// Where `load_variant` finds the payload.
#[must_use]
pub fn payload_offset(cases: &[(String, Option<Type>)]) -> u32 {
    align_to(elem_size(&discriminant_type(cases.len())), max_case_alignment(cases))
}

/// `flatten_type`; core types by their names.
#[must_use]
pub fn flatten_type(t: &Type) -> Vec<&'static str> {
    match despecialize(t) {
        Type::Bool | Type::U8 | Type::U16 | Type::U32 | Type::S8 | Type::S16 | Type::S32 | Type::Char => vec!["i32"],
        Type::S64 | Type::U64 => vec!["i64"],
        Type::F32 => vec!["f32"],
        Type::F64 => vec!["f64"],
        Type::String | Type::List(_) => vec!["i32", "i32"],
        Type::FixedList(t, length) => flatten_type(&t).repeat(length as usize),
        Type::Record(fields) => fields.iter().flat_map(|(_, t)| flatten_type(t)).collect(),
        Type::Variant(cases) => flatten_variant(&cases),
        Type::Flags(_) => vec!["i32"],
        Type::Map(..) | Type::Tuple(_) | Type::Enum(_) | Type::Option(_) | Type::Result(..) => {
            unreachable!("despecialised")
        }
    }
}

/// `flatten_variant`
#[must_use]
pub fn flatten_variant(cases: &[(String, Option<Type>)]) -> Vec<&'static str> {
    let mut flat: Vec<&'static str> = Vec::new();
    for t in cases.iter().filter_map(|(_, t)| t.as_ref()) {
        for (i, ft) in flatten_type(t).into_iter().enumerate() {
            if i < flat.len() {
                flat[i] = join(flat[i], ft);
            } else {
                flat.push(ft);
            }
        }
    }
    let mut all = flatten_type(&discriminant_type(cases.len()));
    all.extend(flat);
    all
}

/// `join`
#[must_use]
pub fn join(a: &'static str, b: &'static str) -> &'static str {
    if a == b {
        return a;
    }
    if (a == "i32" && b == "f32") || (a == "f32" && b == "i32") {
        return "i32";
    }
    "i64"
}

/// On which side of a call a function type is flattened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// `canon lift`: the guest's function.
    Lift,
    /// `canon lower`: what the guest calls.
    Lower,
}

/// A core function type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoreFuncType {
    /// Parameters.
    pub params: Vec<&'static str>,
    /// Results.
    pub results: Vec<&'static str>,
}

/// `flatten_functype` of a function that is not async.
#[must_use]
pub fn flatten_functype(ft: &Func, context: Context) -> CoreFuncType {
    let mut params: Vec<_> = ft.params.iter().flat_map(flatten_type).collect();
    let mut results: Vec<_> = ft.result.iter().flat_map(flatten_type).collect();
    if params.len() > MAX_FLAT_PARAMS {
        params = vec!["i32"];
    }
    if results.len() > MAX_FLAT_RESULTS {
        match context {
            Context::Lift => results = vec!["i32"],
            Context::Lower => {
                params.push("i32");
                results = vec![];
            }
        }
    }
    CoreFuncType { params, results }
}
