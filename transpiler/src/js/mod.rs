//! JavaScript: the only place that knows how it is spelled.
//!
//! `ast`, `function` and `class` build the syntax tree, `adapter` spells the adapter IR in it (`handle` its handles), `names` gives identifiers, `print` turns the
//! tree into text, and `runtime` brings the functions that the tree calls. Nothing here decides what to generate.
//! `minify` makes text short: `tokens` takes it apart, `arrows`, `statements` and `compress` say the same with fewer, `short` gives
//! names to what the printer has marked (`marks`) as a name; `source_map` leads back from it.

pub(crate) mod adapter;
pub(crate) mod array;
mod arrows;
pub(crate) mod ast;
pub(crate) mod class;
mod compress;
mod function;
mod handle;
pub(crate) mod marks;
pub(crate) mod memory;
pub(crate) mod minify;
pub(crate) mod names;
pub(crate) mod print;
pub mod runtime;
mod short;
pub(crate) mod source_map;
mod spaced;
mod statements;
mod tokens;
