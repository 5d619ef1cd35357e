//! `own<R>` and `borrow<R>`: indices into the handle table of the instance (`CanonicalABI.md#table-state`).

use crate::adapter::{Adapter, Expr, Op};
use crate::plan::ResourceId;

pub(super) fn lift_own(a: &mut Adapter, resource: ResourceId, name: &str, core: Expr) -> Expr {
    a.op(name, Op::LiftOwn(resource), vec![core])
}

pub(super) fn lift_borrow(a: &mut Adapter, resource: ResourceId, name: &str, core: Expr) -> Expr {
    a.op(name, Op::LiftBorrow(resource), vec![core])
}

pub(super) fn lower_own(a: &mut Adapter, resource: ResourceId, name: &str, value: Expr) -> Expr {
    a.op(name, Op::LowerOwn(resource), vec![value])
}
