//! What the module being generated consists of so far.

use std::collections::{BTreeSet, HashMap};

use super::waiting::Waiter;
use crate::js::adapter::Surroundings;
use crate::js::ast::{self, Expr, ModuleItem, Stmt, id};
use crate::js::names::{Names, camel, upper_camel};
use crate::needs::{Needs, memories};
use crate::options::Options;
use crate::plan::{
    CoreFuncId, Export, ExportItem, FuncKind, InstanceId, MemoryId, Plan, Resource, ResourceId, Trampoline, TypeExport,
};
use crate::types::Type;
use crate::wasi::split_version;

/// The state of a generation.
pub(super) struct Glue<'a> {
    pub(super) plan: &'a Plan,
    pub(super) needs: &'a Needs,
    pub(super) options: &'a Options,
    /// Names at module or instantiation level.
    pub(super) names: Names,
    /// The module makes a WASI context.
    pub(super) uses_context: bool,
    /// Import declarations.
    pub(super) head: Vec<ModuleItem>,
    /// Runtime functions in use.
    pub(super) units: BTreeSet<&'static str>,
    /// Constants that do not depend on an instance.
    pub(super) constants: Vec<Stmt>,
    case_lists: HashMap<Vec<String>, String>,
    tokens: Vec<Option<String>>,
    /// Names of the imported interfaces' objects, by index; of those that are used.
    pub(super) interfaces: Vec<Option<String>>,
    /// Classes that are named at run time, by interface.
    pub(super) classes: Vec<BTreeSet<String>>,
    /// Linear memories: what they are made of, and the name.
    pub(super) memories: Vec<(MemoryId, Option<CoreFuncId>, String)>,
    /// Names of core functions that glue calls.
    pub(super) core_funcs: Vec<String>,
    /// Names of the trampolines.
    pub(super) trampoline_names: Vec<String>,
    /// Core functions that calls enter by when they may be suspended, and the names they have then.
    pub(super) promising: Vec<(CoreFuncId, String)>,
    /// Imports that may have to wait.
    pub(super) waiters: Vec<Waiter>,
    /// The instance objects, by component instance; of those that are used.
    instances: Vec<Option<String>>,
    /// The handle tables, by component instance; of those that are used.
    tables: Vec<Option<String>>,
}

impl<'a> Glue<'a> {
    pub(super) fn new(plan: &'a Plan, needs: &'a Needs, options: &'a Options) -> Self {
        let mut names = Names::new();
        for name in super::runtime_names() {
            names.reserve(name);
        }
        for name in [
            "imports",
            "wasi",
            "getCoreModule",
            "modules",
            "context",
            "createContext",
            "error",
            "link",
            "missing",
            "waiting",
            "handle",
            "index",
            "rep",
        ] {
            names.reserve(name);
        }
        let mut interfaces: Vec<Option<String>> = vec![None; plan.import_interfaces.len()];
        for used in used_interfaces(plan) {
            let name = plan.import_interfaces.get(used).map_or("", |i| i.name.as_str());
            if let Some(slot) = interfaces.get_mut(used) {
                *slot = Some(names.unique(&interface_hint(name)));
            }
        }
        let memories =
            memories(plan).into_iter().map(|(memory, realloc)| (memory, realloc, names.unique("memory"))).collect();
        let trampoline_names = plan.trampolines.iter().map(|t| names.unique(&trampoline_hint(plan, t))).collect();
        let hints = core_func_hints(plan);
        let core_funcs = hints.iter().map(|hint| names.unique(hint)).collect();
        let instances = usize::try_from(plan.instances).unwrap_or(0);
        Self {
            plan,
            needs,
            options,
            names,
            uses_context: false,
            head: Vec::new(),
            units: BTreeSet::new(),
            constants: Vec::new(),
            case_lists: HashMap::new(),
            tokens: vec![None; plan.resources.len()],
            classes: vec![BTreeSet::new(); interfaces.len()],
            interfaces,
            memories,
            core_funcs,
            trampoline_names,
            promising: Vec::new(),
            waiters: Vec::new(),
            instances: vec![None; instances],
            tables: vec![None; instances],
        }
    }

    /// A call of a runtime function.
    pub(super) fn call(&mut self, unit: &'static str, args: Vec<Expr>) -> Expr {
        self.units.insert(unit);
        ast::call_name(unit, args)
    }

    /// The linear memory of these options; empty where nothing touches memory.
    pub(super) fn memory(&self, memory: Option<MemoryId>, realloc: Option<CoreFuncId>) -> String {
        let Some(memory) = memory else { return String::new() };
        self.memories
            .iter()
            .find(|(m, r, _)| *m == memory && (*r == realloc || realloc.is_none()))
            .map_or_else(String::new, |(_, _, name)| name.clone())
    }

    /// What an interface calls this enum, else its first case.
    fn enum_name(&self, cases: &[String]) -> String {
        let exported = self.plan.exports.iter().flat_map(|export| match &export.item {
            ExportItem::Instance(items) => items.as_slice(),
            _ => std::slice::from_ref(export),
        });
        let exported = exported.filter_map(|export| match &export.item {
            ExportItem::Type(ty) => Some((&export.name, ty)),
            _ => None,
        });
        let imported = self.plan.import_interfaces.iter().flat_map(|i| i.types.iter().map(|(name, ty)| (name, ty)));
        imported
            .chain(exported)
            .find(|(_, ty)| match ty {
                TypeExport::Value(id) => matches!(self.plan.types.get(*id), Type::Enum(names) if names == cases),
                TypeExport::Resource(_) => false,
            })
            .map(|(name, _)| name.clone())
            .or_else(|| cases.first().cloned())
            .unwrap_or_default()
    }

    /// The object with the state of a component instance. The root's holds the state of all.
    pub(super) fn instance(&mut self, instance: InstanceId) -> String {
        let hint = if instance.0 == 0 { "instance" } else { "inner" };
        named(&mut self.instances, instance.index(), &mut self.names, hint)
    }

    /// The handle table of a component instance.
    pub(super) fn table(&mut self, instance: InstanceId) -> String {
        named(&mut self.tables, instance.index(), &mut self.names, "handles")
    }

    /// Declarations of the instance objects and handle tables in use.
    pub(super) fn instance_state(&mut self) -> Vec<Stmt> {
        let mut out = Vec::new();
        for name in self.instances.clone().into_iter().flatten() {
            let value = self.call("createInstance", Vec::new());
            out.push(ast::constant(&name, value));
        }
        for name in self.tables.clone().into_iter().flatten() {
            let value = self.call("handleTable", Vec::new());
            out.push(ast::constant(&name, value));
        }
        out
    }
}

impl Surroundings for Glue<'_> {
    fn unit(&mut self, name: &'static str) -> String {
        self.units.insert(name);
        name.to_owned()
    }

    fn cases(&mut self, cases: &[String]) -> String {
        if let Some(name) = self.case_lists.get(cases) {
            return name.clone();
        }
        let name = self.names.unique(&camel(&format!("{}-cases", self.enum_name(cases))));
        let list = ast::call(ast::member(ast::string(&cases.join(" ")), "split"), vec![ast::string(" ")]);
        self.constants.push(ast::constant(&name, list));
        self.case_lists.insert(cases.to_vec(), name.clone());
        name
    }

    fn resource(&mut self, resource: ResourceId) -> String {
        if let Some(Some(name)) = self.tokens.get(resource.index()) {
            return name.clone();
        }
        let (hint, token) = match self.plan.resources.get(resource.index()) {
            Some(Resource::Imported { name, .. }) => (camel(name), Vec::new()),
            _ => ("resource".to_owned(), vec![ast::prop("owner", ast::boolean(true))]),
        };
        let name = self.names.unique(&format!("{hint}Type"));
        self.constants.push(ast::constant(&name, ast::object(token)));
        if let Some(slot) = self.tokens.get_mut(resource.index()) {
            *slot = Some(name.clone());
        }
        name
    }

    fn class(&mut self, resource: ResourceId) -> Expr {
        let Some(Resource::Imported { interface, name }) = self.plan.resources.get(resource.index()) else {
            return id("Object");
        };
        let class = upper_camel(name);
        if let Some(classes) = self.classes.get_mut(*interface as usize) {
            classes.insert(class.clone());
        }
        match self.interfaces.get(*interface as usize) {
            Some(Some(object)) => ast::member(id(object), &class),
            _ => id("Object"),
        }
    }
}

fn named(slots: &mut [Option<String>], index: usize, names: &mut Names, hint: &str) -> String {
    match slots.get_mut(index) {
        Some(Some(name)) => name.clone(),
        Some(slot) => {
            let name = names.unique(hint);
            *slot = Some(name.clone());
            name
        }
        None => hint.to_owned(),
    }
}

/// Resource types of which the host gives instances: in results of imports and parameters of exports.
pub(super) fn given_resources(plan: &Plan) -> BTreeSet<ResourceId> {
    let results = plan.imports.iter().filter_map(|import| import.ty.result);
    let params = plan.lifts.iter().flat_map(|lift| lift.ty.params.iter().map(|(_, ty)| *ty));
    results.chain(params).flat_map(|ty| crate::types::handles(&plan.types, ty)).collect()
}

/// Interfaces that provide a called function, or the class of a resource that a host gives.
pub(crate) fn used_interfaces(plan: &Plan) -> BTreeSet<usize> {
    let mut used: BTreeSet<usize> = plan.imports.iter().map(|import| import.interface as usize).collect();
    for resource in given_resources(plan) {
        if let Some(Resource::Imported { interface, .. }) = plan.resources.get(resource.index()) {
            used.insert(*interface as usize);
        }
    }
    used
}

/// `wasi:cli/environment@0.2.6` → `environment`; names that say little get the package's before them.
fn interface_hint(name: &str) -> String {
    let (name, _) = split_version(name);
    let Some((package, interface)) = name.rsplit_once('/') else {
        return camel(name.rsplit(':').next().unwrap_or(name));
    };
    if matches!(interface, "types" | "error" | "poll") {
        let package = package.rsplit(':').next().unwrap_or(package);
        return camel(&format!("{package}-{interface}"));
    }
    camel(interface)
}

fn trampoline_hint(plan: &Plan, trampoline: &Trampoline) -> String {
    let resource = |id: ResourceId| match plan.resources.get(id.index()) {
        Some(Resource::Imported { name, .. }) => upper_camel(name),
        _ => "Resource".to_owned(),
    };
    match trampoline {
        Trampoline::Lower { import, .. } => match plan.imports.get(import.index()).map(|i| (&i.kind, &i.name)) {
            Some((FuncKind::Plain, name)) => camel(name),
            Some((FuncKind::Constructor(class), _)) => format!("new{}", upper_camel(class)),
            Some((FuncKind::Method(class, name) | FuncKind::Static(class, name), _)) => {
                format!("{}{}", camel(class), upper_camel(name))
            }
            None => "lowered".into(),
        },
        Trampoline::ResourceNew { resource: r, .. } => format!("new{}", resource(*r)),
        Trampoline::ResourceDrop { resource: r, .. } => format!("drop{}", resource(*r)),
        Trampoline::ResourceRep { resource: r, .. } => format!("rep{}", resource(*r)),
    }
}

fn core_func_hints(plan: &Plan) -> Vec<String> {
    let mut hints = vec!["core".to_owned(); plan.core_funcs.len()];
    let mut set = |id: Option<CoreFuncId>, hint: String| {
        if let Some(slot) = id.and_then(|id| hints.get_mut(id.index())) {
            *slot = hint;
        }
    };
    for trampoline in &plan.trampolines {
        if let Trampoline::Lower { options, .. } = trampoline {
            set(options.realloc, "realloc".into());
        }
    }
    for resource in &plan.resources {
        if let Resource::Defined { dtor, .. } = resource {
            set(*dtor, "destructor".into());
        }
    }
    let mut names: HashMap<u32, String> = HashMap::new();
    lift_names(&plan.exports, &mut names);
    for (i, lift) in (0u32..).zip(&plan.lifts) {
        let name = names.get(&i).map_or_else(|| "lifted".to_owned(), |name| upper_camel(name));
        set(lift.options.realloc, "realloc".into());
        set(lift.options.post_return, format!("post{name}"));
        set(Some(lift.callee), format!("core{name}"));
    }
    hints
}

/// The name under which each lifted function is exported, for naming its core function.
fn lift_names(exports: &[Export], names: &mut HashMap<u32, String>) {
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
