//! `enum`: a variant without payloads, in JS the name of the case.

use super::spelling::{Spelling, literal};
use super::variant::discriminant;
use crate::abi;
use crate::adapter::{Adapter, Expr, Op, Stmt};

pub(super) fn lift(names: &[String], core: Expr) -> Expr {
    Expr::Op(Op::LiftEnum(names.to_vec()), vec![core])
}

pub(super) fn lower(names: &[String], value: Expr) -> Expr {
    Expr::Op(Op::LowerEnum(names.to_vec()), vec![value])
}

pub(super) fn load(names: &[String], base: &Expr, offset: u32) -> Expr {
    let access = discriminant(abi::discriminant_size(names.len()));
    lift(names, Expr::Load(access, Box::new(base.clone()), offset))
}

pub(super) fn store(a: &mut Adapter, names: &[String], value: Expr, base: &Expr, offset: u32) {
    let access = discriminant(abi::discriminant_size(names.len()));
    let index = lower(names, value);
    a.push(Stmt::Store(access, base.clone(), offset, index));
}

pub(super) fn ts(names: &[String]) -> Spelling {
    Spelling::union(names.iter().map(|name| literal(name)))
}
