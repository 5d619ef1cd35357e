//! `result<T, E>` inside other values: a variant of `ok` and `err`. As a function's result it becomes return and
//! throw, which `emit` does.

use super::variant::{Cases, discriminant};
use super::{TypeId, Types};
use crate::abi;
use crate::adapter::{Adapter, Expr, Local, Stmt};

pub(super) fn cases(ok: Option<TypeId>, err: Option<TypeId>) -> Cases<'static> {
    vec![("ok", ok), ("err", err)]
}

/// Stores a host call's outcome: `failed` is 0 with the `ok` value in `value`, or 1 with the `err` value.
pub(crate) fn store_outcome(
    types: &Types,
    a: &mut Adapter,
    (ok, err): (Option<TypeId>, Option<TypeId>),
    (failed, value): (Local, Local),
    base: &Expr,
) {
    let layout = abi::variant(types, [ok, err].into_iter());
    a.push(Stmt::Store(discriminant(layout.discriminant), base.clone(), 0, failed.into()));
    let mut way = |name, ty: Option<TypeId>| {
        let (way, ()) = a.block(|a| {
            if let Some(ty) = ty {
                super::store(types, a, ty, name, value.into(), base, layout.payload);
            }
        });
        way
    };
    let (ok, err) = (way("ok", ok), way("err", err));
    if !(ok.is_empty() && err.is_empty()) {
        a.push(Stmt::If(failed.into(), err, ok));
    }
}

/// Loads a guest call's outcome into `failed` (0 or 1) and `value`.
pub(crate) fn load_outcome(
    types: &Types,
    a: &mut Adapter,
    (ok, err): (Option<TypeId>, Option<TypeId>),
    (failed, value): (Local, Local),
    base: &Expr,
) {
    let layout = abi::variant(types, [ok, err].into_iter());
    a.push(Stmt::Set(failed, Expr::Load(discriminant(layout.discriminant), Box::new(base.clone()), 0)));
    a.push(Stmt::CheckTwo(failed.into()));
    let mut way = |name, ty: Option<TypeId>| {
        let (way, ()) = a.block(|a| {
            if let Some(ty) = ty {
                let loaded = super::load(types, a, ty, name, base, layout.payload);
                a.push(Stmt::Set(value, loaded));
            }
        });
        way
    };
    let (ok, err) = (way("ok", ok), way("err", err));
    a.push(Stmt::If(failed.into(), err, ok));
}
