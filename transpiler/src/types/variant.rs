//! `variant` (and `result` inside other values): a discriminant, then the payload of the case; in JS `{tag, val}`.

use super::spelling::{Speller, Spelling, literal};
use super::{Flat, Int, TypeId, Types, take};
use crate::abi::{self, Core};
use crate::adapter::{Access, Adapter, Expr, Local, Stmt};

/// Case names with payload types.
pub(super) type Cases<'a> = Vec<(&'a str, Option<TypeId>)>;

pub(super) fn cases(cases: &[(String, Option<TypeId>)]) -> Cases<'_> {
    cases.iter().map(|(name, ty)| (name.as_str(), *ty)).collect()
}

/// How a discriminant of so many bytes is read and written.
pub(super) fn discriminant(size: u32) -> Access {
    Access::Int(match size {
        1 => Int::U8,
        2 => Int::U16,
        _ => Int::U32,
    })
}

/// One way per case: each sets `out` to the case with the payload that `payload` lifts.
fn switch(
    a: &mut Adapter,
    cases: &Cases<'_>,
    name: &str,
    index: Expr,
    mut payload: impl FnMut(&mut Adapter, TypeId) -> Expr,
) -> Expr {
    let out = a.local(name);
    a.push(Stmt::Var(out, None));
    let mut ways = Vec::with_capacity(cases.len());
    for (label, ty) in cases {
        let (way, ()) = a.block(|a| {
            let value = ty.map(|ty| Box::new(payload(a, ty)));
            a.push(Stmt::Set(out, Expr::Case((*label).to_owned(), value)));
        });
        ways.push(way);
    }
    a.push(Stmt::SwitchIndex(index, ways));
    out.into()
}

pub(super) fn lift_flat(types: &Types, a: &mut Adapter, cases: &Cases<'_>, name: &str, flat: &mut Flat) -> Expr {
    let joined = abi::flatten_cases(types, cases.iter().map(|(_, ty)| *ty));
    let index = take(flat);
    let slots: Vec<(Core, Expr)> = joined.iter().skip(1).map(|core| (*core, take(flat))).collect();
    switch(a, cases, name, index, |a, ty| {
        let mut payload = cast_payload(types, ty, &slots).into_iter();
        super::lift_flat(types, a, ty, name, &mut payload)
    })
}

/// The joined slots, read as the flat form of one case's payload.
pub(super) fn cast_payload(types: &Types, ty: TypeId, slots: &[(Core, Expr)]) -> Vec<Expr> {
    let flat = abi::flatten(types, ty);
    slots.iter().zip(flat).map(|((from, value), to)| cast(*from, to, value.clone())).collect()
}

fn cast(from: Core, to: Core, value: Expr) -> Expr {
    if from == to { value } else { Expr::Cast { from, to, value: Box::new(value) } }
}

pub(super) fn load(types: &Types, a: &mut Adapter, cases: &Cases<'_>, name: &str, base: &Expr, offset: u32) -> Expr {
    let layout = abi::variant(types, cases.iter().map(|(_, ty)| *ty));
    let index = Expr::Load(discriminant(layout.discriminant), Box::new(base.clone()), offset);
    switch(a, cases, name, index, |a, ty| super::load(types, a, ty, name, base, offset + layout.payload))
}

/// New variables for the flat form, set to zero where a case leaves them alone.
pub(super) fn slots(a: &mut Adapter, joined: &[Core], name: &str) -> Vec<Local> {
    let mut out = Vec::with_capacity(joined.len());
    for (i, core) in joined.iter().enumerate() {
        let local = a.local(&if i == 0 { format!("{name}-case") } else { format!("{name}{}", i - 1) });
        a.push(Stmt::Var(local, Some(Expr::Zero(*core))));
        out.push(local);
    }
    out
}

/// Sets the payload slots from the flat form of one case's payload.
pub(super) fn fill(types: &Types, a: &mut Adapter, ty: TypeId, joined: &[Core], slots: &[Local], flat: Vec<Expr>) {
    let own = abi::flatten(types, ty);
    for (((value, from), to), slot) in flat.into_iter().zip(own).zip(joined.iter().skip(1)).zip(slots.iter().skip(1)) {
        a.push(Stmt::Set(*slot, cast(from, *to, value)));
    }
}

pub(super) fn lower_flat(types: &Types, a: &mut Adapter, cases: &Cases<'_>, name: &str, value: Expr) -> Vec<Expr> {
    let joined = abi::flatten_cases(types, cases.iter().map(|(_, ty)| *ty));
    let value = a.bind(name, value);
    let slots = slots(a, &joined, name);
    let mut ways = Vec::with_capacity(cases.len());
    for (index, (label, ty)) in (0i32..).zip(cases) {
        let (way, ()) = a.block(|a| {
            if let (Some(slot), true) = (slots.first(), index > 0) {
                a.push(Stmt::Set(*slot, Expr::I32(index)));
            }
            if let Some(ty) = ty {
                let payload = Expr::Payload(Box::new(value.clone()));
                let flat = super::lower_flat(types, a, *ty, label, payload);
                fill(types, a, *ty, &joined, &slots, flat);
            }
        });
        ways.push(((*label).to_owned(), way));
    }
    a.push(Stmt::SwitchTag(value, ways));
    slots.into_iter().map(Expr::from).collect()
}

pub(super) fn store(
    types: &Types,
    a: &mut Adapter,
    cases: &Cases<'_>,
    name: &str,
    value: Expr,
    base: &Expr,
    offset: u32,
) {
    let layout = abi::variant(types, cases.iter().map(|(_, ty)| *ty));
    let value = a.bind(name, value);
    let mut ways = Vec::with_capacity(cases.len());
    for (index, (label, ty)) in (0i32..).zip(cases) {
        let (way, ()) = a.block(|a| {
            a.push(Stmt::Store(discriminant(layout.discriminant), base.clone(), offset, Expr::I32(index)));
            if let Some(ty) = ty {
                let payload = Expr::Payload(Box::new(value.clone()));
                super::store(types, a, *ty, label, payload, base, offset + layout.payload);
            }
        });
        ways.push(((*label).to_owned(), way));
    }
    a.push(Stmt::SwitchTag(value, ways));
}

pub(super) fn ts(s: &Speller<'_>, cases: &Cases<'_>) -> Spelling {
    Spelling::union(cases.iter().map(|(label, ty)| ts_case(label, ty.map(|ty| s.text(ty)))))
}

/// `{ tag: "a"; val: A }`
pub(super) fn ts_case(label: &str, payload: Option<String>) -> String {
    let tag = literal(label);
    payload.map_or_else(|| format!("{{ tag: {tag} }}"), |payload| format!("{{ tag: {tag}; val: {payload} }}"))
}
