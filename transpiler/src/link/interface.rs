//! The root's imports: what the host has to provide.

use std::collections::HashMap;
use std::rc::Rc;

use wasmparser::component_types::{
    ComponentAnyTypeId, ComponentCoreModuleTypeId, ComponentEntityType, ComponentInstanceTypeId,
};
use wasmparser::types::EntityType;

use super::frame::{Def, Frame, FuncDef, ModuleDef};
use super::limits::MAX_INSTANCES;
use super::{Linker, next};
use crate::diagnostics::{Code, Diagnostic};
use crate::plan::{FuncKind, ImportSort, Interface, Resource, ResourceId, TypeExport};

/// Reads the plain or annotated name of a function (`Explainer.md#import-and-export-definitions`).
pub(crate) fn func_kind(name: &str) -> FuncKind {
    let (annotation, rest) = match name.strip_prefix('[').and_then(|n| n.split_once(']')) {
        Some(parts) => parts,
        None => return FuncKind::Plain,
    };
    let member = |make: fn(String, String) -> FuncKind| match rest.split_once('.') {
        Some((resource, member)) => make(resource.to_owned(), member.to_owned()),
        None => FuncKind::Plain,
    };
    match annotation {
        "constructor" => FuncKind::Constructor(rest.to_owned()),
        "method" => member(FuncKind::Method),
        "static" => member(FuncKind::Static),
        _ => FuncKind::Plain,
    }
}

impl Linker<'_> {
    /// Declares an import of the root and returns what it stands for.
    pub(super) fn import(
        &mut self,
        frame: &mut Frame,
        name: &str,
        ty: &ComponentEntityType,
    ) -> Result<Def, Diagnostic> {
        match ty {
            ComponentEntityType::Func(_) => {
                let interface = match self.class_at_root(name) {
                    Some(class) => class,
                    None => self.declare(None, name, ImportSort::Func)?,
                };
                self.import_member(frame, interface, name, ty)
            }
            ComponentEntityType::Type { created: ComponentAnyTypeId::Resource(id), .. } => {
                // `(import "r" (type (eq …)))` names a resource that is known already.
                if let Some(known) = frame.resource(id.resource()) {
                    return Ok(Def::Resource(known));
                }
                let interface = self.declare(None, name, ImportSort::Resource)?;
                Ok(Def::Resource(self.new_resource(interface, name)))
            }
            ComponentEntityType::Type { .. } => Ok(Def::Type),
            _ => self.import_definition(frame, None, name, ty),
        }
    }

    /// The root's import of the resource type that a function belongs to by its name: there stands its class.
    fn class_at_root(&self, function: &str) -> Option<u32> {
        let kind = func_kind(function);
        let class = kind.class()?;
        let is_class = |import: &Interface| import.sort == ImportSort::Resource && import.name == class;
        (0u32..).zip(&self.plan.import_interfaces).find(|(_, import)| is_class(import)).map(|(index, _)| index)
    }

    fn declare(&mut self, around: Option<u32>, name: &str, sort: ImportSort) -> Result<u32, Diagnostic> {
        let index = next(self.plan.import_interfaces.len());
        if index >= MAX_INSTANCES {
            return Err(
                self.refuse(Code::Limit, format!("more than {MAX_INSTANCES} imports, those in instances included"))
            );
        }
        let name = name.to_owned();
        self.plan.import_interfaces.push(Interface { name, around, sort, funcs: Vec::new(), types: Vec::new() });
        Ok(index)
    }

    /// An import that is neither a function nor a type, of the root or in an imported instance.
    fn import_definition(
        &mut self,
        frame: &mut Frame,
        around: Option<u32>,
        name: &str,
        ty: &ComponentEntityType,
    ) -> Result<Def, Diagnostic> {
        match ty {
            ComponentEntityType::Instance(id) => {
                let interface = self.declare(around, name, ImportSort::Instance)?;
                self.import_instance(frame, interface, *id)
            }
            ComponentEntityType::Module(id) => {
                let sort = ImportSort::Module(self.module_exports(*id));
                Ok(Def::Module(ModuleDef::Imported(self.declare(around, name, sort)?)))
            }
            ComponentEntityType::Component(_) => {
                Err(self.refuse(Code::Unsupported, format!("the import \"{name}\" is a component: not linked yet")))
            }
            _ => {
                Err(self
                    .refuse(Code::Unsupported, format!("the import \"{name}\" is a value: not part of the spec's MVP")))
            }
        }
    }

    /// What an imported instance holds, as far as its type says.
    fn import_instance(
        &mut self,
        frame: &mut Frame,
        interface: u32,
        id: ComponentInstanceTypeId,
    ) -> Result<Def, Diagnostic> {
        let decoded = self.decoded;
        let mut instance = HashMap::new();
        for (member, item) in &decoded.types[id].exports {
            let def = self.import_member(frame, interface, member, &item.ty)?;
            self.bind(frame, &item.ty, &def);
            instance.insert(member.clone(), def);
        }
        Ok(Def::Instance(Rc::new(instance)))
    }

    fn import_member(
        &mut self,
        frame: &mut Frame,
        interface: u32,
        name: &str,
        ty: &ComponentEntityType,
    ) -> Result<Def, Diagnostic> {
        match ty {
            ComponentEntityType::Func(id) => {
                let ty = self.func_type(frame, *id)?;
                if let Some(interface) = self.plan.import_interfaces.get_mut(interface as usize) {
                    interface.funcs.push((name.to_owned(), ty.clone()));
                }
                Ok(Def::Func(FuncDef::Import { interface, name: name.to_owned(), ty }))
            }
            ComponentEntityType::Type { created, .. } => {
                let (def, export) = match created {
                    ComponentAnyTypeId::Resource(id) => {
                        let resource = match frame.resource(id.resource()) {
                            Some(known) => known,
                            None => self.new_resource(interface, name),
                        };
                        (Def::Resource(resource), TypeExport::Resource(resource))
                    }
                    ComponentAnyTypeId::Defined(id) => (Def::Type, TypeExport::Value(self.defined_type(frame, *id)?)),
                    _ => return Ok(Def::Type),
                };
                if let Some(interface) = self.plan.import_interfaces.get_mut(interface as usize) {
                    interface.types.push((name.to_owned(), export));
                }
                Ok(def)
            }
            _ => self.import_definition(frame, Some(interface), name, ty),
        }
    }

    /// What a core module of this type exports.
    fn module_exports(&self, id: ComponentCoreModuleTypeId) -> Vec<(&'static str, String)> {
        let kind = |ty: &EntityType| match ty {
            EntityType::Func(_) | EntityType::FuncExact(_) => "function",
            EntityType::Table(_) => "table",
            EntityType::Memory(_) => "memory",
            EntityType::Global(_) => "global",
            EntityType::Tag(_) => "tag",
        };
        self.decoded.types[id].exports.iter().map(|(name, ty)| (kind(ty), name.clone())).collect()
    }

    fn new_resource(&mut self, interface: u32, name: &str) -> ResourceId {
        let resource = ResourceId(next(self.plan.resources.len()));
        self.plan.resources.push(Resource::Imported { interface, name: name.to_owned() });
        resource
    }
}
