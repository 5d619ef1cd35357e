//! WAT → binary.
//!
//! A crate of its own, for its parser is a quarter of what makes components, and whoever has a core module or WIT needs none.

use wast::Wat;
use wast::parser::{self, ParseBuffer};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::outline::MAX_TEXT;

/// Compiles the text of a core module or component.
///
/// # Errors
/// `wat` with line, column and byte offset; `limit` for text that is too long.
pub fn compile(text: &str) -> Result<Vec<u8>, Diagnostic> {
    if text.len() > MAX_TEXT {
        return Err(Diagnostic::new(Code::Limit, format!("the text is longer than {MAX_TEXT} bytes")));
    }
    encode(text).map_err(|error| {
        let (line, column) = error.span().linecol_in(text);
        let message = format!("line {}, column {}: {}", line + 1, column + 1, what(&error));
        Diagnostic::new(Code::Wat, message).at(error.span().offset())
    })
}

/// What is wrong with text that does not parse, in the words of the reference suite where the parser has others: to its grammar, an attribute that is
/// there already is a token that cannot follow.
#[must_use]
pub fn what(error: &wast::Error) -> String {
    let message = error.message();
    if message.starts_with("duplicate `") && message.ends_with("` attribute") {
        return format!("unexpected token: {message}");
    }
    message
}

fn encode(text: &str) -> Result<Vec<u8>, wast::Error> {
    let buffer = ParseBuffer::new(text)?;
    parser::parse::<Wat<'_>>(&buffer)?.encode()
}
