//! Numbers worked out by hand, from the text of the specification: where a width changes, and what joins with what.

use super::{check_type, intern, signature};
use weft_tests::reference::{self, CoreFuncType};
use weft_tests::value_type::{Func, Type};
use weft_transpiler::abi;
use weft_transpiler::value_type::Types;

fn labels(count: usize) -> Vec<String> {
    (0..count).map(|i| format!("l{i}")).collect()
}

fn variant(payloads: &[Option<Type>]) -> Type {
    Type::Variant(labels(payloads.len()).into_iter().zip(payloads.iter().cloned()).collect())
}

/// A variant of so many cases, the first with this payload.
fn cases(count: usize, first: Type) -> Type {
    let mut payloads = vec![None; count];
    payloads[0] = Some(first);
    variant(&payloads)
}

fn record(parts: &[Type]) -> Type {
    Type::Record(labels(parts.len()).into_iter().zip(parts.iter().cloned()).collect())
}

fn some(ty: Type) -> Option<Box<Type>> {
    Some(Box::new(ty))
}

/// The type takes `size` bytes at multiples of `align`, and is flat `flat` (core types with spaces between).
#[track_caller]
fn check(ty: &Type, size: u32, align: u32, flat: &str) {
    let mut types = Types::default();
    let id = intern(&mut types, ty);
    let layout = abi::layout(&types, id);
    assert_eq!((layout.size, layout.align), (size, align), "size and alignment of {ty}");
    assert_eq!(reference::flatten_type(ty).join(" "), flat, "flat form of {ty}");
    check_type(ty);
}

#[test]
fn scalars() {
    for (ty, size, flat) in [
        (Type::Bool, 1, "i32"),
        (Type::S8, 1, "i32"),
        (Type::U8, 1, "i32"),
        (Type::S16, 2, "i32"),
        (Type::U16, 2, "i32"),
        (Type::S32, 4, "i32"),
        (Type::U32, 4, "i32"),
        (Type::S64, 8, "i64"),
        (Type::U64, 8, "i64"),
        (Type::F32, 4, "f32"),
        (Type::F64, 8, "f64"),
        (Type::Char, 4, "i32"),
    ] {
        check(&ty, size, size, flat);
        check(&Type::List(Box::new(ty)), 8, 4, "i32 i32");
    }
    check(&Type::String, 8, 4, "i32 i32");
}

#[test]
fn discriminants() {
    for (count, size) in [(1, 1), (2, 1), (255, 1), (256, 1), (257, 2), (65_535, 2), (65_536, 2), (65_537, 4)] {
        check(&Type::Enum(labels(count)), size, size, "i32");
    }
    check(&cases(256, Type::U8), 2, 1, "i32 i32");
    check(&cases(257, Type::U8), 4, 2, "i32 i32");
    check(&cases(257, Type::U16), 4, 2, "i32 i32");
    check(&cases(257, Type::U64), 16, 8, "i32 i64");
    check(&cases(65_536, Type::U8), 4, 2, "i32 i32");
    check(&cases(65_537, Type::U8), 8, 4, "i32 i32");
}

#[test]
fn flags() {
    for (count, size) in [(1, 1), (7, 1), (8, 1), (9, 2), (15, 2), (16, 2), (17, 4), (31, 4), (32, 4)] {
        check(&Type::Flags(labels(count)), size, size, "i32");
        check(&record(&[Type::U8, Type::Flags(labels(count)), Type::U8]), size * 3, size, "i32 i32 i32");
    }
    // No component has flags without labels: the validator refuses them before anybody asks how large they are.
}

#[test]
fn records() {
    check(&record(&[Type::U8]), 1, 1, "i32");
    check(&record(&[Type::U8, Type::U64]), 16, 8, "i32 i64");
    check(&record(&[Type::U64, Type::U8]), 16, 8, "i64 i32");
    check(&record(&[Type::U8, Type::U16, Type::U8, Type::U32, Type::U8]), 16, 4, "i32 i32 i32 i32 i32");
    check(&Type::Tuple(vec![Type::U8, Type::String]), 12, 4, "i32 i32 i32");
    // A nested record ends where its own alignment says, not where its last field does.
    check(&record(&[record(&[Type::U16, Type::U8]), Type::U8]), 6, 2, "i32 i32 i32");
}

#[test]
fn options_and_results() {
    check(&Type::Option(Box::new(Type::Bool)), 2, 1, "i32 i32");
    check(&Type::Option(Box::new(Type::F64)), 16, 8, "i32 f64");
    check(&Type::Option(Box::new(Type::Option(Box::new(Type::U8)))), 3, 1, "i32 i32 i32");
    check(&Type::Option(Box::new(Type::Option(Box::new(Type::U32)))), 12, 4, "i32 i32 i32");
    check(&Type::Result(None, None), 1, 1, "i32");
    check(&Type::Result(some(Type::U8), some(Type::String)), 12, 4, "i32 i32 i32");
    check(&Type::Result(None, some(Type::S64)), 16, 8, "i32 i64");
}

#[test]
fn lists() {
    let list = |ty: Type, length| Type::FixedList(Box::new(ty), length);
    check(&Type::Map(Box::new(Type::String), Box::new(Type::U64)), 8, 4, "i32 i32");
    check(&list(Type::U16, 3), 6, 2, "i32 i32 i32");
    check(&list(record(&[Type::U32, Type::U8]), 2), 16, 4, "i32 i32 i32 i32");
    check(&record(&[Type::U8, list(Type::F64, 1)]), 16, 8, "i32 f64");
    check(&Type::Result(some(Type::F64), some(list(Type::U8, 2))), 16, 8, "i32 i64 i32");
}

#[test]
fn joins() {
    let of = |payloads: &[Type]| variant(&payloads.iter().cloned().map(Some).collect::<Vec<_>>());
    let (i32, i64, f32, f64) = (Type::U32, Type::U64, Type::F32, Type::F64);
    check(&of(&[i32.clone(), f32.clone()]), 8, 4, "i32 i32");
    check(&of(&[f32.clone(), i32.clone()]), 8, 4, "i32 i32");
    check(&of(&[f32.clone(), f32.clone()]), 8, 4, "i32 f32");
    check(&of(&[i32.clone(), i64.clone()]), 16, 8, "i32 i64");
    check(&of(&[i32.clone(), f64.clone()]), 16, 8, "i32 i64");
    check(&of(&[f32.clone(), f64.clone()]), 16, 8, "i32 i64");
    check(&of(&[f32.clone(), i64.clone()]), 16, 8, "i32 i64");
    check(&of(&[f64.clone(), i64.clone()]), 16, 8, "i32 i64");
    check(&of(&[f64.clone(), f64.clone()]), 16, 8, "i32 f64");
    // Three: the first two make an i32, the third an i64 of it.
    check(&of(&[i32.clone(), f32.clone(), f64.clone()]), 16, 8, "i32 i64");
    // Position by position, the longer payload's tail as it is.
    check(&of(&[f32.clone(), Type::Tuple(vec![f32.clone(), f64.clone()])]), 24, 8, "i32 f32 f64");
    check(&of(&[Type::String, Type::Tuple(vec![f64, f32.clone()])]), 24, 8, "i32 i64 i32");
    // A variant in a variant: its discriminant joins with what the other case has there.
    let inner = of(&[f32.clone(), i64]);
    check(&of(&[inner.clone(), f32.clone()]), 24, 8, "i32 i32 i64");
    check(&of(&[Type::F64, inner.clone()]), 24, 8, "i32 i64 i64");
    check(&of(&[Type::Tuple(vec![f32, Type::F32]), inner]), 24, 8, "i32 i32 i64");
}

#[test]
fn spilling() {
    let core = |params: &[&'static str], results: &[&'static str]| CoreFuncType {
        params: params.to_vec(),
        results: results.to_vec(),
    };
    let of = |params: Vec<Type>, result| signature(&Func { params, result });
    let (i64s, pointer) = (["i64"; 16], ["i32"]);
    assert_eq!(of(vec![], None), (core(&[], &[]), core(&[], &[])), "nothing");
    assert_eq!(of(vec![Type::U64; 16], None), (core(&i64s, &[]), core(&i64s, &[])), "sixteen stay flat");
    assert_eq!(of(vec![Type::U64; 17], None), (core(&pointer, &[]), core(&pointer, &[])), "seventeen do not");
    let both = core(&["i32"; 16], &[]);
    assert_eq!(of(vec![Type::String; 8], None), (both.clone(), both), "eight strings are sixteen");
    assert_eq!(of(vec![Type::String; 9], None), (core(&pointer, &[]), core(&pointer, &[])), "nine are eighteen");
    let one = core(&[], &["f64"]);
    assert_eq!(of(vec![], Some(Type::F64)), (one.clone(), one), "one result is flat");
    let tuple = Type::Tuple(vec![Type::F32]);
    let one = core(&[], &["f32"]);
    assert_eq!(of(vec![], Some(tuple)), (one.clone(), one), "so is what flattens to one");
    assert_eq!(of(vec![], Some(Type::String)), (core(&[], &pointer), core(&pointer, &[])), "two are a pointer");
    let lower = core(&["i64", "i32"], &[]);
    assert_eq!(of(vec![Type::U64], Some(Type::String)), (core(&["i64"], &pointer), lower), "which comes last");
    let lower = core(&["i32", "i32"], &[]);
    assert_eq!(of(vec![Type::U64; 17], Some(Type::String)), (core(&pointer, &pointer), lower), "two pointers");
}
