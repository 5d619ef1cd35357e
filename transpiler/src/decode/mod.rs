//! Component bytes → typed [`Decoded`] component.
//!
//! One pass over the bytes, which may still be arriving: every payload goes through wasmparser's validator first, core function bodies
//! included, and is then written down as items whose types are resolved. Indices and byte offsets are kept, so that a later
//! phase can say where something is. Nothing is linked here, and limits that wasmparser does not have are checked here.

mod bodies;
mod canon;
mod component;
mod counts;
mod facts;
mod features;
mod header;
pub mod outline;
mod place;
mod read;

pub use component::{Component, CoreModule, Decoded, Item, Ref};
pub use facts::trapping;
pub use header::is_cut;
pub use read::Decoder;

use wasmparser::component_types::ComponentAnyTypeId;
use wasmparser::types::TypesRef;
use wasmparser::{
    BinaryReaderError, ComponentAlias, ComponentExternalKind, ComponentInstance, ComponentOuterAliasKind,
    ComponentType, Encoding, Instance, Payload, Validator, WasmFeatures,
};

use crate::diagnostics::{Code, Diagnostic};

/// Components nested in components, at most.
pub const MAX_NESTING: usize = 64;
/// Items (imports, instances, functions, …) of the component and all nested ones, at most.
pub const MAX_ITEMS: usize = 100_000;
/// Bytes of a component-level import or export name, at most.
pub const MAX_NAME: usize = 10_000;

/// What to do about an invalid component.
const DAMAGED: &str = "the tool that wrote the component made a mistake, or the file is damaged";

/// Decodes and validates a binary component.
///
/// # Errors
/// One diagnostic: `empty`, `not-wasm`, `core-module`, `truncated`, `invalid`, `limit` or `unsupported`.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Diagnostic> {
    Decoder::default().end(bytes)
}

/// What the validator accepts: all finished proposals and the whole Component Model of the spec's revision.
fn features() -> WasmFeatures {
    WasmFeatures::WASM3
        | WasmFeatures::COMPONENT_MODEL
        | WasmFeatures::CM_ASYNC
        | WasmFeatures::CM_ASYNC_STACKFUL
        | WasmFeatures::CM_MORE_ASYNC_BUILTINS
        | WasmFeatures::CM_ERROR_CONTEXT
        | WasmFeatures::CM_FIXED_LENGTH_LISTS
        | WasmFeatures::CM_THREADING
        | WasmFeatures::CM_MAP
        | WasmFeatures::CM_IMPLEMENTS
        | WasmFeatures::WIDE_ARITHMETIC
        | WasmFeatures::LEGACY_EXCEPTIONS
}

/// Counters of the index spaces whose types are looked up while decoding.
#[derive(Default)]
struct Frame {
    component: Component,
    types: u32,
    instances: u32,
    places: place::Counts,
}

/// What was found so far: the components around what is being read, innermost last, or a core module inside.
#[derive(Default)]
struct Found {
    frames: Vec<Frame>,
    in_module: bool,
    items: usize,
    components: Vec<Component>,
    modules: Vec<CoreModule>,
}

impl Found {
    /// The place that is being read, for diagnostics.
    fn path(&self) -> Vec<String> {
        let mut path: Vec<String> = Vec::new();
        for depth in 0..self.frames.len() {
            path.push(if depth == 0 { "component".into() } else { format!("component at depth {depth}") });
        }
        if self.in_module {
            path.push(format!("core module {}", self.modules.len().saturating_sub(1)));
        }
        path
    }

    /// What the parser or validator found, as a diagnostic.
    fn invalid(&self, error: &BinaryReaderError) -> Diagnostic {
        let (code, help) = if error.message().contains("feature not enabled") {
            (Code::Unsupported, "the component uses a proposal that Weft does not know")
        } else {
            (Code::Invalid, DAMAGED)
        };
        Diagnostic::new(code, error.message()).at(at(error.offset())).within(&self.path()).help(help)
    }

    /// As [`Self::invalid`], where the input ends before what it begins.
    fn truncated(&self, error: &BinaryReaderError) -> Diagnostic {
        Diagnostic::new(Code::Truncated, error.message())
            .at(at(error.offset()))
            .within(&self.path())
            .help("the file was cut off: build or download it again")
    }

    /// As [`Self::invalid`], with the item of the section in which it was found.
    fn invalid_in(&self, error: &BinaryReaderError, payload: &Payload<'_>) -> Diagnostic {
        let mut diagnostic = self.invalid(error);
        let counts = self.frames.last().map(|frame| frame.places).unwrap_or_default();
        diagnostic.path.extend(place::item(payload, error.offset(), &counts));
        diagnostic
    }

    /// A section that is too short for its items.
    fn overfull(&self, count: u32, start: u64) -> Diagnostic {
        Diagnostic::new(
            Code::Invalid,
            format!("unexpected end-of-file: the section is too short for the {count} items that it says it has"),
        )
        .at(at(start))
        .within(&self.path())
        .help(DAMAGED)
    }

    fn limit(&self, what: String, offset: usize) -> Diagnostic {
        Diagnostic::new(Code::Limit, what).at(offset).within(&self.path())
    }

    /// Leaves a module or component; true when it was the root.
    fn end(&mut self) -> bool {
        if self.in_module {
            self.in_module = false;
            return false;
        }
        let Some(frame) = self.frames.pop() else { return true };
        self.components.push(frame.component);
        let index = self.components.len() - 1;
        match self.frames.last_mut() {
            None => true,
            Some(parent) => {
                parent.component.items.push((0, Item::Component(index)));
                false
            }
        }
    }

    fn payload(&mut self, payload: Payload<'_>, validator: &Validator) -> Result<(), Diagnostic> {
        if self.in_module {
            if let Some(module) = self.modules.last_mut() {
                facts::note(&mut module.facts, &payload);
            }
            return Ok(());
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.places.note(&payload);
        }
        match payload {
            Payload::Version { encoding: Encoding::Component, range, .. } => {
                if self.frames.len() >= MAX_NESTING {
                    let what = format!("components are nested deeper than {MAX_NESTING}");
                    return Err(self.limit(what, at(range.start)));
                }
                self.frames.push(Frame::default());
                Ok(())
            }
            Payload::ModuleSection { unchecked_range, .. } => {
                self.in_module = true;
                let range = at(unchecked_range.start)..at(unchecked_range.end);
                let offset = range.start;
                self.modules.push(CoreModule { range, facts: facts::none() });
                self.push(offset, Item::CoreModule(self.modules.len() - 1))
            }
            Payload::ComponentStartSection { range, .. } => {
                Err(Diagnostic::new(Code::Unsupported, "start functions of components are not part of the spec's MVP")
                    .at(at(range.start))
                    .within(&self.path()))
            }
            other => {
                let Some(types) = validator.types(0) else { return Ok(()) };
                self.section(other, types)
            }
        }
    }

    /// Adds an item to the innermost component.
    fn push(&mut self, offset: usize, item: Item) -> Result<(), Diagnostic> {
        self.items += 1;
        if self.items > MAX_ITEMS {
            return Err(self.limit(format!("the component has more than {MAX_ITEMS} items"), offset));
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.component.items.push((offset, item));
        }
        Ok(())
    }

    fn name(&self, name: &str, offset: usize) -> Result<String, Diagnostic> {
        if name.len() > MAX_NAME {
            return Err(self.limit(format!("a name is longer than {MAX_NAME} bytes"), offset));
        }
        Ok(name.to_owned())
    }

    /// Counts a component-level definition into its index space.
    fn count(&mut self, kind: ComponentExternalKind) {
        if let Some(frame) = self.frames.last_mut() {
            match kind {
                ComponentExternalKind::Type => frame.types += 1,
                ComponentExternalKind::Instance => frame.instances += 1,
                ComponentExternalKind::Func
                | ComponentExternalKind::Module
                | ComponentExternalKind::Value
                | ComponentExternalKind::Component => {}
            }
        }
    }

    fn next_type(&self) -> u32 {
        self.frames.last().map_or(0, |f| f.types)
    }

    fn next_instance(&self) -> u32 {
        self.frames.last().map_or(0, |f| f.instances)
    }

    fn section(&mut self, payload: Payload<'_>, types: TypesRef<'_>) -> Result<(), Diagnostic> {
        let fail = |e: BinaryReaderError| Diagnostic::new(Code::Invalid, e.message()).at(at(e.offset()));
        match payload {
            Payload::ComponentTypeSection(section) => {
                for item in section.into_iter_with_offsets() {
                    let (offset, ty) = item.map_err(fail)?;
                    if let ComponentType::Resource { dtor, .. } = ty
                        && let ComponentAnyTypeId::Resource(id) = types.component_any_type_at(self.next_type())
                    {
                        self.push(at(offset), Item::Resource { id: id.resource(), dtor })?;
                    }
                    self.count(ComponentExternalKind::Type);
                }
            }
            Payload::ComponentImportSection(section) => {
                for item in section.into_iter_with_offsets() {
                    let (offset, import) = item.map_err(fail)?;
                    let full = import.name.full_name();
                    let name = self.name(&full, at(offset))?;
                    let kind = import.ty.kind();
                    if kind == ComponentExternalKind::Value {
                        return Err(self.values(at(offset)));
                    }
                    if let Some(item) = types
                        .component_item_for_import(&full)
                        .or_else(|| types.component_item_for_import(import.name.name))
                    {
                        self.push(at(offset), Item::Import { name, ty: item.ty })?;
                    }
                    self.count(kind);
                }
            }
            Payload::ComponentExportSection(section) => {
                for item in section.into_iter_with_offsets() {
                    let (offset, export) = item.map_err(fail)?;
                    let full = export.name.full_name();
                    let name = self.name(&full, at(offset))?;
                    if export.kind == ComponentExternalKind::Value {
                        return Err(self.values(at(offset)));
                    }
                    let ty = types
                        .component_item_for_export(&full)
                        .or_else(|| types.component_item_for_export(export.name.name))
                        .map(|item| item.ty);
                    let item = reference(export.kind, export.index, types);
                    self.push(at(offset), Item::Export { name, item, ty })?;
                    self.count(export.kind);
                }
            }
            Payload::InstanceSection(section) => {
                for item in section.into_iter_with_offsets() {
                    let (offset, instance) = item.map_err(fail)?;
                    let item = match instance {
                        Instance::Instantiate { module_index, args } => Item::CoreInstantiate {
                            module: module_index,
                            args: args.iter().map(|a| (a.name.to_owned(), a.index)).collect(),
                        },
                        Instance::FromExports(exports) => Item::CoreFromExports(
                            exports.iter().map(|e| (e.name.to_owned(), e.kind, e.index)).collect(),
                        ),
                    };
                    self.push(at(offset), item)?;
                }
            }
            Payload::ComponentInstanceSection(section) => {
                for item in section.into_iter_with_offsets() {
                    let (offset, instance) = item.map_err(fail)?;
                    let ty = types.component_instance_at(self.next_instance());
                    let item = match instance {
                        ComponentInstance::Instantiate { component_index, args } => Item::Instantiate {
                            component: component_index,
                            args: args.iter().map(|a| (a.name.to_owned(), reference(a.kind, a.index, types))).collect(),
                            ty,
                        },
                        ComponentInstance::FromExports(exports) => Item::FromExports {
                            exports: exports
                                .iter()
                                .map(|e| (e.name.full_name().into_owned(), reference(e.kind, e.index, types)))
                                .collect(),
                            ty,
                        },
                    };
                    self.push(at(offset), item)?;
                    self.count(ComponentExternalKind::Instance);
                }
            }
            Payload::ComponentAliasSection(section) => {
                for item in section.into_iter_with_offsets() {
                    let (offset, alias) = item.map_err(fail)?;
                    self.alias(at(offset), alias)?;
                }
            }
            Payload::ComponentCanonicalSection(section) => {
                for item in section.into_iter_with_offsets() {
                    let (offset, canon) = item.map_err(fail)?;
                    self.canon(at(offset), canon, types)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn alias(&mut self, offset: usize, alias: ComponentAlias<'_>) -> Result<(), Diagnostic> {
        match alias {
            ComponentAlias::InstanceExport { kind, instance_index, name } => {
                if kind == ComponentExternalKind::Value {
                    return Err(self.values(offset));
                }
                if kind != ComponentExternalKind::Type {
                    self.push(offset, Item::AliasExport { instance: instance_index, name: name.to_owned() })?;
                }
                self.count(kind);
            }
            ComponentAlias::CoreInstanceExport { kind, instance_index, name } => {
                self.push(offset, Item::AliasCoreExport { kind, instance: instance_index, name: name.to_owned() })?;
            }
            ComponentAlias::Outer { kind, count, index } => match kind {
                ComponentOuterAliasKind::Type => self.count(ComponentExternalKind::Type),
                ComponentOuterAliasKind::CoreType => {}
                ComponentOuterAliasKind::CoreModule | ComponentOuterAliasKind::Component => {
                    self.push(offset, Item::AliasOuter { kind, count, index })?;
                }
            },
        }
        Ok(())
    }

    fn values(&self, offset: usize) -> Diagnostic {
        Diagnostic::new(Code::Unsupported, "value imports, exports and aliases are not part of the spec's MVP")
            .at(offset)
            .within(&self.path())
    }
}

/// The offset as the crate counts it; inputs are slices, so it always fits.
fn at(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

/// Resolves a component-level reference: types to ids, all else stays an index.
fn reference(kind: ComponentExternalKind, index: u32, types: TypesRef<'_>) -> Ref {
    match kind {
        ComponentExternalKind::Type => Ref::Type(types.component_any_type_at(index)),
        kind => Ref::Index(kind, index),
    }
}
