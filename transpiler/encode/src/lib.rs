//! Makes a component of whatever a toolchain or a person wrote instead of one.
//!
//! [`component`] looks at the bytes, not at names, and answers with a binary component: a component passes through untouched,
//! text (WAT) is compiled, a core module is wrapped. The crate is as pure as the transpiler: bytes in, bytes and diagnostics
//! out. It is apart from it because it brings the parsers of WAT and WIT along, which most callers never need; in a tab
//! it is loaded on first need.

mod input;
mod module;
mod text;

use input::Input;
use weft_transpiler::diagnostics::Diagnostic;

/// A component, and what was noticed on the way to it.
#[derive(Debug)]
pub struct Component {
    /// The binary component.
    pub bytes: Vec<u8>,
    /// Warnings; errors are never here.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes a component of `bytes`, which are a component, a core module, or the text of either.
///
/// A core module is wrapped by its component metadata (the custom sections `component-type*` that wit-bindgen leaves), and gets
/// the adapter from WASI 0.1 to 0.2 where it imports `wasi_snapshot_preview1`; without metadata that makes a command of
/// a module that exports `_start`. Bytes that are none of this pass through for the transpiler to name.
///
/// # Errors
/// One diagnostic: `wat` for text that does not parse, `core-module` for a module that does not say what its functions
/// mean, `encode` for one that does not fit what it says, `truncated`, `invalid` or `limit` for damaged bytes. Offsets are those of the
/// input.
pub fn component(bytes: Vec<u8>) -> Result<Component, Diagnostic> {
    match input::recognise(&bytes) {
        // Offsets in the binary form mean nothing to whoever wrote the text.
        Input::Text(text) => of_binary(text::compile(text)?).map_err(|found| Diagnostic { offset: None, ..found }),
        Input::Binary => of_binary(bytes),
    }
}

fn of_binary(bytes: Vec<u8>) -> Result<Component, Diagnostic> {
    if input::is_core_module(&bytes) {
        return module::encode(&bytes);
    }
    Ok(Component { bytes, diagnostics: Vec::new() })
}
