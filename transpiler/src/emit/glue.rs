//! What the module being generated consists of so far.

use std::collections::{BTreeSet, HashMap};

use super::apart::{Apart, type_names};
use super::classes::classes;
use super::exports::plain_name;
use super::results::Results;
use super::threads::Threads;
use super::waiting::Waiter;
use crate::js::adapter::Surroundings;
use crate::js::ast::{self, Expr, ModuleItem, Stmt, id};
use crate::js::memory::Memory;
use crate::js::names::{Names, camel, upper_camel};
use crate::needs::{Needs, memories, never_grows};
use crate::options::Options;
use crate::plan::{
    CanonOptions, CoreFuncId, Export, ExportItem, FuncKind, FuncSource, Fused, HandleAct, HandleMove, ImportSort,
    InstanceId, MemoryId, ModuleRef, Plan, Resource, ResourceId, Step, Trampoline,
};
use crate::types::{Handle, Type, TypeId};
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
    /// Names of the lists of enum cases; those in use are among the constants.
    case_lists: HashMap<Vec<String>, (String, bool)>,
    /// Names of the resource types' tokens; those in use are among the constants.
    tokens: Vec<(String, bool)>,
    /// Names of the imported interfaces' objects, by index; of those that are used.
    pub(super) interfaces: Vec<Option<String>>,
    /// Linear memories: what they are made of, and the name.
    pub(super) memories: Vec<(MemoryId, Option<CoreFuncId>, String)>,
    /// Names of core functions that glue calls.
    pub(super) core_funcs: Vec<String>,
    /// Names of the trampolines.
    pub(super) trampoline_names: Vec<String>,
    /// Core functions that calls enter by when they may be suspended, and the names they have then.
    pub(super) promising: Vec<(CoreFuncId, String)>,
    /// Results that are lowered alike.
    pub(super) results: Results,
    /// Types that are stored or loaded alike.
    pub(super) apart: Apart,
    /// What instances keep for their threads.
    pub(super) threads: Threads,
    /// Imports that may have to wait.
    pub(super) waiters: Vec<Waiter>,
    /// Names of the classes that the component exports, by resource type.
    classes: Vec<Option<String>>,
    /// Names of the functions that keep a destructor from waiting, by resource type.
    pub(super) destructors: Vec<Option<String>>,
    /// Declarations of the exported resource types.
    pub(super) exported_types: Vec<Stmt>,
    /// The object with the state of all component instances, and whether it is used.
    root: (String, bool),
    /// Names of the handle tables, by component instance, and whether they are used.
    tables: Vec<Option<(String, bool)>>,
    /// The name of the object with the handles that are between two tables, and whether it is used.
    crossings: (String, bool),
}

impl<'a> Glue<'a> {
    pub(super) fn new(plan: &'a Plan, needs: &'a Needs, options: &'a Options) -> Self {
        let mut names = Names::new();
        for name in super::runtime_names().into_iter().chain(super::runtime_globals()) {
            names.reserve(name);
        }
        for name in [
            "imports",
            "wasi",
            "wasiModule",
            "getCoreModule",
            "modules",
            "module",
            "coreInstance",
            "context",
            "createContext",
            "defaultContext",
            "error",
            "link",
            "missing",
            "waiting",
            "handle",
            "index",
            "rep",
            "word",
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
        let mut class_locals: Vec<Option<String>> = vec![None; plan.resources.len()];
        for class in classes(plan) {
            if let Some(slot) = class_locals.get_mut(class.resource.index()) {
                *slot = Some(names.unique(&upper_camel(class.name)));
            }
        }
        let memories =
            memories(plan).into_iter().map(|(memory, realloc)| (memory, realloc, names.unique("memory"))).collect();
        let trampoline_names =
            plan.trampolines.iter().map(|t| names.unique(&trampoline_hint(plan, t, &class_locals))).collect();
        let hints = core_func_hints(plan);
        let core_funcs = hints.iter().map(|hint| names.unique(hint)).collect();
        let case_lists = name_case_lists(plan, &mut names);
        let hints = plan.resources.iter().zip(&class_locals).map(|(resource, class)| match (resource, class) {
            (Resource::Imported { name, .. }, _) => format!("{}Type", camel(name)),
            (Resource::Defined { .. }, Some(class)) => format!("{}Type", lower_first(class)),
            (Resource::Defined { .. }, None) => "resourceType".into(),
        });
        let tokens = hints.map(|hint| (names.unique(&hint), false)).collect();
        let barred = plan.resources.iter().map(|resource| match resource {
            Resource::Defined { dtor: Some(_), .. } if needs.waits() => Some(names.unique("destroy")),
            _ => None,
        });
        let destructors = barred.collect();
        let count = usize::try_from(plan.instances).unwrap_or(0);
        let root = (names.unique("instance"), false);
        let crossings = (names.unique("crossings"), false);
        let mut tables = vec![None; count];
        for instance in used_instances(plan) {
            if let Some(table) = tables.get_mut(instance.index()) {
                *table = Some((names.unique("handles"), false));
            }
        }
        let mut glue = Self {
            plan,
            needs,
            options,
            names,
            uses_context: false,
            head: Vec::new(),
            units: BTreeSet::new(),
            constants: Vec::new(),
            case_lists,
            tokens,
            interfaces,
            memories,
            core_funcs,
            trampoline_names,
            promising: Vec::new(),
            results: Results::of(plan),
            apart: Apart::default(),
            threads: Threads::default(),
            waiters: Vec::new(),
            classes: class_locals,
            destructors,
            exported_types: Vec::new(),
            root,
            tables,
            crossings,
        };
        let mut names = std::mem::replace(&mut glue.names, Names::new());
        glue.apart = Apart::of(plan, &mut names, |options| glue.memory(options));
        glue.threads = Threads::of(plan, &mut names);
        glue.names = names;
        glue
    }

    /// Whether one of two files is the core module number `module`, which the engine decides.
    fn has_two_files(&self, module: usize) -> bool {
        !self.options.single_memory && self.has_several_memories(module)
    }

    /// Whether the core module number `module` is one of calls between several memories.
    pub(super) fn has_several_memories(&self, module: usize) -> bool {
        let fused = self.plan.modules.get(module).and_then(|module| module.fused.as_ref());
        fused.is_some_and(Fused::has_several_memories)
    }

    /// What a caller that gives the core modules is asked for: the name of the core module number `module`, called `file`.
    pub(super) fn core_name(&mut self, module: usize, file: &str) -> Expr {
        let name = ast::string(file);
        if !self.has_two_files(module) {
            return name;
        }
        self.call("byMemories", vec![name, ast::string(&super::single_memory_file(file))])
    }

    /// The core module number `module`, called `file`, compiled from beside the generated one: a promise.
    pub(super) fn compiled(&mut self, module: usize, file: &str) -> Expr {
        if self.has_two_files(module) {
            let single = ast::module_url(&super::single_memory_file(file));
            let url = self.call("byMemories", vec![ast::module_url(file), single]);
            return self.call("compile", vec![url]);
        }
        let features = self.plan.modules.get(module).map(|module| &module.facts.features);
        let names: Vec<&str> = features.into_iter().flatten().map(|feature| feature.name()).collect();
        let url = ast::module_url(file);
        match names.split_last() {
            None => self.call("compile", vec![url]),
            Some((last, [])) => self.call("compileNeeding", vec![url, ast::string(last)]),
            Some((last, rest)) => {
                let all = format!("{} and {last}", rest.join(", "));
                self.call("compileNeeding", vec![url, ast::string(&all)])
            }
        }
    }

    /// A call of a runtime function.
    pub(super) fn call(&mut self, unit: &'static str, args: Vec<Expr>) -> Expr {
        self.units.insert(unit);
        ast::call_name(unit, args)
    }

    /// What adapters with these options work on.
    pub(super) fn memory(&self, options: &CanonOptions) -> Memory {
        let found = self.memories.iter().find(|(memory, realloc, _)| {
            Some(*memory) == options.memory && (*realloc == options.realloc || options.realloc.is_none())
        });
        Memory {
            name: found.map_or_else(String::new, |(_, _, name)| name.clone()),
            encoding: options.encoding,
            never_grows: never_grows(self.plan, options),
            fast_strings: self.needs.fast_strings(self.options),
        }
    }

    /// The object with the state of the root instance, which is that of all: they are entered and left together, and only one of
    /// them runs its allocator or `post-return`.
    pub(super) fn root(&mut self) -> String {
        self.root.1 = true;
        self.root.0.clone()
    }

    /// The handle table of a component instance.
    pub(super) fn table(&mut self, instance: InstanceId) -> String {
        match self.tables.get_mut(instance.index()) {
            Some(Some((name, used))) => {
                *used = true;
                name.clone()
            }
            _ => String::new(),
        }
    }

    /// The object with what is on its way from component to component.
    pub(super) fn crossings(&mut self) -> Expr {
        self.crossings.1 = true;
        id(&self.crossings.0)
    }

    /// Declarations of the instance object and the handle tables in use.
    pub(super) fn instance_state(&mut self) -> Vec<Stmt> {
        let mut out = Vec::new();
        if let (name, true) = self.root.clone() {
            let idle = ast::object(vec![ast::field_prop("state", ast::num(0))]);
            out.push(ast::constant(&name, idle));
        }
        let is_of_host = |resource: &Resource| matches!(resource, Resource::Imported { .. });
        let has_hosts = self.plan.resources.iter().any(is_of_host);
        let mut first: Option<String> = None;
        for (name, _) in self.tables.clone().into_iter().flatten().filter(|(_, used)| *used) {
            // An object of the host's may be in several tables.
            let shared = first.iter().filter(|_| has_hosts).map(|first| ast::field(id(first), "hosts")).collect();
            let value = self.call("handleTable", shared);
            out.push(ast::constant(&name, value));
            first.get_or_insert(name);
        }
        if let (name, true) = self.crossings.clone() {
            out.push(ast::constant(&name, self.call("createCrossings", Vec::new())));
        }
        if let Some(gate) = self.gate() {
            out.push(ast::constant(&gate, self.call("createGate", Vec::new())));
        }
        out.extend(self.declare_threads());
        out.append(&mut self.exported_types);
        out
    }
}

impl Surroundings for Glue<'_> {
    fn unit(&mut self, name: &'static str) -> String {
        self.units.insert(name);
        name.to_owned()
    }

    fn cases(&mut self, cases: &[String]) -> String {
        let Some((name, declared)) = self.case_lists.get_mut(cases) else { return String::new() };
        if !std::mem::replace(declared, true) {
            let list = ast::call(ast::member(ast::string(&cases.join(" ")), "split"), vec![ast::string(" ")]);
            self.constants.push(ast::constant(name, list));
        }
        name.clone()
    }

    fn resource(&mut self, resource: ResourceId) -> String {
        let Some((name, declared)) = self.tokens.get_mut(resource.index()) else { return String::new() };
        // An exported type is one per instantiation, and declared there.
        let is_exported = self.classes.get(resource.index()).is_some_and(Option::is_some);
        if !is_exported && !std::mem::replace(declared, true) {
            let token = match self.plan.resources.get(resource.index()) {
                Some(Resource::Imported { .. }) => Vec::new(),
                _ => vec![ast::field_prop("owner", ast::boolean(true))],
            };
            self.constants.push(ast::constant(name, ast::object(token)));
        }
        name.clone()
    }

    fn store_function(&mut self, ty: TypeId, memory: &Memory, instance: InstanceId) -> String {
        self.declared_store(ty, memory, instance)
    }

    fn load_function(&mut self, ty: TypeId, memory: &Memory, instance: InstanceId) -> String {
        self.declared_load(ty, memory, instance)
    }

    fn class(&mut self, resource: ResourceId) -> Expr {
        let Some(Resource::Imported { interface, name }) = self.plan.resources.get(resource.index()) else {
            return id("Object");
        };
        let is_class =
            self.plan.import_interfaces.get(*interface as usize).is_some_and(|it| it.sort == ImportSort::Resource);
        match self.interfaces.get(*interface as usize) {
            Some(Some(class)) if is_class => id(class),
            Some(Some(object)) => ast::member(id(object), &upper_camel(name)),
            _ => id("Object"),
        }
    }

    fn exported_class(&self, resource: ResourceId) -> Option<String> {
        self.classes.get(resource.index())?.clone()
    }

    fn owner(&self, resource: ResourceId) -> Option<InstanceId> {
        super::handles::owner(self.plan, resource)
    }
}

/// Component instances that lift, lower or hold handles.
fn used_instances(plan: &Plan) -> BTreeSet<InstanceId> {
    let trampolines = plan.trampolines.iter().filter_map(|trampoline| match trampoline {
        Trampoline::Handle(HandleMove { instance, .. }) => Some(*instance),
        other => other.instance(),
    });
    let lifts = plan.lifts.iter().map(|lift| lift.options.instance);
    trampolines.chain(lifts).chain([InstanceId(0)]).collect()
}

/// Names for the lists of enum cases: after what an interface calls the enum, else after its first case.
fn name_case_lists(plan: &Plan, names: &mut Names) -> HashMap<Vec<String>, (String, bool)> {
    let known = type_names(plan);
    let mut lists = HashMap::new();
    for (id, ty) in plan.types.iter() {
        if let Type::Enum(cases) = ty {
            let hint = known.get(&id).copied().or(cases.first().map(String::as_str)).unwrap_or_default();
            lists.insert(cases.clone(), (names.unique(&camel(&format!("{hint}-cases"))), false));
        }
    }
    lists
}

/// `Counter` → `counter`
fn lower_first(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

/// Resource types of which the host gives instances: in results of imports and parameters of exports.
pub(crate) fn given_resources(plan: &Plan) -> BTreeSet<ResourceId> {
    let results = plan.imports.iter().filter_map(|import| import.ty.result);
    let params = plan.lifts.iter().flat_map(|lift| lift.ty.params.iter().map(|(_, ty)| *ty));
    let handles = results.chain(params).flat_map(|ty| crate::types::handles(&plan.types, ty));
    handles.map(Handle::resource).collect()
}

/// Imports that provide a called function, the class of a resource that a host gives or a core module, and the instances around them.
pub(crate) fn used_interfaces(plan: &Plan) -> BTreeSet<usize> {
    let mut used: BTreeSet<usize> = plan.imports.iter().map(|import| import.interface as usize).collect();
    let (mut classes, mut modules) = (given_resources(plan), Vec::new());
    leaving_again(&plan.exports, &mut classes, &mut modules);
    for resource in classes {
        if let Some(Resource::Imported { interface, .. }) = plan.resources.get(resource.index()) {
            used.insert(*interface as usize);
        }
    }
    modules.extend(plan.steps.iter().filter_map(|step| match step {
        Step::Instantiate { module, .. } => Some(*module),
        _ => None,
    }));
    used.extend(modules.into_iter().filter_map(|module| match module {
        ModuleRef::Imported(import) => Some(import as usize),
        ModuleRef::Own(_) => None,
    }));
    // Instances come before what is in them.
    for (index, import) in plan.import_interfaces.iter().enumerate().rev() {
        if let (Some(around), true) = (import.around, used.contains(&index)) {
            used.insert(around as usize);
        }
    }
    used
}

/// The host's classes and all core modules that leave.
fn leaving_again(exports: &[Export], classes: &mut BTreeSet<ResourceId>, modules: &mut Vec<ModuleRef>) {
    for export in exports {
        match &export.item {
            ExportItem::Class(class) => _ = classes.insert(*class),
            ExportItem::Module(module) => modules.push(*module),
            ExportItem::Instance(items) => leaving_again(items, classes, modules),
            ExportItem::Func { .. } | ExportItem::Type(_) => {}
        }
    }
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

fn trampoline_hint(plan: &Plan, trampoline: &Trampoline, classes: &[Option<String>]) -> String {
    let resource = |id: ResourceId| match (plan.resources.get(id.index()), classes.get(id.index())) {
        (Some(Resource::Imported { name, .. }), _) => upper_camel(name),
        (_, Some(Some(class))) => class.clone(),
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
        Trampoline::Unreachable => "unreachable".into(),
        Trampoline::Absent { name, .. } => camel(&plain_name(name).replace('.', "-")),
        Trampoline::CannotEnter { .. } => "cannotEnter".into(),
        Trampoline::Builtin { builtin, .. } => camel(&builtin.name().replace('.', "-")),
        Trampoline::NewThread { .. } => "newThread".into(),
        Trampoline::FusedTrap => "fusedTrap".into(),
        Trampoline::Handle(HandleMove { act, resource: r, .. }) => {
            let act = match act {
                HandleAct::LiftOwn | HandleAct::LiftBorrow => "lift",
                HandleAct::Lend => "lend",
                HandleAct::LowerOwn | HandleAct::LowerBorrow => "lower",
            };
            format!("{act}{}", resource(*r))
        }
        Trampoline::OpenCall => "open".into(),
        Trampoline::CloseCall => "close".into(),
        Trampoline::Gate => "gate".into(),
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
            ExportItem::Func { source: FuncSource::Lifted(lift), kind, .. } => {
                let name = match kind {
                    FuncKind::Plain => export.name.clone(),
                    FuncKind::Constructor(class) => format!("new-{class}"),
                    FuncKind::Method(class, name) | FuncKind::Static(class, name) => format!("{class}-{name}"),
                };
                names.insert(lift.0, name);
            }
            ExportItem::Instance(items) => lift_names(items, names),
            _ => {}
        }
    }
}
