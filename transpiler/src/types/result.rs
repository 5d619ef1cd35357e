//! `result<T, E>` inside other values: a variant of `ok` and `err`. As a function's result it becomes return and
//! throw, which `emit` does.

use super::TypeId;
use super::variant::Cases;

pub(super) fn cases(ok: Option<TypeId>, err: Option<TypeId>) -> Cases<'static> {
    vec![("ok", ok), ("err", err)]
}
