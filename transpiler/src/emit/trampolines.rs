//! Functions that core code calls: `canon lower` of host functions, and the resource built-ins.

use super::glue::Glue;
use super::waiting::Waiter;
use crate::abi::{self, Core};
use crate::adapter::{Adapter, Expr as Ir, Local, Stmt as Irs};
use crate::diagnostics::{Code, Diagnostic};
use crate::fuse::waiting::Way;
use crate::js::adapter::{Spelling, Surroundings};
use crate::js::ast::{self, Expr, Stmt, id, member};
use crate::js::names::{camel, upper_camel};
use crate::needs::may_wait;
use crate::plan::{CanonOptions, Encoding, FuncKind, Import, Plan, Resource, ResourceId, Trampoline};
use crate::types::{self, Int, Type};

/// Refuses what has no words yet.
pub(super) fn check_options(options: &CanonOptions) -> Result<(), Diagnostic> {
    if options.encoding == Encoding::Utf8 {
        return Ok(());
    }
    Err(Diagnostic::new(Code::Unsupported, "string encodings other than UTF-8 are not translated yet"))
}

impl Glue<'_> {
    /// One constant per trampoline, in order; none for those that may have to wait, which `waiters` declares.
    pub(super) fn trampolines(&mut self) -> Result<Vec<Option<Stmt>>, Diagnostic> {
        let plan = self.plan;
        let mut out = Vec::with_capacity(plan.trampolines.len());
        for (i, trampoline) in plan.trampolines.iter().enumerate() {
            let name = self.trampoline_names.get(i).cloned().unwrap_or_default();
            let function = match trampoline {
                Trampoline::Lower { import, options } => {
                    let Some(import) = plan.imports.get(import.index()) else { continue };
                    match self.lower(import, options, &name)? {
                        Lowered::Function(function) => function,
                        Lowered::Waiter(waiter) => {
                            self.waiters.push(waiter);
                            out.push(None);
                            continue;
                        }
                    }
                }
                Trampoline::ResourceNew { resource, instance } => {
                    let (table, token) = (self.table(*instance), self.resource(*resource));
                    let args = vec![id(&table), id(&token), id("rep"), ast::boolean(true)];
                    let mut body = self.check_leave(*instance);
                    body.push(ast::ret(self.call("addHandle", args)));
                    ast::arrow(&["rep".into()], body)
                }
                Trampoline::ResourceRep { resource, instance } => {
                    let (table, token) = (self.table(*instance), self.resource(*resource));
                    let get = self.call("getHandle", vec![id(&table), id(&token), id("index")]);
                    ast::arrow_expr(&["index".into()], member(get, "rep"))
                }
                Trampoline::ResourceDrop { resource, instance } => {
                    let (table, token) = (self.table(*instance), self.resource(*resource));
                    let mut body = self.check_leave(*instance);
                    let drop = self.call("dropHandle", vec![id(&table), id(&token), id("index")]);
                    let end = self.destructor(*resource);
                    match end {
                        Some(end) => {
                            body.push(ast::constant("handle", drop));
                            body.push(ast::branch(member(id("handle"), "own"), vec![end], Vec::new()));
                        }
                        None => body.push(ast::run(drop)),
                    }
                    ast::arrow(&["index".into()], body)
                }
            };
            out.push(Some(ast::constant(&name, function)));
        }
        Ok(out)
    }

    /// What ends a resource whose last owner let go.
    fn destructor(&mut self, resource: ResourceId) -> Option<Stmt> {
        let rep = member(id("handle"), "rep");
        match self.plan.resources.get(resource.index())? {
            Resource::Imported { .. } => {
                let dispose = self.call("disposeHost", vec![rep]);
                Some(ast::run(dispose))
            }
            Resource::Defined { dtor, .. } => {
                let name = self.core_funcs.get(dtor.as_ref()?.index())?;
                Some(ast::run(ast::call_name(name, vec![rep])))
            }
        }
    }

    fn check_leave(&mut self, instance: crate::plan::InstanceId) -> Vec<Stmt> {
        let instance = self.instance(instance);
        let check = self.call("leave", vec![id(&instance)]);
        vec![ast::run(check)]
    }

    /// `canon lower` (`CanonicalABI.md#canon-lower`) of a host function, synchronous.
    fn lower(&mut self, import: &Import, options: &CanonOptions, name: &str) -> Result<Lowered, Diagnostic> {
        check_options(options)?;
        let plan = self.plan;
        let types = &plan.types;
        let signature = abi::signature(types, &import.ty);
        let waits = may_wait(plan, import).then(|| {
            let part = |part: &str| upper_first(part, name);
            [self.names.unique(&part("try")), self.names.unique(&part("finish"))]
        });
        let mut names = self.names.clone();
        let memory = self.memory(options.memory, options.realloc);
        let table = self.table_if_needed(options, &import.ty);

        // Lift the arguments.
        let mut a = Adapter::default();
        let mut params: Vec<Local> = Vec::new();
        let mut values: Vec<Ir> = Vec::new();
        match &signature.params {
            Some(_) => {
                let mut flat: Vec<Ir> = Vec::new();
                for (name, ty) in &import.ty.params {
                    let cores = abi::flatten(types, *ty);
                    for (i, _) in cores.iter().enumerate() {
                        let hint = flat_hint(types.get(*ty), name, i, cores.len());
                        let local = a.local(&hint);
                        params.push(local);
                        flat.push(local.into());
                    }
                }
                let mut flat = flat.into_iter();
                for (name, ty) in &import.ty.params {
                    values.push(types::lift_flat(types, &mut a, *ty, name, &mut flat));
                }
            }
            None => {
                let pointer = a.local("params");
                params.push(pointer);
                a.push(Irs::Set(pointer, address(pointer)));
                let sequence = abi::sequence(types, import.ty.params.iter().map(|(_, ty)| *ty));
                a.push(Irs::CheckPointer {
                    ptr: pointer.into(),
                    size: sequence.layout.size,
                    align: sequence.layout.align,
                });
                for ((name, ty), offset) in import.ty.params.iter().zip(sequence.offsets) {
                    values.push(types::load(types, &mut a, *ty, name, &pointer.into(), offset));
                }
            }
        }
        let out = signature.results.is_none().then(|| a.local("out"));
        params.extend(out);
        let lift = std::mem::take(&mut a.body);

        // Lower the result.
        let (failed, value) = (a.local("failed"), a.local("value"));
        let outcome = import.ty.result.and_then(|ty| match types.get(ty) {
            Type::Result(ok, err) => Some((*ok, *err)),
            _ => None,
        });
        let mut returned = None;
        if let Some(out) = out {
            a.push(Irs::Set(out, address(out)));
        }
        match (import.ty.result, out, outcome) {
            (Some(ty), Some(out), outcome) => {
                let layout = abi::layout(types, ty);
                a.push(Irs::CheckPointer { ptr: out.into(), size: layout.size, align: layout.align });
                match outcome {
                    Some(cases) => {
                        types::result::store_outcome(types, &mut a, cases, (failed, value), &out.into());
                    }
                    None => types::store(types, &mut a, ty, "value", value.into(), &out.into(), 0),
                }
            }
            (Some(_), None, Some(_)) => returned = Some(Ir::Local(failed)),
            // The engine converts what a host function returns.
            (Some(ty), None, None) if is_number(types.get(ty)) => returned = Some(value.into()),
            (Some(ty), None, None) => {
                returned = types::lower_flat(types, &mut a, ty, "value", value.into()).into_iter().next();
            }
            (None, ..) => {}
        }
        let lower = std::mem::take(&mut a.body);

        let target = self.target(import);
        let is_func = plan.import_interfaces.get(import.interface as usize).is_some_and(|i| i.is_func);
        let mut body = self.check_leave(options.instance);
        // A function that waits lowers later, in a function of its own.
        let (mut finish, before) = match &waits {
            Some(_) => (self.refresh_if(&memory, touches_memory(&lower)), touches_memory(&lift)),
            None => (Vec::new(), touches_memory(&lift) || touches_memory(&lower)),
        };
        body.extend(self.refresh_if(&memory, before));
        let mut spelling = Spelling::new(self, &mut names, &memory, &table, &a);
        let params: Vec<String> = params.iter().map(|p| spelling.name(*p)).collect();
        body.extend(spelling.stmts(&lift));
        let arguments: Vec<Expr> = values.iter().map(|value| spelling.expr(value)).collect();
        let (value_name, failed_name) = (spelling.name(value), spelling.name(failed));
        let mut called = call_target(import, is_func, &target, arguments);
        if waits.is_some() {
            let args = vec![id("waiting"), called, ast::string(&qualified_name(plan, import))];
            called = ast::call_name(&spelling.around.unit("attempt"), args);
        }
        let keeps = outcome.is_some_and(|(ok, err)| ok.is_some() || err.is_some());
        if let Some((ok, err)) = outcome {
            let payload = ast::call_name(&spelling.around.unit("componentErrorPayload"), vec![id("error")]);
            let keep =
                |wanted: bool, value: Expr| ast::run(if wanted { ast::assign(&value_name, value) } else { value });
            let names: &[&str] = if keeps { &[&value_name, &failed_name] } else { &[&failed_name] };
            body.push(ast::variables(names, Some(ast::num(0))));
            let mark = ast::run(ast::assign(&failed_name, ast::num(1)));
            body.push(ast::try_catch(
                vec![keep(ok.is_some(), called.clone())],
                "error",
                vec![keep(err.is_some(), payload), mark],
            ));
        }
        let has_result = import.ty.result.is_some();
        let lower = spelling.stmts(&lower);
        let returned = returned.map(|value| spelling.expr(&value));
        let out = out.map(|out| spelling.name(out));
        let Some([attempt, finish_name]) = waits else {
            match returned {
                Some(Expr::Ident(same)) if outcome.is_none() && lower.is_empty() && *same.sym == *value_name => {
                    body.push(ast::ret(called));
                }
                returned => {
                    match (outcome, has_result) {
                        (Some(_), _) => {}
                        (None, true) => body.push(ast::constant(&value_name, called)),
                        (None, false) => body.push(ast::run(called)),
                    }
                    body.extend(lower);
                    body.extend(returned.map(ast::ret));
                }
            }
            return Ok(Lowered::Function(ast::arrow(&params, body)));
        };

        let mut statements = Vec::new();
        let mut wait = vec![id("waiting")];
        if has_result {
            let settled = match outcome {
                Some(_) => vec![value_name.clone(), failed_name],
                None => vec![value_name.clone()],
            };
            let passed: Vec<String> = settled.into_iter().chain(out.clone()).collect();
            let mut args: Vec<Expr> = passed.iter().map(|name| id(name)).collect();
            if let (Some(first), true, false) = (args.first_mut(), outcome.is_some(), keeps) {
                *first = id("undefined");
            }
            finish.extend(lower);
            finish.extend(returned.map(ast::ret));
            statements.push(ast::constant(&finish_name, ast::arrow(&passed, finish)));
            wait.push(id(&finish_name));

            if outcome.is_none() {
                body.push(ast::constant(&value_name, called));
            }
            // What core code sees then does not matter, but has to be convertible.
            let is_big = signature.results.as_ref().is_some_and(|results| results.contains(&Core::I64));
            let nothing = if is_big { ast::ret(ast::zero_big()) } else { ast::ret_nothing() };
            body.push(ast::branch(member(id("waiting"), "answer"), vec![nothing], Vec::new()));
            let finished = ast::call_name(&finish_name, args);
            body.push(if out.is_some() { ast::run(finished) } else { ast::ret(finished) });
        } else {
            body.push(ast::run(called));
        }
        statements.push(ast::constant(&attempt, ast::arrow(&params, body)));
        let wait = self.call(if outcome.is_some() { "waitForResult" } else { "waitFor" }, wait);

        let mut flat = signature.params.unwrap_or_else(|| vec![Core::I32]);
        let spilled = out.is_some();
        flat.extend(spilled.then_some(Core::I32));
        let result = signature.results.and_then(|results| results.first().copied());
        let way = Way { params: flat, result, spilled };
        Ok(Lowered::Waiter(Waiter { name: name.to_owned(), statements, attempt, wait, way }))
    }

    /// The statement that makes the views of a memory again, where they are used.
    fn refresh_if(&mut self, memory: &str, used: bool) -> Vec<Stmt> {
        if !used || memory.is_empty() {
            return Vec::new();
        }
        vec![ast::run(self.call("refresh", vec![id(memory)]))]
    }

    /// The object that a host function is a member of, or the function itself.
    fn target(&mut self, import: &Import) -> Expr {
        match self.interfaces.get(import.interface as usize) {
            Some(Some(name)) => id(name),
            _ => id("undefined"),
        }
    }

    /// The handle table, where the function moves handles.
    pub(super) fn table_if_needed(&mut self, options: &CanonOptions, ty: &crate::types::FuncType) -> String {
        let types = &self.plan.types;
        let moves =
            ty.params.iter().map(|(_, ty)| *ty).chain(ty.result).any(|ty| !types::handles(types, ty).is_empty());
        if moves { self.table(options.instance) } else { String::new() }
    }
}

/// What lowering makes of a host function.
enum Lowered {
    /// The function that core code imports.
    Function(Expr),
    /// The parts of one that may have to wait.
    Waiter(Waiter),
}

/// The name of an import in errors, `wasi:io/poll@0.2.6#poll`.
fn qualified_name(plan: &Plan, import: &Import) -> String {
    let interface = plan.import_interfaces.get(import.interface as usize);
    format!("{}#{}", interface.map_or("", |interface| interface.name.as_str()), import.name)
}

/// `try` and `poll` → `tryPoll`
pub(super) fn upper_first(prefix: &str, name: &str) -> String {
    let mut letters = name.chars();
    prefix.chars().chain(letters.next().into_iter().flat_map(char::to_uppercase)).chain(letters).collect()
}

fn address(local: Local) -> Ir {
    Ir::LiftInt(crate::types::Int::U32, Box::new(local.into()))
}

/// Names of the flat parts of a parameter.
fn flat_hint(ty: &Type, name: &str, index: usize, count: usize) -> String {
    match (ty, index) {
        (Type::Own(_) | Type::Borrow(_), _) => format!("{name}-index"),
        _ if count == 1 => name.to_owned(),
        (Type::String | Type::List(_), 0) => format!("{name}-ptr"),
        (Type::String | Type::List(_), _) => format!("{name}-len"),
        (Type::Option(_) | Type::Variant(_) | Type::Result(..), 0) => format!("{name}-case"),
        _ => format!("{name}{index}"),
    }
}

/// A value that an engine converts to the core type by itself; narrower integers need more.
fn is_number(ty: &Type) -> bool {
    matches!(ty, Type::Int(Int::S32 | Int::U32 | Int::S64 | Int::U64) | Type::F32 | Type::F64)
}

/// Whether the statements read or write memory.
fn touches_memory(stmts: &[Irs]) -> bool {
    stmts.iter().any(|stmt| !matches!(stmt, Irs::Set(..) | Irs::Let(..) | Irs::Var(..) | Irs::CheckTwo(_)))
}

fn call_target(import: &Import, is_func: bool, target: &Expr, mut arguments: Vec<Expr>) -> Expr {
    match &import.kind {
        // A world-level function is the value itself.
        FuncKind::Plain if is_func => ast::call(target.clone(), arguments),
        FuncKind::Plain => ast::call(member(target.clone(), &camel(&import.name)), arguments),
        FuncKind::Constructor(class) => ast::new(member(target.clone(), &upper_camel(class)), arguments),
        FuncKind::Static(class, name) => {
            ast::call(member(member(target.clone(), &upper_camel(class)), &camel(name)), arguments)
        }
        FuncKind::Method(_, name) => {
            let this = if arguments.is_empty() { id("undefined") } else { arguments.remove(0) };
            ast::call(member(this, &camel(name)), arguments)
        }
    }
}
