//! Constructors of syntax trees, so that the rest of the crate can say what it wants in one line.

pub(crate) use super::function::{
    Method, arrow, arrow_of, arrow_with, async_arrow, field_method, generator, imports_and_options, method_of,
    param_or_empty, param_with,
};
use swc_core::common::{BytePos, DUMMY_SP, Span};
use swc_core::ecma::ast::{
    ArrayLit, AssignExpr, AssignPatProp, AssignTarget, AwaitExpr, BigInt, BinExpr, BindingIdent, BlockStmt, Bool,
    BreakStmt, CallExpr, Callee, CatchClause, ComputedPropName, CondExpr, Decl, ExportDecl, ExportNamedSpecifier,
    ExportSpecifier, ExprOrSpread, ExprStmt, Ident, IdentName, IfStmt, ImportDecl, ImportNamedSpecifier,
    ImportSpecifier, ImportStarAsSpecifier, KeyValuePatProp, KeyValueProp, Lit, MemberExpr, MemberProp, MetaPropExpr,
    MetaPropKind, ModuleDecl, ModuleExportName, NamedExport, NewExpr, Null, Number, ObjectLit, ObjectPat,
    ObjectPatProp, OptCall, OptChainBase, OptChainExpr, ParenExpr, Pat, Prop, PropName, PropOrSpread, ReturnStmt,
    SimpleAssignTarget, SpreadElement, Str, SwitchCase, SwitchStmt, ThrowStmt, Tpl, TplElement, TryStmt, UnaryExpr,
    VarDecl, VarDeclKind, VarDeclarator, YieldExpr,
};
pub(crate) use swc_core::ecma::ast::{AssignOp, BinaryOp, Expr, ModuleItem, Stmt, UnaryOp};

use super::names::{is_identifier, literal};
use super::spaced::position;
use super::{marks, runtime};

/// A reference to a name.
pub(crate) fn id(name: &str) -> Expr {
    Expr::Ident(ident(name))
}

/// A span whose position asks the printer for a mark, and for `form` (0 or a mark) before it.
fn marked(form: char, mark: char) -> Span {
    Span { lo: position(form, mark), hi: BytePos::DUMMY }
}

fn ident(name: &str) -> Ident {
    Ident::new_no_ctxt(name.into(), marked('\0', marks::REFERENCE))
}

/// A name where it is declared.
pub(super) fn declared(name: &str) -> Ident {
    Ident::new_no_ctxt(name.into(), marked('\0', marks::DECLARATION))
}

/// A name that is exported where it is declared.
fn exported(name: &str) -> Pat {
    let id = Ident::new_no_ctxt(name.into(), marked('\0', marks::EXPORTED));
    Pat::Ident(BindingIdent { id, type_ann: None })
}

/// A name that is seen outside and stays.
fn public(name: &str) -> Ident {
    Ident::new_no_ctxt(name.into(), marked('\0', marks::PROPERTY))
}

pub(super) fn ident_name(name: &str) -> IdentName {
    IdentName::new(name.into(), marked('\0', marks::PROPERTY))
}

/// The name of a property of a runtime object.
pub(super) fn field_name(name: &str) -> IdentName {
    let span = if runtime::is_field(name) { marked('\0', marks::FIELD) } else { DUMMY_SP };
    IdentName::new(name.into(), span)
}

/// A variable or parameter.
pub(crate) fn pat(name: &str) -> Pat {
    Pat::Ident(BindingIdent { id: declared(name), type_ann: None })
}

/// A number literal.
pub(crate) fn num(value: impl Into<f64>) -> Expr {
    Expr::Lit(Lit::Num(Number { span: DUMMY_SP, value: value.into(), raw: None }))
}

/// `0n`
pub(crate) fn zero_big() -> Expr {
    Expr::Lit(Lit::BigInt(BigInt { span: DUMMY_SP, value: Box::new(0.into()), raw: Some("0n".into()) }))
}

/// `null`
pub(crate) fn null() -> Expr {
    Expr::Lit(Lit::Null(Null { span: DUMMY_SP }))
}

/// `true` or `false`.
pub(crate) fn boolean(value: bool) -> Expr {
    Expr::Lit(Lit::Bool(Bool { span: DUMMY_SP, value }))
}

fn quoted(value: &str) -> Str {
    Str { span: DUMMY_SP, value: value.into(), raw: Some(literal(value).into()) }
}

/// A string literal, escaped.
pub(crate) fn string(value: &str) -> Expr {
    Expr::Lit(Lit::Str(quoted(value)))
}

/// The text that a value is: `${value}` in a template.
pub(crate) fn text_of(value: Expr) -> Expr {
    let quasi = |tail| TplElement { span: DUMMY_SP, tail, cooked: None, raw: "".into() };
    Expr::Tpl(Tpl { span: DUMMY_SP, exprs: vec![Box::new(value)], quasis: vec![quasi(false), quasi(true)] })
}

pub(super) fn args(list: Vec<Expr>) -> Vec<ExprOrSpread> {
    list.into_iter().map(|e| ExprOrSpread { spread: None, expr: Box::new(e) }).collect()
}

/// `f(a, b)`
pub(crate) fn call(callee: Expr, list: Vec<Expr>) -> Expr {
    Expr::Call(CallExpr { callee: Callee::Expr(Box::new(callee)), args: args(list), ..Default::default() })
}

/// `name(a, b)`
pub(crate) fn call_name(name: &str, list: Vec<Expr>) -> Expr {
    call(id(name), list)
}

/// `new C(a, b)`
pub(crate) fn new(callee: Expr, list: Vec<Expr>) -> Expr {
    Expr::New(NewExpr { callee: Box::new(callee), args: Some(args(list)), ..Default::default() })
}

/// `object.name` or `object["name"]`
pub(crate) fn member(object: Expr, name: &str) -> Expr {
    let prop = if is_identifier(name) {
        MemberProp::Ident(ident_name(name))
    } else {
        MemberProp::Computed(ComputedPropName { span: DUMMY_SP, expr: Box::new(string(name)) })
    };
    Expr::Member(MemberExpr { span: DUMMY_SP, obj: Box::new(object), prop })
}

/// `object.name`, where the object is the runtime's and the property declared there.
pub(crate) fn field(object: Expr, name: &str) -> Expr {
    let prop = MemberProp::Ident(field_name(name));
    Expr::Member(MemberExpr { span: DUMMY_SP, obj: Box::new(object), prop })
}

/// `object[index]`
pub(crate) fn index(object: Expr, index: Expr) -> Expr {
    let prop = MemberProp::Computed(ComputedPropName { span: DUMMY_SP, expr: Box::new(index) });
    Expr::Member(MemberExpr { span: DUMMY_SP, obj: Box::new(object), prop })
}

fn is_simple(e: &Expr) -> bool {
    matches!(
        e,
        Expr::Ident(_)
            | Expr::Lit(_)
            | Expr::Call(_)
            | Expr::Member(_)
            | Expr::Paren(_)
            | Expr::Tpl(_)
            | Expr::Array(_)
            | Expr::OptChain(_)
    )
}

/// Parentheses where the operator around could bind tighter; deliberate rather than computed.
pub(crate) fn paren(e: Expr) -> Expr {
    if is_simple(&e) { e } else { Expr::Paren(ParenExpr { span: DUMMY_SP, expr: Box::new(e) }) }
}

/// `a op b`
pub(crate) fn bin(op: BinaryOp, left: Expr, right: Expr) -> Expr {
    let associative = matches!(&left, Expr::Bin(inner) if inner.op == op && op == BinaryOp::BitOr);
    let left = if associative { left } else { paren(left) };
    Expr::Bin(BinExpr { span: DUMMY_SP, op, left: Box::new(left), right: Box::new(paren(right)) })
}

/// `op a`
pub(crate) fn unary(op: UnaryOp, arg: Expr) -> Expr {
    Expr::Unary(UnaryExpr { span: DUMMY_SP, op, arg: Box::new(paren(arg)) })
}

/// `test ? a : b`
pub(crate) fn cond(test: Expr, yes: Expr, no: Expr) -> Expr {
    Expr::Cond(CondExpr { span: DUMMY_SP, test: Box::new(test), cons: Box::new(yes), alt: Box::new(no) })
}

/// `await e`
pub(crate) fn wait(e: Expr) -> Expr {
    Expr::Await(AwaitExpr { span: DUMMY_SP, arg: Box::new(e) })
}

/// `yield e`
pub(crate) fn yield_(e: Expr) -> Expr {
    Expr::Yield(YieldExpr { span: DUMMY_SP, arg: Some(Box::new(e)), delegate: false })
}

/// `[a, b]`
pub(crate) fn array(items: Vec<Expr>) -> Expr {
    Expr::Array(ArrayLit { span: DUMMY_SP, elems: args(items).into_iter().map(Some).collect() })
}

pub(super) fn prop_name(name: &str) -> PropName {
    if name == "__proto__" {
        return PropName::Computed(ComputedPropName { span: DUMMY_SP, expr: Box::new(string(name)) });
    }
    if is_identifier(name) { PropName::Ident(ident_name(name)) } else { PropName::Str(quoted(name)) }
}

/// A property of an object literal.
pub(crate) fn prop(name: &str, value: Expr) -> PropOrSpread {
    if let Expr::Ident(ident) = &value
        && &*ident.sym == name
        && name != "__proto__"
    {
        let span = marked(marks::SHORTHAND, marks::REFERENCE);
        return PropOrSpread::Prop(Box::new(Prop::Shorthand(Ident { span, ..ident.clone() })));
    }
    PropOrSpread::Prop(Box::new(Prop::KeyValue(KeyValueProp { key: prop_name(name), value: Box::new(value) })))
}

/// All properties of an object, as part of an object literal.
pub(crate) fn spread(object: Expr) -> PropOrSpread {
    PropOrSpread::Spread(SpreadElement { dot3_token: DUMMY_SP, expr: Box::new(object) })
}

/// A property of an object that the runtime takes and declares.
pub(crate) fn field_prop(name: &str, value: Expr) -> PropOrSpread {
    if let Expr::Ident(ident) = &value
        && &*ident.sym == name
    {
        let form = if runtime::is_field(name) { marks::FIELD_SHORTHAND } else { marks::SHORTHAND };
        let span = marked(form, marks::REFERENCE);
        return PropOrSpread::Prop(Box::new(Prop::Shorthand(Ident { span, ..ident.clone() })));
    }
    let key = PropName::Ident(field_name(name));
    PropOrSpread::Prop(Box::new(Prop::KeyValue(KeyValueProp { key, value: Box::new(value) })))
}

/// `object?.(a, b)`
pub(crate) fn optional_call(callee: &str, list: Vec<Expr>) -> Expr {
    Expr::OptChain(OptChainExpr {
        span: DUMMY_SP,
        optional: true,
        base: Box::new(OptChainBase::Call(OptCall {
            callee: Box::new(id(callee)),
            args: args(list),
            ..Default::default()
        })),
    })
}

/// `new URL("./name", import.meta.url)`
pub(crate) fn module_url(file: &str) -> Expr {
    new(id("URL"), vec![string(&format!("./{file}")), own_url()])
}

/// `import.meta.url`
pub(crate) fn own_url() -> Expr {
    let meta = Expr::MetaProp(MetaPropExpr { span: DUMMY_SP, kind: MetaPropKind::ImportMeta });
    member(meta, "url")
}

/// `let a, b;`, the last with a value if there is one.
pub(crate) fn variables(names: &[&str], last: Option<Expr>) -> Stmt {
    let mut last = last.map(Box::new);
    let count = names.len();
    Stmt::Decl(Decl::Var(Box::new(VarDecl {
        kind: VarDeclKind::Let,
        decls: names
            .iter()
            .enumerate()
            .map(|(i, name)| VarDeclarator {
                span: DUMMY_SP,
                name: pat(name),
                init: if i + 1 == count { last.take() } else { None },
                definite: false,
            })
            .collect(),
        ..Default::default()
    })))
}

/// `{ a, b: c }`
pub(crate) fn object(props: Vec<PropOrSpread>) -> Expr {
    Expr::Object(ObjectLit { span: DUMMY_SP, props })
}

/// A property with its name, as objects are collected.
pub(crate) type Property = PropOrSpread;

fn declaration(kind: VarDeclKind, name: Pat, init: Option<Expr>) -> Decl {
    Decl::Var(Box::new(VarDecl {
        kind,
        decls: vec![VarDeclarator { span: DUMMY_SP, name, init: init.map(Box::new), definite: false }],
        ..Default::default()
    }))
}

pub(super) fn declare(kind: VarDeclKind, name: Pat, init: Option<Expr>) -> Stmt {
    Stmt::Decl(declaration(kind, name, init))
}

/// `const name = init;`
pub(crate) fn constant(name: &str, init: Expr) -> Stmt {
    declare(VarDeclKind::Const, pat(name), Some(init))
}

/// `export const name = init;`
pub(crate) fn export_constant(name: &str, init: Expr) -> ModuleItem {
    let decl = declaration(VarDeclKind::Const, exported(name), Some(init));
    ModuleItem::ModuleDecl(ModuleDecl::ExportDecl(ExportDecl { span: DUMMY_SP, decl }))
}

/// `const a = x, b = y;`
pub(crate) fn constants(pairs: Vec<(&str, Expr)>) -> Stmt {
    Stmt::Decl(Decl::Var(Box::new(VarDecl {
        kind: VarDeclKind::Const,
        decls: pairs
            .into_iter()
            .map(|(name, init)| VarDeclarator {
                span: DUMMY_SP,
                name: pat(name),
                init: Some(Box::new(init)),
                definite: false,
            })
            .collect(),
        ..Default::default()
    })))
}

/// `let name = init;` or `let name;`
pub(crate) fn variable(name: &str, init: Option<Expr>) -> Stmt {
    declare(VarDeclKind::Let, pat(name), init)
}

/// `{ key: name, … }` as a pattern.
pub(super) fn object_pattern(pairs: &[(String, String)]) -> Pat {
    let props = pairs
        .iter()
        .map(|(key, name)| {
            if key == name && is_identifier(key) {
                let span = marked(marks::SHORTHAND, marks::DECLARATION);
                let key = BindingIdent { id: Ident { span, ..ident(name) }, type_ann: None };
                ObjectPatProp::Assign(AssignPatProp { span: DUMMY_SP, key, value: None })
            } else {
                ObjectPatProp::KeyValue(KeyValuePatProp { key: prop_name(key), value: Box::new(pat(name)) })
            }
        })
        .collect();
    Pat::Object(ObjectPat { span: DUMMY_SP, props, optional: false, type_ann: None })
}

/// `const { key: name, … } = init;`
pub(crate) fn destructure(pairs: &[(String, String)], init: Expr) -> Stmt {
    declare(VarDeclKind::Const, object_pattern(pairs), Some(init))
}

/// `name = value`
pub(crate) fn assign(name: &str, value: Expr) -> Expr {
    assign_op(AssignOp::Assign, name, value)
}

/// `name op= value`
pub(crate) fn assign_op(op: AssignOp, name: &str, value: Expr) -> Expr {
    let left = AssignTarget::Simple(SimpleAssignTarget::Ident(BindingIdent { id: ident(name), type_ann: None }));
    Expr::Assign(AssignExpr { span: DUMMY_SP, op, left, right: Box::new(value) })
}

/// `object.name = value`, where the object is the runtime's and the property declared there.
pub(crate) fn assign_field(object: Expr, name: &str, value: Expr) -> Expr {
    let Expr::Member(target) = field(object, name) else { return value };
    let left = AssignTarget::Simple(SimpleAssignTarget::Member(target));
    Expr::Assign(AssignExpr { span: DUMMY_SP, op: AssignOp::Assign, left, right: Box::new(value) })
}

/// `object[index] = value`
pub(crate) fn assign_index(object: Expr, position: Expr, value: Expr) -> Expr {
    let Expr::Member(target) = index(object, position) else { return value };
    let left = AssignTarget::Simple(SimpleAssignTarget::Member(target));
    Expr::Assign(AssignExpr { span: DUMMY_SP, op: AssignOp::Assign, left, right: Box::new(value) })
}

/// `e;`
pub(crate) fn run(e: Expr) -> Stmt {
    Stmt::Expr(ExprStmt { span: DUMMY_SP, expr: Box::new(e) })
}

/// `return e;`
pub(crate) fn ret(e: Expr) -> Stmt {
    Stmt::Return(ReturnStmt { span: DUMMY_SP, arg: Some(Box::new(e)) })
}

/// `return;`
pub(crate) fn ret_nothing() -> Stmt {
    Stmt::Return(ReturnStmt { span: DUMMY_SP, arg: None })
}

/// `throw e;`
pub(crate) fn throw(e: Expr) -> Stmt {
    Stmt::Throw(ThrowStmt { span: DUMMY_SP, arg: Box::new(e) })
}

fn block(stmts: Vec<Stmt>) -> BlockStmt {
    BlockStmt { span: DUMMY_SP, stmts, ..Default::default() }
}

fn body(mut stmts: Vec<Stmt>) -> Box<Stmt> {
    if stmts.len() == 1 && matches!(stmts.first(), Some(Stmt::Expr(_) | Stmt::Throw(_) | Stmt::Return(_))) {
        Box::new(stmts.remove(0))
    } else {
        Box::new(Stmt::Block(block(stmts)))
    }
}

/// `if (test) … else …`
pub(crate) fn branch(test: Expr, yes: Vec<Stmt>, no: Vec<Stmt>) -> Stmt {
    let (test, yes, no) =
        if yes.is_empty() && !no.is_empty() { (unary(UnaryOp::Bang, test), no, yes) } else { (test, yes, no) };
    let alt = (!no.is_empty()).then(|| body(no));
    let cons = if alt.is_some() { Box::new(Stmt::Block(block(yes))) } else { body(yes) };
    Stmt::If(IfStmt { span: DUMMY_SP, test: Box::new(test), cons, alt })
}

/// `switch (on) { case a: …; break; default: … }`
pub(crate) fn switch(on: Expr, ways: Vec<(Expr, Vec<Stmt>)>, default: Expr) -> Stmt {
    let mut cases: Vec<SwitchCase> = Vec::with_capacity(ways.len() + 1);
    for (test, mut stmts) in ways {
        let scoped = stmts.iter().any(|s| matches!(s, Stmt::Decl(_)));
        if !matches!(stmts.last(), Some(Stmt::Return(_))) {
            stmts.push(Stmt::Break(BreakStmt { span: DUMMY_SP, label: None }));
        }
        let cons = if scoped { vec![Stmt::Block(block(stmts))] } else { stmts };
        cases.push(SwitchCase { span: DUMMY_SP, test: Some(Box::new(test)), cons });
    }
    cases.push(SwitchCase { span: DUMMY_SP, test: None, cons: vec![run(default)] });
    Stmt::Switch(SwitchStmt { span: DUMMY_SP, discriminant: Box::new(on), cases, body_ctxt: Default::default() })
}

/// `try { … } catch (error) { … }`
pub(crate) fn try_catch(stmts: Vec<Stmt>, error: &str, handler: Vec<Stmt>) -> Stmt {
    let handler = CatchClause { span: DUMMY_SP, param: Some(pat(error)), body: block(handler) };
    Stmt::Try(Box::new(TryStmt { span: DUMMY_SP, block: block(stmts), handler: Some(handler), finalizer: None }))
}

/// `for (let i = 0, at = start; i < count; i++, at += step) { … }`
pub(crate) fn count(names: [&str; 2], start: Expr, limit: Expr, step: u32, stmts: Vec<Stmt>) -> Stmt {
    use swc_core::ecma::ast::{ForStmt, SeqExpr, UpdateExpr, UpdateOp, VarDeclOrExpr};
    let [counter, moving] = names;
    let declarator = |name: &str, init: Expr| VarDeclarator {
        span: DUMMY_SP,
        name: pat(name),
        init: Some(Box::new(init)),
        definite: false,
    };
    let init = VarDecl {
        kind: VarDeclKind::Let,
        decls: vec![declarator(counter, num(0)), declarator(moving, start)],
        ..Default::default()
    };
    let up =
        Expr::Update(UpdateExpr { span: DUMMY_SP, op: UpdateOp::PlusPlus, prefix: false, arg: Box::new(id(counter)) });
    let update = SeqExpr {
        span: DUMMY_SP,
        exprs: vec![Box::new(up), Box::new(assign_op(AssignOp::AddAssign, moving, num(step)))],
    };
    Stmt::For(ForStmt {
        span: DUMMY_SP,
        init: Some(VarDeclOrExpr::VarDecl(Box::new(init))),
        test: Some(Box::new(bin(BinaryOp::Lt, id(counter), limit))),
        update: Some(Box::new(Expr::Seq(update))),
        body: Box::new(Stmt::Block(block(stmts))),
    })
}

/// `import { key as name, … } from "source";`
pub(crate) fn import_named(source: &str, pairs: &[(String, String)]) -> ModuleItem {
    let specifiers = pairs
        .iter()
        .map(|(key, name)| {
            ImportSpecifier::Named(ImportNamedSpecifier {
                span: DUMMY_SP,
                local: if key == name { specifier(name, marks::DECLARATION) } else { declared(name) },
                imported: (key != name).then(|| export_name(key)),
                is_type_only: false,
            })
        })
        .collect();
    import(source, specifiers)
}

/// `import * as name from "source";`
pub(crate) fn import_star(source: &str, name: &str) -> ModuleItem {
    import(source, vec![ImportSpecifier::Namespace(ImportStarAsSpecifier { span: DUMMY_SP, local: declared(name) })])
}

fn import(source: &str, specifiers: Vec<ImportSpecifier>) -> ModuleItem {
    ModuleItem::ModuleDecl(ModuleDecl::Import(ImportDecl {
        span: DUMMY_SP,
        specifiers,
        src: Box::new(quoted(source)),
        type_only: false,
        with: None,
        phase: Default::default(),
    }))
}

/// `name` for `name as name`.
fn specifier(name: &str, mark: char) -> Ident {
    Ident { span: marked(marks::SPECIFIER, mark), ..ident(name) }
}

fn export_name(name: &str) -> ModuleExportName {
    if is_identifier(name) { ModuleExportName::Ident(public(name)) } else { ModuleExportName::Str(quoted(name)) }
}

/// `export { name as exported, … };`
pub(crate) fn export(pairs: &[(String, String)]) -> ModuleItem {
    let specifiers = pairs
        .iter()
        .map(|(name, exported)| {
            ExportSpecifier::Named(ExportNamedSpecifier {
                span: DUMMY_SP,
                orig: ModuleExportName::Ident(if name == exported {
                    specifier(name, marks::REFERENCE)
                } else {
                    ident(name)
                }),
                exported: (name != exported).then(|| export_name(exported)),
                is_type_only: false,
            })
        })
        .collect();
    ModuleItem::ModuleDecl(ModuleDecl::ExportNamed(NamedExport {
        span: DUMMY_SP,
        specifiers,
        src: None,
        type_only: false,
        with: None,
    }))
}
