//! `own<R>` and `borrow<R>`: indices into the handle table of the instance (`CanonicalABI.md#table-state`).

use super::spelling::{Speller, Spelling};
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

/// A resource that nothing names cannot be told apart from any other.
pub(super) fn ts(s: &Speller<'_>, resource: ResourceId) -> Spelling {
    Spelling::atom(s.names.resource(resource).unwrap_or_else(|| "unknown".to_owned()))
}
