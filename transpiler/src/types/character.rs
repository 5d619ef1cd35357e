//! `char`: a Unicode scalar value, in JS a string that holds exactly one.

use crate::adapter::{Adapter, Expr, Op};

pub(super) fn lift(a: &mut Adapter, name: &str, core: Expr) -> Expr {
    a.op(name, Op::LiftChar, vec![core])
}

pub(super) fn lower(a: &mut Adapter, name: &str, value: Expr) -> Expr {
    a.op(name, Op::LowerChar, vec![value])
}
