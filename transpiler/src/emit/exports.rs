//! Functions that the host calls: `canon lift`, and the objects they leave in.

use std::collections::HashMap;

use super::glue::Glue;
use super::trampolines::{check_options, upper_first};
use crate::abi;
use crate::adapter::{Adapter, Expr as Ir, Local, Stmt as Irs};
use crate::diagnostics::{Code, Diagnostic};
use crate::js::adapter::{Spelling, Surroundings};
use crate::js::ast::{self, Property, Stmt, id, num};
use crate::js::names::camel;
use crate::plan::{CoreDef, CoreFuncId, Export, ExportItem, FuncKind, InstanceId, Lift, Plan, Resource};
use crate::types::{self, FuncType, Type};
use crate::wasi::split_version;

/// Something that leaves the module: a local name under one or more exported names.
pub(super) struct Leaving {
    /// The variable.
    pub(super) local: String,
    /// The names it leaves under, the short one first.
    pub(super) names: Vec<String>,
}

/// The exports in words.
pub(super) struct Exports {
    /// Declarations.
    pub(super) statements: Vec<Stmt>,
    /// What leaves.
    pub(super) leaving: Vec<Leaving>,
}

/// The name under which each lifted function is exported, for naming its core function.
pub(super) fn lift_names(exports: &[Export], names: &mut HashMap<u32, String>) {
    for export in exports {
        match &export.item {
            ExportItem::Func { lift, kind, .. } => {
                let name = match kind {
                    FuncKind::Plain => export.name.clone(),
                    FuncKind::Constructor(class) => format!("new-{class}"),
                    FuncKind::Method(class, name) | FuncKind::Static(class, name) => format!("{class}-{name}"),
                };
                names.insert(lift.0, name);
            }
            ExportItem::Instance(items) => lift_names(items, names),
            ExportItem::Type(_) => {}
        }
    }
}

/// Whether calls of this export return promises (DESIGN §5: by type, by contract of the interface, or by option).
pub(crate) fn returns_promise(
    options: &crate::options::Options,
    interface: Option<&str>,
    name: &str,
    ty: &FuncType,
) -> bool {
    let qualified = interface.map(|interface| format!("{interface}#{name}"));
    let unversioned = interface.map(|interface| format!("{}#{name}", split_version(interface).0));
    let is_run = interface.is_some_and(|i| split_version(i).0 == "wasi:cli/run") && name == "run";
    let asked = options
        .async_exports
        .iter()
        .any(|asked| asked == name || qualified.as_ref() == Some(asked) || unversioned.as_ref() == Some(asked));
    ty.is_async || is_run || asked
}

/// The short name of an interface export, `run` for `wasi:cli/run@0.2.6`.
pub(crate) fn short_name(name: &str) -> String {
    let bare = split_version(name).0;
    camel(bare.rsplit(['/', ':']).next().unwrap_or(bare))
}

/// Exported names per export of the root: the short one only where it is unambiguous.
pub(crate) fn exported_names(plan: &Plan) -> Vec<Vec<String>> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for export in &plan.exports {
        *count.entry(short_name(&export.name)).or_default() += 1;
    }
    plan.exports
        .iter()
        .map(|export| {
            let short = short_name(&export.name);
            let mut names = Vec::new();
            if count.get(&short) == Some(&1) && !short.is_empty() {
                names.push(short.clone());
            }
            let is_instance = matches!(export.item, ExportItem::Instance(_));
            if names.is_empty() || (is_instance && short != export.name) {
                names.push(export.name.clone());
            }
            names
        })
        .collect()
}

impl Glue<'_> {
    /// All exports of the component.
    pub(super) fn exports(&mut self) -> Result<Exports, Diagnostic> {
        let plan = self.plan;
        let (mut statements, mut leaving) = (Vec::new(), Vec::new());
        for (export, names) in plan.exports.iter().zip(exported_names(plan)) {
            let hint = names.first().cloned().unwrap_or_default();
            let value = match &export.item {
                ExportItem::Func { lift, ty, kind: FuncKind::Plain } => {
                    let Some(definition) = plan.lifts.get(lift.index()) else { continue };
                    let method = self.lift(definition, &export.name, ty, None)?;
                    let local = self.names.unique(&hint);
                    statements.push(ast::function(&local, method));
                    leaving.push(Leaving { local, names });
                    continue;
                }
                ExportItem::Instance(items) => {
                    let mut properties = Vec::new();
                    for item in items {
                        self.member(&export.name, item, &mut properties)?;
                    }
                    if properties.is_empty() {
                        continue;
                    }
                    ast::object(properties)
                }
                ExportItem::Func { .. } => return Err(guest_resource(&export.name)),
                ExportItem::Type(_) => continue,
            };
            let local = self.names.unique(&hint);
            statements.push(ast::constant(&local, value));
            leaving.push(Leaving { local, names });
        }
        statements.splice(0..0, self.declare_promising());
        Ok(Exports { statements, leaving })
    }

    fn member(&mut self, interface: &str, item: &Export, out: &mut Vec<Property>) -> Result<(), Diagnostic> {
        let plan = self.plan;
        match &item.item {
            ExportItem::Func { lift, ty, kind: FuncKind::Plain } => {
                let Some(definition) = plan.lifts.get(lift.index()) else { return Ok(()) };
                let method = self.lift(definition, &item.name, ty, Some(interface))?;
                out.push(ast::method_of(&camel(&item.name), method));
                Ok(())
            }
            ExportItem::Func { .. } => Err(guest_resource(&item.name)),
            ExportItem::Instance(_) | ExportItem::Type(_) => Ok(()),
        }
    }

    /// `canon lift` (`CanonicalABI.md#canon-lift`), synchronous.
    fn lift(
        &mut self,
        lift: &Lift,
        name: &str,
        public: &FuncType,
        interface: Option<&str>,
    ) -> Result<ast::Method, Diagnostic> {
        check_options(&lift.options)?;
        self.check_handles(&lift.ty)?;
        let plan = self.plan;
        let types = &plan.types;
        let signature = abi::signature(types, &lift.ty);
        let memory = self.memory(lift.options.memory, lift.options.realloc);
        let table = self.table_if_needed(&lift.options, &lift.ty);
        let root = self.instance(InstanceId(0));
        let instance = self.instance(lift.options.instance);
        let callee = self.core_funcs.get(lift.callee.index()).cloned().unwrap_or_default();
        let post_return = lift.options.post_return.and_then(|id| self.core_funcs.get(id.index()).cloned());

        // Coerce and lower the arguments.
        let mut a = Adapter::default();
        let params: Vec<Local> = lift.ty.params.iter().map(|(name, _)| a.local(name)).collect();
        for ((_, ty), param) in lift.ty.params.iter().zip(&params) {
            if let Some(value) = types::coerce(types, *ty, (*param).into()) {
                a.push(Irs::Set(*param, value));
            }
        }
        let coerce = std::mem::take(&mut a.body);
        let refuses = lift.ty.params.iter().any(|(_, ty)| types::may_refuse(types, *ty)) || signature.params.is_none();
        let mut flat: Vec<Ir> = Vec::new();
        if signature.params.is_some() {
            for ((name, ty), param) in lift.ty.params.iter().zip(&params) {
                match types.get(*ty) {
                    // Coerced to the range already; the engine does the rest.
                    Type::Int(_) | Type::F32 | Type::F64 => flat.push((*param).into()),
                    _ => {
                        let lowered = types::lower_flat(types, &mut a, *ty, name, (*param).into());
                        // Whatever the host's value can refuse, it refuses before the guest runs.
                        flat.extend(lowered.into_iter().map(|core| if refuses { a.bind(name, core) } else { core }));
                    }
                }
            }
        } else {
            let sequence = abi::sequence(types, lift.ty.params.iter().map(|(_, ty)| *ty));
            let pointer = a.local("params");
            a.push(Irs::Allocate {
                ptr: pointer,
                len: Ir::I32(1),
                size: sequence.layout.size,
                align: sequence.layout.align,
            });
            for (((name, ty), param), offset) in lift.ty.params.iter().zip(&params).zip(sequence.offsets) {
                types::store(types, &mut a, *ty, name, (*param).into(), &pointer.into(), offset);
            }
            flat.push(pointer.into());
        }
        let lower = std::mem::take(&mut a.body);

        // Lift the result.
        let (returned, failed, value) = (a.local("returned"), a.local("failed"), a.local("result"));
        let outcome = lift.ty.result.and_then(|ty| match types.get(ty) {
            Type::Result(ok, err) => Some((*ok, *err)),
            _ => None,
        });
        let result = match (lift.ty.result, &signature.results, outcome) {
            (None, ..) => None,
            (Some(ty), None, outcome) => {
                let layout = abi::layout(types, ty);
                a.push(Irs::CheckPointer { ptr: returned.into(), size: layout.size, align: layout.align });
                match outcome {
                    Some(cases) => {
                        types::result::load_outcome(types, &mut a, cases, (failed, value), &returned.into());
                        None
                    }
                    None => Some(types::load(types, &mut a, ty, "result", &returned.into(), 0)),
                }
            }
            (Some(_), Some(_), Some(_)) => {
                a.push(Irs::CheckTwo(failed.into()));
                None
            }
            (Some(ty), Some(_), None) => {
                let mut flat = vec![Ir::Local(returned)].into_iter();
                Some(types::lift_flat(types, &mut a, ty, "result", &mut flat))
            }
        };
        let lift_result = std::mem::take(&mut a.body);
        let spilled = signature.results.is_none();

        let is_async = returns_promise(self.options, interface, name, public);
        // A call that returns a promise takes its turn and may suspend; both only where there is something to wait for.
        let waits = is_async && self.needs.waits;
        let enter = match (self.needs.waits, is_async) {
            (false, _) => self.call("enter", vec![id(&root)]),
            (true, true) => ast::wait(self.call("enterInTurn", vec![id(&root), id("waiting")])),
            (true, false) => self.call("enterPlain", vec![id(&root), id("waiting"), ast::string(name)]),
        };
        let end = waits.then(|| self.call("endTurn", vec![id(&root), id("waiting")]));
        let callee = if waits { self.promising(lift.callee, callee) } else { callee };
        let fails = if self.needs.calls_host || refuses { "fail" } else { "lockDown" };
        let fail = self.call(fails, vec![id(&root), id("error")]);
        let refresh = spilled.then(|| self.call("refresh", vec![id(&memory)]));
        let guards = self.needs.calls_out;
        let mut names = self.names.clone();
        let mut spelling = Spelling::new(self, &mut names, &memory, &table, &a);
        let param_names: Vec<String> = params.iter().map(|param| spelling.name(*param)).collect();
        let state = |value: u32| ast::run(ast::assign_member(id(&root), "state", num(value)));

        let mut body = spelling.stmts(&coerce);
        let mut tried = Vec::new();
        if refuses {
            tried.push(state(1));
        }
        let lower = spelling.stmts(&lower);
        let lent = spelling.borrows.clone();
        if let Some(lent) = &lent {
            tried.push(ast::constant(lent, ast::object(vec![ast::prop("borrows", num(0))])));
        }
        tried.extend(lower);
        let arguments: Vec<_> = flat.iter().map(|value| spelling.expr(value)).collect();
        if refuses {
            tried.push(state(2));
        }
        let called = ast::call_name(&callee, arguments);
        let called = if waits { ast::wait(called) } else { called };
        let returned_name = spelling.name(returned);
        let (failed_name, value_name) = (spelling.name(failed), spelling.name(value));
        match lift.ty.result {
            None => tried.push(ast::run(called)),
            Some(_) if spilled => {
                let unsigned = ast::bin(ast::BinaryOp::ZeroFillRShift, called, num(0));
                tried.push(ast::constant(&returned_name, unsigned));
            }
            Some(_) if outcome.is_none() && post_return.is_none() => spelling.set_inline(returned, called),
            Some(_) if outcome.is_some() => tried.push(ast::run(ast::assign(&failed_name, called))),
            Some(_) => tried.push(ast::constant(&returned_name, called)),
        }
        tried.extend(refresh.map(ast::run));
        tried.extend(spelling.stmts(&lift_result));
        let result = result.map(|result| spelling.expr(&result));
        let mut last = Vec::new();
        if let Some(result) = result {
            // A scalar needs no second name unless something still runs in between.
            if matches!(&result, ast::Expr::Ident(_)) {
                last.push(ast::ret(result));
            } else {
                tried.push(ast::constant(&value_name, result));
                last.push(ast::ret(id(&value_name)));
            }
        }
        if let Some(lent) = lent {
            tried.push(ast::run(ast::call_name(&spelling.around.unit("endBorrows"), vec![id(&lent)])));
        }
        if let Some(post_return) = post_return {
            let may_leave = |value| ast::run(ast::assign_member(id(&instance), "mayLeave", ast::boolean(value)));
            let flat = if outcome.is_some() && !spilled { &failed_name } else { &returned_name };
            let args = lift.ty.result.map(|_| id(flat)).into_iter().collect();
            let call = ast::run(ast::call_name(&post_return, args));
            if guards {
                tried.extend([may_leave(false), call, may_leave(true)]);
            } else {
                tried.push(call);
            }
        }
        tried.push(state(0));
        tried.extend(last);

        if let Some((ok, err)) = outcome {
            if ok.is_some() || err.is_some() {
                body.push(ast::variables(&[&failed_name, &value_name], None));
            } else {
                body.push(ast::variable(&failed_name, None));
            }
        }
        body.push(ast::run(enter));
        let fail = vec![ast::run(fail)];
        body.push(match end {
            Some(end) => ast::try_catch_finally(tried, "error", fail, vec![ast::run(end)]),
            None => ast::try_catch(tried, "error", fail),
        });
        if let Some((ok, err)) = outcome {
            let payload = if err.is_some() { vec![id(&value_name)] } else { Vec::new() };
            let error = ast::new(id(&spelling.around.component_error()), payload);
            body.push(ast::branch(id(&failed_name), vec![ast::throw(error)], Vec::new()));
            if ok.is_some() {
                body.push(ast::ret(id(&value_name)));
            }
        }
        Ok(ast::Method { params: param_names, is_async, body })
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
    fn declare_promising(&mut self) -> Vec<Stmt> {
        let known = self.promising.clone();
        let declare = |(callee, own): (CoreFuncId, String)| {
            let core = self.core_funcs.get(callee.index()).cloned().unwrap_or_default();
            ast::constant(&own, self.call("promising", vec![id(&core)]))
        };
        known.into_iter().map(declare).collect()
    }

    fn component_error(&mut self) -> String {
        self.units.insert("ComponentError");
        "ComponentError".into()
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

fn guest_resource(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Unsupported,
        format!("the component exports \"{name}\", a resource of its own: such exports are not translated yet"),
    )
}
