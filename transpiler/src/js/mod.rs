//! JavaScript: the only place that knows how it is spelled.
//!
//! `ast` builds the syntax tree, `adapter` spells the adapter IR in it, `names` gives identifiers, `print` turns the
//! tree into text, and `runtime` brings the functions that the tree calls. Nothing here decides what to generate.

pub(crate) mod adapter;
pub(crate) mod ast;
pub(crate) mod names;
pub(crate) mod print;
pub mod runtime;
mod spaced;
