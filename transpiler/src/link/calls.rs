//! `canon lower` of a function that the component itself lifts, in another instance.
//!
//! A component-level function carries its lift wherever it goes (arguments, exports, aliases at any depth), so there is nothing to search: what is
//! lowered is a host's function or a [`LiftId`]. Each such lower is a function of a fused core module (`fuse`). The module is instantiated when
//! something first takes a function of it; what is lowered until then is in it too. So it comes after the instances that it
//! calls and whose memories it uses, and before the one that imports it, however `wit-component` has put its tables in between.
//!
//! It decides who may call whom: by the spec's text a call up to an enclosing instance or down into a nested one enters,
//! by the reference suite it traps. As a function is there before whoever imports it, calls among other instances make no circle, so none needs a
//! flag that says who was entered.

use std::collections::BTreeSet;

use wasmparser::CanonicalOption;

use super::core::NO_MODULE;
use super::frame::Frame;
use super::{Linker, next};
use crate::abi;
use crate::decode::trapping;
use crate::diagnostics::{Code, Diagnostic};
use crate::fuse;
use crate::plan::{
    Call, CallHandles, CallSide, CanonOptions, CoreArg, CoreDef, CoreExport, CoreFuncId, CoreInstanceId, CoreType,
    Fused, FusedImport, HandleAct, InstanceId, Lift, LiftId, MemoryId, Module, ModuleFacts, ModuleId, ModuleRef, Step,
    Trampoline,
};
use crate::types::FuncType;

/// A fused module to which calls are still added.
pub(super) struct Open {
    /// The instance that it will be.
    instance: CoreInstanceId,
    /// What it will be given, in order.
    given: Vec<CoreDef>,
    fused: Fused,
}

impl Open {
    /// The position of an import.
    fn import(&mut self, def: &CoreDef, ty: FusedImport) -> u32 {
        let found = self.given.iter().position(|given| given == def).unwrap_or_else(|| {
            self.given.push(def.clone());
            self.fused.imports.push(ty);
            self.given.len() - 1
        });
        next(found)
    }
}

impl Linker<'_> {
    /// `canon lower` of a lifted function: adds the core function to the frame.
    pub(super) fn lower_lifted(
        &mut self,
        frame: &mut Frame,
        lift: LiftId,
        options: &[CanonicalOption],
    ) -> Result<(), Diagnostic> {
        let options = self.options(frame, options)?;
        let Some(lifted) = self.plan.lifts.get(lift.index()).cloned() else {
            return Err(self.dangling("lifted function"));
        };
        if self.encloses(lifted.options.instance, frame.instance)
            || self.encloses(frame.instance, lifted.options.instance)
        {
            self.trampoline(frame, Trampoline::CannotEnter { instance: frame.instance });
            return Ok(());
        }
        if self.only_traps(lift) {
            self.trampoline(frame, Trampoline::Unreachable);
            return Ok(());
        }
        self.count_values(&lifted.ty)?;
        if let Some(what) = fuse::unsupported(&self.plan.types, &lifted) {
            let what = format!("one component calls another with {what}: not translated yet");
            return Err(self
                .refuse(Code::Unsupported, what)
                .help("give the components one by one, or a component that calls only its host"));
        }
        let signature = abi::signature(&self.plan.types, &lifted.ty);
        let address = || vec![abi::Core::I32];
        let lifted_type = CoreType {
            params: signature.params.unwrap_or_else(address),
            results: signature.results.unwrap_or_else(address),
        };
        let mut open = match self.open_calls.take() {
            Some(open) => open,
            None => self.open(),
        };
        let callee = match self.new_thread(&lifted) {
            Some(begins) => open.import(&begins, FusedImport::Func(lifted_type.clone())),
            None => self.given_func(&mut open, lifted.callee, &lifted_type),
        };
        let post_type = CoreType { params: lifted_type.results, results: Vec::new() };
        let post_return = lifted.options.post_return.map(|func| self.given_func(&mut open, func, &post_type));
        let from = self.side(&mut open, &options);
        let to = self.side(&mut open, &lifted.options);
        let trap = fuse::may_trap(&self.plan.types, &lifted.ty).then(|| {
            let trap = CoreDef::Trampoline(self.trampoline_id(Trampoline::FusedTrap));
            open.import(&trap, trap_type())
        });
        let name = open.fused.calls.len().to_string();
        let handles = self.handles(&mut open, &lifted.ty, from.instance, to.instance);
        open.fused.calls.push(Call { ty: lifted.ty, callee, from, to, post_return, trap, handles });
        frame.core_funcs.push(CoreDef::Export(CoreExport { instance: open.instance, name }));
        self.open_calls = Some(open);
        Ok(())
    }

    /// The callee as what begins a thread, where that makes a difference.
    fn new_thread(&mut self, lifted: &Lift) -> Option<CoreDef> {
        let instance = lifted.options.instance;
        let begins = Trampoline::NewThread { callee: lifted.callee, instance };
        self.plan.keeps_context(instance).then(|| CoreDef::Trampoline(self.trampoline_id(begins)))
    }

    fn open(&mut self) -> Open {
        let instance = CoreInstanceId(next(self.core_instances.len()));
        self.core_instances.push(NO_MODULE);
        Open { instance, given: Vec::new(), fused: Fused { imports: Vec::new(), calls: Vec::new() } }
    }

    /// Instantiates the fused module that is open, if the definition is one of its functions.
    pub(super) fn close_calls(&mut self, used: &CoreDef) {
        let is_of = |open: &Open| matches!(used, CoreDef::Export(export) if export.instance == open.instance);
        let Some(Open { instance, given, fused }) = self.open_calls.take_if(|open| is_of(open)) else { return };
        let module = ModuleId(next(self.plan.modules.len()));
        self.plan.modules.push(Module { range: 0..0, facts: facts(&fused), fused: Some(fused) });
        let fields = given.into_iter().enumerate().map(|(i, def)| (i.to_string(), def)).collect();
        let args = vec![(String::new(), CoreArg::Fields(fields))];
        let module = ModuleRef::Own(module);
        self.plan.steps.push(Step::Instantiate { instance, module, args });
    }

    /// What a call takes of glue for its handles: the positions of the imports.
    fn handles(&mut self, open: &mut Open, ty: &FuncType, from: InstanceId, to: InstanceId) -> CallHandles {
        let found = fuse::moves(&self.plan.types, &self.plan.resources, ty, from, to);
        let mut given = |made: Trampoline, params: usize, results: usize| {
            let def = CoreDef::Trampoline(self.trampoline_id(made));
            let ty = CoreType { params: vec![abi::Core::I32; params], results: vec![abi::Core::I32; results] };
            open.import(&def, FusedImport::Func(ty))
        };
        let mut moves = Vec::new();
        for step in found.moves {
            let is_lift = !matches!(step.act, HandleAct::LowerOwn | HandleAct::LowerBorrow);
            let (params, results) = (usize::from(is_lift || !step.carried), usize::from(!is_lift || !step.carried));
            moves.push((step, given(Trampoline::Handle(step), params, results)));
        }
        let scope = found.lends.then(|| (given(Trampoline::OpenCall, 0, 0), given(Trampoline::CloseCall, 0, 0)));
        CallHandles { moves, scope }
    }

    fn side(&self, open: &mut Open, options: &CanonOptions) -> CallSide {
        let realloc = CoreType { params: vec![abi::Core::I32; 4], results: vec![abi::Core::I32] };
        CallSide {
            instance: options.instance,
            leaves: false,
            barred: false,
            encoding: options.encoding,
            memory: options.memory.map(|memory| self.given_memory(open, memory)),
            realloc: options.realloc.map(|func| self.given_func(open, func, &realloc)),
        }
    }

    /// The position of a core function among the imports. Ids come from the plan, so the definition is there.
    fn given_func(&self, open: &mut Open, func: CoreFuncId, ty: &CoreType) -> u32 {
        self.plan.core_funcs.get(func.index()).map_or(0, |def| open.import(def, FusedImport::Func(ty.clone())))
    }

    fn given_memory(&self, open: &mut Open, memory: MemoryId) -> u32 {
        let memory = self.plan.memories.get(memory.index()).cloned();
        memory.map_or(0, |export| open.import(&CoreDef::Export(export), FusedImport::Memory))
    }

    /// The position of what glue makes among the imports of a fused module that is instantiated already, as far as the plan goes.
    fn give(&mut self, module: usize, made: Trampoline, ty: FusedImport) -> u32 {
        let def = CoreDef::Trampoline(self.trampoline_id(made));
        let id = ModuleRef::Own(ModuleId(next(module)));
        let mut args = self.plan.steps.iter_mut().filter_map(|step| match step {
            Step::Instantiate { module, args, .. } if *module == id => args.first_mut(),
            _ => None,
        });
        let Some((_, CoreArg::Fields(fields))) = args.next() else { return 0 };
        if let Some(known) = fields.iter().position(|(_, known)| *known == def) {
            return next(known);
        }
        fields.push((fields.len().to_string(), def));
        let Some(fused) = self.plan.modules.get_mut(module).and_then(|module| module.fused.as_mut()) else { return 0 };
        fused.imports.push(ty);
        next(fused.imports.len().saturating_sub(1))
    }

    /// An exception that leaves the component that throws it is a trap. Fused code would let it through to another that catches it.
    pub(super) fn check_exceptions(&self) -> Result<(), Diagnostic> {
        let has = |fact: fn(&ModuleFacts) -> bool| self.plan.modules.iter().any(|module| fact(&module.facts));
        if self.plan.calls().next().is_none() || !has(|facts| facts.throws) || !has(|facts| facts.handlers) {
            return Ok(());
        }
        let what = "components call each other that can throw and catch exceptions: not translated yet";
        Err(self.refuse(Code::Unsupported, what).help("build them without exception handling"))
    }

    /// Whether `outer` is `inner` or made it, at any depth.
    fn encloses(&self, outer: InstanceId, inner: InstanceId) -> bool {
        let parent = |instance: &InstanceId| self.parents.get(instance.index()).copied().flatten();
        std::iter::successors(Some(inner), parent).any(|instance| instance == outer)
    }

    /// Whether a call of the lifted function traps, whatever it is called with: what lowers the arguments may trap before, and nothing else of it is
    /// to be seen, for an allocator cannot leave its component. (componentize-qjs puts a component of such stubs beside its own, in place of an
    /// import that only its build used.)
    fn only_traps(&mut self, lift: LiftId) -> bool {
        let callee = self.plan.lifts.get(lift.index()).and_then(|lift| self.plan.core_funcs.get(lift.callee.index()));
        let Some(CoreDef::Export(CoreExport { instance, name })) = callee else { return false };
        let Some(index) = self.core_instances.get(instance.index()).copied() else { return false };
        let decoded = self.decoded;
        let trapping = self.trapping.entry(index).or_insert_with(|| {
            let range = decoded.modules.get(index).map(|module| module.range.clone());
            range.and_then(|range| decoded.bytes.get(range)).map(trapping).unwrap_or_default()
        });
        trapping.contains(name.as_str())
    }
}

/// Finds which calls have to mind `may_leave`, now that all is linked, and gives their modules the gate. CanonicalABI.md#canon-lower
pub(super) fn shut_gates(linker: &mut Linker<'_>) {
    let plan = &linker.plan;
    let mut leaving: BTreeSet<InstanceId> = plan.trampolines.iter().filter_map(Trampoline::instance).collect();
    leaving.extend(plan.calls().map(|call| call.from.instance));
    let lowers = plan.trampolines.iter().filter_map(|trampoline| match trampoline {
        Trampoline::Lower { options, .. } => Some(options),
        _ => None,
    });
    let options = lowers.chain(plan.lifts.iter().map(|lift| &lift.options));
    let calls_back = options.filter(|options| options.realloc.is_some() || options.post_return.is_some());
    let mut barred: BTreeSet<InstanceId> = calls_back.map(|options| options.instance).collect();
    barred.extend(plan.calls().filter(|call| call.from.realloc.is_some()).map(|call| call.from.instance));

    for index in 0..linker.plan.modules.len() {
        let Some(fused) = linker.plan.modules.get_mut(index).and_then(|module| module.fused.as_mut()) else { continue };
        let (mut shuts, mut checks) = (false, false);
        for call in &mut fused.calls {
            let (from, to) = (&mut call.from, &mut call.to);
            from.leaves = from.realloc.is_some() && leaving.contains(&from.instance);
            to.leaves = (to.realloc.is_some() || call.post_return.is_some()) && leaving.contains(&to.instance);
            from.barred = barred.contains(&from.instance);
            shuts |= from.leaves || to.leaves;
            checks |= from.barred;
        }
        if checks {
            let trap = linker.give(index, Trampoline::FusedTrap, trap_type());
            let fused = linker.plan.modules.get_mut(index).and_then(|module| module.fused.as_mut());
            fused.into_iter().flat_map(|fused| &mut fused.calls).for_each(|call| call.trap = Some(trap));
        }
        if checks || shuts {
            linker.give(index, Trampoline::Gate, FusedImport::Gate);
        }
    }
}

/// The type of [`Trampoline::FusedTrap`].
fn trap_type() -> FusedImport {
    FusedImport::Func(CoreType { params: vec![abi::Core::I32], results: Vec::new() })
}

fn facts(fused: &Fused) -> ModuleFacts {
    let memories = fused.imports.iter().filter(|import| **import == FusedImport::Memory).count();
    ModuleFacts { memories: next(memories), functions: next(fused.calls.len()), ..ModuleFacts::default() }
}
