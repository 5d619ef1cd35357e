//! What bounds an instantiation: a few bytes can say that something be done twice, at every one of many levels.
//!
//! All limits are far above what toolchains write. `decode` has those of the component as it is written ([`MAX_ITEMS`](crate::decode::MAX_ITEMS)).

use super::Linker;
use crate::decode::Item;
use crate::diagnostics::{Code, Diagnostic};
use crate::types::FuncType;

/// Component and core instances made by one instantiation of the root, at most.
pub(super) const MAX_INSTANCES: u32 = 10_000;

/// Values and labels that all function types have together when written out, at most: what bounds the output.
pub(super) const MAX_VALUES: u32 = 200_000;

/// Items that the instantiation of the root runs, at most: those of a component as often as it is instantiated, and what instances are made of one by one.
pub(super) const MAX_RUN: usize = 200_000;

/// Definitions that leave the root, at most: those in an instance as often as it leaves.
pub(super) const MAX_LEAVING: usize = 10_000;

impl Linker<'_> {
    /// Counts an item that is run.
    pub(super) fn count_item(&mut self, item: &Item) -> Result<(), Diagnostic> {
        let parts = match item {
            Item::CoreInstantiate { args, .. } => args.len(),
            Item::CoreFromExports(exports) => exports.len(),
            Item::Instantiate { args, .. } => args.len(),
            Item::FromExports { exports, .. } => exports.len(),
            _ => 0,
        };
        self.items = self.items.saturating_add(1 + parts);
        if self.items <= MAX_RUN {
            return Ok(());
        }
        Err(self.refuse(Code::Limit, format!("the instantiation runs more than {MAX_RUN} items")))
    }

    /// Counts a definition that leaves the root.
    pub(super) fn count_leaving(&mut self) -> Result<(), Diagnostic> {
        self.leaving += 1;
        if self.leaving <= MAX_LEAVING {
            return Ok(());
        }
        Err(self.refuse(Code::Limit, format!("the component exports more than {MAX_LEAVING} definitions")))
    }

    /// Counts a function that has to be written out.
    pub(super) fn count_values(&mut self, ty: &FuncType) -> Result<(), Diagnostic> {
        for ty in ty.params.iter().map(|(_, ty)| *ty).chain(ty.result) {
            self.values = self.values.saturating_add(self.plan.types.weight(ty));
        }
        if self.values <= MAX_VALUES {
            return Ok(());
        }
        let what = format!("the function types have more than {MAX_VALUES} values when written out");
        Err(self.refuse(Code::Limit, what).help("pass large data as lists rather than as nested tuples and records"))
    }
}
