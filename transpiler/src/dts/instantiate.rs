//! What a module of mode `instantiate` exports: two functions, and the types of what goes in and comes out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::comment::Comment;
use super::interface::Writer;
use super::scope::{MODULE, Place, Scope, Scopes, Sort};
use super::text::Text;
use crate::emit::{BareName, bare_names, exported_names, used_interfaces};
use crate::options::Options;
use crate::plan::{ExportItem, FuncKind, ImportSort, Plan, TypeExport};
use crate::types::spelling::{key, literal, object};
use crate::wasi;

/// Writes the functions and their types.
pub(super) fn exports(text: &mut Text, plan: &Plan, scopes: &Scopes<'_>, writer: &Writer<'_>, options: &Options) {
    let imports = Imports::of(plan, scopes, options);
    imports.declare(text, scopes, writer);
    declare_options(text, plan, options);
    declare_exports(text, plan, scopes, writer);
    let given = imports.parameter();
    let optional = if imports.required { "" } else { "?" };
    text.gap();
    text.doc("Instantiates the component; core modules that `getCoreModule` does not give are fetched.");
    text.line(&format!(
        "export function instantiate(imports{optional}: {given}, options?: Options): Promise<Exports>;"
    ));
    text.gap();
    text.doc("Instantiates the component at once, from core modules that `getCoreModule` gives.");
    let given = if imports.required { given } else { format!("{given} | undefined") };
    text.line(&format!("export function instantiateSync(imports: {given}, options: SyncOptions): Exports;"));
}

/// Writes the function of mode `worker`, and its types.
pub(super) fn worker_exports(
    text: &mut Text,
    plan: &Plan,
    scopes: &Scopes<'_>,
    writer: &Writer<'_>,
    options: &Options,
) {
    let imports = Imports::of(plan, scopes, options);
    imports.declare(text, scopes, writer);
    text.gap();
    text.doc("How to instantiate the component.");
    text.block("export interface Options", "", |text| {
        if uses_wasi(plan, options) {
            text.doc("What the component can reach through WASI.");
            text.line("wasi?: import(\"@weft-wasm/wasi\").WasiOptions | undefined;");
        }
    });
    declare_exports(text, plan, scopes, writer);
    let given = imports.parameter();
    let optional = if imports.required { "" } else { "?" };
    text.gap();
    text.doc("Instantiates the component in a worker of its own, which disposing of what it exports ends.");
    text.line(&format!(
        "export function instantiate(imports{optional}: {given}, options?: Options): Promise<Exports & Disposing>;"
    ));
}

/// The imports as one object.
struct Imports<'a> {
    /// Each with whether it may be left out.
    entries: Vec<(&'a Scope<'a>, bool)>,
    /// Whether something has to be given.
    required: bool,
    /// Whether some name has a version, which need not be given.
    versioned: bool,
    /// What names without versions stand for.
    bare: HashMap<&'a str, BareName>,
}

impl<'a> Imports<'a> {
    fn of(plan: &'a Plan, scopes: &'a Scopes<'a>, options: &Options) -> Self {
        let used = used_interfaces(plan);
        let optional = |at: usize, scope: &Scope<'_>| {
            !used.contains(&at) || (!options.no_wasi && wasi::is_wasi(scope.name) && is_instance(plan, at))
        };
        let at_root = |at: usize| plan.import_interfaces.get(at).is_some_and(|import| import.around.is_none());
        let present = scopes.imports.iter().enumerate().filter(|(at, scope)| at_root(*at) && scope.has_members());
        let entries: Vec<_> = present.map(|(at, scope)| (scope, optional(at, scope))).collect();
        let required = entries.iter().any(|(_, optional)| !optional);
        let versioned = entries.iter().any(|(scope, _)| wasi::split_version(scope.name).1.is_some());
        Self { entries, required, versioned, bare: bare_names(plan) }
    }

    fn declare(&self, text: &mut Text, scopes: &'a Scopes<'a>, writer: &Writer<'a>) {
        text.gap();
        text.doc("What the component imports, by name.");
        text.block("export interface Imports", "", |text| {
            for (scope, optional) in &self.entries {
                let mark = if *optional { "?" } else { "" };
                match scope.funcs.as_slice() {
                    _ if scope.sort == Sort::Module => text.line(&format!("{}{mark}: {MODULE};", key(scope.name))),
                    [func] if scope.sort == Sort::Func => {
                        let view = scopes.view(scope, Place::Outside);
                        text.comment(&writer.comment(&view, scope, func));
                        let signature = writer.signature(scope, &view, func);
                        text.line(&format!("{}{mark}{signature};", key(scope.name)));
                    }
                    _ => {
                        text.comment(&Comment::of(scope.statement(&writer.options.docs)));
                        text.line(&format!("{}{mark}: {};", key(scope.name), scope.local));
                    }
                }
            }
        });
        if self.versioned {
            let kept: Vec<String> = self.named(BareName::Ambiguous).map(|(scope, _)| literal(scope.name)).collect();
            let bare = "Name extends `${infer Bare}@${string}` ? Bare : Name";
            text.gap();
            if kept.is_empty() {
                text.doc("The same by names without versions.");
            } else {
                text.doc("The same by names without versions, where these say which is meant.");
            }
            text.line("type Unversioned<T> = {");
            if kept.is_empty() {
                text.line(&format!("  [Name in keyof T as {bare}]: T[Name];"));
            } else {
                text.line(&format!(
                    "  [Name in keyof T as Name extends {} ? Name : {bare}]: T[Name];",
                    kept.join(" | ")
                ));
            }
            text.line("};");
        }
    }

    /// The imports whose names without versions are such names.
    fn named(&self, what: BareName) -> impl Iterator<Item = &(&'a Scope<'a>, bool)> {
        let bare = move |scope: &Scope<'_>| self.bare.get(wasi::split_version(scope.name).0) == Some(&what);
        self.entries.iter().filter(move |(scope, _)| bare(scope))
    }

    /// The type of the parameter.
    fn parameter(&self) -> String {
        if !self.versioned {
            return "Imports".to_owned();
        }
        let shared: Vec<String> = self.named(BareName::Compatible).map(|(scope, _)| literal(scope.name)).collect();
        if shared.is_empty() {
            return "Imports | Unversioned<Imports>".to_owned();
        }
        let mut served: BTreeMap<&str, (Vec<&str>, bool)> = BTreeMap::new();
        for (scope, optional) in self.named(BareName::Compatible) {
            let (types, all) = served.entry(wasi::split_version(scope.name).0).or_insert((Vec::new(), true));
            types.push(&scope.local);
            *all &= optional;
        }
        let served = served.into_iter().map(|(name, (types, optional))| {
            format!("{}{}: {}", key(name), if optional { "?" } else { "" }, types.join(" & "))
        });
        let served = object(served);
        format!("Imports | (Unversioned<Omit<Imports, {}>> & {served})", shared.join(" | "))
    }
}

fn is_instance(plan: &Plan, interface: usize) -> bool {
    plan.import_interfaces.get(interface).is_some_and(|interface| interface.sort == ImportSort::Instance)
}

/// Whether the module makes a context of Weft's WASI.
fn uses_wasi(plan: &Plan, options: &Options) -> bool {
    let provided = |at: usize| plan.import_interfaces.get(at).is_some_and(|i| wasi::lookup(&i.name).is_some());
    !options.no_wasi && used_interfaces(plan).into_iter().any(provided)
}

fn declare_options(text: &mut Text, plan: &Plan, options: &Options) {
    text.gap();
    text.doc("How to instantiate the component.");
    text.block("export interface Options", "", |text| {
        text.doc("Gives a core module by its file name; what it does not give is fetched.");
        let module = "WebAssembly.Module | Promise<WebAssembly.Module> | undefined";
        text.line(&format!("getCoreModule?: ((name: string) => {module}) | undefined;"));
        if uses_wasi(plan, options) {
            text.doc("What the component can reach through WASI.");
            text.line("wasi?: import(\"@weft-wasm/wasi\").WasiOptions | undefined;");
        }
    });
    text.gap();
    text.doc("How to instantiate the component at once: from core modules that are there.");
    text.block("export interface SyncOptions extends Options", "", |text| {
        text.line("getCoreModule: (name: string) => WebAssembly.Module;");
    });
}

fn declare_exports<'a>(text: &mut Text, plan: &Plan, scopes: &'a Scopes<'a>, writer: &Writer<'a>) {
    text.gap();
    text.doc("What the component exports.");
    text.block("export interface Exports", "", |text| {
        let mut seen = BTreeSet::new();
        let view = scopes.view(&scopes.root, Place::Outside);
        let mut funcs = scopes.root.funcs.iter();
        for ((at, export), names) in plan.exports.iter().enumerate().zip(exported_names(plan)) {
            let func = if matches!(export.item, ExportItem::Func { .. }) { funcs.next() } else { None };
            match (&export.item, func) {
                (ExportItem::Func { kind: FuncKind::Plain, .. }, Some(func)) => {
                    for name in names {
                        writer.method(text, &scopes.root, &view, func, &name, &mut seen);
                    }
                }
                (ExportItem::Instance(_), _) => {
                    let Some(scope) = scopes.exported(at).filter(|scope| scope.has_members()) else { continue };
                    for name in names.into_iter().filter(|name| seen.insert(name.clone())) {
                        text.comment(&Comment::of(scope.statement(&writer.options.docs)));
                        text.line(&format!("readonly {}: {};", key(&name), scope.local));
                    }
                }
                (ExportItem::Type(TypeExport::Resource(id)), _) => {
                    let Some(class) = scopes.class(*id) else { continue };
                    for name in names.into_iter().filter(|name| seen.insert(name.clone())) {
                        text.line(&format!("readonly {}: typeof {class};", key(&name)));
                    }
                }
                (ExportItem::Module(_), _) => {
                    for name in names.into_iter().filter(|name| seen.insert(name.clone())) {
                        text.line(&format!("readonly {}: {MODULE};", key(&name)));
                    }
                }
                (ExportItem::Class(id), _) => {
                    for name in names.into_iter().filter(|name| seen.insert(name.clone())) {
                        text.line(&format!("readonly {}: {};", key(&name), scopes.host_class(plan, *id)));
                    }
                }
                _ => {}
            }
        }
    });
}
