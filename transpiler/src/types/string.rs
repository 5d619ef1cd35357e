//! `string`: address and length in code units.

use super::Int;
use super::spelling::Spelling;
use crate::adapter::{Access, Adapter, Expr, Op, Stmt};

pub(super) fn lift(ptr: Expr, len: Expr) -> Expr {
    Expr::Op(Op::LiftString, vec![address(ptr), address(len)])
}

/// A core `i32` as the unsigned number it stands for; loads are unsigned already.
pub(super) fn address(core: Expr) -> Expr {
    match core {
        Expr::Load(..) => core,
        core => Expr::LiftInt(Int::U32, Box::new(core)),
    }
}

pub(super) fn lower(a: &mut Adapter, name: &str, value: Expr) -> Vec<Expr> {
    let (ptr, len) = (a.local(&format!("{name}-ptr")), a.local(&format!("{name}-len")));
    a.push(Stmt::LowerString { value, ptr, len });
    vec![ptr.into(), len.into()]
}

pub(super) fn load(base: &Expr, offset: u32) -> Expr {
    let [ptr, len] = load_range(base, offset);
    lift(ptr, len)
}

/// The two words of a string or list in memory.
pub(super) fn load_range(base: &Expr, offset: u32) -> [Expr; 2] {
    [offset, offset + 4].map(|offset| Expr::Load(Access::Int(Int::U32), Box::new(base.clone()), offset))
}

pub(super) fn store(a: &mut Adapter, value: Expr, base: &Expr, offset: u32) {
    a.push(Stmt::StoreString { value, base: base.clone(), offset });
}

/// Stores the two words of a list.
pub(super) fn store_range(a: &mut Adapter, [ptr, len]: [Expr; 2], base: &Expr, offset: u32) {
    a.push(Stmt::StoreRange { base: base.clone(), offset, ptr, len });
}

pub(super) fn ts() -> Spelling {
    Spelling::atom("string")
}
