//! `worker`: two modules. The one that a page imports starts a worker and exports `instantiate`; the other is the component as mode
//! `instantiate` has it, and serves the first.
//!
//! What goes between the two is `@weft-wasm/wasi/worker`'s business. A resource cannot: its handle is an object of one thread. WASI's own never leave
//! the worker; a component with others at its border is refused.

use super::Delivery;
use super::classes::classes;
use super::exports::{Leaving, plain_name};
use super::glue::Glue;
use super::instantiate::Instantiate;
use crate::diagnostics::{Code, Diagnostic};
use crate::js::ast::{self, Expr, ModuleItem, Stmt, id};
use crate::js::marks::plain;
use crate::js::minify::{Meaning, Part, minify};
use crate::js::print::print;
use crate::options::{Mode, Options};
use crate::plan::{ExportItem, FuncKind, ImportSort, ModuleRef, Plan};
use crate::types::{self, FuncType};
use crate::wasi;

/// The module that has both ends of the connection.
const MODULE: &str = "@weft-wasm/wasi/worker";

/// Name of the worker's file.
pub(super) fn file(name: &str) -> String {
    format!("{name}.worker.js")
}

/// The mode.
pub(super) struct Worker {
    component: Instantiate,
    /// Whether directories may be granted.
    has_files: bool,
}

impl Worker {
    pub(super) fn new(plan: &Plan, options: &Options, files: Vec<String>) -> Self {
        Self { component: Instantiate::new(plan, files, false), has_files: has_files(plan, options) }
    }
}

fn has_files(plan: &Plan, options: &Options) -> bool {
    let is_granting = |name: &str| wasi::split_version(name).0 == "wasi:filesystem/preopens";
    !options.no_wasi && plan.import_interfaces.iter().any(|interface| is_granting(&interface.name))
}

impl Delivery for Worker {
    fn instantiate(
        &mut self,
        glue: &mut Glue<'_>,
        module: ModuleRef,
        imports: Option<Expr>,
        exports: Option<&str>,
    ) -> Option<Stmt> {
        self.component.instantiate(glue, module, imports, exports)
    }

    fn takes_imports(&self) -> bool {
        true
    }

    fn finish(&self, glue: &mut Glue<'_>, body: Vec<Stmt>, exports: Vec<Leaving>) -> Vec<ModuleItem> {
        let mut items = self.component.finish(glue, body, exports);
        let serve = glue.names.unique("serveComponent");
        let mut imported = vec![("serveComponent".to_owned(), serve.clone())];
        let mut args = vec![id("instantiate")];
        if self.has_files {
            let mounts = glue.names.unique("mounts");
            args.push(id(&mounts));
            imported.push(("mounts".to_owned(), mounts));
        }
        glue.head.push(ast::import_named(MODULE, &imported));
        items.push(ModuleItem::Stmt(ast::run(ast::call_name(&serve, args))));
        items
    }
}

/// The module that starts the worker.
///
/// # Errors
/// `internal` when it cannot be printed.
pub(crate) fn starter(plan: &Plan, options: &Options, name: &str) -> Result<String, Diagnostic> {
    let file = file(name);
    let start = "startComponent".to_owned();
    let kind = ast::object(vec![ast::prop("type", ast::string("module"))]);
    let worker = ast::new(id("Worker"), vec![ast::module_url(&file), kind]);
    let open = ast::arrow(&[], vec![ast::ret(worker)]);
    // Where there are no workers of the web, the file is found by its name: a second `new URL` would be a second file to bundlers.
    let place = ast::string(&format!("./{file}"));
    let mut imported = vec![start.clone()];
    let mut args = vec![open, place, ast::own_url(), id("imports"), id("options")];
    if has_files(plan, options) {
        imported.push("grant".to_owned());
        args.push(id("grant"));
    }
    let started = ast::call_name(&start, args);
    let imported: Vec<_> = imported.into_iter().map(|name| (name.clone(), name)).collect();
    let params = vec![ast::param_or_empty("imports"), ast::param_or_empty("options")];
    let items = vec![
        ast::import_named(MODULE, &imported),
        ast::export_constant("instantiate", ast::arrow_with(params, false, vec![ast::ret(started)])),
    ];
    let text = print(items)?;
    if !options.minify {
        return Ok(plain(&text));
    }
    let meaning = Meaning {
        is_of_module: &|name| name == "startComponent" || name == "grant",
        globals: Default::default(),
        fields: false,
    };
    Ok(minify(&[Part { text: &text, unit: None }], &meaning).0)
}

/// Refuses what cannot go between threads: resources other than WASI's.
///
/// # Errors
/// `unsupported`, with the function or class.
pub(crate) fn check_worker(plan: &Plan, options: &Options) -> Result<(), Diagnostic> {
    if options.mode != Mode::Worker {
        return Ok(());
    }
    let has_handles = |ty: &FuncType| {
        let all = ty.params.iter().map(|(_, ty)| *ty).chain(ty.result);
        all.into_iter().any(|ty| types::handles(&plan.types, ty).into_iter().next().is_some())
    };
    if let Some(class) = classes(plan).first() {
        let name = &class.name;
        return Err(refusal(&format!("exports the resource \"{name}\""), &format!("export \"{name}\"")));
    }
    for import in &plan.imports {
        let Some(interface) = plan.import_interfaces.get(import.interface as usize) else { continue };
        let is_provided = !options.no_wasi && wasi::is_wasi(&interface.name);
        if !is_provided && (import.kind != FuncKind::Plain || has_handles(&import.ty)) {
            let name = plain_name(&import.name);
            let what = format!("imports \"{}#{name}\", which has to do with a resource", interface.name);
            return Err(refusal(&what, &format!("import \"{}\"", interface.name)));
        }
    }
    if let Some(what) = of_definitions(plan) {
        let what = format!("--mode worker: the component {what}: not translated yet");
        return Err(Diagnostic::new(Code::Unsupported, what).help("use --mode instantiate, in a worker of your own"));
    }
    for export in &plan.exports {
        let (interface, items) = match &export.item {
            ExportItem::Instance(items) => (format!("{}#", export.name), items.as_slice()),
            _ => (String::new(), std::slice::from_ref(export)),
        };
        for item in items {
            if let ExportItem::Func { ty, .. } = &item.item
                && has_handles(ty)
            {
                let name = plain_name(&item.name);
                let what = format!("exports \"{interface}{name}\", which has to do with a resource");
                return Err(refusal(&what, &format!("export \"{}\"", export.name)));
            }
        }
    }
    Ok(())
}

/// What the component imports or exports that is neither a function nor an instance of functions and types.
fn of_definitions(plan: &Plan) -> Option<String> {
    for import in &plan.import_interfaces {
        let name = &import.name;
        match &import.sort {
            ImportSort::Module(_) => return Some(format!("imports the core module \"{name}\"")),
            _ if import.around.is_some() => return Some(format!("imports the instance \"{name}\" in another")),
            _ => {}
        }
    }
    let instances = plan.exported_instances();
    let mut items = instances.iter().flat_map(|instance| instance.items).chain(&plan.exports);
    if let Some(module) = items.find(|item| matches!(item.item, ExportItem::Module(_))) {
        return Some(format!("exports the core module \"{}\"", module.name));
    }
    let inner = instances.iter().find(|instance| instance.path.len() > 1)?;
    Some(format!("exports the instance \"{}\" in another", inner.name))
}

fn refusal(what: &str, place: &str) -> Diagnostic {
    let message = format!("--mode worker: the component {what}, and a resource cannot go to another thread");
    Diagnostic::new(Code::Unsupported, message)
        .within(&["component".to_owned(), place.to_owned()])
        .help("use --mode instantiate, in a worker of your own if the component has to wait there")
}
