//! `char`: a Unicode scalar value, in JS a string that holds exactly one.

use super::spelling::Spelling;
use crate::adapter::{Expr, Op};

pub(super) fn lift(core: Expr) -> Expr {
    Expr::Op(Op::LiftChar, vec![core])
}

pub(super) fn lower(value: Expr) -> Expr {
    Expr::Op(Op::LowerChar, vec![value])
}

pub(super) fn ts() -> Spelling {
    Spelling::atom("string")
}
