//! `canon lift`, in words: a method that the host calls.

use super::adapters::Lifting;
use super::exports::{plain_name, returns_promise};
use super::glue::Glue;
use super::handles::{Passing, owner};
use super::trampolines::upper_first;
use crate::diagnostics::Diagnostic;
use crate::js::adapter::{Handles, Spelling, Surroundings};
use crate::js::ast::{self, Expr, Method, Stmt, id, num};
use crate::js::class::super_call;
use crate::plan::{CoreDef, CoreFuncId, FuncKind, Lift};
use crate::types::FuncType;

// The states of an instance; see the runtime's `Instance`.
const IDLE: u32 = 0;
const LOWERING: u32 = 1;
const RUNNING: u32 = 3;
const RUNNING_ALONE: u32 = 4;
const BARRED: u32 = 5;

/// What stands around the adapter: how the instance is entered and left.
struct Frame {
    /// The instance object with the state of all.
    root: String,
    /// The core function, as it is called.
    callee: String,
    /// Called with the core result when it has been lifted.
    post_return: Option<String>,
    /// Enters; a call that takes its turn is let in by what runs it.
    enter: Option<Stmt>,
    /// The state that it is entered in.
    entered: u32,
    /// The state in which the guest runs.
    running: u32,
    /// The call takes its turn, and may suspend.
    waits: bool,
    /// The gate, where the guest can call other components.
    gate: Option<String>,
    /// The guest can call out, so it must be kept from it now and then.
    guards: bool,
    /// Gives the guest a new thread.
    begin: Option<Stmt>,
}

impl Frame {
    fn state(&self, value: u32) -> Stmt {
        ast::run(ast::assign_field(id(&self.root), "state", num(value)))
    }

    /// The call of `post-return`, during which the guest must not leave.
    fn post_return(&self, argument: Option<Expr>) -> Vec<Stmt> {
        let Some(function) = &self.post_return else { return Vec::new() };
        let call = ast::run(ast::call_name(function, argument.into_iter().collect()));
        let calls = if self.guards { vec![self.state(BARRED), call] } else { vec![call] };
        let Some(gate) = &self.gate else { return calls };
        let shut = |value| ast::run(ast::call(ast::field(id(gate), "shut"), vec![num(value)]));
        [vec![shut(1)], calls, vec![shut(0)]].concat()
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
        let mut lifting = Lifting::new(&plan.types, lift, passing, implements, self.loaded_apart(&lift.options));
        if lifted.constructs.is_some() {
            lifting.take_over();
        }
        let frame = self.lifting_frame(lift, lifted.name, is_async, !lifting.refusers.is_empty());
        let memory = self.memory(&lift.options);
        let table = self.table_if_needed(&lift.options, &lift.ty);
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
        tried.extend(lift_and_leave(&mut spelling, &lifting, &frame, called, has_result, lifted.constructs));

        if let Some((ok, err)) = lifting.outcome {
            let declared: &[&str] = if ok.is_some() || err.is_some() { &[&failed, &value] } else { &[&failed] };
            body.push(ast::variables(declared, None));
        }
        body.extend(spelling.parameter.iter().map(|parameter| ast::variable(parameter, None)));
        body.extend(frame.enter);
        let mut fail = Vec::new();
        if let Some(moves) = spelling.handles.moves.clone() {
            body.push(ast::constant(&moves, ast::array(Vec::new())));
            let args = vec![id(&frame.root), id(&table), id(&moves)];
            fail.push(ast::run(ast::call_name(&spelling.around.unit("takeBack"), args)));
        }
        let parameter =
            spelling.parameter.as_deref().map(id).or(lifting.refusers.first().map(|name| ast::string(name)));
        match spelling.around.failing(&frame.root, parameter) {
            None => body.extend(tried),
            Some(failing) => {
                fail.push(ast::run(failing));
                body.push(ast::try_catch(tried, "error", fail));
            }
        }
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

    fn lifting_frame(&mut self, lift: &Lift, name: &str, is_async: bool, refuses: bool) -> Frame {
        let root = self.root();
        let callee = self.core_funcs.get(lift.callee.index()).cloned().unwrap_or_default();
        let post_return = lift.options.post_return.and_then(|id| self.core_funcs.get(id.index()).cloned());
        // A call that returns a promise takes its turn and may suspend; both only where there is something to wait for.
        let waits = is_async && self.needs.waits();
        let running = self.running();
        let entered = if refuses && !self.needs.waits() { LOWERING } else { running };
        let enter = match (self.needs.waits(), is_async) {
            (false, _) => Some(ast::run(self.call("enter", vec![id(&root), num(entered)]))),
            (true, true) => None,
            (true, false) => {
                let args = vec![id(&root), id("waiting"), ast::string(plain_name(name))];
                Some(ast::run(self.call("enterPlain", args)))
            }
        };
        let callee = if waits { self.promising(lift.callee, callee) } else { callee };
        let gate = self.gate_of_caller(lift.options.instance);
        let begin = self.begin_thread(lift.options.instance);
        Frame { gate, root, callee, post_return, enter, entered, running, waits, guards: self.needs.calls_out, begin }
    }

    /// The state in which the guest runs.
    fn running(&self) -> u32 {
        if self.needs.is_alone() { RUNNING_ALONE } else { RUNNING }
    }

    /// Enters from the host.
    pub(super) fn enter(&mut self, root: &str) -> Stmt {
        let running = self.running();
        ast::run(self.call("enter", vec![id(root), num(running)]))
    }

    /// Ends a call that threw, while it was lowering `parameter` if there is one; nothing where the state says it all.
    pub(super) fn failing(&mut self, root: &str, parameter: Option<Expr>) -> Option<Expr> {
        let mut error = id("error");
        if self.needs.handlers {
            error = self.call("unwound", vec![error]);
        }
        let unit = match (self.needs.is_alone(), &parameter) {
            (true, None) => return None,
            (true, Some(_)) => "refuse",
            (false, None) => "fail",
            (false, Some(_)) => "refuseOrFail",
        };
        let args = [Some(id(root)), Some(error), parameter];
        Some(self.call(unit, args.into_iter().flatten().collect()))
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
    if !lifting.refusers.is_empty() && frame.entered != LOWERING {
        out.push(frame.state(LOWERING));
    }
    out.extend(frame.begin.clone());
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
        out.push(frame.state(frame.running));
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
        (true, Some(layout)) => {
            let address = spelling.pointer(called, layout);
            out.push(ast::constant(&returned, address));
        }
        (true, None) if has_outcome => out.push(ast::run(ast::assign(&failed, called))),
        (true, None) if lifting.once && frame.post_return.is_none() => spelling.set_inline(lifting.returned, called),
        (true, None) => out.push(ast::constant(&returned, called)),
    }
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
    let flat = if has_outcome && lifting.spilled.is_none() { &failed } else { &returned };
    out.extend(frame.post_return(has_result.then(|| id(flat))));
    out.push(frame.state(IDLE));
    out.extend(last.map(|value| match constructs {
        Some(token) => ast::run(super_call(vec![id(token), value])),
        None => ast::ret(value),
    }));
    out
}
