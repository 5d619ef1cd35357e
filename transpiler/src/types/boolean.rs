//! `bool`: one byte in memory, any non-zero value is true.

use super::Int;
use super::spelling::Spelling;
use crate::adapter::{Access, Adapter, Expr, Stmt};

pub(super) fn lift(core: Expr) -> Expr {
    Expr::LiftBool(Box::new(core))
}

pub(super) fn lower(value: Expr) -> Expr {
    Expr::LowerBool(Box::new(value))
}

pub(super) fn load(base: &Expr, offset: u32) -> Expr {
    lift(Expr::Load(Access::Int(Int::U8), Box::new(base.clone()), offset))
}

pub(super) fn store(a: &mut Adapter, value: Expr, base: &Expr, offset: u32) {
    a.push(Stmt::Store(Access::Int(Int::U8), base.clone(), offset, lower(value)));
}

pub(super) fn ts() -> Spelling {
    Spelling::atom("boolean")
}
