//! Arrays: as patterns.

use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{ArrayPat, Pat, VarDeclKind};

use super::ast::{Expr, Stmt, declare, pat};

/// `const [name, …] = init;`
pub(crate) fn destructure(names: &[String], init: Expr) -> Stmt {
    let elems = names.iter().map(|name| Some(pat(name))).collect();
    let pattern = Pat::Array(ArrayPat { span: DUMMY_SP, elems, optional: false, type_ann: None });
    declare(VarDeclKind::Const, pattern, Some(init))
}
