//! What the input is, told by its first bytes and, for a binary, by the ids of its sections.

use wasmparser::BinaryReader;
use wast::lexer::{Lexer, TokenKind};

/// The forms an input has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input<'a> {
    /// WAT: a core module or a component as text.
    Text(&'a str),
    /// WIT text.
    Wit(&'a str),
    /// A binary, or nothing that is known here.
    Binary,
}

/// WAT is UTF-8 whose first token is a parenthesis; WIT begins with a word of its own.
pub fn recognise(bytes: &[u8]) -> Input<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) if opens_with_parenthesis(text) => Input::Text(text),
        Ok(text) if opens_with_wit(text) => Input::Wit(text),
        _ => Input::Binary,
    }
}

fn opens_with_parenthesis(text: &str) -> bool {
    Lexer::new(text)
        .iter(0)
        .map(|token| token.map(|token| token.kind))
        .find(|kind| !matches!(kind, Ok(TokenKind::Whitespace | TokenKind::LineComment | TokenKind::BlockComment)))
        .is_some_and(|kind| matches!(kind, Ok(TokenKind::LParen)))
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

/// Whether `bytes` begin as a binary core module does.
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
