//! Sizes, alignments and flat forms against a second implementation of the specification, and against numbers worked out by hand.
//!
//! `WEFT_SEED` and `WEFT_CASES` choose other random types; a failure names the type.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod table;

use weft_tests::random::{self, Random};
use weft_tests::reference::{self, Context, CoreFuncType};
use weft_tests::value_type::{Func, Type};
use weft_tests::{generate, random::number};
use weft_transpiler::abi::{self, Core};
use weft_transpiler::value_type::{FuncType, Int, Type as Interned, TypeId, Types};

/// How many random types, and how many random functions.
const CASES: u64 = 12_000;

/// The transpiler's form of a type.
fn intern(types: &mut Types, ty: &Type) -> TypeId {
    let mut optional = |ty: &Option<Box<Type>>| ty.as_ref().map(|ty| intern(types, ty));
    let interned = match ty {
        Type::Bool => Interned::Bool,
        Type::S8 => Interned::Int(Int::S8),
        Type::U8 => Interned::Int(Int::U8),
        Type::S16 => Interned::Int(Int::S16),
        Type::U16 => Interned::Int(Int::U16),
        Type::S32 => Interned::Int(Int::S32),
        Type::U32 => Interned::Int(Int::U32),
        Type::S64 => Interned::Int(Int::S64),
        Type::U64 => Interned::Int(Int::U64),
        Type::F32 => Interned::F32,
        Type::F64 => Interned::F64,
        Type::Char => Interned::Char,
        Type::String => Interned::String,
        Type::List(element) => Interned::List(intern(types, element)),
        Type::FixedList(element, length) => Interned::FixedList(intern(types, element), *length),
        Type::Map(key, value) => Interned::Map(intern(types, key), intern(types, value)),
        Type::Record(fields) => {
            Interned::Record(fields.iter().map(|(name, ty)| (name.clone(), intern(types, ty))).collect())
        }
        Type::Tuple(parts) => Interned::Tuple(parts.iter().map(|ty| intern(types, ty)).collect()),
        Type::Variant(cases) => Interned::Variant(
            cases.iter().map(|(name, ty)| (name.clone(), ty.as_ref().map(|ty| intern(types, ty)))).collect(),
        ),
        Type::Enum(names) => Interned::Enum(names.clone()),
        Type::Option(ty) => Interned::Option(intern(types, ty)),
        Type::Result(ok, err) => Interned::Result(optional(ok), optional(err)),
        Type::Flags(names) => Interned::Flags(names.clone()),
    };
    types.intern(interned)
}

fn core_names(flat: &[Core]) -> Vec<&'static str> {
    let name = |core: &Core| match core {
        Core::I32 => "i32",
        Core::I64 => "i64",
        Core::F32 => "f32",
        Core::F64 => "f64",
    };
    flat.iter().map(name).collect()
}

/// All that the transpiler says of a type is what the specification says of it and of its parts.
fn check_type(ty: &Type) {
    let mut types = Types::default();
    let id = intern(&mut types, ty);
    let layout = abi::layout(&types, id);
    assert_eq!(layout.size, reference::elem_size(ty), "size of {ty}");
    assert_eq!(layout.align, reference::alignment(ty), "alignment of {ty}");
    assert_eq!(core_names(&abi::flatten(&types, id)), reference::flatten_type(ty), "flat form of {ty}");
    match (reference::despecialize(ty), types.get(id)) {
        (Type::Record(fields), Interned::Record(_) | Interned::Tuple(_)) => {
            let parts: Vec<Type> = fields.into_iter().map(|(_, ty)| ty).collect();
            let ids: Vec<TypeId> = parts.iter().map(|ty| intern(&mut types, ty)).collect();
            let sequence = abi::sequence(&types, ids.into_iter());
            assert_eq!(sequence.offsets, reference::field_offsets(&parts), "offsets of {ty}");
            assert_eq!(sequence.layout, layout, "{ty}");
            parts.iter().for_each(check_type);
        }
        (Type::Variant(cases), _) => {
            let ids: Vec<_> = cases.iter().map(|(_, ty)| ty.as_ref().map(|ty| intern(&mut types, ty))).collect();
            let variant = abi::variant(&types, ids.into_iter());
            let discriminant = reference::elem_size(&reference::discriminant_type(cases.len()));
            assert_eq!(variant.discriminant, discriminant, "discriminant of {ty}");
            assert_eq!(variant.payload, reference::payload_offset(&cases), "payload of {ty}");
            assert_eq!(variant.layout, layout, "{ty}");
            cases.iter().filter_map(|(_, ty)| ty.as_ref()).for_each(check_type);
        }
        (Type::List(element) | Type::FixedList(element, _), _) => check_type(&element),
        _ => {}
    }
}

/// What the transpiler passes flat and what it spills.
fn signature(func: &Func) -> (CoreFuncType, CoreFuncType) {
    let mut types = Types::default();
    let params = func.params.iter().enumerate().map(|(i, ty)| (format!("p{i}"), intern(&mut types, ty))).collect();
    let result = func.result.as_ref().map(|ty| intern(&mut types, ty));
    let signature = abi::signature(&types, &FuncType { params, result, is_async: false });
    let pointer = || vec!["i32"];
    let params = signature.params.map_or_else(pointer, |flat| core_names(&flat));
    let results = signature.results.as_deref().map(core_names);
    let lift = CoreFuncType { params: params.clone(), results: results.clone().unwrap_or_else(pointer) };
    let lower = match results {
        Some(results) => CoreFuncType { params, results },
        None => CoreFuncType { params: [params, pointer()].concat(), results: Vec::new() },
    };
    (lift, lower)
}

fn check_func(func: &Func) {
    let (lift, lower) = signature(func);
    assert_eq!(lift, reference::flatten_functype(func, Context::Lift), "lifting {func}");
    assert_eq!(lower, reference::flatten_functype(func, Context::Lower), "lowering {func}");
}

#[test]
fn random_types_lie_as_the_specification_says() {
    let (seed, cases) = (random::seed(), number("WEFT_CASES").unwrap_or(CASES));
    println!("WEFT_SEED={seed} WEFT_CASES={cases}");
    for case in 0..cases {
        let mut random = Random::new(seed, case);
        check_type(&generate::any_type(&mut random));
    }
}

#[test]
fn random_functions_spill_as_the_specification_says() {
    let (seed, cases) = (random::seed(), number("WEFT_CASES").unwrap_or(CASES));
    println!("WEFT_SEED={seed} WEFT_CASES={cases}");
    let (mut spilled_params, mut spilled_results, mut limits) = (0, 0, [0; 2]);
    for case in 0..cases {
        let mut random = Random::new(seed, case);
        let func = generate::func(&mut random);
        check_func(&func);
        let flat = func.params.iter().flat_map(reference::flatten_type).count();
        spilled_params += u64::from(flat > 16);
        limits[0] += u64::from(flat == 16);
        limits[1] += u64::from(flat == 17);
        spilled_results += u64::from(func.result.iter().flat_map(reference::flatten_type).count() > 1);
    }
    println!(
        "{spilled_params} with spilled parameters, {spilled_results} with spilled results, {limits:?} on the limit"
    );
    assert!(spilled_params > cases / 20 && spilled_results > cases / 20, "both ways are met often");
    assert!(limits.iter().all(|met| *met > cases / 400), "and the limit on both sides");
}
