//! `own<R>` and `borrow<R>`: indices into the handle table of the instance (`CanonicalABI.md#table-state`).

use crate::adapter::{Expr, Op};
use crate::plan::ResourceId;

pub(super) fn lift_own(resource: ResourceId, core: Expr) -> Expr {
    Expr::Op(Op::LiftOwn(resource), vec![core])
}

pub(super) fn lift_borrow(resource: ResourceId, core: Expr) -> Expr {
    Expr::Op(Op::LiftBorrow(resource), vec![core])
}

pub(super) fn lower_borrow(resource: ResourceId, value: Expr) -> Expr {
    Expr::Op(Op::LowerBorrow(resource), vec![value])
}

pub(super) fn lower_own(resource: ResourceId, value: Expr) -> Expr {
    Expr::Op(Op::LowerOwn(resource), vec![value])
}
