//! Functions that the host calls: `canon lift`, and the objects they leave in.

use std::collections::HashMap;

use super::glue::Glue;
use crate::diagnostics::{Code, Diagnostic};
use crate::js::ast::{self, Property, Stmt};
use crate::js::names::camel;
use crate::plan::{Export, ExportItem, FuncKind, Plan};
use crate::types::FuncType;
use crate::wasi::split_version;

/// Something that leaves the module: a local name under one or more exported names.
pub(super) struct Leaving {
    /// The variable.
    pub(super) local: String,
    /// The names it leaves under, the short one first.
    pub(super) names: Vec<String>,
}

/// The exports in words.
pub(super) struct Exports {
    /// Declarations.
    pub(super) statements: Vec<Stmt>,
    /// What leaves.
    pub(super) leaving: Vec<Leaving>,
}

/// Whether calls of this export return promises (DESIGN §5: by type, by contract of the interface, or by option).
pub(crate) fn returns_promise(
    options: &crate::options::Options,
    interface: Option<&str>,
    name: &str,
    ty: &FuncType,
) -> bool {
    let qualified = interface.map(|interface| format!("{interface}#{name}"));
    let unversioned = interface.map(|interface| format!("{}#{name}", split_version(interface).0));
    let is_run = interface.is_some_and(|i| split_version(i).0 == "wasi:cli/run") && name == "run";
    let asked = options
        .async_exports
        .iter()
        .any(|asked| asked == name || qualified.as_ref() == Some(asked) || unversioned.as_ref() == Some(asked));
    ty.is_async || is_run || asked
}

/// The short name of an interface export, `run` for `wasi:cli/run@0.2.6`.
pub(crate) fn short_name(name: &str) -> String {
    let bare = split_version(name).0;
    camel(bare.rsplit(['/', ':']).next().unwrap_or(bare))
}

/// Exported names per export of the root: the short one only where it is unambiguous.
pub(crate) fn exported_names(plan: &Plan) -> Vec<Vec<String>> {
    let mut count: HashMap<String, usize> = HashMap::new();
    for export in &plan.exports {
        *count.entry(short_name(&export.name)).or_default() += 1;
    }
    plan.exports
        .iter()
        .map(|export| {
            let short = short_name(&export.name);
            let mut names = Vec::new();
            if count.get(&short) == Some(&1) && !short.is_empty() {
                names.push(short.clone());
            }
            let is_instance = matches!(export.item, ExportItem::Instance(_));
            if names.is_empty() || (is_instance && short != export.name) {
                names.push(export.name.clone());
            }
            names
        })
        .collect()
}

impl Glue<'_> {
    /// All exports of the component.
    pub(super) fn exports(&mut self) -> Result<Exports, Diagnostic> {
        let plan = self.plan;
        let (mut statements, mut leaving) = (Vec::new(), Vec::new());
        for (export, names) in plan.exports.iter().zip(exported_names(plan)) {
            let hint = names.first().cloned().unwrap_or_default();
            let value = match &export.item {
                ExportItem::Func { lift, ty, kind: FuncKind::Plain } => {
                    let Some(definition) = plan.lifts.get(lift.index()) else { continue };
                    let method = self.lift(definition, &export.name, ty, None)?;
                    let local = self.names.unique(&hint);
                    statements.push(ast::function(&local, method));
                    leaving.push(Leaving { local, names });
                    continue;
                }
                ExportItem::Instance(items) => {
                    let mut properties = Vec::new();
                    for item in items {
                        self.member(&export.name, item, &mut properties)?;
                    }
                    if properties.is_empty() {
                        continue;
                    }
                    ast::object(properties)
                }
                ExportItem::Func { .. } => return Err(guest_resource(&export.name)),
                ExportItem::Type(_) => continue,
            };
            let local = self.names.unique(&hint);
            statements.push(ast::constant(&local, value));
            leaving.push(Leaving { local, names });
        }
        statements.splice(0..0, self.declare_promising());
        Ok(Exports { statements, leaving })
    }

    fn member(&mut self, interface: &str, item: &Export, out: &mut Vec<Property>) -> Result<(), Diagnostic> {
        let plan = self.plan;
        match &item.item {
            ExportItem::Func { lift, ty, kind: FuncKind::Plain } => {
                let Some(definition) = plan.lifts.get(lift.index()) else { return Ok(()) };
                let method = self.lift(definition, &item.name, ty, Some(interface))?;
                out.push(ast::method_of(&camel(&item.name), method));
                Ok(())
            }
            ExportItem::Func { .. } => Err(guest_resource(&item.name)),
            ExportItem::Instance(_) | ExportItem::Type(_) => Ok(()),
        }
    }
}

/// Resources that the component defines do not leave yet.
pub(super) fn guest_resource(name: &str) -> Diagnostic {
    Diagnostic::new(
        Code::Unsupported,
        format!("the component exports \"{name}\", a resource of its own: such exports are not translated yet"),
    )
}
