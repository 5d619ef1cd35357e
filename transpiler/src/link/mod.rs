//! Nested components and instances, flattened into one [`Plan`].
//!
//! Linking runs the component's items the way an instantiation would, but with definitions instead of values: a frame
//! per component instance holds the index spaces, an alias is followed on the spot, and the instantiation of a nested
//! component runs its items in a new frame. What remains are core instantiations, canonical definitions and exports.
//!
//! Resource types are generative, so the validator's resource ids are bound per frame: an imported resource to what
//! was passed in, a defined one to a new entry of [`Plan::resources`].
//!
//! It does not call anything: calls from component to component become fused core modules (`calls`).

mod calls;
mod core;
mod exports;
mod frame;
mod interface;
mod limits;
mod value_types;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use wasmparser::CanonicalOption;
use wasmparser::component_types::{
    ComponentAnyTypeId, ComponentDefinedTypeId, ComponentEntityType, ComponentFuncTypeId,
};

use crate::decode::{Decoded, Item, Ref};
use crate::diagnostics::{Code, Diagnostic};
use crate::plan::{
    Builtin, CoreDef, CoreExport, CoreFuncId, Export, Import, ImportId, InstanceId, Lift, LiftId, MemoryId, ModuleId,
    Plan, Resource, ResourceId, Trampoline, TrampolineId,
};
use crate::types::{FuncType, TypeId};
use frame::{ComponentDef, CoreInstance, Def, Frame, FuncDef, InstanceDef, ModuleDef};
pub(crate) use interface::func_kind;
use limits::MAX_INSTANCES;

/// Flattens a decoded component.
///
/// # Errors
/// One diagnostic: `unsupported` for what this version does not link, `limit` for an instantiation that explodes.
pub fn link(decoded: &Decoded<'_>) -> Result<Plan, Diagnostic> {
    let mut linker = Linker {
        decoded,
        plan: Plan::default(),
        module_ids: HashMap::new(),
        memory_ids: HashMap::new(),
        func_ids: HashMap::new(),
        import_ids: HashMap::new(),
        value_types: HashMap::new(),
        trampoline_ids: HashMap::new(),
        core_instances: Vec::new(),
        trapping: HashMap::new(),
        open_calls: None,
        enclosing: Vec::new(),
        parents: Vec::new(),
        values: 0,
        items: 0,
        leaving: 0,
        path: vec!["component".into()],
        offset: 0,
    };
    let root = ComponentDef { index: decoded.components.len().saturating_sub(1), outer: Rc::default() };
    let exports = linker.instantiate(&root, None)?;
    linker.plan.exports = linker.with_classes(exports);
    calls::shut_gates(&mut linker);
    linker.check_exceptions()?;
    Ok(linker.plan)
}

struct Linker<'a> {
    decoded: &'a Decoded<'a>,
    plan: Plan,
    module_ids: HashMap<usize, ModuleId>,
    memory_ids: HashMap<CoreExport, MemoryId>,
    func_ids: HashMap<CoreDef, CoreFuncId>,
    import_ids: HashMap<(u32, String), ImportId>,
    trampoline_ids: HashMap<Trampoline, TrampolineId>,
    value_types: HashMap<(InstanceId, ComponentDefinedTypeId), TypeId>,
    /// The decoded module of each core instance.
    core_instances: Vec<usize>,
    /// The exports that only trap, of each decoded module that was asked.
    trapping: HashMap<usize, HashSet<&'a str>>,
    /// The fused module that no core module has imported from yet.
    open_calls: Option<calls::Open>,
    /// The component instances whose items are being run, the root first.
    enclosing: Vec<InstanceId>,
    /// The instance in which each instance was made.
    parents: Vec<Option<InstanceId>>,
    values: u32,
    /// How many items were run, with their parts.
    items: usize,
    /// How many definitions leave the root.
    leaving: usize,
    path: Vec<String>,
    offset: usize,
}

/// Whether a lift or lower is one of the asynchronous ABI.
fn is_async(options: &[CanonicalOption]) -> bool {
    options.contains(&CanonicalOption::Async)
}

/// The next id of a table.
fn next(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

impl Linker<'_> {
    fn refuse(&self, code: Code, what: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, what).at(self.offset).within(&self.path)
    }

    /// A reference that validation has ruled out; said instead of panicking.
    fn dangling(&self, what: &str) -> Diagnostic {
        self.refuse(Code::Internal, format!("a validated component refers to a {what} that does not exist"))
    }

    /// Runs the items of a component. `args` are the definitions for its imports; the root has none and imports from
    /// the host. Returns the exports, for the root in the form that leaves the component.
    fn instantiate(
        &mut self,
        component: &ComponentDef,
        args: Option<&HashMap<String, Def>>,
    ) -> Result<Vec<Export>, Diagnostic> {
        let (_, exports) = self.run(component, args)?;
        Ok(exports)
    }

    fn run(
        &mut self,
        component: &ComponentDef,
        args: Option<&HashMap<String, Def>>,
    ) -> Result<(InstanceDef, Vec<Export>), Diagnostic> {
        if self.plan.instances >= MAX_INSTANCES {
            return Err(self.refuse(Code::Limit, format!("more than {MAX_INSTANCES} component instances")));
        }
        let instance = InstanceId(self.plan.instances);
        self.plan.instances += 1;
        self.parents.push(self.enclosing.last().copied());
        self.enclosing.push(instance);
        let mut frame = Frame::new(instance, Rc::clone(&component.outer));
        let decoded = self.decoded;
        let Some(definition) = decoded.components.get(component.index) else {
            return Err(self.dangling("component"));
        };
        let mut exports = HashMap::new();
        let mut leaving = Vec::new();
        for (offset, item) in &definition.items {
            self.offset = *offset;
            self.count_item(item)?;
            match item {
                Item::Import { name, ty } => {
                    let def = match args {
                        Some(args) => args.get(name).cloned().ok_or_else(|| self.dangling("instantiation argument"))?,
                        None => self.import(&mut frame, name, ty)?,
                    };
                    self.bind(&mut frame, ty, &def);
                    frame.push(&def);
                }
                Item::Export { name, item, ty } => {
                    let def = self.resolve(&frame, item)?;
                    if let Some(ty) = ty {
                        self.bind(&mut frame, ty, &def);
                        if args.is_none() {
                            let item = self.export(&mut frame, name, ty, &def)?;
                            leaving.extend(item.map(|item| Export { name: name.clone(), item }));
                        }
                    }
                    frame.push(&def);
                    exports.insert(name.clone(), def);
                }
                other => self.item(&mut frame, other)?,
            }
        }
        self.enclosing.pop();
        Ok((Rc::new(exports), leaving))
    }

    fn item(&mut self, frame: &mut Frame, item: &Item) -> Result<(), Diagnostic> {
        match item {
            Item::Import { .. } | Item::Export { .. } => {}
            Item::CoreModule(index) => frame.modules.push(ModuleDef::Own(*index)),
            Item::Component(index) => {
                let outer = Rc::new(frame.capture());
                frame.components.push(ComponentDef { index: *index, outer });
            }
            Item::CoreInstantiate { module, args } => {
                let instance = self.core_instantiate(frame, *module, args)?;
                frame.core_instances.push(CoreInstance::Instance(instance));
            }
            Item::CoreFromExports(exports) => {
                let mut map = HashMap::new();
                let mut order = Vec::new();
                for (name, kind, index) in exports {
                    let def = frame.core(*kind, *index).ok_or_else(|| self.dangling("core definition"))?;
                    order.push(name.clone());
                    map.insert(name.clone(), def);
                }
                frame.core_instances.push(CoreInstance::Synthetic(Rc::new((order, map))));
            }
            Item::Instantiate { component, args, ty } => {
                let def =
                    frame.components.get(*component as usize).cloned().ok_or_else(|| self.dangling("component"))?;
                let mut map = HashMap::new();
                for (name, arg) in args {
                    map.insert(name.clone(), self.resolve(frame, arg)?);
                }
                self.path.push(format!("instance {}", frame.instances.len()));
                let (instance, _) = self.run(&def, Some(&map))?;
                self.path.pop();
                self.bind(frame, &ComponentEntityType::Instance(*ty), &Def::Instance(Rc::clone(&instance)));
                frame.instances.push(instance);
            }
            Item::FromExports { exports, ty } => {
                let mut map = HashMap::new();
                for (name, item) in exports {
                    map.insert(name.clone(), self.resolve(frame, item)?);
                }
                let instance = Rc::new(map);
                self.bind(frame, &ComponentEntityType::Instance(*ty), &Def::Instance(Rc::clone(&instance)));
                frame.instances.push(instance);
            }
            Item::AliasExport { instance, name } => {
                let def = frame
                    .instances
                    .get(*instance as usize)
                    .and_then(|instance| instance.get(name))
                    .cloned()
                    .ok_or_else(|| self.dangling("instance export"))?;
                frame.push(&def);
            }
            Item::AliasCoreExport { kind, instance, name } => {
                let def = frame
                    .core_instances
                    .get(*instance as usize)
                    .and_then(|instance| instance.export(name))
                    .ok_or_else(|| self.dangling("core instance export"))?;
                frame.push_core(*kind, def);
            }
            Item::AliasOuter { kind, count, index } => {
                frame.alias_outer(*kind, *count, *index).ok_or_else(|| self.dangling("outer alias"))?;
            }
            Item::Resource { id, dtor } => {
                let dtor = match dtor {
                    Some(index) => Some(self.core_func(frame, *index)?),
                    None => None,
                };
                let resource = ResourceId(next(self.plan.resources.len()));
                self.plan.resources.push(Resource::Defined { instance: frame.instance, dtor });
                frame.resources.insert(*id, resource);
            }
            Item::Lift { options, .. } if is_async(options) => frame.funcs.push(FuncDef::Async),
            Item::Lift { core_func, ty, options } => {
                let callee = self.core_func(frame, *core_func)?;
                let ty = self.func_type(frame, *ty)?;
                let options = self.options(frame, options)?;
                let lift = LiftId(next(self.plan.lifts.len()));
                self.plan.lifts.push(Lift { callee, ty, options });
                frame.funcs.push(FuncDef::Lifted(lift));
            }
            Item::Lower { func, options } => {
                let def = frame.funcs.get(*func as usize).cloned().ok_or_else(|| self.dangling("function"))?;
                match def {
                    _ if is_async(options) => self.untranslated(frame, "lower async"),
                    FuncDef::Async => self.untranslated(frame, "lower"),
                    FuncDef::Import { interface, name, ty } => {
                        let import = self.import_id(interface, &name, &ty);
                        let options = self.options(frame, options)?;
                        self.trampoline(frame, Trampoline::Lower { import, options });
                    }
                    FuncDef::Lifted(lift) => self.lower_lifted(frame, lift, options)?,
                }
            }
            Item::ResourceNew(id) => {
                let resource = self.resource(frame, *id)?;
                self.trampoline(frame, Trampoline::ResourceNew { resource, instance: frame.instance });
            }
            Item::ResourceDrop(id) => {
                let resource = self.resource(frame, *id)?;
                self.trampoline(frame, Trampoline::ResourceDrop { resource, instance: frame.instance });
            }
            Item::ResourceRep(id) => {
                let resource = self.resource(frame, *id)?;
                self.trampoline(frame, Trampoline::ResourceRep { resource, instance: frame.instance });
            }
            Item::Builtin(builtin) => {
                self.trampoline(frame, Trampoline::Builtin { builtin: *builtin, instance: frame.instance });
            }
        }
        Ok(())
    }

    fn untranslated(&mut self, frame: &mut Frame, name: &'static str) {
        let builtin = Builtin::Untranslated(name);
        self.trampoline(frame, Trampoline::Builtin { builtin, instance: frame.instance });
    }

    fn trampoline(&mut self, frame: &mut Frame, trampoline: Trampoline) {
        let id = self.trampoline_id(trampoline);
        frame.core_funcs.push(CoreDef::Trampoline(id));
    }

    fn trampoline_id(&mut self, trampoline: Trampoline) -> TrampolineId {
        if let Some(id) = self.trampoline_ids.get(&trampoline) {
            return *id;
        }
        let id = TrampolineId(next(self.plan.trampolines.len()));
        self.plan.trampolines.push(trampoline.clone());
        self.trampoline_ids.insert(trampoline, id);
        id
    }

    fn is_async(&self) -> Diagnostic {
        self.refuse(Code::Unsupported, "the `async` canonical options are not translated yet")
    }

    /// Follows a component-level reference.
    fn resolve(&self, frame: &Frame, item: &Ref) -> Result<Def, Diagnostic> {
        match item {
            Ref::Index(kind, index) => frame.get(*kind, *index).ok_or_else(|| self.dangling("definition")),
            Ref::Type(ComponentAnyTypeId::Resource(id)) => Ok(Def::Resource(self.resource(frame, id.resource())?)),
            Ref::Type(_) => Ok(Def::Type),
        }
    }

    fn resource(&self, frame: &Frame, id: wasmparser::component_types::ResourceId) -> Result<ResourceId, Diagnostic> {
        frame.resource(id).ok_or_else(|| self.dangling("resource type"))
    }

    /// Binds the resource types that `ty` mentions by name to what `def` holds under these names.
    fn bind(&self, frame: &mut Frame, ty: &ComponentEntityType, def: &Def) {
        match (ty, def) {
            (ComponentEntityType::Type { created: ComponentAnyTypeId::Resource(id), .. }, Def::Resource(resource)) => {
                frame.resources.insert(id.resource(), *resource);
            }
            (ComponentEntityType::Instance(id), Def::Instance(instance)) => {
                for (name, item) in &self.decoded.types[*id].exports {
                    if let Some(def) = instance.get(name) {
                        self.bind(frame, &item.ty, def);
                    }
                }
            }
            _ => {}
        }
    }

    fn import_id(&mut self, interface: u32, name: &str, ty: &FuncType) -> ImportId {
        let key = (interface, name.to_owned());
        if let Some(id) = self.import_ids.get(&key) {
            return *id;
        }
        let id = ImportId(next(self.plan.imports.len()));
        self.plan.imports.push(Import {
            interface,
            name: name.to_owned(),
            kind: interface::func_kind(name),
            ty: ty.clone(),
        });
        self.import_ids.insert(key, id);
        id
    }

    fn func_type(&mut self, frame: &Frame, id: ComponentFuncTypeId) -> Result<FuncType, Diagnostic> {
        let decoded = self.decoded;
        let ty = &decoded.types[id];
        let mut params = Vec::with_capacity(ty.params.len());
        for (name, ty) in &ty.params {
            params.push((name.to_string(), self.value_type(frame, *ty)?));
        }
        let result = match ty.result {
            Some(ty) => Some(self.value_type(frame, ty)?),
            None => None,
        };
        let ty = FuncType { params, result, is_async: ty.async_ };
        self.count_values(&ty)?;
        Ok(ty)
    }
}
