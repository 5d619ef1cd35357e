//! What the input is, told by its first bytes.

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
