//! Which features of WebAssembly a core module counts as using.

#![allow(clippy::expect_used, clippy::indexing_slicing)]

use crate::decode::decode;
use crate::feature::Feature;

/// The core module with these fields uses these features.
#[track_caller]
fn check(fields: &str, features: &[Feature]) {
    let bytes = wat::parse_str(format!("(component (core module {fields}))")).expect(fields);
    let decoded = decode(&bytes).expect(fields);
    let found: Vec<Feature> = decoded.modules[0].facts.features.iter().copied().collect();
    assert_eq!(found, features, "{fields}");
}

#[test]
fn what_every_engine_has_is_no_feature() {
    check("", &[]);
    check("(memory 1) (data (i32.const 8) \"x\") (global i32 (i32.const 1)) (table 1 funcref)", &[]);
    check("(type (func (param externref funcref))) (func (result i32 i32) i32.const 1 i32.const 2)", &[]);
    check("(memory 1 1 shared) (func (drop (i32.atomic.load (i32.const 0))))", &[]);
    check("(func (result v128) (v128.const i64x2 0 0))", &[]);
    check("(tag) (func (throw 0))", &[]);
    check("(tag) (func try catch_all end)", &[]);
}

#[test]
fn constants() {
    for expression in ["i32.add (i32.const 1) (i32.const 2)", "i32.mul (i32.const 1) (i32.const 2)"] {
        check(&format!("(global i32 ({expression}))"), &[Feature::ExtendedConst]);
        check(&format!("(memory 1) (data ({expression}) \"x\")"), &[Feature::ExtendedConst]);
        check(&format!("(table 9 funcref) (func $f) (elem ({expression}) $f)"), &[Feature::ExtendedConst]);
    }
    check("(global i64 (i64.sub (i64.const 1) (i64.const 2)))", &[Feature::ExtendedConst]);
}

#[test]
fn operators() {
    check("(func $f (return_call $f))", &[Feature::TailCall]);
    check("(func (param v128) (drop (i32x4.relaxed_trunc_f32x4_s (local.get 0))))", &[Feature::RelaxedSimd]);
    check("(func (block (result exnref) (try_table (catch_all_ref 0)) unreachable) drop)", &[Feature::Exnref]);
    check("(func (drop (ref.i31 (i32.const 1))))", &[Feature::Gc]);
    check("(func (param i64 i64) (i64.mul_wide_s (local.get 0) (local.get 1)) drop drop)", &[Feature::WideArithmetic]);
}

#[test]
fn types() {
    check("(type (struct))", &[Feature::Gc]);
    check("(rec (type (func)) (type (func)))", &[Feature::Gc]);
    check("(type (sub (func)))", &[Feature::Gc]);
    check("(global i31ref (ref.i31 (i32.const 1)))", &[Feature::Gc]);
}

#[test]
fn memories() {
    check("(memory 1) (memory 1)", &[Feature::MultiMemory]);
    check("(import \"m\" \"m\" (memory 1)) (memory i64 1)", &[Feature::MultiMemory, Feature::Memory64]);
    check("(table i64 1 funcref)", &[Feature::Memory64]);
    check("(import \"m\" \"t\" (table i64 1 funcref))", &[Feature::Memory64]);
}
