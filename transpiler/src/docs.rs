//! Documentation from WIT, as plain data: what the declarations say about items beyond their types.
//!
//! A component does not carry it: whoever has the WIT (`weft-encode`) fills it in. Text is kept as it was written; that it
//! cannot break out of a comment, nor fill the file, is the business of `dts`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The documentation of a world and of what it imports and exports.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Docs {
    /// The world.
    pub world: Item,
    /// Interfaces by their names in the component, e.g. `wasi:io/poll@0.2.6`, with their members.
    pub interfaces: BTreeMap<String, Item>,
    /// What the world imports, by name: functions, types and inline interfaces, and what is said where an interface is imported.
    pub imports: BTreeMap<String, Item>,
    /// The same for exports.
    pub exports: BTreeMap<String, Item>,
}

/// What is said about one item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Markdown, without comment marks.
    pub text: String,
    /// `@since(version = …)`
    pub since: Option<String>,
    /// `@deprecated(version = …)`
    pub deprecated: Option<String>,
    /// `@unstable(feature = …)`
    pub unstable: Option<String>,
    /// By their names in the component: functions (`[method]pollable.ready`) and types of an interface, fields of a record, cases of a
    /// variant or enum, flags.
    pub members: BTreeMap<String, Item>,
}

impl Item {
    /// Whether nothing is said, about members neither.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
