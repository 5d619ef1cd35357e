//! What goes in and out of a component by name: the imports and exports of a plan.

use serde::Serialize;

use crate::plan::{ImportId, LiftId, ModuleRef, Plan};
use crate::value_type::{FuncType, ResourceId, TypeId};

/// What a function is to its resource, read off its name (`Explainer.md#import-and-export-definitions`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum FuncKind {
    /// A plain function.
    Plain,
    /// `[constructor]R`
    Constructor(String),
    /// `[method]R.name`
    Method(String, String),
    /// `[static]R.name`
    Static(String, String),
}

impl FuncKind {
    /// The resource that it belongs to, by name.
    #[must_use]
    pub fn class(&self) -> Option<&str> {
        match self {
            Self::Plain => None,
            Self::Constructor(class) | Self::Method(class, _) | Self::Static(class, _) => Some(class),
        }
    }
}

/// An import: of the root, or what an imported instance holds besides functions and types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Interface {
    /// The import's name, e.g. `wasi:cli/stdin@0.2.6`.
    pub name: String,
    /// The imported instance that holds it, an index in [`Plan::import_interfaces`]; none for an import of the root.
    pub around: Option<u32>,
    /// What the host gives.
    pub sort: ImportSort,
    /// The functions it offers, by name, with their types; all of them, used or not (for `.d.ts`).
    pub funcs: Vec<(String, FuncType)>,
    /// The types it exports, by name.
    pub types: Vec<(String, TypeExport)>,
}

/// What the host gives for an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ImportSort {
    /// An instance: an object.
    Instance,
    /// A function.
    Func,
    /// A resource type: a class.
    Resource,
    /// A core module, with what it has to export: each name behind its kind, as `WebAssembly.Module.exports` spells that.
    Module(Vec<(&'static str, String)>),
}

/// A type that leaves or enters by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum TypeExport {
    /// A resource type.
    Resource(ResourceId),
    /// A value type.
    Value(TypeId),
}

/// A function of the host that the component calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Import {
    /// Index in [`Plan::import_interfaces`].
    pub interface: u32,
    /// The function's name as in the component, e.g. `[method]pollable.block`; for a root function the import's.
    pub name: String,
    /// What it is to its resource.
    pub kind: FuncKind,
    /// Its type.
    pub ty: FuncType,
}

/// Something that leaves the component.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Export {
    /// The name, as in the component.
    pub name: String,
    /// The thing.
    pub item: ExportItem,
}

/// An exported instance, in whatever instances.
#[derive(Debug, Clone)]
pub struct ExportedInstance<'a> {
    /// Its position among the exports, after those of the instances around it.
    pub path: Vec<usize>,
    /// Its name.
    pub name: &'a str,
    /// What it exports.
    pub items: &'a [Export],
}

impl Plan {
    /// The exported instances, each before those in it.
    #[must_use]
    pub fn exported_instances(&self) -> Vec<ExportedInstance<'_>> {
        let mut found = Vec::new();
        instances_in(&self.exports, &[], &mut found);
        found
    }
}

/// The validator bounds the depth: types are not nested deeper than 100.
fn instances_in<'a>(exports: &'a [Export], around: &[usize], found: &mut Vec<ExportedInstance<'a>>) {
    for (at, export) in exports.iter().enumerate() {
        if let ExportItem::Instance(items) = &export.item {
            let path: Vec<usize> = around.iter().copied().chain([at]).collect();
            found.push(ExportedInstance { path: path.clone(), name: &export.name, items });
            instances_in(items, &path, found);
        }
    }
}

/// Whose an exported function is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum FuncSource {
    /// The component's.
    Lifted(LiftId),
    /// The host's: it is an import that leaves again.
    Imported(ImportId),
}

impl FuncSource {
    /// The lifted function.
    #[must_use]
    pub fn lift(self) -> Option<LiftId> {
        match self {
            Self::Lifted(lift) => Some(lift),
            Self::Imported(_) => None,
        }
    }
}

/// What can leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum ExportItem {
    /// A function; the type is the exported one, whose types carry names.
    Func {
        /// Whose it is.
        source: FuncSource,
        /// What it is to its resource.
        kind: FuncKind,
        /// Its public type.
        ty: FuncType,
    },
    /// An instance.
    Instance(Vec<Export>),
    /// A type.
    Type(TypeExport),
    /// A resource type of the host's as its class, which has the functions that are imported and leave again.
    Class(ResourceId),
    /// A core module.
    Module(ModuleRef),
}
