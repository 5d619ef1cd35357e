//! What an input is, before anything is decoded: a binary by its header and the ids of its outermost sections, text by its first token.

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

/// Bytes of text, at most: its syntax tree takes many times its size.
pub const MAX_TEXT: usize = 64 << 20;

/// The forms of text that an input may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text<'a> {
    /// A core module or a component.
    Wat(&'a str),
    /// Types.
    Wit(&'a str),
}

/// Tells text by its first token: WAT is UTF-8 that opens with a parenthesis, WIT with a word of its own.
#[must_use]
pub fn text(bytes: &[u8]) -> Option<Text<'_>> {
    let text = std::str::from_utf8(bytes).ok()?;
    if opens_with_parenthesis(text) {
        return Some(Text::Wat(text));
    }
    opens_with_wit(text).then_some(Text::Wit(text))
}

fn opens_with_parenthesis(text: &str) -> bool {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        rest = if let Some(comment) = rest.strip_prefix(";;") {
            comment.split_once('\n').unwrap_or_default().1
        } else if let Some(comment) = rest.strip_prefix("(;") {
            behind_comment(comment)
        } else {
            return rest.starts_with('(');
        };
    }
}

/// What follows the block comment that `text` is inside of; block comments nest.
fn behind_comment(text: &str) -> &str {
    let (mut depth, mut rest) = (1u32, text);
    while depth > 0 {
        let Some(at) = rest.find(['(', ';']) else { return "" };
        rest = rest.get(at..).unwrap_or_default();
        let (step, length) = if rest.starts_with("(;") {
            (1, 2)
        } else if rest.starts_with(";)") {
            (-1, 2)
        } else {
            (0, 1)
        };
        depth = depth.saturating_add_signed(step);
        rest = rest.get(length..).unwrap_or_default();
    }
    rest
}

fn opens_with_wit(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("//") {
            comment.split_once('\n').unwrap_or_default().1
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/").unwrap_or_default().1
        } else {
            break;
        }
        .trim_start();
    }
    let word = rest.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '@').next().unwrap_or_default();
    matches!(word, "package" | "interface" | "world" | "use") || word.starts_with('@')
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
    use super::{Text, needs_encoding, text};

    #[test]
    fn text_is_told_by_its_first_token() {
        for wat in
            ["(module)", " \n\t;; a comment\n(component)", "(; one (; in it ;) é;) \r (", "(;;)(;(;;);)(", "(;;;)("]
        {
            assert_eq!(text(wat.as_bytes()), Some(Text::Wat(wat)));
        }
        for wit in ["package a:b;", "// WIT\n/* so\nit is */ world w {}", "@since(version = 1.0.0)"] {
            assert_eq!(text(wit.as_bytes()), Some(Text::Wit(wit)));
        }
        for neither in
            ["", ";; only a comment", "(; no end (module)", "(; (; ;) (module)", "<p>", "words", "\u{feff}(module)"]
        {
            assert_eq!(text(neither.as_bytes()), None, "{neither}");
        }
        assert_eq!(text(b"(module \xff)"), None);
    }

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
