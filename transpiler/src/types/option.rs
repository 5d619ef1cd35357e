//! `option<T>`: a variant of `none` and `some`, in JS `T | undefined`; around another option `{tag: "some", val}`.

use super::spelling::{Speller, Spelling};
use super::variant::{self, Cases, cast_payload, discriminant, fill, slots, ts_case};
use super::{Flat, Type, TypeId, Types, take};
use crate::abi;
use crate::adapter::{Adapter, Expr, Stmt};

/// Whether the payload's own "nothing" would be taken for this option's.
pub(crate) fn is_tagged(types: &Types, payload: TypeId) -> bool {
    matches!(types.get(payload), Type::Option(_))
}

/// One of two ways, as an expression where the payload needs no statements.
fn choose(
    types: &Types,
    a: &mut Adapter,
    payload: TypeId,
    name: &str,
    index: Expr,
    lift: impl FnOnce(&mut Adapter) -> Expr,
) -> Expr {
    let index = a.bind(&format!("{name}-case"), index);
    a.push(Stmt::CheckTwo(index.clone()));
    let (mut some, value) = a.block(lift);
    let (value, none) = if is_tagged(types, payload) {
        (Expr::Case("some".into(), Some(Box::new(value))), Expr::Case("none".into(), None))
    } else {
        (value, Expr::None)
    };
    if some.is_empty() {
        return Expr::If(Box::new(index), Box::new(value), Box::new(none));
    }
    let out = a.local(name);
    let none = if none == Expr::None { None } else { Some(none) };
    a.push(Stmt::Var(out, none));
    some.push(Stmt::Set(out, value));
    a.push(Stmt::If(index, some, Vec::new()));
    out.into()
}

pub(super) fn lift_flat(types: &Types, a: &mut Adapter, payload: TypeId, name: &str, flat: &mut Flat) -> Expr {
    let joined = abi::flatten_cases(types, [None, Some(payload)].into_iter());
    let index = take(flat);
    let slots: Vec<_> = joined.iter().skip(1).map(|core| (*core, take(flat))).collect();
    choose(types, a, payload, name, index, |a| {
        let mut flat = cast_payload(types, payload, &slots).into_iter();
        super::lift_flat(types, a, payload, name, &mut flat)
    })
}

pub(super) fn load(types: &Types, a: &mut Adapter, payload: TypeId, name: &str, base: &Expr, offset: u32) -> Expr {
    let layout = abi::variant(types, [None, Some(payload)].into_iter());
    let index = Expr::Load(discriminant(layout.discriminant), Box::new(base.clone()), offset);
    choose(types, a, payload, name, index, |a| super::load(types, a, payload, name, base, offset + layout.payload))
}

/// The cases of an option that is tagged.
fn cases(payload: TypeId) -> Cases<'static> {
    vec![("none", None), ("some", Some(payload))]
}

pub(super) fn lower_flat(types: &Types, a: &mut Adapter, payload: TypeId, name: &str, value: Expr) -> Vec<Expr> {
    if is_tagged(types, payload) {
        return variant::lower_flat(types, a, &cases(payload), name, value);
    }
    let joined = abi::flatten_cases(types, [None, Some(payload)].into_iter());
    let value = a.bind(name, value);
    let slots = slots(a, &joined, name);
    let absent = Expr::IsNone(Box::new(value.clone()));
    let (some, ()) = a.block(|a| {
        if let Some(slot) = slots.first() {
            a.push(Stmt::Set(*slot, Expr::I32(1)));
        }
        let flat = super::lower_flat(types, a, payload, name, value);
        fill(types, a, payload, &joined, &slots, flat);
    });
    a.push(Stmt::If(absent, Vec::new(), some));
    slots.into_iter().map(Expr::from).collect()
}

pub(super) fn store(
    types: &Types,
    a: &mut Adapter,
    payload: TypeId,
    name: &str,
    value: Expr,
    base: &Expr,
    offset: u32,
) {
    if is_tagged(types, payload) {
        return variant::store(types, a, &cases(payload), name, value, base, offset);
    }
    let layout = abi::variant(types, [None, Some(payload)].into_iter());
    let access = discriminant(layout.discriminant);
    let value = a.bind(name, value);
    let absent = Expr::IsNone(Box::new(value.clone()));
    let (some, ()) = a.block(|a| {
        a.push(Stmt::Store(access, base.clone(), offset, Expr::I32(1)));
        super::store(types, a, payload, name, value, base, offset + layout.payload);
    });
    let none = vec![Stmt::Store(access, base.clone(), offset, Expr::I32(0))];
    a.push(Stmt::If(absent, none, some));
}

/// Whether the type is an option that JavaScript sees as `T | undefined`.
pub(super) fn is_plain(types: &Types, id: TypeId) -> bool {
    matches!(types.get(id), Type::Option(payload) if !is_tagged(types, *payload))
}

pub(super) fn ts(s: &Speller<'_>, payload: TypeId) -> Spelling {
    let some = s.text(payload);
    if is_tagged(s.types, payload) {
        Spelling::union([ts_case("some", Some(some)), ts_case("none", None)])
    } else {
        Spelling::union([some, "undefined".to_owned()])
    }
}
