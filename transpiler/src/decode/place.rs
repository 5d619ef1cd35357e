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
        Payload::ComponentTypeSection(section) => numbered(
            "type",
            counts.types,
            section.clone().into_iter_with_offsets().map(|i| i.map(|(at, _)| at)),
            offset,
        ),
        Payload::InstanceSection(section) => {
            let offsets = section.clone().into_iter_with_offsets().map(|i| i.map(|(at, _)| at));
            numbered("core instance", counts.core_instances, offsets, offset)
        }
        Payload::ComponentInstanceSection(section) => {
            let offsets = section.clone().into_iter_with_offsets().map(|i| i.map(|(at, _)| at));
            numbered("instance", counts.instances, offsets, offset)
        }
        Payload::ComponentAliasSection(section) => {
            let offsets = section.clone().into_iter_with_offsets().map(|i| i.map(|(at, _)| at));
            numbered("alias", counts.aliases, offsets, offset)
        }
        Payload::ComponentCanonicalSection(section) => {
            let items = section.clone().into_iter_with_offsets().map_while(Result::ok);
            let (number, (_, canon)) =
                items.zip(counts.canons..).map(|(i, n)| (n, i)).take_while(|(_, i)| i.0 <= offset).last()?;
            Some(format!("canon {} {number}", builtins::name(&canon)))
        }
        Payload::ComponentImportSection(section) => {
            let items = section.clone().into_iter_with_offsets().map_while(Result::ok);
            items.take_while(|(at, _)| *at <= offset).last().map(|(_, import)| format!("import {:?}", import.name.name))
        }
        Payload::ComponentExportSection(section) => {
            let items = section.clone().into_iter_with_offsets().map_while(Result::ok);
            items.take_while(|(at, _)| *at <= offset).last().map(|(_, export)| format!("export {:?}", export.name.name))
        }
        _ => None,
    }
}

fn numbered(
    kind: &str,
    first: u32,
    offsets: impl Iterator<Item = wasmparser::Result<u64>>,
    offset: u64,
) -> Option<String> {
    let before = offsets.map_while(Result::ok).take_while(|at| *at <= offset).count();
    let number = first.checked_add(u32::try_from(before).ok()?.checked_sub(1)?)?;
    Some(format!("{kind} {number}"))
}
