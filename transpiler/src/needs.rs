//! What a component really uses: the single place that decides what its glue pays for (DESIGN §2.4).

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::options::{Mode, Options, Strings};
use crate::plan::{
    Builtin, CanonOptions, CoreDef, CoreFuncId, Export, ExportItem, Import, Lift, LiftId, MemoryId, ModuleRef, Plan,
    Resource, Step, Trampoline,
};
use crate::value_type::{self, FuncType};
use crate::wasi;

#[cfg(test)]
#[path = "needs_test.rs"]
mod needs_test;

/// The needs of a component.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needs {
    /// Linear memories that glue touches.
    pub memories: usize,
    /// Core code calls out: host functions or resource built-ins.
    pub calls_out: bool,
    /// Some call out can fail for the host's reasons.
    pub calls_host: bool,
    /// The host functions that may have to wait, as errors name them: `wasi:io/poll@0.2.6#poll`.
    pub waits: Vec<String>,
    /// Functions, called or exported, with strings among their arguments or in their results; without WASI's, whose paths and names nobody waits for.
    pub string_functions: usize,
    /// Handle tables.
    pub handles: bool,
    /// Some core module can catch exceptions.
    pub handlers: bool,
    /// Some core module can throw exceptions.
    pub throws: bool,
}

impl Needs {
    /// Reads the needs off a plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        Self {
            memories: plan.memories.len(),
            calls_out: plan.trampolines.iter().any(|t| t.instance().is_some() || *t == Trampoline::Unreachable),
            calls_host: plan.trampolines.iter().any(calls_host),
            waits: plan.imports.iter().filter(|i| may_wait(plan, i)).map(|i| qualified_name(plan, i)).collect(),
            string_functions: string_functions(plan),
            handles: plan.types.has_handles() || plan.trampolines.iter().any(is_of_handles),
            handlers: plan.modules.iter().any(|module| module.facts.handlers) || takes_module(plan),
            throws: plan.modules.iter().any(|module| module.facts.throws) || takes_module(plan),
        }
    }
}

/// Whether there is an instance of a core module of the host's, which can contain anything.
fn takes_module(plan: &Plan) -> bool {
    plan.steps.iter().any(|step| matches!(step, Step::Instantiate { module: ModuleRef::Imported(_), .. }))
}

/// Whether the function fails for other reasons than the guest's, if it fails.
fn calls_host(trampoline: &Trampoline) -> bool {
    matches!(
        trampoline,
        Trampoline::Lower { .. }
            | Trampoline::Absent { .. }
            | Trampoline::Builtin { builtin: Builtin::Untranslated(_), .. }
    )
}

/// Whether a trampoline works on a handle table.
fn is_of_handles(trampoline: &Trampoline) -> bool {
    matches!(
        trampoline,
        Trampoline::ResourceNew { .. } | Trampoline::ResourceDrop { .. } | Trampoline::ResourceRep { .. }
    )
}

impl Needs {
    /// Whether nothing of the host's can run, and nothing of the guest's be thrown, between a call's arguments and its result.
    pub(crate) fn is_alone(&self) -> bool {
        !self.calls_host && !self.throws && !self.handlers
    }

    /// Whether some host function may have to wait.
    #[must_use]
    pub fn waits(&self) -> bool {
        !self.waits.is_empty()
    }

    /// Whether this host function may have to wait.
    pub(crate) fn may_wait(&self, plan: &Plan, import: &Import) -> bool {
        self.waits() && self.waits.contains(&qualified_name(plan, import))
    }

    /// Whether strings in UTF-8 go the quicker ways, which are more text than a few functions are worth.
    pub(crate) fn fast_strings(&self, options: &Options) -> bool {
        options.strings.map_or(self.string_functions >= 4, |strings| strings == Strings::Fast)
    }

    /// What of them a module with these options has.
    pub(crate) fn in_module(self, plan: &Plan, options: &Options) -> Self {
        if never_waits(plan, options) { Self { waits: Vec::new(), ..self } } else { self }
    }
}

/// How many functions, of those that are called or leave the component, have strings among their arguments or in their results, but for those of WASI.
fn string_functions(plan: &Plan) -> usize {
    let interface = |import: &Import| plan.import_interfaces.get(import.interface as usize);
    let is_own = |import: &&Import| !interface(import).is_some_and(|interface| wasi::is_wasi(&interface.name));
    let imports = plan.imports.iter().filter(is_own).map(|import| &import.ty);
    let exports = lifts(plan).into_iter().map(|lift| &lift.ty);
    let has_string = |ty: &&FuncType| {
        let values = ty.params.iter().map(|(_, ty)| *ty).chain(ty.result);
        values.into_iter().any(|value| value_type::has_string(&plan.types, value))
    };
    imports.chain(exports).filter(has_string).count()
}

/// Whether nothing is ever pending: in a module of mode `esm` that has WASI from Weft and nothing from anybody else. Nobody gives it options, so
/// that its input has ended and its output is the process's or the console, which take everything at once; only time is left to wait for.
fn never_waits(plan: &Plan, options: &Options) -> bool {
    let is_own = |name: &str| wasi::is_wasi(name) && options.mapped(name).is_none();
    let tells_time = |import: &Import| row(plan, import).is_some_and(|row| row.later.contains(&import.name.as_str()));
    options.mode == Mode::Esm
        && !options.no_wasi
        && plan.import_interfaces.iter().all(|interface| is_own(&interface.name))
        && !plan.imports.iter().any(tells_time)
}

/// Whether a host function may answer "not yet", if what it works on was given by a host.
fn may_wait(plan: &Plan, import: &Import) -> bool {
    row(plan, import).is_some_and(|row| row.pending.contains(&import.name.as_str()))
}

/// The name of an import in errors, `wasi:io/poll@0.2.6#poll`.
pub(crate) fn qualified_name(plan: &Plan, import: &Import) -> String {
    let interface = plan.import_interfaces.get(import.interface as usize);
    format!("{}#{}", interface.map_or("", |interface| interface.name.as_str()), import.name)
}

/// Whether a host method may be lent its bytes instead of getting a copy.
pub(crate) fn may_view(plan: &Plan, import: &Import) -> bool {
    row(plan, import).is_some_and(|row| row.views.contains(&import.name.as_str()))
}

/// The row of the interface that a host function belongs to.
fn row(plan: &Plan, import: &Import) -> Option<&'static wasi::Row> {
    plan.import_interfaces.get(import.interface as usize).and_then(|interface| wasi::lookup(&interface.name))
}

/// Whether the allocator gives blocks and lets none grow. That of the adapter from WASI 0.1 keeps no record of its blocks; it is known by
/// its name, which `wit-component` has fixed. Those of interpreters on `wit-dylib` (componentize-py, componentize-qjs) assert that they are asked
/// for new blocks only.
pub(crate) fn never_grows(plan: &Plan, options: &CanonOptions) -> bool {
    let realloc = options.realloc.and_then(|realloc| plan.core_funcs.get(realloc.index()));
    let Some(CoreDef::Export(export)) = realloc else { return false };
    let module = plan.steps.iter().find_map(|step| match step {
        Step::Instantiate { instance, module: ModuleRef::Own(module), .. } if *instance == export.instance => {
            plan.modules.get(module.index())
        }
        _ => None,
    });
    export.name == "cabi_import_realloc" || module.is_some_and(|module| module.facts.wit_dylib)
}

/// The lifted functions that leave the component, in order; nobody calls the others.
pub(crate) fn lifts(plan: &Plan) -> Vec<&Lift> {
    let mut leaving = Vec::new();
    lifted(&plan.exports, &mut leaving);
    leaving.into_iter().filter_map(|lift| plan.lifts.get(lift.index())).collect()
}

fn lifted(exports: &[Export], leaving: &mut Vec<LiftId>) {
    for export in exports {
        match &export.item {
            ExportItem::Func { source, .. } => leaving.extend(source.lift()),
            ExportItem::Instance(items) => lifted(items, leaving),
            ExportItem::Type(_) | ExportItem::Class(_) | ExportItem::Module(_) => {}
        }
    }
}

/// The core functions that glue calls; fused modules import the others as they are.
#[must_use]
pub(crate) fn core_funcs(plan: &Plan) -> BTreeSet<CoreFuncId> {
    let called = lifts(plan).into_iter().flat_map(|lift| [Some(lift.callee), lift.options.post_return]);
    let destructors = plan.resources.iter().map(|resource| match resource {
        Resource::Defined { dtor, .. } => *dtor,
        Resource::Imported { .. } => None,
    });
    let begun = plan.trampolines.iter().map(|trampoline| match trampoline {
        Trampoline::NewThread { callee, .. } => Some(*callee),
        _ => None,
    });
    let reallocs = memories(plan).into_iter().map(|(_, realloc)| realloc);
    called.chain(destructors).chain(begun).chain(reallocs).flatten().collect()
}

/// The pairs of memory and allocator that lifts and lowers work on, in order of first use.
#[must_use]
pub(crate) fn memories(plan: &Plan) -> Vec<(MemoryId, Option<CoreFuncId>)> {
    let mut pairs: Vec<(MemoryId, Option<CoreFuncId>)> = Vec::new();
    let lowers = plan.trampolines.iter().filter_map(|t| match t {
        Trampoline::Lower { options, .. } => Some(options),
        _ => None,
    });
    let all: Vec<&CanonOptions> = lowers.chain(lifts(plan).into_iter().map(|lift| &lift.options)).collect();
    for options in &all {
        if let (Some(memory), Some(realloc)) = (options.memory, options.realloc)
            && !pairs.contains(&(memory, Some(realloc)))
        {
            pairs.push((memory, Some(realloc)));
        }
    }
    for options in &all {
        if let Some(memory) = options.memory
            && !pairs.iter().any(|(other, _)| *other == memory)
        {
            pairs.push((memory, None));
        }
    }
    pairs
}
