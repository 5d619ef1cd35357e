//! The root's exports: what the host gets.

use std::collections::{HashMap, HashSet};

use wasmparser::component_types::{ComponentAnyTypeId, ComponentEntityType};

use super::Linker;
use super::frame::{Def, Frame, FuncDef};
use super::interface::func_kind;
use crate::diagnostics::Diagnostic;
use crate::plan::{Export, ExportItem, FuncKind, FuncSource, Resource, ResourceId, TypeExport};

impl Linker<'_> {
    /// Exports that stand beside each other, with the functions of resources where the host finds them: those of the component's resources in their
    /// classes, those of the host's that are only passed on in the host's classes, and any other by itself, for there is no class of ours to put it in.
    pub(super) fn with_classes(&self, exports: Vec<Export>) -> Vec<Export> {
        let resources: HashMap<String, ResourceId> = exports
            .iter()
            .filter_map(|export| match export.item {
                ExportItem::Type(TypeExport::Resource(id)) => Some((export.name.clone(), id)),
                _ => None,
            })
            .collect();
        let is_own = |id: &ResourceId| matches!(self.plan.resources.get(id.index()), Some(Resource::Defined { .. }));
        let mut passed: HashSet<ResourceId> = HashSet::new();
        let mut out = Vec::with_capacity(exports.len());
        for mut export in exports {
            if let ExportItem::Func { source, kind, .. } = &mut export.item
                && let Some(class) = kind.class()
            {
                let resource = resources.get(class).copied();
                match (resource.filter(is_own), resource, &source) {
                    (Some(_), _, FuncSource::Lifted(_)) => {}
                    (None, Some(host), FuncSource::Imported(_)) => {
                        passed.insert(host);
                        continue;
                    }
                    _ => *kind = FuncKind::Plain,
                }
            }
            out.push(export);
        }
        for export in &mut out {
            if let ExportItem::Type(TypeExport::Resource(id)) = export.item
                && passed.contains(&id)
            {
                export.item = ExportItem::Class(id);
            }
        }
        out
    }

    /// A definition in the form in which it leaves the root; `None` for what JS has no use for.
    pub(super) fn export(
        &mut self,
        frame: &mut Frame,
        name: &str,
        ty: &ComponentEntityType,
        def: &Def,
    ) -> Result<Option<ExportItem>, Diagnostic> {
        self.count_leaving()?;
        Ok(match (ty, def) {
            (ComponentEntityType::Func(id), Def::Func(FuncDef::Lifted(lift))) => {
                let ty = self.func_type(frame, *id)?;
                Some(ExportItem::Func { source: FuncSource::Lifted(*lift), kind: func_kind(name), ty })
            }
            (ComponentEntityType::Func(_), Def::Func(FuncDef::Async)) => return Err(self.is_async()),
            (ComponentEntityType::Func(id), Def::Func(FuncDef::Import { interface, name: import, ty: imported })) => {
                let source = FuncSource::Imported(self.import_id(*interface, import, imported));
                let ty = self.func_type(frame, *id)?;
                Some(ExportItem::Func { source, kind: func_kind(name), ty })
            }
            (ComponentEntityType::Module(_), Def::Module(module)) => {
                Some(ExportItem::Module(self.module_ref(*module)?))
            }
            (ComponentEntityType::Instance(id), Def::Instance(instance)) => {
                let decoded = self.decoded;
                let mut items = Vec::new();
                for (name, item) in &decoded.types[*id].exports {
                    let def = instance.get(name).cloned().ok_or_else(|| self.dangling("instance export"))?;
                    let item = self.export(frame, name, &item.ty, &def)?;
                    items.extend(item.map(|item| Export { name: name.clone(), item }));
                }
                Some(ExportItem::Instance(self.with_classes(items)))
            }
            (ComponentEntityType::Type { .. }, Def::Resource(resource)) => {
                Some(ExportItem::Type(TypeExport::Resource(*resource)))
            }
            (ComponentEntityType::Type { created: ComponentAnyTypeId::Defined(id), .. }, _) => {
                let id = self.defined_type(frame, *id)?;
                Some(ExportItem::Type(TypeExport::Value(id)))
            }
            _ => None,
        })
    }
}
