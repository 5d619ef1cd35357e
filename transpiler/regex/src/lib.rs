//! Stands in for the crate `regex`: `regex-lite`, which has the same interface and a tenth of the code.
//!
//! swc's printer looks for line breaks in template literals with a regular expression, to map them; nothing else in this repository uses one, and
//! the crate with its tables is a seventh of what a tab would load (`[patch.crates-io]` in the root manifest).

pub use regex_lite::*;
