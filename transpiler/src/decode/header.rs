//! What a person can mix up: the beginning of an input that is no component, and the end of one that was cut off.

use wasmparser::BinaryReader;

use crate::diagnostics::{Code, Diagnostic};

/// As much of the beginning as any answer depends on.
pub(super) const LONGEST: usize = 64;

/// Whether `bytes` begin as a binary component does, or could when there are more of them.
pub(super) fn is_right(bytes: &[u8]) -> bool {
    bytes.len() >= 8 && check(bytes).is_ok()
}

/// Tells the kinds of wrong input apart that a person can mix up.
pub(super) fn check(bytes: &[u8]) -> Result<(), Diagnostic> {
    const MAGIC: &[u8] = b"\0asm";
    const HELP: &str = "give a binary component, e.g. what `cargo build --target wasm32-wasip2` writes";
    if bytes.is_empty() {
        return Err(Diagnostic::new(Code::Empty, "the input is empty").at(0).help(HELP));
    }
    let known = bytes.len().min(MAGIC.len());
    if bytes.get(..known) != MAGIC.get(..known) {
        let help = if bytes.iter().take(LONGEST).all(|b| b.is_ascii_graphic() || b.is_ascii_whitespace()) {
            "this looks like text: of text, only WAT can be a component, and it starts with `(`"
        } else {
            HELP
        };
        return Err(Diagnostic::new(
            Code::NotWasm,
            "the input does not start with the WebAssembly magic number `\\0asm`",
        )
        .at(0)
        .help(help));
    }
    let Some(version) = bytes.get(4..8) else {
        return Err(Diagnostic::new(Code::Truncated, "the input ends inside the 8-byte header").at(bytes.len()));
    };
    if version == [1, 0, 0, 0] {
        return Err(Diagnostic::new(Code::CoreModule, "the input is a core module, not a component").at(4).help(
            "wrap it into a component first: build for wasm32-wasip2, or use a component encoder of your toolchain",
        ));
    }
    Ok(())
}

/// Whether the last section of a binary ends beyond the end of the input: the sign of a file that was cut off.
#[must_use]
pub fn is_cut(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((_, after)) = rest.split_first() {
        let mut reader = BinaryReader::new(after, 0);
        let Ok(size) = reader.read_var_u32() else { return true };
        let end = reader.current_position().saturating_add(size as usize);
        match after.get(end..) {
            Some(next) => rest = next,
            None => return true,
        }
    }
    false
}
