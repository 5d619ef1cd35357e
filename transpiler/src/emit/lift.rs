//! `canon lift`, in words: a method that the host calls.

use super::adapters::Lifting;
use super::exports::{plain_name, returns_promise};
use super::glue::Glue;
use super::handles::{Passing, owner};
use super::trampolines::upper_first;
use crate::diagnostics::Diagnostic;
use crate::js::adapter::{Handles, Spelling, Surroundings};
use crate::js::ast::{self, BinaryOp, Expr, Method, Stmt, id, num};
use crate::js::class::super_call;
use crate::plan::{CoreDef, CoreFuncId, FuncKind, InstanceId, Lift};
use crate::types::FuncType;

/// What stands around the adapter: how the instance is entered and left.
struct Frame {
    /// The instance object with the state of all.
    root: String,
    /// The instance object of the lifting instance.
    instance: String,
    /// The core function, as it is called.
    callee: String,
    /// Called with the core result when it has been lifted.
    post_return: Option<String>,
    /// Enters; a call that takes its turn is let in by what runs it.
    enter: Option<Expr>,
    /// Ends a call that threw.
    fail: Expr,
    /// The call takes its turn, and may suspend.
    waits: bool,
    /// The guest can call out, so it must be kept from it now and then.
    guards: bool,
}

impl Frame {
    fn state(&self, value: u32) -> Stmt {
        ast::run(ast::assign_field(id(&self.root), "state", num(value)))
    }

    /// The call of `post-return`, during which the guest must not leave.
    fn post_return(&self, argument: Option<Expr>) -> Vec<Stmt> {
        let Some(function) = &self.post_return else { return Vec::new() };
        let call = ast::run(ast::call_name(function, argument.into_iter().collect()));
        let may_leave = |value| ast::run(ast::assign_field(id(&self.instance), "mayLeave", ast::boolean(value)));
        if self.guards { vec![may_leave(false), call, may_leave(true)] } else { vec![call] }
    }
}

/// A lifted function as it leaves.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lifted<'a> {
    /// The function.
    pub(super) lift: &'a Lift,
    /// Its name in its interface.
    pub(super) name: &'a str,
    /// What it is to its resource.
    pub(super) kind: &'a FuncKind,
    /// Its public type.
    pub(super) public: &'a FuncType,
    /// Its interface.
    pub(super) interface: Option<&'a str>,
    /// The type constant of the resource that it constructs.
    pub(super) constructs: Option<&'a str>,
}

impl Glue<'_> {
    /// `canon lift` (`CanonicalABI.md#canon-lift`), synchronous.
    pub(super) fn lift(&mut self, lifted: Lifted<'_>) -> Result<Method, Diagnostic> {
        let Lifted { lift, kind, .. } = lifted;
        let (plan, instance) = (self.plan, lift.options.instance);
        let is_async = returns_promise(self.options, lifted.interface, lifted.name, lifted.public);
        // A call that returns a promise takes its turn and may suspend; both only where there is something to wait for.
        let waits = is_async && self.needs.waits();
        let receiver = matches!(kind, FuncKind::Method(..));
        let passing = Passing { receiver, ..Passing::of(plan, &lift.ty, instance, waits) };
        let implements = |resource| owner(plan, resource) == Some(instance);
        let mut lifting = Lifting::new(&plan.types, lift, passing, implements);
        if lifted.constructs.is_some() {
            lifting.take_over();
        }
        let frame = self.lifting_frame(lift, lifted.name, is_async);
        let memory = self.memory(&lift.options);
        let table = self.table_if_needed(&lift.options, &lift.ty);
        let refresh = lifting.spilled.then(|| self.call("refresh", vec![id(&memory.name)]));
        let mut names = self.names.inner();
        let mut handles = Handles::new(table.clone(), instance);
        handles.moves = passing.notes.then(|| names.unique("moves"));
        handles.lent = passing.lends.then(|| names.unique("lent"));
        let mut spelling = Spelling::new(self, &mut names, &memory, handles, &lifting.adapter);

        let mut receiver = lifting.params.first().filter(|_| passing.receiver);
        receiver.inspect(|receiver| spelling.set_name(**receiver, "this"));
        let params = lifting.params.iter().filter(|_| receiver.take().is_none());
        let mut params: Vec<String> = params.map(|param| spelling.name(*param)).collect();
        let options = is_async.then(|| spelling.names.unique("options"));
        let mut coerce = spelling.stmts(&lifting.coerce);
        let mut body = Vec::new();
        let (mut tried, called) = lower_and_call(&mut spelling, &lifting, &frame);
        let (failed, value) = (spelling.name(lifting.failed), spelling.name(lifting.value));
        let has_result = lift.ty.result.is_some();
        tried.extend(lift_and_leave(&mut spelling, &lifting, &frame, called, refresh, has_result, lifted.constructs));

        if let Some((ok, err)) = lifting.outcome {
            let declared: &[&str] = if ok.is_some() || err.is_some() { &[&failed, &value] } else { &[&failed] };
            body.push(ast::variables(declared, None));
        }
        body.extend(spelling.parameter.iter().map(|parameter| ast::variable(parameter, None)));
        body.extend(frame.enter.map(ast::run));
        let mut fail = Vec::new();
        if let Some(moves) = spelling.handles.moves.clone() {
            body.push(ast::constant(&moves, ast::array(Vec::new())));
            let args = vec![id(&frame.root), id(&table), id(&moves)];
            fail.push(ast::run(ast::call_name(&spelling.around.unit("takeBack"), args)));
        }
        let parameter =
            spelling.parameter.as_deref().map(id).or(lifting.refusers.first().map(|name| ast::string(name)));
        if let Some(parameter) = parameter {
            let refuse = spelling.around.unit("refuse");
            fail.push(ast::run(ast::call_name(&refuse, vec![id(&frame.root), id("error"), parameter])));
        }
        fail.push(ast::run(frame.fail));
        body.push(ast::try_catch(tried, "error", fail));
        if let Some((ok, err)) = lifting.outcome {
            let payload = if err.is_some() { vec![id(&value)] } else { Vec::new() };
            let error = ast::new(id(&spelling.around.unit("ComponentError")), payload);
            body.push(ast::branch(id(&failed), vec![ast::throw(error)], Vec::new()));
            match lifted.constructs {
                Some(token) => body.push(ast::run(super_call(vec![id(token), id(&value)]))),
                None => body.extend(ok.map(|_| ast::ret(id(&value)))),
            }
        }
        if let Some(options) = &options {
            if frame.waits {
                let args = vec![id(&frame.root), id("waiting"), id(options), ast::async_arrow(body)];
                body = vec![ast::ret(ast::call_name(&spelling.around.unit("inTurn"), args))];
            } else {
                let check = spelling.around.unit("throwIfAborted");
                coerce.insert(0, ast::run(ast::call_name(&check, vec![id(options)])));
            }
        }
        params.extend(options);
        coerce.extend(body);
        Ok(Method { params, is_async, body: coerce })
    }

    fn lifting_frame(&mut self, lift: &Lift, name: &str, is_async: bool) -> Frame {
        let root = self.instance(InstanceId(0));
        let instance = self.instance(lift.options.instance);
        let callee = self.core_funcs.get(lift.callee.index()).cloned().unwrap_or_default();
        let post_return = lift.options.post_return.and_then(|id| self.core_funcs.get(id.index()).cloned());
        // A call that returns a promise takes its turn and may suspend; both only where there is something to wait for.
        let waits = is_async && self.needs.waits();
        let enter = match (self.needs.waits(), is_async) {
            (false, _) => Some(self.call("enter", vec![id(&root)])),
            (true, true) => None,
            (true, false) => {
                let args = vec![id(&root), id("waiting"), ast::string(plain_name(name))];
                Some(self.call("enterPlain", args))
            }
        };
        let callee = if waits { self.promising(lift.callee, callee) } else { callee };
        let fail = self.failing(&root);
        Frame { root, instance, callee, post_return, enter, fail, waits, guards: self.needs.calls_out }
    }

    /// Ends a call that threw.
    pub(super) fn failing(&mut self, root: &str) -> Expr {
        let fails = if self.needs.calls_host || self.needs.throws { "fail" } else { "lockDown" };
        let mut error = id("error");
        if self.needs.handlers {
            error = self.call("unwound", vec![error]);
        }
        self.call(fails, vec![id(root), error])
    }

    /// The name of the core function as one that can be suspended. Functions of glue that do not wait cannot be.
    fn promising(&mut self, callee: CoreFuncId, name: String) -> String {
        let is_wasm = match self.plan.core_funcs.get(callee.index()) {
            Some(CoreDef::Trampoline(trampoline)) => {
                let made = self.trampoline_names.get(trampoline.index());
                self.waiters.iter().any(|waiter| Some(&waiter.name) == made)
            }
            _ => true,
        };
        if !is_wasm {
            return name;
        }
        if let Some((_, known)) = self.promising.iter().find(|(func, _)| *func == callee) {
            return known.clone();
        }
        let own = self.names.unique(&upper_first("promising", &name));
        self.promising.push((callee, own.clone()));
        own
    }

    /// Declarations of the functions that can be suspended.
    pub(super) fn declare_promising(&mut self) -> Vec<Stmt> {
        let known = self.promising.clone();
        let declare = |(callee, own): (CoreFuncId, String)| {
            let core = self.core_funcs.get(callee.index()).cloned().unwrap_or_default();
            ast::constant(&own, self.call("promising", vec![id(&core)]))
        };
        known.into_iter().map(declare).collect()
    }
}

/// Lowers the arguments, and the core call that they are for.
fn lower_and_call<S: Surroundings>(
    spelling: &mut Spelling<'_, S>,
    lifting: &Lifting,
    frame: &Frame,
) -> (Vec<Stmt>, Expr) {
    let mut out = Vec::new();
    if !lifting.refusers.is_empty() {
        out.push(frame.state(1));
    }
    let lower = spelling.stmts(&lifting.lower);
    let arguments: Vec<Expr> = lifting.arguments.iter().map(|value| spelling.expr(value)).collect();
    if let Some(scope) = &spelling.handles.borrows {
        out.push(ast::constant(scope, ast::object(vec![ast::field_prop("borrows", num(0))])));
    }
    let lent = spelling.handles.lent.clone();
    out.extend(lent.iter().map(|lent| ast::constant(lent, ast::array(Vec::new()))));
    out.extend(lower);
    if let Some(lent) = &lent {
        out.push(ast::run(ast::call_name(&spelling.around.unit("checkLent"), vec![id(lent)])));
    }
    if !lifting.refusers.is_empty() {
        out.push(frame.state(2));
    }
    let called = ast::call_name(&frame.callee, arguments);
    (out, if frame.waits { ast::wait(called) } else { called })
}

/// From the core call on: lifts the result, ends borrows and runs `post-return`, leaves and returns.
fn lift_and_leave<S: Surroundings>(
    spelling: &mut Spelling<'_, S>,
    lifting: &Lifting,
    frame: &Frame,
    called: Expr,
    refresh: Option<Expr>,
    has_result: bool,
    constructs: Option<&str>,
) -> Vec<Stmt> {
    let borrows = spelling.handles.borrows.clone();
    let returned = spelling.name(lifting.returned);
    let (failed, value) = (spelling.name(lifting.failed), spelling.name(lifting.value));
    let has_outcome = lifting.outcome.is_some();
    let mut out = Vec::new();
    match (has_result, lifting.spilled) {
        (false, _) => out.push(ast::run(called)),
        (true, true) => {
            let unsigned = ast::bin(BinaryOp::ZeroFillRShift, called, num(0));
            out.push(ast::constant(&returned, unsigned));
        }
        (true, false) if has_outcome => out.push(ast::run(ast::assign(&failed, called))),
        (true, false) if lifting.once && frame.post_return.is_none() => spelling.set_inline(lifting.returned, called),
        (true, false) => out.push(ast::constant(&returned, called)),
    }
    out.extend(refresh.map(ast::run));
    out.extend(spelling.stmts(&lifting.lift));
    let mut last = None;
    match lifting.result.as_ref().map(|result| spelling.expr(result)) {
        None => {}
        // A name needs no second one.
        Some(result @ Expr::Ident(_)) => last = Some(result),
        Some(result) => {
            out.push(ast::constant(&value, result));
            last = Some(id(&value));
        }
    }
    if let Some(borrows) = borrows {
        out.push(ast::run(ast::call_name(&spelling.around.unit("endBorrows"), vec![id(&borrows)])));
    }
    let flat = if has_outcome && !lifting.spilled { &failed } else { &returned };
    out.extend(frame.post_return(has_result.then(|| id(flat))));
    out.push(frame.state(0));
    out.extend(last.map(|value| match constructs {
        Some(token) => ast::run(super_call(vec![id(token), value])),
        None => ast::ret(value),
    }));
    out
}
