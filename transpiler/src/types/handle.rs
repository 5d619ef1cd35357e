//! `own<R>` and `borrow<R>`: indices into the handle table of the instance (`CanonicalABI.md#table-state`).

use super::spelling::{Speller, Spelling};
use crate::adapter::{Adapter, Expr, Op};
use crate::plan::ResourceId;

pub(super) fn lift_own(a: &mut Adapter, resource: ResourceId, core: Expr) -> Expr {
    moved(a, Op::LiftOwn(resource), core)
}

pub(super) fn lift_borrow(a: &mut Adapter, resource: ResourceId, core: Expr) -> Expr {
    moved(a, Op::LiftBorrow(resource), core)
}

pub(super) fn lower_borrow(a: &mut Adapter, resource: ResourceId, value: Expr) -> Expr {
    moved(a, Op::LowerBorrow(resource), value)
}

pub(super) fn lower_own(a: &mut Adapter, resource: ResourceId, value: Expr) -> Expr {
    moved(a, Op::LowerOwn(resource), value)
}

fn moved(a: &mut Adapter, op: Op, value: Expr) -> Expr {
    let moved = Expr::Op(op, vec![value]);
    if a.moves_in_order { a.bind("handle", moved) } else { moved }
}

/// A resource that nothing names cannot be told apart from any other.
pub(super) fn ts(s: &Speller<'_>, resource: ResourceId) -> Spelling {
    Spelling::atom(s.names.resource(resource).unwrap_or_else(|| "unknown".to_owned()))
}
