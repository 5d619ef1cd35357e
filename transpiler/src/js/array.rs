//! Arrays: literals whose items may be spread, and patterns.

use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{ArrayLit, ArrayPat, ExprOrSpread, Pat, VarDeclKind};

use super::ast::{Expr, Stmt, declare, pat};

/// `[item, …list]`
pub(crate) fn of(items: Vec<ExprOrSpread>) -> Expr {
    Expr::Array(ArrayLit { span: DUMMY_SP, elems: items.into_iter().map(Some).collect() })
}

/// One item of an array.
pub(crate) fn item(value: Expr) -> ExprOrSpread {
    ExprOrSpread { spread: None, expr: Box::new(value) }
}

/// All elements of a list, as items of an array.
pub(crate) fn spread(list: Expr) -> ExprOrSpread {
    ExprOrSpread { spread: Some(DUMMY_SP), expr: Box::new(list) }
}

/// `const [name, …] = init;`
pub(crate) fn destructure(names: &[String], init: Expr) -> Stmt {
    let elems = names.iter().map(|name| Some(pat(name))).collect();
    let pattern = Pat::Array(ArrayPat { span: DUMMY_SP, elems, optional: false, type_ann: None });
    declare(VarDeclKind::Const, pattern, Some(init))
}
