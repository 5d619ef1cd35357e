//! Makes one component of several that use each other.
//!
//! [`plug`] gives a component what others export; [`compose`] does what a composition says, which is text (WAC). The graph of instances, the
//! types of what is passed and the language are those of the `wac` crates; what is here asks them, and says what they found in diagnostics. The crate is as
//! pure as the transpiler: bytes in, bytes and diagnostics out. It is apart because the `wac` crates bring a `wasmparser` of their own along, another
//! version than ours; in the npm package it is a wasm file that is loaded on first need.
//!
//! What is given is valid by the transpiler's own account: whoever calls has asked it, and asks it about what comes out.

mod plug;
mod wac;

pub use plug::plug;
pub use wac::{Package, Reference, compose, references};
use wac_graph::{EncodeOptions, Processor};
use weft_transpiler::diagnostics::Diagnostic;

/// A binary component, and how messages call it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Its file, say.
    pub name: String,
    /// The component.
    pub bytes: Vec<u8>,
}

/// A composed component.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Composed {
    /// The binary component.
    pub bytes: Vec<u8>,
    /// Warnings; errors are never here.
    pub diagnostics: Vec<Diagnostic>,
}

/// The parts are inside, and nothing is checked a second time.
const OPTIONS: EncodeOptions<'static> = EncodeOptions {
    define_components: true,
    validate: false,
    processor: Some(Processor { name: "weft", version: env!("CARGO_PKG_VERSION") }),
};

/// An error and its causes, in one line.
fn with_causes(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| error.source());
    let whole = causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"));
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}
