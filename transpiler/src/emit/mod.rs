//! Plan → files. Everything is resolved before it gets here; this phase chooses words, not meaning.
//!
//! `glue` collects what the module needs (runtime functions, constants, names), `imports` spells the host's side,
//! `trampolines` and `exports` the two directions of calls, `classes` the resources that leave, `waiting` the imports that may have to wait, `steps` the
//! instantiation, `passing` what its core modules import, `threads` the built-ins of tasks, `results` what imports have in common. One file per mode says how
//! imports arrive, how a core module is obtained and how exports leave.

mod adapters;
mod apart;
mod classes;
mod esm;
mod exports;
mod glue;
mod handles;
mod imports;
mod instantiate;
mod lift;
mod lower;
mod moves;
mod passing;
mod results;
mod steps;
mod threads;
mod trampolines;
mod waiting;
mod worker;

use std::collections::{BTreeSet, HashSet};

use crate::diagnostics::{Code, Diagnostic};
use crate::js::ast::{self, Expr, ModuleItem, Stmt, id};
use crate::js::marks::plain;
use crate::js::minify::{Meaning, Part, minify};
use crate::js::print::print;
use crate::js::runtime::{ABI, Linker, UnknownUnit};
use crate::js::source_map;
use crate::needs::Needs;
use crate::options::{Mode, Options, Runtime};
use crate::plan::{CoreArg, Export, ExportItem, ModuleId, ModuleRef, Plan, Step};
pub(crate) use classes::exported_resource;
pub(crate) use exports::{check_async, exported_names, is_value, names_among, returns_promise};
use glue::Glue;
pub(crate) use glue::{given_resources, used_interfaces};
pub(crate) use imports::{BareName, bare_names};
pub(crate) use worker::{check_worker, starter};

/// How a module is delivered.
trait Delivery {
    /// The statement that makes a core instance, and calls its exports `exports` if they are used: of the core module `module`,
    /// with the import object if it has one.
    fn instantiate(
        &mut self,
        glue: &mut Glue<'_>,
        module: ModuleRef,
        imports: Option<Expr>,
        exports: Option<&str>,
    ) -> Option<Stmt>;
    /// Whether the caller passes imports in (otherwise the module imports them).
    fn takes_imports(&self) -> bool;
    /// Puts the module together.
    fn finish(&self, glue: &mut Glue<'_>, body: Vec<Stmt>, exports: Vec<exports::Leaving>) -> Vec<ModuleItem>;
}

/// The statement for a core instance of which only the exports are used, if anything is.
fn instance(made: Expr, exports: Option<&str>) -> Stmt {
    match exports {
        Some(name) => ast::destructure(&[("exports".to_owned(), name.to_owned())], made),
        None => ast::run(made),
    }
}

/// The module and arguments of the only core instantiation, if nothing else asks for a core module.
fn only_instantiation(plan: &Plan) -> Option<(ModuleId, &[(String, CoreArg)])> {
    let mut made = plan.steps.iter().filter_map(|step| match step {
        Step::Instantiate { module, args, .. } => Some((*module, args.as_slice())),
        _ => None,
    });
    match (made.next(), made.next()) {
        (Some((ModuleRef::Own(module), args)), None) if !exports_module(&plan.exports) => Some((module, args)),
        _ => None,
    }
}

/// Whether a core module leaves.
fn exports_module(exports: &[Export]) -> bool {
    exports.iter().any(|export| match &export.item {
        ExportItem::Module(_) => true,
        ExportItem::Instance(items) => exports_module(items),
        ExportItem::Func { .. } | ExportItem::Type(_) | ExportItem::Class(_) => false,
    })
}

/// The generated module.
///
/// # Errors
/// `unsupported` for what this version has no words for.
pub(crate) fn emit(plan: &Plan, needs: &Needs, options: &Options, name: &str) -> Result<Module, Diagnostic> {
    let files = core_files(plan, name);
    let mut glue = Glue::new(plan, needs, options);
    let mut delivery: Box<dyn Delivery> = match options.mode {
        Mode::Esm => Box::new(esm::Esm::new(plan, files)),
        Mode::Instantiate => Box::new(instantiate::Instantiate::new(plan, files, true)),
        Mode::Worker => Box::new(worker::Worker::new(plan, options, files)),
    };
    let mut body = glue.declare_imports(delivery.takes_imports());
    let trampolines = glue.trampolines();
    let exports = glue.exports()?;
    let absent = glue.absent();
    body.extend(glue.instance_state());
    body.extend(absent);
    body.extend(glue.functions_apart());
    body.extend(glue.shared_results());
    body.extend(glue.waiters());
    body.extend(glue.destructors());
    body.extend(glue.steps(delivery.as_mut(), trampolines));
    body.extend(exports.statements);
    let items = delivery.finish(&mut glue, body, exports.leaving);
    assemble(glue, items, &component_file(options, name))
}

/// Name of the file of the module that [`emit`] makes.
pub(crate) fn component_file(options: &Options, name: &str) -> String {
    match options.mode {
        Mode::Esm | Mode::Instantiate => format!("{name}.js"),
        Mode::Worker => worker::file(name),
    }
}

/// Names of the core modules' files.
pub(crate) fn core_files(plan: &Plan, name: &str) -> Vec<String> {
    let (mut core, mut fused) = (0, 0);
    let of = |module: &crate::plan::Module| {
        let (kind, count) = if module.fused.is_some() { ("fused", &mut fused) } else { ("core", &mut core) };
        *count += 1;
        if *count == 1 { format!("{name}.{kind}.wasm") } else { format!("{name}.{kind}{count}.wasm") }
    };
    plan.modules.iter().map(of).collect()
}

/// Name of the file that stands for a fused module in engines that let a module have one memory only.
pub(crate) fn single_memory_file(file: &str) -> String {
    format!("{}.single.wasm", file.strip_suffix(".wasm").unwrap_or(file))
}

/// A generated module.
pub(crate) struct Module {
    /// The text.
    pub(crate) text: String,
    /// Its source map, if it was asked for.
    pub(crate) source_map: Option<String>,
}

/// Import declarations first, then the runtime, then the module's own code.
fn assemble(mut glue: Glue<'_>, items: Vec<ModuleItem>, file: &str) -> Result<Module, Diagnostic> {
    let internal = |unknown: UnknownUnit| Diagnostic::new(Code::Internal, unknown.to_string());
    let wanted = std::mem::take(&mut glue.units);
    let is_shared = glue.options.runtime == Runtime::Shared && !wanted.is_empty();
    let linker = if is_shared {
        Linker::check_exported(&wanted).map_err(internal)?;
        glue.import_runtime(&wanted);
        Linker::new([])
    } else {
        Linker::new(wanted.iter().copied())
    };
    let linker = linker.map_err(internal)?;
    let (head, body) = (print(std::mem::take(&mut glue.head))?, print(items)?);
    let mut parts = vec![Part { text: &head, unit: None }];
    parts.extend(linker.units().map(|unit| Part { text: unit.text(), unit: Some(unit) }));
    parts.push(Part { text: &body, unit: None });

    let wants_map = glue.options.source_map;
    let (mut text, source_map) = if glue.options.minify {
        let is_of_module = &|name: &str| glue.names.is_given(name);
        let meaning = Meaning { is_of_module, globals: linker.globals(), fields: !is_shared };
        let (text, places) = minify(&parts, &meaning);
        (text, wants_map.then(|| source_map::of_minified(file, &parts, &places)))
    } else {
        let text = parts.iter().map(|part| plain(part.text)).collect();
        (text, wants_map.then(|| source_map::of_readable(file, &parts)))
    };
    if wants_map {
        text.push_str(&source_map::comment(&map_file(file)));
    }
    Ok(Module { text, source_map })
}

/// Name of the source map of a module's file.
pub(crate) fn map_file(file: &str) -> String {
    format!("{file}.map")
}

impl Glue<'_> {
    /// Takes runtime functions from the package. They are constants, read off the module's namespace, and not imported
    /// by name, since a name that is not there would fail before the versions are compared.
    fn import_runtime(&mut self, wanted: &BTreeSet<&'static str>) {
        let runtime = self.names.unique("runtime");
        self.head.push(ast::import_star(Linker::PACKAGE, &runtime));
        let check = ast::call(ast::member(id(&runtime), "requireAbi"), vec![ast::num(ABI)]);
        self.head.push(ModuleItem::Stmt(ast::run(check)));
        self.head
            .extend(wanted.iter().map(|name| ModuleItem::Stmt(ast::constant(name, ast::member(id(&runtime), name)))));
    }
}

/// Names that the runtime declares: taken before anything of the component is named.
fn runtime_names() -> HashSet<&'static str> {
    Linker::all().names().collect()
}

/// Globals that the runtime mentions: in an `esm` module, what the component calls so would hide them.
fn runtime_globals() -> BTreeSet<&'static str> {
    Linker::all().globals()
}
