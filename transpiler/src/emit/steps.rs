//! Instantiation: the plan's steps in order, with the trampolines before their first use.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::Delivery;
use super::glue::Glue;
use super::waiting::base64;
use crate::abi;
use crate::fuse::ascii;
use crate::js::ast::{self, Expr, Stmt, id};
use crate::needs::{core_funcs, never_grows};
use crate::plan::{
    CanonOptions, CoreArg, CoreDef, CoreFuncId, CoreInstanceId, Encoding, Lift, MemoryId, ModuleRef, Plan, Step,
    Trampoline,
};
use crate::types::{self, TypeId};
use crate::value_type;

/// Names of core instances whose exports are needed.
pub(super) struct Instances {
    names: HashMap<CoreInstanceId, String>,
}

impl Instances {
    /// The object of an instance's exports.
    pub(super) fn exports(&self, instance: CoreInstanceId) -> Expr {
        id(self.names.get(&instance).map_or("core", String::as_str))
    }
}

impl Glue<'_> {
    /// The statements of the instantiation. `trampolines` are in the order of the plan.
    pub(super) fn steps(&mut self, delivery: &mut dyn Delivery, mut trampolines: Vec<Option<Stmt>>) -> Vec<Stmt> {
        let plan = self.plan;
        let instances = self.name_instances();
        let mut out = Vec::new();
        let mut extracted: Extracted = Extracted::default();
        let mut declared: HashSet<usize> = HashSet::new();
        let mut steps = plan.steps.iter().peekable();
        while let Some(step) = steps.next() {
            match step {
                Step::Instantiate { instance, module, args } => {
                    for (_, def) in args.iter().flat_map(|(_, arg)| arg.fields()) {
                        take_trampoline(def, &mut trampolines, &mut out);
                    }
                    let imports = (!args.is_empty()).then(|| self.import_object(*module, args, &instances));
                    let exports = instances.names.get(instance).map(String::as_str);
                    out.extend(delivery.instantiate(self, *module, imports, exports));
                }
                Step::ExtractMemory(memory) => extracted.memories.push(*memory),
                Step::ExtractFunc(func) => extracted.funcs.push(*func),
            }
            if matches!(steps.peek(), Some(Step::Instantiate { .. }) | None) {
                out.extend(self.extract(&mut extracted, &instances, &mut declared, &mut trampolines));
            }
        }
        for trampoline in &mut trampolines {
            // What no core module imports may still be called by glue, as an allocator or as a lifted function.
            if let Some(stmt) = trampoline.take() {
                out.push(stmt);
            }
        }
        for func in core_funcs(plan) {
            if let (Some(CoreDef::Trampoline(trampoline)), Some(name)) =
                (plan.core_funcs.get(func.index()), self.core_funcs.get(func.index()))
            {
                let target = self.trampoline_names.get(trampoline.index()).cloned().unwrap_or_default();
                out.push(ast::constant(name, id(&target)));
            }
        }
        out
    }

    /// A core module.
    pub(super) fn module(&self, module: ModuleRef) -> Expr {
        match module {
            ModuleRef::Own(module) => ast::index(id("modules"), ast::num(module.0)),
            ModuleRef::Imported(import) => {
                let given = self.interfaces.get(import as usize).and_then(Option::as_deref);
                id(given.unwrap_or("undefined"))
            }
        }
    }

    /// Names the core instances that a later step or glue itself refers to.
    fn name_instances(&mut self) -> Instances {
        let plan = self.plan;
        let mut used: BTreeSet<CoreInstanceId> = plan.memories.iter().map(|memory| memory.instance).collect();
        let args = plan.steps.iter().flat_map(|step| match step {
            Step::Instantiate { args, .. } => args.as_slice(),
            _ => &[],
        });
        let passed = args.clone().flat_map(|(_, arg)| arg.fields()).map(|(_, def)| def);
        let called: Vec<&CoreDef> =
            core_funcs(plan).iter().filter_map(|func| plan.core_funcs.get(func.index())).collect();
        used.extend(called.into_iter().chain(passed).filter_map(|def| match def {
            CoreDef::Export(export) => Some(export.instance),
            CoreDef::Trampoline(_) => None,
        }));
        used.extend(args.filter_map(|(_, arg)| match arg {
            CoreArg::Instance(instance) => Some(*instance),
            CoreArg::Fields(_) => None,
        }));
        let names = used.into_iter().map(|instance| (instance, self.names.unique("core"))).collect();
        Instances { names }
    }

    /// Names for what has become known, and the linear memories that are complete now.
    fn extract(
        &mut self,
        extracted: &mut Extracted,
        instances: &Instances,
        declared: &mut HashSet<usize>,
        trampolines: &mut [Option<Stmt>],
    ) -> Vec<Stmt> {
        let plan = self.plan;
        let mut out = Vec::new();
        let called = core_funcs(plan);
        let mut funcs: BTreeMap<CoreInstanceId, Vec<(String, String)>> = BTreeMap::new();
        for func in extracted.funcs.drain(..) {
            if let (Some(CoreDef::Export(export)), Some(name)) =
                (plan.core_funcs.get(func.index()), self.core_funcs.get(func.index()))
                && called.contains(&func)
            {
                funcs.entry(export.instance).or_default().push((export.name.clone(), name.clone()));
            }
            extracted.known_funcs.insert(func);
        }
        extracted.known_memories.extend(extracted.memories.drain(..));
        for (instance, pairs) in funcs {
            if let Some(name) = instances.names.get(&instance) {
                out.push(ast::destructure(&pairs, id(name)));
            }
        }
        for (i, (memory, realloc, name)) in self.memories.clone().into_iter().enumerate() {
            let known = |func: &CoreFuncId| {
                extracted.known_funcs.contains(func)
                    || matches!(plan.core_funcs.get(func.index()), Some(CoreDef::Trampoline(_)))
            };
            let complete = extracted.known_memories.contains(&memory) && realloc.as_ref().is_none_or(known);
            if !complete || !declared.insert(i) {
                continue;
            }
            let Some(export) = plan.memories.get(memory.index()) else { continue };
            let memory_of = self.core_def(&CoreDef::Export(export.clone()), instances);
            let allocator = match realloc {
                Some(realloc) => self.allocator(realloc, trampolines, &mut out),
                None => id("undefined"),
            };
            // Views are made at the first use. All properties are there from the start, so that engines know one shape.
            let properties = vec![
                ast::field_prop("memory", memory_of),
                ast::field_prop("realloc", allocator),
                ast::field_prop("bytes", ast::new(id("Uint8Array"), Vec::new())),
                ast::field_prop("view", ast::null()),
                ast::field_prop("loweredLength", ast::num(0)),
            ];
            out.push(ast::constant(&name, ast::object(properties)));
            if plan.lifts.iter().any(|lift| undoes(plan, lift, memory, realloc)) {
                let root = self.root();
                out.push(ast::run(self.call("undoable", vec![id(&root), id(&name)])));
            }
            if self.needs.fast_strings(self.options) && lifts_utf8(plan, memory) {
                let code = ast::string(&base64(&ascii::module()));
                out.push(ast::run(self.call("liftQuickly", vec![id(&name), code])));
            }
        }
        out
    }

    /// The allocator as glue calls it: barred from calling out, if there is anything to call.
    fn allocator(&mut self, realloc: CoreFuncId, trampolines: &mut [Option<Stmt>], out: &mut Vec<Stmt>) -> Expr {
        let plan = self.plan;
        let name = match plan.core_funcs.get(realloc.index()) {
            Some(def @ CoreDef::Trampoline(trampoline)) => {
                take_trampoline(def, trampolines, out);
                self.trampoline_names.get(trampoline.index()).cloned()
            }
            _ => self.core_funcs.get(realloc.index()).cloned(),
        };
        let mut function = id(&name.unwrap_or_default());
        if self.needs.calls_out {
            let root = self.root();
            function = self.call("guardRealloc", vec![id(&root), function]);
        }
        let is_of = |lift: &&Lift| lift.options.realloc == Some(realloc);
        let instance = plan.lifts.iter().find(is_of).map(|lift| lift.options.instance);
        match instance.and_then(|instance| self.gate_of_caller(instance)) {
            Some(gate) => self.call("gateRealloc", vec![id(&gate), function]),
            None => function,
        }
    }
}

/// What has been extracted: since the last instantiation, and before.
#[derive(Default)]
struct Extracted {
    memories: Vec<MemoryId>,
    funcs: Vec<CoreFuncId>,
    known_memories: HashSet<MemoryId>,
    known_funcs: HashSet<CoreFuncId>,
}

/// Whether some call lifts a string in UTF-8 from this memory.
fn lifts_utf8(plan: &Plan, memory: MemoryId) -> bool {
    let has_string = |ty: TypeId| value_type::has_string(&plan.types, ty);
    let here = |options: &CanonOptions| options.memory == Some(memory) && options.encoding == Encoding::Utf8;
    let lowers = plan.trampolines.iter().any(|trampoline| match trampoline {
        Trampoline::Lower { import, options } if here(options) => {
            let params = plan.imports.get(import.index()).map(|import| import.ty.params.as_slice());
            params.unwrap_or_default().iter().any(|(_, ty)| has_string(*ty))
        }
        _ => false,
    });
    lowers || plan.lifts.iter().any(|lift| here(&lift.options) && lift.ty.result.is_some_and(has_string))
}

/// Whether a call can take memory of these for its arguments and then be refused.
fn undoes(plan: &Plan, lift: &Lift, memory: MemoryId, realloc: Option<CoreFuncId>) -> bool {
    let types = &plan.types;
    let mut params = lift.ty.params.iter().map(|(_, ty)| *ty);
    (lift.options.memory, lift.options.realloc) == (Some(memory), realloc)
        && !never_grows(plan, &lift.options)
        && params.clone().any(|ty| types::may_refuse(types, ty))
        && (params.any(|ty| types::allocates(types, ty)) || abi::signature(types, &lift.ty).params.is_none())
}

/// Moves the declaration of a trampoline to `out`, once.
fn take_trampoline(def: &CoreDef, trampolines: &mut [Option<Stmt>], out: &mut Vec<Stmt>) {
    if let CoreDef::Trampoline(trampoline) = def
        && let Some(slot) = trampolines.get_mut(trampoline.index())
        && let Some(stmt) = slot.take()
    {
        out.push(stmt);
    }
}
