//! `canon lift`, in words: a method that the host calls.

use super::adapters::Lifting;
use super::exports::{guest_resource, returns_promise};
use super::glue::Glue;
use super::trampolines::upper_first;
use crate::diagnostics::Diagnostic;
use crate::js::adapter::{Spelling, Surroundings};
use crate::js::ast::{self, BinaryOp, Expr, Method, Stmt, id, num};
use crate::plan::{CoreDef, CoreFuncId, InstanceId, Lift, Resource};
use crate::types::{self, FuncType};

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
    /// Enters.
    enter: Expr,
    /// Ends a call that threw.
    fail: Expr,
    /// Ends the turn of a call that waits for its own.
    end: Option<Expr>,
    /// The call may suspend.
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

impl Glue<'_> {
    /// `canon lift` (`CanonicalABI.md#canon-lift`), synchronous.
    pub(super) fn lift(
        &mut self,
        lift: &Lift,
        name: &str,
        public: &FuncType,
        interface: Option<&str>,
    ) -> Result<Method, Diagnostic> {
        self.check_handles(&lift.ty)?;
        let lifting = Lifting::new(&self.plan.types, lift);
        let is_async = returns_promise(self.options, interface, name, public);
        let frame = self.lifting_frame(lift, name, is_async);
        let memory = self.memory(&lift.options);
        let table = self.table_if_needed(&lift.options, &lift.ty);
        let refresh = lifting.spilled.then(|| self.call("refresh", vec![id(&memory.name)]));
        let mut names = self.names.inner();
        let mut spelling = Spelling::new(self, &mut names, &memory, &table, &lifting.adapter);

        let params: Vec<String> = lifting.params.iter().map(|param| spelling.name(*param)).collect();
        let mut body = spelling.stmts(&lifting.coerce);
        let (mut tried, called) = lower_and_call(&mut spelling, &lifting, &frame);
        let (failed, value) = (spelling.name(lifting.failed), spelling.name(lifting.value));
        tried.extend(lift_and_leave(&mut spelling, &lifting, &frame, called, refresh, lift.ty.result.is_some()));

        if let Some((ok, err)) = lifting.outcome {
            let declared: &[&str] = if ok.is_some() || err.is_some() { &[&failed, &value] } else { &[&failed] };
            body.push(ast::variables(declared, None));
        }
        body.extend(spelling.parameter.iter().map(|parameter| ast::variable(parameter, None)));
        body.push(ast::run(frame.enter));
        let mut fail = Vec::new();
        let parameter =
            spelling.parameter.as_deref().map(id).or(lifting.refusers.first().map(|name| ast::string(name)));
        if let Some(parameter) = parameter {
            let refuse = spelling.around.unit("refuse");
            fail.push(ast::run(ast::call_name(&refuse, vec![id(&frame.root), id("error"), parameter])));
        }
        fail.push(ast::run(frame.fail));
        body.push(match frame.end {
            Some(end) => ast::try_catch_finally(tried, "error", fail, vec![ast::run(end)]),
            None => ast::try_catch(tried, "error", fail),
        });
        if let Some((ok, err)) = lifting.outcome {
            let payload = if err.is_some() { vec![id(&value)] } else { Vec::new() };
            let error = ast::new(id(&spelling.around.unit("ComponentError")), payload);
            body.push(ast::branch(id(&failed), vec![ast::throw(error)], Vec::new()));
            body.extend(ok.map(|_| ast::ret(id(&value))));
        }
        Ok(Method { params, is_async, body })
    }

    fn lifting_frame(&mut self, lift: &Lift, name: &str, is_async: bool) -> Frame {
        let root = self.instance(InstanceId(0));
        let instance = self.instance(lift.options.instance);
        let callee = self.core_funcs.get(lift.callee.index()).cloned().unwrap_or_default();
        let post_return = lift.options.post_return.and_then(|id| self.core_funcs.get(id.index()).cloned());
        // A call that returns a promise takes its turn and may suspend; both only where there is something to wait for.
        let waits = is_async && self.needs.waits;
        let enter = match (self.needs.waits, is_async) {
            (false, _) => self.call("enter", vec![id(&root)]),
            (true, true) => ast::wait(self.call("enterInTurn", vec![id(&root), id("waiting")])),
            (true, false) => self.call("enterPlain", vec![id(&root), id("waiting"), ast::string(name)]),
        };
        let end = waits.then(|| self.call("endTurn", vec![id(&root), id("waiting")]));
        let callee = if waits { self.promising(lift.callee, callee) } else { callee };
        let fails = if self.needs.calls_host || self.needs.throws { "fail" } else { "lockDown" };
        let mut error = id("error");
        if self.needs.handlers {
            error = self.call("unwound", vec![error]);
        }
        let fail = self.call(fails, vec![id(&root), error]);
        Frame { root, instance, callee, post_return, enter, fail, end, waits, guards: self.needs.calls_out }
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

    /// Handles of the component's own resources do not leave yet.
    fn check_handles(&self, ty: &FuncType) -> Result<(), Diagnostic> {
        let types = &self.plan.types;
        let guest = ty
            .params
            .iter()
            .map(|(_, ty)| *ty)
            .chain(ty.result)
            .flat_map(|ty| types::handles(types, ty))
            .any(|resource| matches!(self.plan.resources.get(resource.index()), Some(Resource::Defined { .. })));
        if guest { Err(guest_resource("a resource")) } else { Ok(()) }
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
    if let Some(lent) = &spelling.borrows {
        out.push(ast::constant(lent, ast::object(vec![ast::field_prop("borrows", num(0))])));
    }
    out.extend(lower);
    let arguments: Vec<Expr> = lifting.arguments.iter().map(|value| spelling.expr(value)).collect();
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
) -> Vec<Stmt> {
    let lent = spelling.borrows.clone();
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
        Some(result @ Expr::Ident(_)) => last = Some(ast::ret(result)),
        Some(result) => {
            out.push(ast::constant(&value, result));
            last = Some(ast::ret(id(&value)));
        }
    }
    if let Some(lent) = lent {
        out.push(ast::run(ast::call_name(&spelling.around.unit("endBorrows"), vec![id(&lent)])));
    }
    let flat = if has_outcome && !lifting.spilled { &failed } else { &returned };
    out.extend(frame.post_return(has_result.then(|| id(flat))));
    out.push(frame.state(0));
    out.extend(last);
    out
}
