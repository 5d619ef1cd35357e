//! `enum`: a variant without payloads, in JS the name of the case.

use super::variant::discriminant;
use crate::abi;
use crate::adapter::{Adapter, Expr, Op, Stmt};

pub(super) fn lift(a: &mut Adapter, names: &[String], name: &str, core: Expr) -> Expr {
    a.op(name, Op::LiftEnum(names.to_vec()), vec![core])
}

pub(super) fn lower(a: &mut Adapter, names: &[String], name: &str, value: Expr) -> Expr {
    a.op(name, Op::LowerEnum(names.to_vec()), vec![value])
}

pub(super) fn load(a: &mut Adapter, names: &[String], name: &str, base: &Expr, offset: u32) -> Expr {
    let access = discriminant(abi::discriminant_size(names.len()));
    lift(a, names, name, Expr::Load(access, Box::new(base.clone()), offset))
}

pub(super) fn store(a: &mut Adapter, names: &[String], name: &str, value: Expr, base: &Expr, offset: u32) {
    let access = discriminant(abi::discriminant_size(names.len()));
    let index = lower(a, names, name, value);
    a.push(Stmt::Store(access, base.clone(), offset, index));
}
