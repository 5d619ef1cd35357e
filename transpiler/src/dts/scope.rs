//! What is called how, and where: every interface of the component is a scope with named types of its own.
//!
//! A type is looked up by its identity in the scope that mentions it, so that `use` in WIT keeps its names. A
//! resource has one home, where its methods stand; other scopes that name it hold an alias. A type without a name in
//! the scope is spelled out. Scopes hold no text but identifiers.

use std::collections::BTreeMap;

use crate::docs::{Docs, Item};
use crate::emit::{exported_resource, is_value, names_among};
use crate::js::names::{Names, upper_camel};
use crate::link::func_kind;
use crate::plan::{ExportItem, FuncKind, ImportSort, Plan, Resource, ResourceId, TypeExport};
use crate::types::spelling::{Speller, TypeNames, Way, literal};
use crate::types::{FuncType, TypeId, Types};

/// Globals that declarations use, besides those that [`Names`] knows.
const GLOBALS: &[&str] = &["Iterable", "Omit"];

/// Names that the file declares by itself.
const OWN: &[&str] = &[
    "ComponentError",
    "Disposing",
    "Exports",
    "Imports",
    "Options",
    "SyncOptions",
    "Unversioned",
    "instantiate",
    "instantiateSync",
];

/// Who implements a scope's functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The host.
    Imported,
    /// The component.
    Exported,
}

/// What stands for a scope at run time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// An object of functions and classes.
    Instance,
    /// One function.
    Func,
    /// One class.
    Class,
    /// A core module.
    Module,
}

impl Sort {
    fn of(import: &ImportSort) -> Self {
        match import {
            ImportSort::Instance => Self::Instance,
            ImportSort::Func => Self::Func,
            ImportSort::Resource => Self::Class,
            ImportSort::Module(_) => Self::Module,
        }
    }
}

/// The type of a core module.
pub(super) const MODULE: &str = "WebAssembly.Module";

/// A function of a scope.
#[derive(Debug)]
pub(super) struct Func<'a> {
    /// Its name in the component.
    pub(super) name: &'a str,
    /// What it is to its resource.
    pub(super) kind: FuncKind,
    /// Its type.
    pub(super) ty: &'a FuncType,
}

/// A type that a scope names.
#[derive(Debug)]
pub(super) struct Named<'a> {
    /// Its name in the component.
    pub(super) name: &'a str,
    /// Its identifier.
    pub(super) local: String,
    /// The type.
    pub(super) ty: TypeExport,
}

/// An interface, a function of the world by itself, or all that the root exports without an interface.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    /// The interface's name in the component; empty for the root.
    pub(super) name: &'a str,
    /// The declaration's identifier; empty for the root.
    pub(super) local: String,
    /// Who implements it.
    pub(super) side: Side,
    /// What it is at run time.
    pub(super) sort: Sort,
    /// Its functions.
    pub(super) funcs: Vec<Func<'a>>,
    /// Its types.
    pub(super) types: Vec<Named<'a>>,
    /// The instances and core modules in it that are there at run time: their property names and their types.
    pub(super) instances: Vec<(Vec<String>, String)>,
    values: BTreeMap<TypeId, String>,
    resources: BTreeMap<ResourceId, String>,
    /// Classes stand here: of the host's resources, or of the component's own.
    has_classes: bool,
}

impl<'a> Scope<'a> {
    fn new(name: &'a str, side: Side, names: &mut Names) -> Self {
        Self::within("", name, side, names)
    }

    /// A scope in the one that is declared as `around`.
    fn within(around: &str, name: &'a str, side: Side, names: &mut Names) -> Self {
        let hint = format!("{around}{}", declaration(name));
        let local = if name.is_empty() { String::new() } else { names.unique(&hint) };
        Self {
            name,
            local,
            side,
            sort: Sort::Instance,
            funcs: Vec::new(),
            types: Vec::new(),
            instances: Vec::new(),
            values: BTreeMap::new(),
            resources: BTreeMap::new(),
            has_classes: false,
        }
    }

    fn add(&mut self, name: &'a str, ty: &TypeExport, names: &mut Names) {
        let local = names.unique(&upper_camel(name));
        match ty {
            TypeExport::Value(id) => self.values.entry(*id).or_insert_with(|| local.clone()),
            TypeExport::Resource(id) => self.resources.entry(*id).or_insert_with(|| local.clone()),
        };
        self.types.push(Named { name, local, ty: ty.clone() });
    }

    /// What is said about the interface.
    pub(super) fn docs<'d>(&self, docs: &'d Docs) -> Option<&'d Item> {
        docs.interfaces.get(self.name).or_else(|| self.statement(docs))
    }

    /// What is said where the world imports or exports it.
    pub(super) fn statement<'d>(&self, docs: &'d Docs) -> Option<&'d Item> {
        match self.side {
            Side::Imported => docs.imports.get(self.name),
            Side::Exported => docs.exports.get(self.name),
        }
    }

    /// What is said about a function or type of the scope. The world's own types are its imports.
    pub(super) fn member<'d>(&self, docs: &'d Docs, name: &str) -> Option<&'d Item> {
        if self.name.is_empty() {
            return docs.exports.get(name).or_else(|| docs.imports.get(name));
        }
        if self.sort == Sort::Func { self.statement(docs) } else { self.docs(docs)?.members.get(name) }
    }

    /// A name of this scope, for use outside it.
    fn qualified(&self, local: &str) -> String {
        if self.local.is_empty() { local.to_owned() } else { format!("{}.{local}", self.local) }
    }

    /// Whether one of the component's own resources is named here.
    pub(super) fn has_own_class(&self, scopes: &Scopes<'_>) -> bool {
        self.types.iter().any(|named| matches!(named.ty, TypeExport::Resource(id) if scopes.class(id).is_some()))
    }

    /// The functions of a resource that stand here.
    pub(super) fn functions_of(&self, resource: ResourceId) -> impl Iterator<Item = &Func<'a>> {
        let is_this = |named: &&Named<'_>| matches!(named.ty, TypeExport::Resource(id) if id == resource);
        let names: Vec<&str> = self.types.iter().filter(is_this).map(|named| named.name).collect();
        self.funcs.iter().filter(move |func| match &func.kind {
            FuncKind::Constructor(class) | FuncKind::Method(class, _) | FuncKind::Static(class, _) => {
                names.contains(&class.as_str())
            }
            FuncKind::Plain => false,
        })
    }

    /// Whether an object of functions and classes stands for it at run time.
    pub(super) fn has_members(&self) -> bool {
        !self.funcs.is_empty() || self.has_classes || !self.instances.is_empty() || self.sort == Sort::Module
    }
}

/// `wasi:cli/run@0.2.6` → `WasiCliRun`.
fn declaration(name: &str) -> String {
    let (bare, _) = crate::wasi::split_version(name);
    bare.split([':', '/']).map(upper_camel).collect()
}

/// All scopes of a component.
#[derive(Debug)]
pub(super) struct Scopes<'a> {
    /// The imports, in the order of [`Plan::import_interfaces`].
    pub(super) imports: Vec<Scope<'a>>,
    /// The exported instances, in order; by their path ([`Plan::exported_instances`]).
    pub(super) exports: Vec<(Vec<usize>, Scope<'a>)>,
    /// What the root exports by itself.
    pub(super) root: Scope<'a>,
    /// Names that are free in the file.
    pub(super) names: Names,
    types: &'a Types,
    homes: BTreeMap<ResourceId, String>,
    /// What the classes of the component's own resources are declared as.
    classes: BTreeMap<ResourceId, String>,
}

impl<'a> Scopes<'a> {
    /// Names everything that the component names.
    pub(super) fn of(plan: &'a Plan) -> Self {
        let mut names = Names::new();
        for name in GLOBALS.iter().chain(OWN) {
            names.reserve(name);
        }
        let mut imports: Vec<Scope<'_>> = Vec::with_capacity(plan.import_interfaces.len());
        for import in &plan.import_interfaces {
            let around = import.around.and_then(|around| imports.get(around as usize));
            let around = around.map_or(String::new(), |scope| scope.local.clone());
            imports.push(Scope::within(&around, &import.name, Side::Imported, &mut names));
        }
        let mut exports: Vec<(Vec<usize>, Scope<'_>)> = Vec::new();
        let mut locals: BTreeMap<Vec<usize>, String> = BTreeMap::new();
        for instance in plan.exported_instances() {
            let around = instance.path.split_last().map_or(&[][..], |(_, around)| around);
            let around = locals.get(around).map_or("", String::as_str);
            let scope = Scope::within(around, instance.name, Side::Exported, &mut names);
            locals.insert(instance.path.clone(), scope.local.clone());
            exports.push((instance.path, scope));
        }
        let root = Scope::new("", Side::Exported, &mut names);
        let mut scopes = Self {
            imports,
            exports,
            root,
            names,
            types: &plan.types,
            homes: BTreeMap::new(),
            classes: BTreeMap::new(),
        };
        scopes.fill_imports(plan);
        scopes.fill_exports(plan);
        scopes.find_homes(plan);
        scopes
    }

    fn fill_imports(&mut self, plan: &'a Plan) {
        for (at, (scope, interface)) in self.imports.iter_mut().zip(&plan.import_interfaces).enumerate() {
            let mut names = self.names.inner();
            for (name, ty) in &interface.types {
                scope.add(name, ty, &mut names);
            }
            for (id, resource) in (0u32..).map(ResourceId).zip(&plan.resources) {
                let Resource::Imported { interface, name } = resource else { continue };
                if *interface as usize != at {
                    continue;
                }
                scope.has_classes = true;
                if !scope.resources.contains_key(&id) {
                    scope.add(name, &TypeExport::Resource(id), &mut names);
                }
            }
            scope.sort = Sort::of(&interface.sort);
            let func = |(name, ty): &'a (String, FuncType)| Func { name, kind: func_kind(name), ty };
            scope.funcs = interface.funcs.iter().map(func).collect();
        }
        // What is in an instance comes behind it, and has to be known first.
        for (at, interface) in plan.import_interfaces.iter().enumerate().rev() {
            let Some(held) = self.imports.get(at).filter(|scope| scope.has_members()) else { continue };
            let ty = if held.sort == Sort::Module { MODULE.to_owned() } else { held.local.clone() };
            if let Some(around) = interface.around.and_then(|around| self.imports.get_mut(around as usize)) {
                around.instances.insert(0, (vec![interface.name.clone()], ty));
            }
        }
    }

    fn fill_exports(&mut self, plan: &'a Plan) {
        for export in &plan.exports {
            self.root.has_classes |= exported_resource(plan, export).is_some();
            add_item(&mut self.root, &export.name, &export.item, &mut self.names);
        }
        let locals: BTreeMap<Vec<usize>, String> =
            self.exports.iter().map(|(path, scope)| (path.clone(), scope.local.clone())).collect();
        for ((path, scope), instance) in self.exports.iter_mut().zip(plan.exported_instances()) {
            let mut names = self.names.inner();
            for ((at, item), properties) in instance.items.iter().enumerate().zip(names_among(plan, instance.items)) {
                scope.has_classes |= exported_resource(plan, item).is_some();
                add_item(scope, &item.name, &item.item, &mut names);
                let inner: Vec<usize> = path.iter().copied().chain([at]).collect();
                if is_value(plan, item)
                    && let Some(local) = locals.get(&inner)
                {
                    scope.instances.push((properties, local.clone()));
                } else if matches!(item.item, ExportItem::Module(_)) {
                    scope.instances.push((properties, MODULE.to_owned()));
                } else if let ExportItem::Class(id) = item.item {
                    scope.instances.push((properties, host_class(&self.imports, plan, id)));
                }
            }
        }
    }

    /// The scope of an instance that the root exports, by its position among the exports.
    pub(super) fn exported(&self, at: usize) -> Option<&Scope<'a>> {
        self.exports.iter().find(|(path, _)| *path == [at]).map(|(_, scope)| scope)
    }

    /// An imported resource is at home in its interface, the component's own in the first scope that exports it.
    fn find_homes(&mut self, plan: &Plan) {
        for (id, resource) in (0u32..).map(ResourceId).zip(&plan.resources) {
            let home = match resource {
                Resource::Imported { interface, .. } => self.imports.get(*interface as usize),
                Resource::Defined { .. } => {
                    let exported = || self.exports.iter().map(|(_, scope)| scope).chain([&self.root]);
                    let mut naming = exported().filter(|scope| scope.resources.contains_key(&id));
                    let home = naming.clone().find(|scope| scope.functions_of(id).next().is_some());
                    home.or_else(|| naming.next())
                }
            };
            if let Some((scope, local)) = home.and_then(|scope| Some((scope, scope.resources.get(&id)?))) {
                let home = scope.qualified(local);
                if matches!(resource, Resource::Defined { .. }) {
                    let hint = if scope.local.is_empty() { format!("{local}Class") } else { home.replace('.', "") };
                    self.classes.insert(id, self.names.unique(&hint));
                }
                self.homes.insert(id, home);
            }
        }
    }

    /// Whether the resource's methods stand in this scope, under this name.
    pub(super) fn is_home(&self, scope: &Scope<'_>, resource: ResourceId, local: &str) -> bool {
        self.homes.get(&resource).is_some_and(|home| *home == scope.qualified(local))
    }

    /// The name of the class that one of the component's own resources is.
    pub(super) fn class(&self, resource: ResourceId) -> Option<&str> {
        self.classes.get(&resource).map(String::as_str)
    }

    /// The type of a class of the host's, as a property of the instance that it is imported from.
    pub(super) fn host_class(&self, plan: &Plan, resource: ResourceId) -> String {
        host_class(&self.imports, plan, resource)
    }

    /// The name of a resource where it is at home.
    pub(super) fn home(&self, resource: ResourceId) -> Option<&str> {
        self.homes.get(&resource).map(String::as_str)
    }

    /// Names as they are used in `scope`.
    pub(super) fn view<'v>(&'v self, scope: &'v Scope<'a>, place: Place) -> View<'v> {
        View { scope, homes: &self.homes, types: self.types, place }
    }
}

fn host_class(imports: &[Scope<'_>], plan: &Plan, resource: ResourceId) -> String {
    let Some(Resource::Imported { interface, name }) = plan.resources.get(resource.index()) else {
        return "unknown".to_owned();
    };
    let Some(scope) = imports.get(*interface as usize) else { return "unknown".to_owned() };
    match scope.sort {
        Sort::Class => scope.local.clone(),
        _ => format!("{}[{}]", scope.local, literal(&upper_camel(name))),
    }
}

fn add_item<'a>(scope: &mut Scope<'a>, name: &'a str, item: &'a ExportItem, names: &mut Names) {
    match item {
        ExportItem::Func { kind, ty, .. } => scope.funcs.push(Func { name, kind: kind.clone(), ty }),
        ExportItem::Type(ty) => scope.add(name, ty, names),
        ExportItem::Class(id) => {
            scope.has_classes = true;
            scope.add(name, &TypeExport::Resource(*id), names);
        }
        ExportItem::Instance(_) | ExportItem::Module(_) => {}
    }
}

/// Where text will stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Among the scope's types.
    Inside,
    /// Anywhere else in the file.
    Outside,
}

/// What a scope's types are called in one place.
#[derive(Clone, Copy)]
pub(super) struct View<'v> {
    scope: &'v Scope<'v>,
    homes: &'v BTreeMap<ResourceId, String>,
    types: &'v Types,
    place: Place,
}

impl View<'_> {
    /// Spells values that go this way.
    pub(super) fn speller(&self, way: Way) -> Speller<'_> {
        Speller { types: self.types, names: self, way }
    }

    /// A name of the scope.
    pub(super) fn local(&self, local: &str) -> String {
        match self.place {
            Place::Inside => local.to_owned(),
            Place::Outside => self.scope.qualified(local),
        }
    }
}

impl TypeNames for View<'_> {
    fn value(&self, id: TypeId) -> Option<String> {
        self.scope.values.get(&id).map(|local| self.local(local))
    }

    fn resource(&self, resource: ResourceId) -> Option<String> {
        let own = self.scope.resources.get(&resource).map(|local| self.local(local));
        own.or_else(|| self.homes.get(&resource).cloned())
    }
}

#[cfg(test)]
mod tests {
    use super::declaration;

    #[test]
    fn declarations_are_named_after_interfaces() {
        assert_eq!(declaration("wasi:cli/run@0.2.6"), "WasiCliRun");
        assert_eq!(declaration("local-host:a/input-stream"), "LocalHostAInputStream");
        assert_eq!(declaration("log"), "Log");
    }
}
