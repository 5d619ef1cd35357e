//! Constructors of class declarations.

use swc_core::common::DUMMY_SP;
use swc_core::ecma::ast::{
    CallExpr, Callee, Class, ClassDecl, ClassMember, ClassMethod, Constructor, Decl, FunctionBody, MethodKind,
    ParamOrTsParamProp, PropName, Super,
};

use super::ast::{self, Expr, Method, Stmt};
use super::function::function_of;

/// A member of a class.
pub(crate) type Member = ClassMember;

/// `class name extends base { … }`
pub(crate) fn class(name: &str, base: Expr, body: Vec<Member>) -> Stmt {
    let class = Class { super_class: Some(Box::new(base)), body, ..Default::default() };
    Stmt::Decl(Decl::Class(ClassDecl { ident: ast::declared(name), declare: false, class: Box::new(class) }))
}

/// `constructor(a, b) { … }`
pub(crate) fn constructor(method: Method) -> Member {
    let function = function_of(method);
    ClassMember::Constructor(Constructor {
        key: PropName::Ident(ast::ident_name("constructor")),
        params: function.params.into_iter().map(ParamOrTsParamProp::Param).collect(),
        body: Some(FunctionBody { span: DUMMY_SP, stmts: function.body.unwrap_or_default().stmts }),
        ..Default::default()
    })
}

/// `name(a, b) { … }`
pub(crate) fn method(name: &str, method: Method) -> Member {
    member(ast::prop_name(name), method, false)
}

/// `static name(a, b) { … }`
pub(crate) fn static_method(name: &str, method: Method) -> Member {
    member(ast::prop_name(name), method, true)
}

fn member(key: PropName, method: Method, is_static: bool) -> Member {
    let function = function_of(method);
    ClassMember::Method(ClassMethod { key, function, kind: MethodKind::Method, is_static, ..Default::default() })
}

/// `super(a, b)`
pub(crate) fn super_call(list: Vec<Expr>) -> Expr {
    Expr::Call(CallExpr {
        callee: Callee::Super(Super { span: DUMMY_SP }),
        args: ast::args(list),
        ..Default::default()
    })
}
