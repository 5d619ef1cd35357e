//! `record`: its fields one after the other, in JS an object.

use std::collections::BTreeSet;

use super::spelling::{Speller, Spelling, key, object};
use super::{Flat, Type, TypeId, Types};
use crate::abi;
use crate::adapter::{Adapter, Expr, Op, Stmt};
use crate::js::names::camel;

type Fields = [(String, TypeId)];

pub(super) fn lift_flat(types: &Types, a: &mut Adapter, fields: &Fields, _: &str, flat: &mut Flat) -> Expr {
    let mut out = Vec::with_capacity(fields.len());
    for (label, ty) in fields {
        out.push((label.clone(), super::lift_flat(types, a, *ty, label, flat)));
    }
    Expr::Record(out)
}

pub(super) fn lower_flat(types: &Types, a: &mut Adapter, fields: &Fields, name: &str, value: Expr) -> Vec<Expr> {
    let value = a.bind(name, Expr::Op(Op::Object, vec![value]));
    let mut out = Vec::new();
    for (label, ty) in fields {
        let field = Expr::Field(Box::new(value.clone()), label.clone());
        out.extend(super::lower_flat(types, a, *ty, label, field));
    }
    out
}

pub(super) fn load(types: &Types, a: &mut Adapter, fields: &Fields, _: &str, base: &Expr, offset: u32) -> Expr {
    let offsets = abi::sequence(types, fields.iter().map(|(_, ty)| *ty)).offsets;
    let mut out = Vec::with_capacity(fields.len());
    for ((label, ty), field) in fields.iter().zip(offsets) {
        out.push((label.clone(), super::load(types, a, *ty, label, base, offset + field)));
    }
    Expr::Record(out)
}

pub(super) fn store(
    types: &Types,
    a: &mut Adapter,
    fields: &Fields,
    name: &str,
    value: Expr,
    base: &Expr,
    offset: u32,
) {
    // Once an engine has read numbers of an element it knows what that is; to ask before costs a tenth of a list's time.
    let is_number = |ty: &TypeId| matches!(types.get(*ty), Type::Bool | Type::Int(_) | Type::F32 | Type::F64);
    let asks_last = matches!(value, Expr::Element(..)) && fields.iter().all(|(_, ty)| is_number(ty));
    let value = a.bind(name, if asks_last { value } else { Expr::Op(Op::Object, vec![value]) });
    let offsets = abi::sequence(types, fields.iter().map(|(_, ty)| *ty)).offsets;
    for ((label, ty), field) in fields.iter().zip(offsets) {
        let part = Expr::Field(Box::new(value.clone()), label.clone());
        super::store(types, a, *ty, label, part, base, offset + field);
    }
    if asks_last {
        a.push(Stmt::CheckObject(value));
    }
}

pub(super) fn ts(s: &Speller<'_>, fields: &Fields) -> Spelling {
    Spelling::atom(object(ts_members(s, fields).into_iter().map(|(_, member)| member)))
}

/// One member per field, after its label; an option is a field that may be missing. Of labels that JavaScript spells alike there is one.
pub(crate) fn ts_members<'a>(s: &Speller<'_>, fields: &'a Fields) -> Vec<(&'a str, String)> {
    let member = |(label, ty): &'a (String, TypeId)| {
        let optional = if super::option::is_plain(s.types, *ty) { "?" } else { "" };
        (label.as_str(), format!("{}{optional}: {}", key(&camel(label)), s.text(*ty)))
    };
    let mut seen = BTreeSet::new();
    fields.iter().filter(|(label, _)| seen.insert(camel(label))).map(member).collect()
}
