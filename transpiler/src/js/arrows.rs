//! Function expressions → arrow functions: `const f = function(a) { … };` → `const f = (a) => { … };`.
//!
//! The first is read faster, the second is shorter: plain text has the first, minified text the second.

use super::compress::{closes, opens};
use super::tokens::{Kind, Token};

/// Makes an arrow function of the function that a unit of the runtime declares, if it declares one so. None has a `this` or is
/// constructed.
pub(super) fn arrow(unit: &mut Vec<Token<'_>>) {
    let words = unit.get(3..).unwrap_or_default();
    let function = 3 + usize::from(words.first().is_some_and(|word| word.is("async")));
    let is_function = |text: &[Token<'_>]| text.iter().zip(["function", "("]).all(|(token, text)| token.is(text));
    if !unit.get(2).is_some_and(|token| token.is("=")) || !unit.get(function..function + 2).is_some_and(is_function) {
        return;
    }
    let keyword = unit.remove(function);
    if let Some(end) = end_of_group(unit, function) {
        unit.insert(end + 1, Token { kind: Kind::Punct, text: "=>", ..keyword });
    }
}

/// The index of the bracket that closes the one at `start`.
fn end_of_group(tokens: &[Token<'_>], start: usize) -> Option<usize> {
    let mut depth = 0usize;
    tokens.iter().enumerate().skip(start).find_map(|(index, token)| {
        if opens(token) {
            depth += 1;
        } else if closes(token) {
            depth = depth.saturating_sub(1);
        }
        (depth == 0).then_some(index)
    })
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut found = tokens(text);
        arrow(&mut found);
        assert_eq!(found.iter().map(|token| token.text).collect::<Vec<_>>().join(" "), expected, "{text}");
    }

    #[test]
    fn functions_become_arrows() {
        check(
            "const \u{3}f = function(\u{4}a, [\u{4}b] = g()) { return a; };",
            "const f = ( a , [ b ] = g ( ) ) => { return a ; } ;",
        );
        check("const \u{3}f = async function() { await g(); };", "const f = async ( ) => { await g ( ) ; } ;");
    }

    #[test]
    fn anything_else_stays() {
        for text in [
            "const f = 1 ;",
            "const f = async ( ) => 1 ;",
            "const f = function * ( ) { } ;",
            "class A { }",
            "function * f ( ) { }",
            "f",
        ] {
            check(text, text);
        }
    }
}
