//! Functions that the host calls: `canon lift`, and the objects they leave in.

use std::collections::{HashMap, HashSet};

use super::classes::{exported_resource, of_class};
use super::glue::Glue;
use super::lift::Lifted;
use crate::diagnostics::{Code, Diagnostic};
use crate::js::adapter::Surroundings;
use crate::js::ast::{self, Expr, Method, Property, Stmt, id};
use crate::js::names::{camel, function_name, upper_camel};
use crate::options::{Mode, Options};
use crate::plan::{Export, ExportItem, FuncKind, FuncSource, ImportId, Plan};
use crate::types::FuncType;
use crate::wasi::split_version;

/// Something that leaves the module.
pub(super) enum Leaving {
    /// A function that nobody else mentions, under one name.
    Function(String, Method),
    /// What a variable holds, under one or more names, the short one first.
    Local(String, Vec<String>),
}

/// The exports in words.
pub(super) struct Exports {
    /// Declarations.
    pub(super) statements: Vec<Stmt>,
    /// What leaves.
    pub(super) leaving: Vec<Leaving>,
}

/// A function's name without what it is to its resource: `[method]counter.add` → `counter.add`.
pub(super) fn plain_name(name: &str) -> &str {
    name.strip_prefix('[').and_then(|name| name.split_once(']')).map_or(name, |(_, name)| name)
}

/// Whether calls of this export return promises (DESIGN §5: by type, by contract of the interface, or by option).
pub(crate) fn returns_promise(options: &Options, interface: Option<&str>, name: &str, ty: &FuncType) -> bool {
    // A constructor gives what it constructs.
    if name.starts_with("[constructor]") {
        return false;
    }
    let is_run = interface.is_some_and(|i| split_version(i).0 == "wasi:cli/run") && name == "run";
    options.mode == Mode::Worker
        || ty.is_async
        || is_run
        || options.async_exports.iter().any(|asked| means(asked, interface, name))
}

/// Whether `asked`, as `--async` names exports, means the function `name`: by itself, or after its interface with or without a version.
fn means(asked: &str, interface: Option<&str>, name: &str) -> bool {
    match asked.split_once('#') {
        None => plain_name(asked) == plain_name(name),
        Some((of, asked)) => {
            interface.is_some_and(|interface| of == interface || of == split_version(interface).0)
                && plain_name(asked) == plain_name(name)
        }
    }
}

/// Refuses names that `--async` gives and no export has.
///
/// # Errors
/// `option`, with the names that there are.
pub(crate) fn check_async(plan: &Plan, options: &Options) -> Result<(), Diagnostic> {
    let mut names: Vec<(Option<&str>, &str)> = Vec::new();
    let instances = plan.exported_instances().into_iter().map(|instance| (Some(instance.name), instance.items));
    for (interface, items) in std::iter::once((None, plan.exports.as_slice())).chain(instances) {
        let funcs = items.iter().filter(
            |item| matches!(&item.item, ExportItem::Func { kind, .. } if !matches!(kind, FuncKind::Constructor(_))),
        );
        names.extend(funcs.map(|item| (interface, item.name.as_str())));
    }
    let unknown = |asked: &&String| !names.iter().any(|(interface, name)| means(asked, *interface, name));
    let Some(asked) = options.async_exports.iter().find(unknown) else { return Ok(()) };
    let known = names.iter().take(SHOWN_NAMES).map(|(interface, name)| match interface {
        Some(interface) => format!("{interface}#{}", plain_name(name)),
        None => plain_name(name).to_owned(),
    });
    let mut known: Vec<String> = known.collect();
    if names.len() > SHOWN_NAMES {
        known.push("\u{2026}".to_owned());
    }
    let message =
        format!("--async {asked}: the component exports no such function (a constructor cannot return a promise)");
    let refusal = Diagnostic::new(Code::Option, message);
    Err(if known.is_empty() { refusal } else { refusal.help(format!("it exports {}", known.join(", "))) })
}

/// So many names are in a diagnostic, at most.
const SHOWN_NAMES: usize = 12;

/// The short name of an interface export, `run` for `wasi:cli/run@0.2.6`.
pub(crate) fn short_name(name: &str) -> String {
    let bare = split_version(name).0;
    camel(bare.rsplit(['/', ':']).next().unwrap_or(bare))
}

/// Exported names per export of the root. A function or class has the one that it has anywhere; an interface its full name, and
/// before it the short one, where nothing else is called so. What holds only types has no object, hence no name.
pub(crate) fn exported_names(plan: &Plan) -> Vec<Vec<String>> {
    names_among(plan, &plan.exports)
}

/// The same for exports that stand beside each other, at the root or in an instance.
pub(crate) fn names_among(plan: &Plan, exports: &[Export]) -> Vec<Vec<String>> {
    let short: Vec<String> = exports
        .iter()
        .map(|export| match &export.item {
            ExportItem::Func { .. } => function_name(&export.name),
            ExportItem::Instance(_) if is_value(plan, export) => short_name(&export.name),
            ExportItem::Class(_) => upper_camel(&export.name),
            ExportItem::Type(_) if is_value(plan, export) => upper_camel(&export.name),
            ExportItem::Module(_) => function_name(&export.name),
            ExportItem::Instance(_) | ExportItem::Type(_) => String::new(),
        })
        .collect();
    let mut count: HashMap<&str, usize> = HashMap::new();
    for name in &short {
        *count.entry(name).or_default() += 1;
    }
    exports
        .iter()
        .zip(&short)
        .map(|(export, short)| match &export.item {
            ExportItem::Func { .. } | ExportItem::Type(_) | ExportItem::Class(_) | ExportItem::Module(_) => {
                vec![short.clone()]
            }
            ExportItem::Instance(_) => {
                let is_free = !short.is_empty() && *short != export.name && count.get(short.as_str()) == Some(&1);
                is_free.then(|| short.clone()).into_iter().chain([export.name.clone()]).collect()
            }
        })
        .collect()
}

/// Whether there is anything of it at run time: a function, a class, or an instance with any.
pub(crate) fn is_value(plan: &Plan, export: &Export) -> bool {
    match &export.item {
        ExportItem::Func { .. } | ExportItem::Class(_) | ExportItem::Module(_) => true,
        ExportItem::Instance(items) => items.iter().any(|item| is_value(plan, item)),
        ExportItem::Type(_) => exported_resource(plan, export).is_some(),
    }
}

impl Glue<'_> {
    /// All exports of the component.
    pub(super) fn exports(&mut self) -> Result<Exports, Diagnostic> {
        let plan = self.plan;
        let mut statements = self.classes()?;
        let own = own_classes(plan, &plan.exports);
        let mut leaving = Vec::new();
        for (export, names) in plan.exports.iter().zip(exported_names(plan)) {
            let first = names.first().cloned().unwrap_or_default();
            match &export.item {
                ExportItem::Func { .. } => {
                    leaving.extend(self.function(None, &own, export)?.map(|method| Leaving::Function(first, method)));
                }
                ExportItem::Instance(items) => {
                    let properties = self.interface(&export.name, items, &mut statements)?;
                    if !properties.is_empty() {
                        let local = self.names.unique(&first);
                        statements.push(ast::constant(&local, ast::object(properties)));
                        leaving.push(Leaving::Local(local, names));
                    }
                }
                ExportItem::Type(_) => {
                    let class = exported_resource(plan, export).and_then(|resource| self.exported_class(resource));
                    leaving.extend(class.map(|local| Leaving::Local(local, names)));
                }
                ExportItem::Class(_) | ExportItem::Module(_) => {
                    let local = self.names.unique(&first);
                    statements.extend(self.passed_on(&export.item).map(|value| ast::constant(&local, value)));
                    leaving.push(Leaving::Local(local, names));
                }
            }
        }
        statements.splice(0..0, self.declare_promising());
        Ok(Exports { statements, leaving })
    }

    /// The functions, classes and instances of an exported instance. What has two names is declared among the statements.
    fn interface(
        &mut self,
        name: &str,
        items: &[Export],
        statements: &mut Vec<Stmt>,
    ) -> Result<Vec<Property>, Diagnostic> {
        let own = own_classes(self.plan, items);
        let mut properties = Vec::new();
        for (item, names) in items.iter().zip(names_among(self.plan, items)) {
            if let ExportItem::Instance(inner) = &item.item {
                let inner = self.interface(&item.name, inner, statements)?;
                match names.as_slice() {
                    _ if inner.is_empty() => {}
                    [only] => properties.push(ast::prop(only, ast::object(inner))),
                    names => {
                        let local = self.names.unique(names.first().map_or("", String::as_str));
                        statements.push(ast::constant(&local, ast::object(inner)));
                        properties.extend(names.iter().map(|name| ast::prop(name, id(&local))));
                    }
                }
            }
            if let Some(method) = self.function(Some(name), &own, item)? {
                properties.push(ast::method_of(&function_name(&item.name), method));
            }
            properties.extend(
                self.passed_on(&item.item).map(|value| ast::prop(names.first().map_or("", String::as_str), value)),
            );
            let class = exported_resource(self.plan, item).and_then(|resource| self.exported_class(resource));
            properties.extend(class.map(|class| ast::prop(&upper_camel(&item.name), id(&class))));
        }
        Ok(properties)
    }

    /// A class of the host's or a core module.
    fn passed_on(&mut self, item: &ExportItem) -> Option<Expr> {
        match item {
            ExportItem::Class(resource) => Some(self.class(*resource)),
            ExportItem::Module(module) => Some(self.module(*module)),
            _ => None,
        }
    }

    /// A function of the host's. Between its two ends is nothing of the component's.
    fn passed_function(&mut self, import: ImportId, is_async: bool) -> Option<Method> {
        let import = self.plan.imports.get(import.index())?;
        let mut names = self.names.inner();
        let params: Vec<String> = import.ty.params.iter().map(|(name, _)| names.unique(&camel(name))).collect();
        let called = self.target(import).call(import, params.iter().map(|name| id(name)).collect());
        Some(Method { params, is_async, body: vec![ast::ret(called)] })
    }

    /// A function that belongs to no class.
    fn function(
        &mut self,
        interface: Option<&str>,
        own: &HashSet<&str>,
        export: &Export,
    ) -> Result<Option<Method>, Diagnostic> {
        let plan = self.plan;
        let ExportItem::Func { source, kind, ty } = &export.item else { return Ok(None) };
        if of_class(export).is_some_and(|class| own.contains(class)) {
            return Ok(None);
        }
        let lift = match source {
            FuncSource::Lifted(lift) => plan.lifts.get(lift.index()),
            FuncSource::Imported(import) => {
                let is_async = returns_promise(self.options, interface, &export.name, ty);
                return Ok(self.passed_function(*import, is_async));
            }
        };
        let Some(lift) = lift else { return Ok(None) };
        let lifted = Lifted { lift, name: &export.name, kind, public: ty, interface, constructs: None };
        self.lift(lifted).map(Some)
    }
}

/// The names of the classes that are exported here.
fn own_classes<'a>(plan: &Plan, items: &'a [Export]) -> HashSet<&'a str> {
    items.iter().filter(|item| exported_resource(plan, item).is_some()).map(|item| item.name.as_str()).collect()
}
