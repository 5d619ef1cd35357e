//! `flags`: bits, in JS an object of booleans. Unknown bits are dropped when lifting.

use super::Int;
use crate::abi;
use crate::adapter::{Access, Adapter, Expr, Stmt};

fn access(labels: usize) -> Access {
    Access::Int(match abi::flags_size(labels) {
        1 => Int::U8,
        2 => Int::U16,
        _ => Int::U32,
    })
}

pub(super) fn lift(names: &[String], core: Expr) -> Expr {
    Expr::LiftFlags(names.to_vec(), Box::new(core))
}

pub(super) fn lower(names: &[String], value: Expr) -> Expr {
    Expr::LowerFlags(names.to_vec(), Box::new(value))
}

pub(super) fn load(names: &[String], base: &Expr, offset: u32) -> Expr {
    lift(names, Expr::Load(access(names.len()), Box::new(base.clone()), offset))
}

pub(super) fn store(a: &mut Adapter, names: &[String], value: Expr, base: &Expr, offset: u32) {
    a.push(Stmt::Store(access(names.len()), base.clone(), offset, lower(names, value)));
}
