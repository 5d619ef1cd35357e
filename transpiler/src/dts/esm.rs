//! What an `esm` module exports: functions and interfaces by their names, whatever these are.

use super::comment::Comment;
use super::interface::Writer;
use super::scope::{MODULE, Place, Scopes};
use super::text::Text;
use crate::emit::exported_names;
use crate::js::names::{Names, is_identifier};
use crate::plan::{ExportItem, FuncKind, Plan, TypeExport};
use crate::types::spelling::literal;

/// Writes the exports.
pub(super) fn exports(text: &mut Text, plan: &Plan, scopes: &Scopes<'_>, writer: &Writer<'_>) {
    let mut free = scopes.names.inner();
    let mut aliases = Vec::new();
    let mut funcs = scopes.root.funcs.iter();
    for ((at, export), names) in plan.exports.iter().enumerate().zip(exported_names(plan)) {
        let func = if matches!(export.item, ExportItem::Func { .. }) { funcs.next() } else { None };
        match &export.item {
            ExportItem::Func { kind: FuncKind::Plain, .. } => {
                let Some(func) = func else { continue };
                let view = scopes.view(&scopes.root, Place::Outside);
                let signature = writer.signature(&scopes.root, &view, func);
                text.gap();
                text.comment(&writer.comment(&view, &scopes.root, func));
                declare(text, &mut free, &mut aliases, &names, |local| format!("function {local}{signature};"));
            }
            ExportItem::Instance(_) => {
                if let Some(scope) = scopes.exported(at).filter(|scope| scope.has_members()) {
                    text.gap();
                    text.comment(&Comment::of(scope.statement(&writer.options.docs)));
                    declare(text, &mut free, &mut aliases, &names, |local| format!("const {local}: {};", scope.local));
                }
            }
            ExportItem::Type(TypeExport::Resource(id)) => {
                let Some(class) = scopes.class(*id) else { continue };
                text.gap();
                let local = scopes.root.types.iter().find(|named| named.name == export.name).map(|named| &named.local);
                match local.filter(|local| names.contains(local)) {
                    // The type of this name is the class's instances.
                    Some(local) => text.line(&format!("export const {local}: typeof {class};")),
                    None => declare(text, &mut free, &mut aliases, &names, |local| {
                        format!("const {local}: typeof {class};")
                    }),
                }
            }
            ExportItem::Module(_) => {
                text.gap();
                declare(text, &mut free, &mut aliases, &names, |local| format!("const {local}: {MODULE};"));
            }
            ExportItem::Class(id) => {
                text.gap();
                let class = scopes.host_class(plan, *id);
                declare(text, &mut free, &mut aliases, &names, |local| format!("const {local}: {class};"));
            }
            ExportItem::Func { .. } | ExportItem::Type(_) => {}
        }
    }
    if !aliases.is_empty() {
        text.line(&format!("export {{ {} }};", aliases.join(", ")));
    }
}

/// One declaration, exported at once under the name that fits, and later under the others.
fn declare(
    text: &mut Text,
    free: &mut Names,
    aliases: &mut Vec<String>,
    names: &[String],
    declaration: impl FnOnce(&str) -> String,
) {
    let local = free.unique(names.first().map_or("", String::as_str));
    let is_exported = names.contains(&local);
    let modifier = if is_exported { "export" } else { "declare" };
    text.line(&format!("{modifier} {}", declaration(&local)));
    for name in names.iter().filter(|name| **name != local) {
        let name = if is_identifier(name) { name.clone() } else { literal(name) };
        aliases.push(format!("{local} as {name}"));
    }
}
