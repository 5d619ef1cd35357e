//! `tuple`: a record without labels, in JS an array.

use super::spelling::{Speller, Spelling};
use super::{Flat, TypeId, Types};
use crate::abi;
use crate::adapter::{Adapter, Expr, Op};

pub(super) fn lift_flat(types: &Types, a: &mut Adapter, parts: &[TypeId], name: &str, flat: &mut Flat) -> Expr {
    let mut out = Vec::with_capacity(parts.len());
    for (i, ty) in parts.iter().enumerate() {
        out.push(super::lift_flat(types, a, *ty, &part(name, i), flat));
    }
    Expr::Tuple(out)
}

pub(super) fn lower_flat(types: &Types, a: &mut Adapter, parts: &[TypeId], name: &str, value: Expr) -> Vec<Expr> {
    let value = a.bind(name, Expr::Op(Op::Parts(parts.len()), vec![value]));
    let mut out = Vec::new();
    for (i, ty) in (0u32..).zip(parts) {
        let item = Expr::Part(Box::new(value.clone()), i);
        out.extend(super::lower_flat(types, a, *ty, &part(name, i as usize), item));
    }
    out
}

pub(super) fn load(types: &Types, a: &mut Adapter, parts: &[TypeId], name: &str, base: &Expr, offset: u32) -> Expr {
    let offsets = abi::sequence(types, parts.iter().copied()).offsets;
    let mut out = Vec::with_capacity(parts.len());
    for (i, (ty, at)) in parts.iter().zip(offsets).enumerate() {
        out.push(super::load(types, a, *ty, &part(name, i), base, offset + at));
    }
    Expr::Tuple(out)
}

pub(super) fn store(
    types: &Types,
    a: &mut Adapter,
    parts: &[TypeId],
    name: &str,
    value: Expr,
    base: &Expr,
    offset: u32,
) {
    let value = a.bind(name, Expr::Op(Op::Parts(parts.len()), vec![value]));
    let offsets = abi::sequence(types, parts.iter().copied()).offsets;
    for (i, (ty, at)) in (0u32..).zip(parts.iter().zip(offsets)) {
        let item = Expr::Part(Box::new(value.clone()), i);
        super::store(types, a, *ty, &part(name, i as usize), item, base, offset + at);
    }
}

fn part(name: &str, index: usize) -> String {
    format!("{name}{index}")
}

pub(super) fn ts(s: &Speller<'_>, parts: &[TypeId]) -> Spelling {
    let parts: Vec<String> = parts.iter().map(|part| s.text(*part)).collect();
    Spelling::atom(format!("[{}]", parts.join(", "))).going(s.way)
}
