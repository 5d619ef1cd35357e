//! The index spaces of one component instance while it is linked.

use std::collections::HashMap;
use std::rc::Rc;

use wasmparser::component_types::ResourceId as ValidatorResourceId;
use wasmparser::{ComponentExternalKind, ComponentOuterAliasKind, ExternalKind};

use crate::plan::{CoreDef, CoreExport, CoreInstanceId, InstanceId, LiftId, ResourceId};
use crate::types::FuncType;

/// The exports of a component instance.
pub(super) type InstanceDef = Rc<HashMap<String, Def>>;

/// A component-level definition.
#[derive(Clone)]
pub(super) enum Def {
    /// A core module.
    Module(ModuleDef),
    /// A function.
    Func(FuncDef),
    /// A resource type.
    Resource(ResourceId),
    /// Any other type.
    Type,
    /// An instance.
    Instance(InstanceDef),
    /// A component.
    Component(ComponentDef),
}

/// A core module.
#[derive(Clone, Copy)]
pub(super) enum ModuleDef {
    /// Of the component: an index into the decoded modules.
    Own(usize),
    /// Of the host: the index of the import.
    Imported(u32),
}

/// A component-level function.
#[derive(Clone)]
pub(super) enum FuncDef {
    /// Of the host.
    Import {
        /// Index of the interface.
        interface: u32,
        /// Name in the interface.
        name: String,
        /// Its type.
        ty: FuncType,
    },
    /// Of the component.
    Lifted(LiftId),
    /// Of the component, with the `async` canonical options.
    Async,
}

/// A component definition with the definitions around it.
#[derive(Clone)]
pub(super) struct ComponentDef {
    /// Index into the decoded components.
    pub(super) index: usize,
    /// What its outer aliases can reach.
    pub(super) outer: Rc<Captured>,
}

/// What a nested component can alias.
#[derive(Clone, Default)]
pub(super) struct Captured {
    modules: Vec<ModuleDef>,
    components: Vec<ComponentDef>,
    resources: HashMap<ValidatorResourceId, ResourceId>,
    outer: Option<Rc<Captured>>,
}

/// A core instance.
#[derive(Clone)]
pub(super) enum CoreInstance {
    /// Made from a module.
    Instance(CoreInstanceId),
    /// A bag of definitions: names in order, and the definitions.
    Synthetic(Rc<(Vec<String>, HashMap<String, CoreDef>)>),
}

impl CoreInstance {
    pub(super) fn export(&self, name: &str) -> Option<CoreDef> {
        match self {
            Self::Instance(instance) => {
                Some(CoreDef::Export(CoreExport { instance: *instance, name: name.to_owned() }))
            }
            Self::Synthetic(bag) => bag.1.get(name).cloned(),
        }
    }
}

/// The index spaces.
pub(super) struct Frame {
    pub(super) instance: InstanceId,
    pub(super) modules: Vec<ModuleDef>,
    pub(super) components: Vec<ComponentDef>,
    pub(super) instances: Vec<InstanceDef>,
    pub(super) funcs: Vec<FuncDef>,
    pub(super) core_instances: Vec<CoreInstance>,
    pub(super) core_funcs: Vec<CoreDef>,
    pub(super) memories: Vec<CoreDef>,
    tables: Vec<CoreDef>,
    globals: Vec<CoreDef>,
    tags: Vec<CoreDef>,
    pub(super) resources: HashMap<ValidatorResourceId, ResourceId>,
    outer: Rc<Captured>,
}

impl Frame {
    pub(super) fn new(instance: InstanceId, outer: Rc<Captured>) -> Self {
        Self {
            instance,
            modules: Vec::new(),
            components: Vec::new(),
            instances: Vec::new(),
            funcs: Vec::new(),
            core_instances: Vec::new(),
            core_funcs: Vec::new(),
            memories: Vec::new(),
            tables: Vec::new(),
            globals: Vec::new(),
            tags: Vec::new(),
            resources: HashMap::new(),
            outer,
        }
    }

    /// Adds a definition to the index space of its kind.
    pub(super) fn push(&mut self, def: &Def) {
        match def {
            Def::Module(index) => self.modules.push(*index),
            Def::Func(func) => self.funcs.push(func.clone()),
            Def::Instance(instance) => self.instances.push(Rc::clone(instance)),
            Def::Component(component) => self.components.push(component.clone()),
            Def::Resource(_) | Def::Type => {}
        }
    }

    /// Looks a definition up.
    pub(super) fn get(&self, kind: ComponentExternalKind, index: u32) -> Option<Def> {
        let index = index as usize;
        match kind {
            ComponentExternalKind::Module => self.modules.get(index).map(|m| Def::Module(*m)),
            ComponentExternalKind::Func => self.funcs.get(index).cloned().map(Def::Func),
            ComponentExternalKind::Instance => self.instances.get(index).cloned().map(Def::Instance),
            ComponentExternalKind::Component => self.components.get(index).cloned().map(Def::Component),
            ComponentExternalKind::Value | ComponentExternalKind::Type => None,
        }
    }

    /// Looks a core definition up.
    pub(super) fn core(&self, kind: ExternalKind, index: u32) -> Option<CoreDef> {
        self.core_space(kind).get(index as usize).cloned()
    }

    fn core_space(&self, kind: ExternalKind) -> &Vec<CoreDef> {
        match kind {
            ExternalKind::Func | ExternalKind::FuncExact => &self.core_funcs,
            ExternalKind::Memory => &self.memories,
            ExternalKind::Table => &self.tables,
            ExternalKind::Global => &self.globals,
            ExternalKind::Tag => &self.tags,
        }
    }

    /// Adds a core definition to the index space of its kind.
    pub(super) fn push_core(&mut self, kind: ExternalKind, def: CoreDef) {
        match kind {
            ExternalKind::Func | ExternalKind::FuncExact => self.core_funcs.push(def),
            ExternalKind::Memory => self.memories.push(def),
            ExternalKind::Table => self.tables.push(def),
            ExternalKind::Global => self.globals.push(def),
            ExternalKind::Tag => self.tags.push(def),
        }
    }

    /// What this frame is to components nested in it, as of now.
    pub(super) fn capture(&self) -> Captured {
        Captured {
            modules: self.modules.clone(),
            components: self.components.clone(),
            resources: self.resources.clone(),
            outer: Some(Rc::clone(&self.outer)),
        }
    }

    /// The resource type that the validator knows as `id`, here or further out.
    pub(super) fn resource(&self, id: ValidatorResourceId) -> Option<ResourceId> {
        if let Some(found) = self.resources.get(&id) {
            return Some(*found);
        }
        let mut outer = Some(&self.outer);
        while let Some(captured) = outer {
            if let Some(found) = captured.resources.get(&id) {
                return Some(*found);
            }
            outer = captured.outer.as_ref();
        }
        None
    }

    /// `(alias outer …)` of a module or component.
    pub(super) fn alias_outer(&mut self, kind: ComponentOuterAliasKind, count: u32, index: u32) -> Option<()> {
        let index = index as usize;
        let mut captured = Rc::clone(&self.outer);
        if count == 0 {
            captured = Rc::new(self.capture());
        }
        for _ in 1..count {
            captured = Rc::clone(captured.outer.as_ref()?);
        }
        match kind {
            ComponentOuterAliasKind::CoreModule => self.modules.push(*captured.modules.get(index)?),
            ComponentOuterAliasKind::Component => {
                let component = captured.components.get(index)?.clone();
                self.components.push(component);
            }
            ComponentOuterAliasKind::CoreType | ComponentOuterAliasKind::Type => {}
        }
        Some(())
    }
}
