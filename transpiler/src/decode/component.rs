//! What a binary component says, item by item, with its types resolved.
//!
//! Core and component index spaces are kept as they are (an item refers to earlier items by index and kind); the type
//! index space is not: the validator has resolved it, so every type is an id into [`Decoded::types`].

use std::ops::Range;

use wasmparser::component_types::{
    ComponentAnyTypeId, ComponentEntityType, ComponentFuncTypeId, ComponentInstanceTypeId, ResourceId,
};
use wasmparser::{CanonicalOption, ComponentExternalKind, ComponentOuterAliasKind, ExternalKind};

pub use crate::plan::Builtin;
use crate::plan::ModuleFacts;

/// The component and all that is nested in it.
pub struct Decoded<'a> {
    /// The component.
    pub bytes: &'a [u8],
    /// All component definitions; the root is the last.
    pub components: Vec<Component>,
    /// All core modules, wherever they are nested.
    pub modules: Vec<CoreModule>,
    /// The types.
    pub types: wasmparser::types::Types,
}

/// A core module.
pub struct CoreModule {
    /// Its bytes in the input.
    pub range: Range<usize>,
    /// What its code contains.
    pub facts: ModuleFacts,
}

/// One component definition.
#[derive(Default)]
pub struct Component {
    /// Its items in order, each with its offset.
    pub items: Vec<(usize, Item)>,
}

/// A reference to something of the component level.
#[derive(Clone, Copy)]
pub enum Ref {
    /// Anything but a type: kind and index.
    Index(ComponentExternalKind, u32),
    /// A type.
    Type(ComponentAnyTypeId),
}

/// One item of a component definition.
pub enum Item {
    /// `(import name …)`
    Import {
        /// Name.
        name: String,
        /// Its type.
        ty: ComponentEntityType,
    },
    /// `(core module …)`: an index into [`Decoded::modules`].
    CoreModule(usize),
    /// `(component …)`: an index into [`Decoded::components`].
    Component(usize),
    /// `(core instance (instantiate …))`
    CoreInstantiate {
        /// Core module index.
        module: u32,
        /// Name and core instance index.
        args: Vec<(String, u32)>,
    },
    /// `(core instance (export …)*)`
    CoreFromExports(Vec<(String, ExternalKind, u32)>),
    /// `(instance (instantiate …))`
    Instantiate {
        /// Component index.
        component: u32,
        /// Name and argument.
        args: Vec<(String, Ref)>,
        /// Type of the new instance.
        ty: ComponentInstanceTypeId,
    },
    /// `(instance (export …)*)`
    FromExports {
        /// Name and item.
        exports: Vec<(String, Ref)>,
        /// Type of the new instance.
        ty: ComponentInstanceTypeId,
    },
    /// `(alias export …)`; types need no item.
    AliasExport {
        /// Instance index.
        instance: u32,
        /// Export name.
        name: String,
    },
    /// `(alias core export …)`
    AliasCoreExport {
        /// Kind.
        kind: ExternalKind,
        /// Core instance index.
        instance: u32,
        /// Export name.
        name: String,
    },
    /// `(alias outer …)`; types need no item.
    AliasOuter {
        /// Kind.
        kind: ComponentOuterAliasKind,
        /// How many components outward.
        count: u32,
        /// Index there.
        index: u32,
    },
    /// `(type (resource …))`
    Resource {
        /// The new type.
        id: ResourceId,
        /// Core function index of the destructor.
        dtor: Option<u32>,
    },
    /// `(canon lift …)`
    Lift {
        /// Core function index.
        core_func: u32,
        /// Type.
        ty: ComponentFuncTypeId,
        /// Options.
        options: Box<[CanonicalOption]>,
    },
    /// `(canon lower …)`
    Lower {
        /// Function index.
        func: u32,
        /// Options.
        options: Box<[CanonicalOption]>,
    },
    /// `(canon resource.new …)`
    ResourceNew(ResourceId),
    /// `(canon resource.drop …)`
    ResourceDrop(ResourceId),
    /// `(canon resource.rep …)`
    ResourceRep(ResourceId),
    /// `(canon …)`, of what mentions no type and no function
    Builtin(Builtin),
    /// `(export name …)`
    Export {
        /// Name.
        name: String,
        /// What.
        item: Ref,
        /// Its type from outside.
        ty: Option<ComponentEntityType>,
    },
}
