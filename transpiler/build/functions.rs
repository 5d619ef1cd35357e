//! Arrow functions with a block → function expressions: `const f = (a) => { … };` → `const f = function(a) { … };`.
//!
//! An engine that meets `(` does not know yet whether an arrow follows, so it reads the parameters as an expression first;
//! that is a tenth of what it takes to read the runtime. A declaration, `function f(a) { … }`, would be a binding that can
//! change, which costs each call up to a nanosecond. The runtime has no `this` at the top of a module, and constructs none of
//! its functions, so all three mean the same.

use swc_core::ecma::ast::{ArrowFunctionBody, Expr, FnExpr, Function, VarDeclarator};

/// Makes a function expression of an arrow function with a block.
pub fn express(declarator: &mut VarDeclarator) {
    let Some(Expr::Arrow(arrow)) = declarator.init.as_deref() else { return };
    let ArrowFunctionBody::FunctionBody(body) = &*arrow.body else { return };
    let function = Function {
        params: arrow.params.iter().map(|pattern| pattern.clone().into()).collect(),
        span: arrow.span,
        ctxt: arrow.ctxt,
        body: Some(body.clone()),
        is_async: arrow.is_async,
        ..Function::default()
    };
    declarator.init = Some(Box::new(Expr::Fn(FnExpr { ident: None, function: Box::new(function) })));
}
