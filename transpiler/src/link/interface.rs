//! The root's imports: what the host has to provide.

use std::collections::HashMap;
use std::rc::Rc;

use wasmparser::component_types::{ComponentAnyTypeId, ComponentEntityType};

use super::frame::{Def, Frame, FuncDef};
use super::{Linker, next};
use crate::diagnostics::{Code, Diagnostic};
use crate::plan::{FuncKind, Interface, Resource, ResourceId, TypeExport};

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
        let interface = next(self.plan.import_interfaces.len());
        match ty {
            ComponentEntityType::Func(id) => {
                let ty = self.func_type(frame, *id)?;
                self.plan.import_interfaces.push(Interface {
                    name: name.to_owned(),
                    is_func: true,
                    funcs: vec![(name.to_owned(), ty.clone())],
                    types: Vec::new(),
                });
                Ok(Def::Func(FuncDef::Import { interface, name: name.to_owned(), ty }))
            }
            ComponentEntityType::Instance(id) => {
                self.plan.import_interfaces.push(Interface {
                    name: name.to_owned(),
                    is_func: false,
                    funcs: Vec::new(),
                    types: Vec::new(),
                });
                let decoded = self.decoded;
                let mut instance = HashMap::new();
                for (member, item) in &decoded.types[*id].exports {
                    let def = self.import_member(frame, interface, member, &item.ty)?;
                    self.bind(frame, &item.ty, &def);
                    instance.insert(member.clone(), def);
                }
                Ok(Def::Instance(Rc::new(instance)))
            }
            ComponentEntityType::Type { created, .. } => match created {
                ComponentAnyTypeId::Resource(id) => {
                    // `(import "r" (type (eq …)))` names a resource that is known already.
                    if let Some(known) = frame.resource(id.resource()) {
                        return Ok(Def::Resource(known));
                    }
                    self.plan.import_interfaces.push(Interface {
                        name: name.to_owned(),
                        is_func: false,
                        funcs: Vec::new(),
                        types: Vec::new(),
                    });
                    Ok(Def::Resource(self.new_resource(interface, name)))
                }
                _ => Ok(Def::Type),
            },
            ComponentEntityType::Module(_) => {
                Err(self.refuse(Code::Unsupported, format!("the import \"{name}\" is a core module: not linked yet")))
            }
            ComponentEntityType::Component(_) => {
                Err(self.refuse(Code::Unsupported, format!("the import \"{name}\" is a component: not linked yet")))
            }
            ComponentEntityType::Value(_) => {
                Err(self
                    .refuse(Code::Unsupported, format!("the import \"{name}\" is a value: not part of the spec's MVP")))
            }
        }
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
            _ => Err(self.refuse(
                Code::Unsupported,
                format!(
                    "an imported instance offers \"{name}\", which is neither a function nor a type: not linked yet"
                ),
            )),
        }
    }

    fn new_resource(&mut self, interface: u32, name: &str) -> ResourceId {
        let resource = ResourceId(next(self.plan.resources.len()));
        self.plan.resources.push(Resource::Imported { interface, name: name.to_owned() });
        resource
    }
}
