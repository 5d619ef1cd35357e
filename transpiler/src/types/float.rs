//! `f32` and `f64`. A JS number has one NaN, so canonicalising is nothing to do.

use super::Type;
use super::spelling::Spelling;
use crate::abi::Core;
use crate::adapter::{Access, Adapter, Expr, Stmt};

pub(super) fn lower(ty: &Type, value: Expr) -> Expr {
    let core = if *ty == Type::F32 { Core::F32 } else { Core::F64 };
    Expr::LowerFloat(core, Box::new(value))
}

fn access(ty: &Type) -> Access {
    if *ty == Type::F32 { Access::F32 } else { Access::F64 }
}

pub(super) fn load(ty: &Type, base: &Expr, offset: u32) -> Expr {
    Expr::Load(access(ty), Box::new(base.clone()), offset)
}

pub(super) fn store(a: &mut Adapter, ty: &Type, value: Expr, base: &Expr, offset: u32) {
    a.push(Stmt::Store(access(ty), base.clone(), offset, value));
}

pub(super) fn ts() -> Spelling {
    Spelling::atom("number")
}
