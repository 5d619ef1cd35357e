//! What the input is, told by its first bytes.

use wast::lexer::{Lexer, TokenKind};

/// The forms an input has.
pub enum Input<'a> {
    /// WAT: a core module or a component as text.
    Text(&'a str),
    /// A binary, or nothing that is known here.
    Binary,
}

/// Text is UTF-8 whose first token is a parenthesis.
pub fn recognise(bytes: &[u8]) -> Input<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) if opens_with_parenthesis(text) => Input::Text(text),
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

/// Whether `bytes` begin as a binary core module does.
pub fn is_core_module(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\0asm\x01\0\0\0")
}
