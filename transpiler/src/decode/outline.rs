//! What a binary is, told by its header and the ids of its outermost sections, before anything is decoded.

use wasmparser::BinaryReader;

/// Whether `bytes` begin as a binary core module does.
#[must_use]
pub fn is_core_module(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\0asm\x01\0\0\0")
}

/// What the outermost sections of a binary component are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outline {
    /// There are types and exports and nothing else: WIT in binary form, or a component that could not do anything.
    pub only_types: bool,
    /// There is a custom section `package-docs`.
    pub docs: bool,
}

/// Reads the ids of the outermost sections, whatever is in them.
#[must_use]
pub fn outline(bytes: &[u8]) -> Outline {
    const CUSTOM: u8 = 0;
    const TYPE: u8 = 7;
    const EXPORT: u8 = 11;
    if !bytes.starts_with(b"\0asm") {
        return Outline { only_types: false, docs: false };
    }
    let mut outline = Outline { only_types: true, docs: false };
    let mut reader = BinaryReader::new(bytes.get(8..).unwrap_or_default(), 0);
    let mut exports = false;
    while let (Ok(id), Ok(mut section)) = (reader.read_u8(), reader.read_reader()) {
        exports |= id == EXPORT;
        outline.only_types &= matches!(id, CUSTOM | TYPE | EXPORT);
        outline.docs |= id == CUSTOM && section.read_string().is_ok_and(|name| name == "package-docs");
    }
    outline.only_types &= exports;
    outline
}

/// Whether `bytes` are for `weft-encode` first: text that may be WAT or WIT, core modules, WIT in binary form, and components
/// that bring their documentation. What is none of these, [`crate::transpile`] takes or names.
#[must_use]
pub fn needs_encoding(bytes: &[u8]) -> bool {
    match begins_as(bytes) {
        Beginning::Encoded => true,
        Beginning::Component => {
            let Outline { only_types, docs } = outline(bytes);
            only_types || docs
        }
        Beginning::Blank | Beginning::Other => false,
    }
}

/// What something is by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Beginning {
    /// A binary that is no core module, or not yet.
    Component,
    /// A core module, or text that may be WAT or WIT.
    Encoded,
    /// There is only white space, or nothing.
    Blank,
    /// Nothing that is known.
    Other,
}

/// Tells it.
pub(crate) fn begins_as(bytes: &[u8]) -> Beginning {
    if is_core_module(bytes) {
        return Beginning::Encoded;
    }
    if bytes.starts_with(b"\0asm") {
        return Beginning::Component;
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match bytes.iter().find(|byte| !byte.is_ascii_whitespace()) {
        None => Beginning::Blank,
        Some(first) if first.is_ascii_alphabetic() || matches!(first, b'(' | b';' | b'/' | b'@') => Beginning::Encoded,
        Some(_) => Beginning::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::needs_encoding;

    #[test]
    fn what_the_encoder_has_nothing_to_do_with_is_told_without_it() {
        for (bytes, expected) in [
            (b"".as_slice(), false),
            (b"\0as", false),
            (b"\0asm\x0d\0\x01\0", false),
            (b"<!doctype html>", false),
            (b"{\"error\": 404}", false),
            (b"\0asm\x01\0\0\0", true),
            (b"\0asm\x0d\0\x01\0\0\x0d\x0cpackage-docs", true),
            (b" ;; a comment\n(component)", true),
            (b"// WIT\npackage a:b;", true),
            (b"@since(version = 1.0.0)", true),
        ] {
            assert_eq!(needs_encoding(bytes), expected, "{}", String::from_utf8_lossy(bytes));
        }
    }
}
