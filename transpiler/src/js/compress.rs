//! Fewer and shorter tokens with the same meaning.

use super::marks;
use super::tokens::{Kind, Token};

/// What is open at a place of the text.
#[derive(Default)]
struct Open<'a> {
    /// The last statement here, as far as it is a declaration: its keyword, and whether it has ended.
    declaration: Option<(&'a str, bool)>,
    /// The bracket belongs to a `for`, `while` or `if`: a `;` after it is a statement.
    is_control: bool,
}

/// Says the same in fewer bytes:
///
/// - `true`, `false`, `undefined` and `Infinity` are `!0`, `!1`, `void 0` and `1/0`;
/// - declarations that follow each other are one, `const a = 1, b = 2`;
/// - `(a) => …` is `a => …`, `new C()` is `new C`, `new Error(…)` is `Error(…)`;
/// - no `;` stands before a `}`.
pub(super) fn compress<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut out: Vec<Token<'a>> = Vec::with_capacity(tokens.len());
    let mut open = vec![Open::default()];
    let mut closes_control = false;
    let mut skip = 0usize;
    for (i, token) in tokens.iter().enumerate() {
        if skip > 0 {
            skip -= 1;
            continue;
        }
        let ahead = |distance: usize| tokens.get(i + distance);
        let is_ahead = |distance: usize, text: &str| ahead(distance).is_some_and(|token| token.is(text));
        let mut token = *token;
        // The keyword, and how many tokens more it has.
        let declares = match token.text {
            "export" if token.marks.is_empty() && is_ahead(1, "const") => Some(("export", 1)),
            keyword if declares(&token, out.last()) => Some((keyword, 0)),
            _ => None,
        };
        if let Some(here) = open.last_mut() {
            match here.declaration {
                Some((keyword, true)) if declares.is_some_and(|(declares, _)| declares == keyword) => {
                    if let Some(semicolon) = out.last_mut().filter(|last| last.is(";")) {
                        semicolon.text = ",";
                        here.declaration = Some((keyword, false));
                        skip = declares.map_or(0, |(_, more)| more);
                        continue;
                    }
                }
                Some((keyword, false)) if token.is(";") => here.declaration = Some((keyword, true)),
                Some((_, true)) => here.declaration = None,
                _ => {}
            }
            if let Some((keyword, _)) = declares {
                here.declaration = Some((keyword, false));
            }
        }
        if token.kind == Kind::Word && is_value(&out, &token, ahead(1)) {
            token.text = match token.text {
                "true" => "!0",
                "false" => "!1",
                "undefined" => "void 0",
                "Infinity" if is_apart(out.last(), ahead(1)) => "1/0",
                text => text,
            };
            if token.text.contains([' ', '!', '/']) {
                token.marks = "";
            }
        }
        if token.is(";") && is_ahead(1, "}") && !closes_control {
            continue;
        }
        // Only of the global: glue's names are marked.
        if token.is("new")
            && ["Error", "TypeError", "RangeError"].iter().any(|error| is_ahead(1, error))
            && is_ahead(2, "(")
        {
            continue;
        }
        if token.is("(") && is_ahead(2, ")") && is_ahead(3, "=>") {
            let parameter = ahead(1).filter(|token| token.kind == Kind::Word && !token.marks.is_empty());
            out.extend(parameter);
            if parameter.is_some() {
                skip = 2;
                continue;
            }
        }
        if token.is("(") && is_ahead(1, ")") && is_whole_new(&out, ahead(2)) {
            skip = 1;
            continue;
        }
        closes_control = false;
        if opens(&token) {
            let is_control = out.last().is_some_and(|last| ["for", "while", "if"].iter().any(|word| last.is(word)));
            open.push(Open { declaration: None, is_control: is_control && token.is("(") });
        } else if closes(&token) && open.len() > 1 {
            closes_control = open.pop().is_some_and(|closed| closed.is_control);
            // A literal `}…${` closes and opens.
            if token.kind == Kind::Literal && token.text.ends_with("${") {
                open.push(Open::default());
            }
        }
        out.push(token);
    }
    out
}

/// Whether the token opens a bracket, or an expression in a template.
pub(super) fn opens(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Punct => matches!(token.text, "(" | "[" | "{"),
        Kind::Literal => token.text.starts_with('`') && token.text.ends_with("${"),
        _ => false,
    }
}

/// Whether the token closes a bracket, or an expression in a template; it may open the next expression.
pub(super) fn closes(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Punct => matches!(token.text, ")" | "]" | "}"),
        Kind::Literal => token.text.starts_with('}'),
        _ => false,
    }
}

fn declares(token: &Token<'_>, before: Option<&Token<'_>>) -> bool {
    (token.is("const") || token.is("let"))
        && before.is_none_or(|before| [";", "{", "}", "(", ":"].iter().any(|text| before.is(text)))
}

/// Whether a word is an expression of its own and no name of a property.
fn is_value(before: &[Token<'_>], word: &Token<'_>, after: Option<&Token<'_>>) -> bool {
    if word.marks.chars().any(|mark| mark != marks::REFERENCE) {
        return false;
    }
    let before = before.last();
    let is_key = after.is_some_and(|after| after.is(":") || after.is("("))
        && before.is_some_and(|before| before.is("{") || before.is(","));
    !is_key && !before.is_some_and(|before| before.is(".") || before.is("?."))
}

/// Whether an operator may be put between these tokens, as no other is there that binds as tightly.
fn is_apart(before: Option<&Token<'_>>, after: Option<&Token<'_>>) -> bool {
    let is_any =
        |token: Option<&Token<'_>>, all: &[&str]| token.is_none_or(|token| all.iter().any(|text| token.is(text)));
    is_any(before, &["(", "[", ",", "=", "?", ":", "return"]) && is_any(after, &[")", "]", ",", ";", "?", ":", "}"])
}

/// Whether `out` ends with `new` and a name, and nothing follows that `new` would take in.
fn is_whole_new(out: &[Token<'_>], after: Option<&Token<'_>>) -> bool {
    let name =
        out.iter().rev().take_while(|token| token.kind == Kind::Word && !token.is("new") || token.is(".")).count();
    let is_new = name > 0 && out.iter().rev().nth(name).is_some_and(|token| token.is("new"));
    is_new
        && !after
            .is_some_and(|after| [".", "?.", "(", "["].iter().any(|text| after.is(text)) || after.text.starts_with('`'))
}

/// A number in the fewest bytes.
pub(super) fn number(text: &str) -> String {
    let digits = text.strip_prefix("0x").map(|hex| u64::from_str_radix(hex, 16));
    let Ok(value) = digits.unwrap_or_else(|| text.parse()) else { return text.to_owned() };
    // Past 2^53 a number is not its digits.
    if value > 1 << 53 {
        return text.to_owned();
    }
    let decimal = value.to_string();
    let mantissa = decimal.trim_end_matches('0');
    let exponent = format!("{mantissa}e{}", decimal.len() - mantissa.len());
    let shorter = |a: String, b: String| if b.len() < a.len() { b } else { a };
    let short = if mantissa.is_empty() { decimal } else { shorter(decimal, exponent) };
    shorter(short, text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;
    use super::*;

    fn check(text: &str, expected: &str) {
        let words: Vec<&str> = compress(&tokens(text)).iter().map(|token| token.text).collect();
        assert_eq!(words.join(" "), expected, "{text}");
    }

    #[test]
    fn declarations_become_one() {
        check("const a = 1; const b = 2; let c; let d;", "const a = 1 , b = 2 ; let c , d ;");
        check(
            "const a = () => { let b; f(); let c; }; const d = 1;",
            "const a = ( ) => { let b ; f ( ) ; let c } , d = 1 ;",
        );
        check("for (const a of b) { } const c = 1;", "for ( const a of b ) { } const c = 1 ;");
        check("for (let i = 0; i < 2; i++) f(); let b;", "for ( let i = 0 ; i < 2 ; i ++ ) f ( ) ; let b ;");
        check(
            "const a = `${b}`; const c = `x${d}y${e}`; const f = 1;",
            "const a = `${ b }` , c = `x${ d }y${ e }` , f = 1 ;",
        );
        check("const { a: b } = c; const [d] = e;", "const { a : b } = c , [ d ] = e ;");
        check(
            "const a = 1; export const b = 2; export const c = 3; const d = 4;",
            "const a = 1 ; export const b = 2 , c = 3 ; const d = 4 ;",
        );
    }

    #[test]
    fn constants_become_operators() {
        check("f(true, \u{1}undefined)", "f ( !0 , void 0 )");
        check("x = { true: a.false, undefined: true }", "x = { true : a . false , undefined : !0 }");
        check("a ? true : false", "a ? !0 : !1");
        check("f(a ? Infinity : b, 1 / Infinity, -Infinity)", "f ( a ? 1/0 : b , 1 / Infinity , - Infinity )");
    }

    #[test]
    fn brackets_that_say_nothing_go() {
        check("(\u{2}a) => b", "a => b");
        check("(\u{2}a, \u{2}b) => c", "( a , b ) => c");
        check("({ \u{6}\u{2}a }) => b", "( { a } ) => b");
        check(
            "x = new A(); y = new A.B(), new A().c, new (f())()",
            "x = new A ; y = new A . B , new A ( ) . c , new ( f ( ) ) ( )",
        );
        check("f()", "f ( )");
        check("throw new TypeError(a); throw new \u{1}Error(b)", "throw TypeError ( a ) ; throw new Error ( b )");
    }

    #[test]
    fn semicolons_go_unless_they_are_statements() {
        check("{ a; }", "{ a }");
        check("{ for (;;); }", "{ for ( ; ; ) ; }");
        check("{ while (f()); } { f(); }", "{ while ( f ( ) ) ; } { f ( ) }");
    }

    #[test]
    fn numbers_are_short() {
        for (text, short) in [
            ("0", "0"),
            ("1000", "1e3"),
            ("100", "100"),
            ("0x10ffff", "1114111"),
            ("0xfffffff", "268435455"),
            ("0xfff", "4095"),
            ("1.5", "1.5"),
            ("64n", "64n"),
            ("0xffffffffffffffff", "0xffffffffffffffff"),
            ("12e3", "12e3"),
        ] {
            assert_eq!(number(text), short, "{text}");
        }
    }
}
