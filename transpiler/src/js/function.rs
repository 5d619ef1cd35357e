//! Constructors of functions, in every form that they are declared in.

use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{
    ArrowExpr, ArrowFunctionBody, AssignPat, Decl, FnDecl, Function, FunctionBody, MethodProp, Pat, Prop, PropName,
    PropOrSpread, ReturnStmt,
};

use super::ast::{Expr, Stmt, declared, field_name, object, object_pattern, paren, pat, prop_name};

/// A function before it has a place.
pub(crate) struct Method {
    /// Names of the parameters.
    pub(crate) params: Vec<String>,
    /// Returns a promise.
    pub(crate) is_async: bool,
    /// The statements.
    pub(crate) body: Vec<Stmt>,
}

pub(super) fn function_of(method: Method) -> Box<Function> {
    Box::new(Function {
        params: method.params.iter().map(|p| pat(p).into()).collect(),
        body: Some(FunctionBody { span: DUMMY_SP, stmts: method.body }),
        is_async: method.is_async,
        ..Default::default()
    })
}

/// A method of an object literal.
pub(crate) fn method_of(name: &str, method: Method) -> PropOrSpread {
    let key = prop_name(name);
    PropOrSpread::Prop(Box::new(Prop::Method(MethodProp { key, function: function_of(method) })))
}

/// A method of a runtime object.
pub(crate) fn field_method(name: &str, method: Method) -> PropOrSpread {
    let key = PropName::Ident(field_name(name));
    PropOrSpread::Prop(Box::new(Prop::Method(MethodProp { key, function: function_of(method) })))
}

/// `function* name(params) { … }`
pub(crate) fn generator(name: &str, params: &[String], body: Vec<Stmt>) -> Stmt {
    let mut function = function_of(Method { params: params.to_vec(), is_async: false, body });
    function.is_generator = true;
    Stmt::Decl(Decl::Fn(FnDecl { ident: declared(name), declare: false, function }))
}

/// `(a, b) => { … }`, or `(a, b) => e` where all it does is to return.
pub(crate) fn arrow(params: &[String], body: Vec<Stmt>) -> Expr {
    arrow_with(params.iter().map(|p| pat(p)).collect(), false, body)
}

/// The same for a function that has no place yet.
pub(crate) fn arrow_of(method: Method) -> Expr {
    arrow_with(method.params.iter().map(|p| pat(p)).collect(), method.is_async, method.body)
}

/// `async () => { … }`
pub(crate) fn async_arrow(body: Vec<Stmt>) -> Expr {
    let body = Box::new(ArrowFunctionBody::FunctionBody(FunctionBody { span: DUMMY_SP, stmts: body }));
    Expr::Arrow(ArrowExpr { body, is_async: true, ..Default::default() })
}

/// The same with the parameters as they are given.
pub(crate) fn arrow_with(params: Vec<Pat>, is_async: bool, mut body: Vec<Stmt>) -> Expr {
    let body = match body.as_mut_slice() {
        [Stmt::Return(ReturnStmt { arg: Some(_), .. })] => match body.pop() {
            Some(Stmt::Return(ReturnStmt { arg: Some(value), .. })) if value.is_object() => paren(*value).into(),
            Some(Stmt::Return(ReturnStmt { arg: Some(value), .. })) => ArrowFunctionBody::Expr(value),
            _ => ArrowFunctionBody::default(),
        },
        _ => ArrowFunctionBody::FunctionBody(FunctionBody { span: DUMMY_SP, stmts: body }),
    };
    Expr::Arrow(ArrowExpr { params, is_async, body: Box::new(body), ..Default::default() })
}

/// `imports = {}` as a parameter.
pub(crate) fn param_or_empty(name: &str) -> Pat {
    or_empty(pat(name))
}

/// The parameters of a function that instantiates: what is imported, and options, if there are any.
pub(crate) fn imports_and_options(imports: Pat, options: &[&str]) -> Vec<Pat> {
    let options = (!options.is_empty()).then(|| options_or_empty(options));
    std::iter::once(imports).chain(options).collect()
}

/// `{ key: name }` as a parameter.
pub(crate) fn param_with(key: &str, name: &str) -> Pat {
    object_pattern(&[(key.to_owned(), name.to_owned())])
}

/// `{ a, b } = {}` as a parameter.
fn options_or_empty(names: &[&str]) -> Pat {
    or_empty(object_pattern(&names.iter().map(|n| ((*n).to_owned(), (*n).to_owned())).collect::<Vec<_>>()))
}

fn or_empty(left: Pat) -> Pat {
    Pat::Assign(AssignPat { span: DUMMY_SP, left: Box::new(left), right: Box::new(object(Vec::new())) })
}
