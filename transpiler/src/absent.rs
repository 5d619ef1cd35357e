//! Functions that nobody provides, and resources that nobody makes.
//!
//! Applications import more of WASI than they call: interpreters and SDKs come with bindings for all of it. In a module that takes no imports from
//! its caller, an interface that Weft does not have yet is known to be missing. What core code imports of it is a function that throws an error with
//! its name; there is nothing to lift for it, nothing to lower, and no class. The types that only such functions mention go with them, since glue
//! is made from what is left.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::emit::given_resources;
use crate::options::{Mode, Options};
use crate::plan::{
    CoreArg, CoreDef, Import, ImportId, ImportSort, Interface, Plan, Resource, ResourceId, Step, Trampoline,
    TrampolineId,
};
use crate::wasi;

/// The plan, without what nobody provides to a module with these options.
pub(crate) fn without_absent<'a>(plan: &'a Plan, options: &Options) -> Cow<'a, Plan> {
    let absent: Vec<bool> = plan.import_interfaces.iter().map(|interface| is_absent(interface, options)).collect();
    let is_absent = |import: &Import| absent.get(import.interface as usize) == Some(&true);
    let mut left = Cow::Borrowed(plan);
    if plan.imports.iter().any(is_absent) {
        leave_out(left.to_mut(), is_absent);
    }
    let never_given = never_given(&left);
    if never_given.len() > 1 {
        share_type(left.to_mut(), &never_given);
    }
    left
}

/// Whether nobody provides the interface: Weft would, but does not have it yet, and the caller of the module is not asked.
fn is_absent(interface: &Interface, options: &Options) -> bool {
    let name = interface.name.as_str();
    let is_weft = options.mode == Mode::Esm && !options.no_wasi && options.mapped(name).is_none();
    is_weft && interface.sort == ImportSort::Instance && wasi::is_wasi(name) && wasi::lookup(name).is_none()
}

/// Puts in place of the functions ones that throw.
fn leave_out(plan: &mut Plan, is_absent: impl Fn(&Import) -> bool) {
    let mut ids = Vec::with_capacity(plan.imports.len());
    let (mut kept, mut next) = (Vec::new(), 0);
    for import in std::mem::take(&mut plan.imports) {
        let is_absent = is_absent(&import);
        ids.push(if is_absent { Err((import.interface, import.name.clone())) } else { Ok(ImportId(next)) });
        if !is_absent {
            kept.push(import);
            next += 1;
        }
    }
    plan.imports = kept;
    for trampoline in &mut plan.trampolines {
        if let Trampoline::Lower { import, options } = trampoline {
            match ids.get(import.index()) {
                Some(Err((interface, name))) => {
                    let (interface, name, instance) = (*interface, name.clone(), options.instance);
                    *trampoline = Trampoline::Absent { interface, name, instance };
                }
                Some(Ok(id)) => *import = *id,
                None => {}
            }
        }
    }
}

/// The host's resource types of which no function gives an instance, so that there is no handle of any. Core code drops such handles all the same, if
/// only in code that is never reached.
fn never_given(plan: &Plan) -> Vec<ResourceId> {
    let given = given_resources(plan);
    let resources = (0u32..).map(ResourceId).zip(&plan.resources);
    let imported = resources.filter(|(_, resource)| matches!(resource, Resource::Imported { .. }));
    imported.map(|(id, _)| id).filter(|id| !given.contains(id)).collect()
}

/// Lets one type stand for several that have no instances: dropping a handle traps alike.
fn share_type(plan: &mut Plan, resources: &[ResourceId]) {
    let Some(Resource::Imported { interface, .. }) = resources.first().and_then(|id| plan.resources.get(id.index()))
    else {
        return;
    };
    let shared = ResourceId(u32::try_from(plan.resources.len()).unwrap_or(u32::MAX));
    plan.resources.push(Resource::Imported { interface: *interface, name: "absent".to_owned() });
    for trampoline in &mut plan.trampolines {
        if let Trampoline::ResourceDrop { resource, .. } = trampoline
            && resources.contains(resource)
        {
            *resource = shared;
        }
    }
    merge_trampolines(plan);
}

/// Keeps one of trampolines that are the same.
fn merge_trampolines(plan: &mut Plan) {
    let (mut known, mut ids, mut kept): (HashMap<Trampoline, TrampolineId>, Vec<TrampolineId>, Vec<Trampoline>) =
        Default::default();
    for trampoline in std::mem::take(&mut plan.trampolines) {
        let next = TrampolineId(u32::try_from(kept.len()).unwrap_or(u32::MAX));
        let id = *known.entry(trampoline.clone()).or_insert(next);
        if id == next {
            kept.push(trampoline);
        }
        ids.push(id);
    }
    plan.trampolines = kept;
    let renumber = |def: &mut CoreDef| {
        if let CoreDef::Trampoline(id) = def
            && let Some(new) = ids.get(id.index())
        {
            *id = *new;
        }
    };
    plan.core_funcs.iter_mut().for_each(renumber);
    for step in &mut plan.steps {
        let Step::Instantiate { args, .. } = step else { continue };
        for (_, arg) in args {
            if let CoreArg::Fields(fields) = arg {
                fields.iter_mut().for_each(|(_, def)| renumber(def));
            }
        }
    }
}
