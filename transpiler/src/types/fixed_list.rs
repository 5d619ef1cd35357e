//! `list<T, N>`: its elements one after the other, as in a tuple; in JS a typed array of numbers, else an array. Flat
//! it is written out (that is at most 16 core values), in memory it is copied in bulk or element by element.

use super::list::{load_elements, numeric, store_elements, ts_numbers};
use super::spelling::{Speller, Spelling};
use super::{FLAT_LIMIT, Flat, TypeId, Types, take};
use crate::adapter::{Adapter, Expr, Op, Stmt};

pub(super) fn lift_flat(
    types: &Types,
    a: &mut Adapter,
    element: TypeId,
    length: u32,
    name: &str,
    flat: &mut Flat,
) -> Expr {
    match numeric(types, element) {
        Some(numeric) => Expr::Op(Op::Numbers(numeric), (0..length).map(|_| take(flat)).collect()),
        None => {
            let item = |i| super::lift_flat(types, a, element, &format!("{name}{i}"), flat);
            Expr::Tuple((0..length).map(item).collect())
        }
    }
}

/// The value as a list that has the length of the type.
fn elements(types: &Types, a: &mut Adapter, element: TypeId, length: u32, name: &str, value: Expr) -> Expr {
    let op = numeric(types, element).map_or(Op::FixedElements(length), |numeric| Op::FixedNumbers(numeric, length));
    a.bind(name, Expr::Op(op, vec![value]))
}

pub(super) fn lower_flat(
    types: &Types,
    a: &mut Adapter,
    element: TypeId,
    length: u32,
    name: &str,
    value: Expr,
) -> Vec<Expr> {
    let list = elements(types, a, element, length, name, value);
    let mut out = Vec::new();
    for i in 0..length {
        let item = Expr::Part(Box::new(list.clone()), i);
        if numeric(types, element).is_some() {
            out.push(item);
        } else {
            out.extend(super::lower_flat(types, a, element, &format!("{name}{i}"), item));
        }
    }
    out
}

/// An address that may be repeated.
fn start(a: &mut Adapter, name: &str, base: &Expr, offset: u32) -> Expr {
    if offset == 0 {
        return base.clone();
    }
    a.bind(&format!("{name}-ptr"), Expr::Offset(Box::new(base.clone()), offset))
}

pub(super) fn load(
    types: &Types,
    a: &mut Adapter,
    element: TypeId,
    length: u32,
    name: &str,
    base: &Expr,
    offset: u32,
) -> Expr {
    let count = Expr::I32(i32::try_from(length).unwrap_or(i32::MAX));
    if let Some(numeric) = numeric(types, element) {
        let ptr = Expr::Offset(Box::new(base.clone()), offset);
        return Expr::Op(Op::LiftNumeric(numeric), vec![ptr, count]);
    }
    let ptr = start(a, name, base, offset);
    load_elements(types, a, element, name, ptr, count)
}

pub(super) fn store(
    types: &Types,
    a: &mut Adapter,
    (element, length): (TypeId, u32),
    name: &str,
    value: Expr,
    base: &Expr,
    offset: u32,
) {
    let list = elements(types, a, element, length, name, value);
    if numeric(types, element).is_some() {
        a.push(Stmt::StoreNumbers(base.clone(), offset, list));
        return;
    }
    let ptr = start(a, name, base, offset);
    let count = Expr::I32(i32::try_from(length).unwrap_or(i32::MAX));
    store_elements(types, a, element, list, ptr, count);
}

/// A typed array of numbers; else a tuple where a flat list is written out, and an array where a tuple would be long.
pub(super) fn ts(s: &Speller<'_>, element: TypeId, length: u32) -> Spelling {
    match numeric(s.types, element) {
        Some(numeric) => ts_numbers(s, element, numeric),
        None if s.types.flat_count(element).saturating_mul(length) <= FLAT_LIMIT => {
            let element = s.text(element);
            Spelling::atom(format!("[{}]", vec![element; length as usize].join(", "))).going(s.way)
        }
        None => s.spell(element).array().going(s.way),
    }
}
