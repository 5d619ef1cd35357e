//! `canon lower` of a host function, in words.

use super::adapters::Lowering;
use super::glue::Glue;
use super::handles::lends;
use super::trampolines::upper_first;
use super::waiting::Waiter;
use crate::abi::Core;
use crate::fuse::waiting::Way;
use crate::js::adapter::{Handles, Spelling, Surroundings};
use crate::js::ast::{self, Expr, Stmt, id, member};
use crate::js::names::{function_name, upper_camel};
use crate::needs::{may_view, qualified_name};
use crate::plan::{CanonOptions, FuncKind, Import, ImportSort};

/// What lowering makes of a host function.
pub(super) enum Lowered {
    /// The function that core code imports.
    Function(Expr),
    /// The parts of one that may have to wait.
    Waiter(Waiter),
}

/// The pieces of the function, spelled.
struct Words {
    /// Names of the core parameters.
    params: Vec<String>,
    /// Up to the host call: checks, views, lifted arguments.
    before: Vec<Stmt>,
    /// The host call.
    called: Expr,
    /// The host call where it is kept as an outcome, with its `try`.
    kept: Vec<Stmt>,
    /// Name of what the host gave.
    value: String,
    /// Name of which of the two it was.
    failed: String,
    /// Name of the result's address.
    out: Option<String>,
    /// The function that lowers the result, if it does so for several imports.
    shared: Option<String>,
    /// Lowers the result.
    lower: Vec<Stmt>,
    /// The core result.
    returned: Option<Expr>,
}

impl<'a> Glue<'a> {
    /// `canon lower` (`CanonicalABI.md#canon-lower`) of a host function, synchronous.
    pub(super) fn lower(&mut self, import: &Import, options: &CanonOptions, name: &str) -> Lowered {
        let waits = self.needs.may_wait(self.plan, import);
        let lends = !waits && lends(self.plan, &import.ty);
        let lowering =
            Lowering::new(&self.plan.types, import, lends, may_view(self.plan, import), self.stored_apart(options));
        if !waits {
            let words = self.lowering_words(import, options, &lowering, false);
            let (params, body) = function(&lowering, words);
            return Lowered::Function(ast::arrow(&params, self.unwinding(body)));
        }
        // Taken before the names inside, which must not hide them.
        let [attempt, finish] = ["try", "finish"].map(|part| self.names.unique(&upper_first(part, name)));
        let words = self.lowering_words(import, options, &lowering, true);
        Lowered::Waiter(self.waiter(lowering, words, name.to_owned(), attempt, finish))
    }

    fn lowering_words(&mut self, import: &Import, options: &CanonOptions, l: &Lowering, waits: bool) -> Words {
        let shared = self.shared_result(import, options, l);
        let mut names = self.names.inner();
        let memory = self.memory(options);
        let table = self.table_if_needed(options, &import.ty);
        let target = self.target(import);
        let mut before = self.check_leave();

        let plan = self.plan;
        let lent = l.lends.then(|| names.unique("lent"));
        if let Some(lent) = &lent {
            before.push(ast::constant(lent, ast::array(Vec::new())));
        }
        let handles = Handles { lent: lent.clone(), ..Handles::new(table, options.instance) };
        let mut spelling = Spelling::new(self, &mut names, &memory, handles, &l.adapter);
        let params: Vec<String> = l.params.iter().map(|param| spelling.name(*param)).collect();
        before.extend(spelling.stmts(&l.lift));
        let arguments: Vec<Expr> = l.arguments.iter().map(|value| spelling.expr(value)).collect();
        let (value, failed) = (spelling.name(l.value), spelling.name(l.failed));
        let mut called = target.call(import, arguments);
        if waits {
            let args = vec![id("waiting"), called, ast::string(&qualified_name(plan, import))];
            called = ast::call_name(&spelling.around.unit("attempt"), args);
        }
        let mut kept = Vec::new();
        if let Some((ok, err)) = l.outcome {
            let payload = ast::call_name(&spelling.around.unit("componentErrorPayload"), vec![id("error")]);
            let keep = |wanted: bool, given: Expr| ast::run(if wanted { ast::assign(&value, given) } else { given });
            let declared: &[&str] = if l.keeps_value() { &[&value, &failed] } else { &[&failed] };
            kept.push(ast::variables(declared, Some(ast::num(0))));
            let mark = ast::run(ast::assign(&failed, ast::num(1)));
            let tried = vec![keep(ok.is_some(), called.clone())];
            kept.push(ast::try_catch(tried, "error", vec![keep(err.is_some(), payload), mark]));
        }
        let mut lower = if shared.is_some() { Vec::new() } else { spelling.stmts(&l.lower) };
        let returned = l.returned.as_ref().map(|returned| spelling.expr(returned));
        let out = l.out.map(|out| spelling.name(out));
        if let Some(lent) = &lent {
            let end = ast::call_name(&spelling.around.unit("endLoans"), vec![id(lent)]);
            lower.push(ast::run(end));
        }
        Words { params, before, called, kept, value, failed, out, shared, lower, returned }
    }

    /// `try`, which calls the host, and `finish`, which lowers: at once, or from `wait`.
    fn waiter(&mut self, l: Lowering, words: Words, name: String, attempt: String, finish: String) -> Waiter {
        let Words { params, before: mut body, called, kept, value, failed, out, shared, lower, returned } = words;
        let (has_outcome, keeps_value) = (l.outcome.is_some(), l.keeps_value());
        let mut statements = Vec::new();
        let mut wait = vec![id("waiting")];
        if returned.is_none() && out.is_none() {
            body.push(ast::run(called));
        } else {
            let mut passed = vec![value.clone()];
            passed.extend(has_outcome.then_some(failed));
            passed.extend(out.clone());
            let mut args: Vec<Expr> = passed.iter().map(|name| id(name)).collect();
            if let (Some(first), true, false) = (args.first_mut(), has_outcome, keeps_value) {
                *first = id("undefined");
            }
            let finish = shared.unwrap_or_else(|| {
                let finished: Vec<Stmt> = lower.into_iter().chain(returned.map(ast::ret)).collect();
                statements.push(ast::constant(&finish, ast::arrow(&passed, finished)));
                finish
            });
            wait.push(id(&finish));

            if has_outcome {
                body.extend(kept);
            } else {
                body.push(ast::constant(&value, called));
            }
            // What core code sees then does not matter, but has to be convertible.
            let is_big = l.signature.results.as_ref().is_some_and(|results| results.contains(&Core::I64));
            let nothing = if is_big { ast::ret(ast::zero_big()) } else { ast::ret_nothing() };
            body.push(ast::branch(ast::field(id("waiting"), "answer"), vec![nothing], Vec::new()));
            let finished = ast::call_name(&finish, args);
            body.push(if out.is_some() { ast::run(finished) } else { ast::ret(finished) });
        }
        statements.push(ast::constant(&attempt, ast::arrow(&params, self.unwinding(body))));
        let mut wait = self.call(if has_outcome { "waitForResult" } else { "waitFor" }, wait);
        if self.needs.handlers {
            wait = self.call("unwinding", vec![wait]);
        }

        let mut flat = l.signature.params.unwrap_or_else(|| vec![Core::I32]);
        let spilled = out.is_some();
        flat.extend(spilled.then_some(Core::I32));
        let result = l.signature.results.and_then(|results| results.first().copied());
        Waiter { name, statements, attempt, wait, way: Way { params: flat, result, spilled } }
    }

    /// Where the host function is found.
    pub(super) fn target(&self, import: &Import) -> Target<'a> {
        let index = import.interface as usize;
        let object = match self.interfaces.get(index) {
            Some(Some(name)) => id(name),
            _ => id("undefined"),
        };
        let plan = self.plan;
        Target { object, sort: plan.import_interfaces.get(index).map(|interface| &interface.sort) }
    }
}

/// Parameters and body of one function: lift, call, lower.
fn function(lowering: &Lowering, words: Words) -> (Vec<String>, Vec<Stmt>) {
    let Words { params, before: mut body, called, kept, value, failed, lower, returned, out, shared, .. } = words;
    match returned {
        Some(Expr::Ident(same)) if lowering.outcome.is_none() && lower.is_empty() && *same.sym == *value => {
            body.push(ast::ret(called));
        }
        returned => {
            if let (Some(shared), Some(out)) = (&shared, &out) {
                let given = if lowering.outcome.is_some() { vec![id(&value), id(&failed)] } else { vec![called] };
                body.extend(kept);
                body.push(ast::run(ast::call_name(shared, given.into_iter().chain([id(out)]).collect())));
                return (params, body);
            }
            if lowering.outcome.is_some() {
                body.extend(kept);
            } else if returned.is_some() || out.is_some() {
                body.push(ast::constant(&value, called));
            } else {
                body.push(ast::run(called));
            }
            body.extend(lower);
            body.extend(returned.map(ast::ret));
        }
    }
    (params, body)
}

/// Where a host function is found.
pub(super) struct Target<'a> {
    /// The interface's object, or the function itself.
    object: Expr,
    /// What it is.
    sort: Option<&'a ImportSort>,
}

impl Target<'_> {
    fn class(&self, name: &str) -> Expr {
        let object = self.object.clone();
        if self.sort == Some(&ImportSort::Resource) { object } else { member(object, &upper_camel(name)) }
    }

    /// The call of a function.
    pub(super) fn call(&self, import: &Import, mut arguments: Vec<Expr>) -> Expr {
        let object = self.object.clone();
        match &import.kind {
            FuncKind::Plain if self.sort == Some(&ImportSort::Func) => ast::call(object, arguments),
            FuncKind::Plain => ast::call(member(object, &function_name(&import.name)), arguments),
            FuncKind::Constructor(class) => ast::new(self.class(class), arguments),
            FuncKind::Static(class, name) => ast::call(member(self.class(class), &function_name(name)), arguments),
            FuncKind::Method(_, name) => {
                let this = if arguments.is_empty() { id("undefined") } else { arguments.remove(0) };
                ast::call(member(this, &function_name(name)), arguments)
            }
        }
    }
}
