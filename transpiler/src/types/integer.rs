//! `s8` … `u64`. Lifting ignores the upper bits of the core value; lowering wraps as ToInt32 and BigInt.asIntN do.

use super::Int;
use super::spelling::Spelling;
use crate::adapter::{Access, Adapter, Expr, Stmt};

pub(super) fn lift(int: Int, core: Expr) -> Expr {
    Expr::LiftInt(int, Box::new(core))
}

pub(super) fn lower(int: Int, value: Expr) -> Expr {
    Expr::LowerInt(int, Box::new(value))
}

pub(super) fn load(int: Int, base: &Expr, offset: u32) -> Expr {
    Expr::Load(Access::Int(int), Box::new(base.clone()), offset)
}

/// The store itself wraps.
pub(super) fn store(a: &mut Adapter, int: Int, value: Expr, base: &Expr, offset: u32) {
    a.push(Stmt::Store(Access::Int(int), base.clone(), offset, value));
}

pub(super) fn ts(int: Int) -> Spelling {
    Spelling::atom(match int {
        Int::S8 | Int::U8 | Int::S16 | Int::U16 | Int::S32 | Int::U32 => "number",
        Int::S64 | Int::U64 => "bigint",
    })
}
