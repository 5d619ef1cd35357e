//! Refuses a section that says it has more items than it has bytes.
//!
//! The validator would refuse it too, but reserves memory for the items first: a few bytes of input would take a hundred megabytes. The section of
//! code is not among them: it has as many items as there are functions.

use wasmparser::{Payload, SectionLimited};

/// The number of items that the section claims and where it starts, if it is too short for them.
pub(super) fn excess(payload: &Payload<'_>) -> Option<(u32, u64)> {
    match payload {
        Payload::TypeSection(section) => of(section),
        Payload::ImportSection(section) => of(section),
        Payload::FunctionSection(section) => of(section),
        Payload::TableSection(section) => of(section),
        Payload::MemorySection(section) => of(section),
        Payload::TagSection(section) => of(section),
        Payload::GlobalSection(section) => of(section),
        Payload::ExportSection(section) => of(section),
        Payload::ElementSection(section) => of(section),
        Payload::DataSection(section) => of(section),
        Payload::InstanceSection(section) => of(section),
        Payload::CoreTypeSection(section) => of(section),
        Payload::ComponentInstanceSection(section) => of(section),
        Payload::ComponentAliasSection(section) => of(section),
        Payload::ComponentTypeSection(section) => of(section),
        Payload::ComponentCanonicalSection(section) => of(section),
        Payload::ComponentImportSection(section) => of(section),
        Payload::ComponentExportSection(section) => of(section),
        _ => None,
    }
}

fn of<T>(section: &SectionLimited<'_, T>) -> Option<(u32, u64)> {
    let range = section.range();
    check(section.count(), range.start, range.end)
}

/// An item takes a byte at least.
fn check(count: u32, start: u64, end: u64) -> Option<(u32, u64)> {
    (u64::from(count) > end.saturating_sub(start)).then_some((count, start))
}
