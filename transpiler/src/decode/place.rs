//! Names the item of a section in which something is wrong: `canon lower 5`, `import "wasi:io/streams@0.2.0"`.

use wasmparser::Payload;

use crate::builtins;

/// How many items of the kinds that are numbered have gone by in this component.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    types: u32,
    core_instances: u32,
    instances: u32,
    aliases: u32,
    canons: u32,
    core_modules: u32,
    components: u32,
}

impl Counts {
    /// Adds a section that was read.
    pub(super) fn note(&mut self, payload: &Payload<'_>) {
        match payload {
            Payload::ComponentTypeSection(section) => self.types += section.count(),
            Payload::InstanceSection(section) => self.core_instances += section.count(),
            Payload::ComponentInstanceSection(section) => self.instances += section.count(),
            Payload::ComponentAliasSection(section) => self.aliases += section.count(),
            Payload::ComponentCanonicalSection(section) => self.canons += section.count(),
            Payload::ModuleSection { .. } => self.core_modules += 1,
            Payload::ComponentSection { .. } => self.components += 1,
            _ => {}
        }
    }
}

/// The item of `payload` at the byte `offset`, if the section is one that has named items.
pub(super) fn item(payload: &Payload<'_>, offset: u64, counts: &Counts) -> Option<String> {
    match payload {
        Payload::ComponentTypeSection(section) => {
            let (number, _) = find(section.clone().into_iter_with_offsets(), offset)?;
            Some(format!("type {}", counts.types + number))
        }
        Payload::InstanceSection(section) => {
            let (number, _) = find(section.clone().into_iter_with_offsets(), offset)?;
            Some(format!("core instance {}", counts.core_instances + number))
        }
        Payload::ComponentInstanceSection(section) => {
            let (number, _) = find(section.clone().into_iter_with_offsets(), offset)?;
            Some(format!("instance {}", counts.instances + number))
        }
        Payload::ComponentAliasSection(section) => {
            let (number, _) = find(section.clone().into_iter_with_offsets(), offset)?;
            Some(format!("alias {}", counts.aliases + number))
        }
        Payload::ComponentCanonicalSection(section) => {
            let (number, canon) = find(section.clone().into_iter_with_offsets(), offset)?;
            let name = canon.map_or(String::new(), |canon| format!("{} ", builtins::name(&canon)));
            Some(format!("canon {name}{}", counts.canons + number))
        }
        Payload::ComponentImportSection(section) => {
            let (number, import) = find(section.clone().into_iter_with_offsets(), offset)?;
            Some(import.map_or(format!("import {number}"), |import| format!("import {:?}", import.name.name)))
        }
        Payload::ComponentExportSection(section) => {
            let (number, export) = find(section.clone().into_iter_with_offsets(), offset)?;
            Some(export.map_or(format!("export {number}"), |export| format!("export {:?}", export.name.name)))
        }
        _ => None,
    }
}

/// The number of the item in its section, and the item if it can be read: the last that begins at or before `offset`,
/// or the first that cannot be read.
fn find<T>(items: impl Iterator<Item = wasmparser::Result<(u64, T)>>, offset: u64) -> Option<(u32, Option<T>)> {
    let mut found = None;
    for (number, item) in (0u32..).zip(items) {
        match item {
            Ok((at, item)) if at <= offset => found = Some((number, Some(item))),
            Ok(_) => break,
            Err(_) => return Some((number, None)),
        }
    }
    found
}
