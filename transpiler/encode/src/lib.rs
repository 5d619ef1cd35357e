//! Makes a component of whatever a toolchain or a person wrote instead of one.
//!
//! [`component`] looks at the bytes, not at names, and answers with a binary component: a component passes through untouched,
//! a core module is wrapped. Text (WAT) is for `weft-wat` first. The crate is as pure as the transpiler: bytes in, bytes and diagnostics
//! out. It is apart from it because it brings the parser of WIT along, which most callers never need; in a tab
//! it is loaded on first need.

mod docs;
mod exit;
mod hollow;
mod module;
pub mod wit;

use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::docs::Docs;
use weft_transpiler::outline::{Text, is_core_module, outline, text};
use wit::{Features, Source, Wit};

/// A component, and what is known of it besides.
#[derive(Debug, Default)]
pub struct Component {
    /// The binary component.
    pub bytes: Vec<u8>,
    /// What WIT says about its items, where it came with WIT.
    pub docs: Docs,
    /// The world that it was made for, where it was made of WIT.
    pub world: Option<String>,
    /// Warnings; errors are never here.
    pub diagnostics: Vec<Diagnostic>,
}

/// Makes a component of `bytes`, which are a component or a core module.
///
/// A core module is wrapped by its component metadata (the custom sections `component-type*` that wit-bindgen leaves), and gets
/// the adapter from WASI 0.1 to 0.2 where it imports `wasi_snapshot_preview1`; without metadata that makes a command of
/// a module that exports `_start`. Bytes that are none of this pass through for the transpiler to name.
///
/// # Errors
/// One diagnostic: `core-module` for a module that does not say what its functions
/// mean, `encode` for one that does not fit what it says, `wit` for WIT, which has nothing to run, `truncated`, `invalid` or `limit`
/// for damaged bytes. Offsets are those of the input.
pub fn component(bytes: Vec<u8>) -> Result<Component, Diagnostic> {
    match read(bytes)? {
        Read::Component(component) => Ok(*component),
        Read::Wit(_) => Err(Diagnostic::new(Code::Wit, "the input is WIT: it has types, and nothing to run")
            .help("give the component that was built for it; `weft types` declares the types of WIT")),
    }
}

/// Makes a component with the types of `bytes`, which may be what [`component`] takes, or WIT as text or in binary form; of WIT it
/// is one that does nothing. `world` says which world of WIT, where there are several.
///
/// # Errors
/// As [`component`], and `wit` for WIT that does not parse or has no such world.
pub fn interface(bytes: Vec<u8>, world: Option<&str>, features: Features) -> Result<Component, Diagnostic> {
    match read(bytes)? {
        Read::Component(component) if world.is_none() => Ok(*component),
        Read::Component(_) => {
            Err(Diagnostic::new(Code::Option, "--world chooses a world of WIT, and the input is a component"))
        }
        Read::Wit(WitForm::Binary(bytes)) => Wit::decode(&bytes)?.component(world),
        Read::Wit(WitForm::Text(text)) => {
            let main = vec![wit::File { path: "input".to_owned(), text }];
            Wit::parse(Source { main, dependencies: Vec::new() }, features)?.component(world)
        }
    }
}

/// Makes a package of a composition of `bytes`, which may be what [`component`] takes, or WIT as text or in binary form; of WIT it is the binary form.
///
/// # Errors
/// As [`component`], and `wit` for WIT that does not parse.
pub fn package(bytes: Vec<u8>) -> Result<Component, Diagnostic> {
    match read(bytes)? {
        Read::Component(component) => Ok(*component),
        Read::Wit(WitForm::Binary(bytes)) => Ok(Component { bytes, ..Component::default() }),
        Read::Wit(WitForm::Text(text)) => {
            let main = vec![wit::File { path: "input".to_owned(), text }];
            Wit::parse(Source { main, dependencies: Vec::new() }, Features::All)?.package()
        }
    }
}

enum Read {
    Component(Box<Component>),
    Wit(WitForm),
}

enum WitForm {
    Text(String),
    Binary(Vec<u8>),
}

fn read(bytes: Vec<u8>) -> Result<Read, Diagnostic> {
    if let Some(Text::Wit(text)) = text(&bytes) {
        return Ok(Read::Wit(WitForm::Text(text.to_owned())));
    }
    if is_core_module(&bytes) {
        return Ok(Read::Component(Box::new(module::encode(&bytes)?)));
    }
    let outline = outline(&bytes);
    if outline.only_types && Wit::decode(&bytes).is_ok() {
        return Ok(Read::Wit(WitForm::Binary(bytes)));
    }
    let mut component = Component { bytes, ..Component::default() };
    if outline.docs {
        match wit::docs_of_component(&component.bytes) {
            Ok(docs) => component.docs = docs,
            Err(found) => component.diagnostics.push(found),
        }
    }
    Ok(Read::Component(Box::new(component)))
}
