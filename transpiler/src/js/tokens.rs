//! Marked text → tokens: as much of JavaScript's lexical grammar as text has that we print.
//!
//! There are no comments in it, every statement ends with a semicolon or a brace, and a `/` after a value divides.

use super::marks;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, keyword or property name.
    Word,
    /// A number.
    Number,
    /// A string literal, a piece of a template, or a regular expression: copied as it is.
    Literal,
    /// An operator or bracket.
    Punct,
}

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// What it is.
    pub(super) kind: Kind,
    /// The marks before it, as they stand there.
    pub(super) marks: &'a str,
    /// The text without the marks.
    pub(super) text: &'a str,
    /// Where it begins, marks included: bytes from the start of the text.
    pub(super) at: usize,
    /// Which text it is of; for those who join several.
    pub(super) part: usize,
    /// Which piece of the module it belongs to; for those who tell pieces apart.
    pub(super) piece: usize,
}

impl Token<'_> {
    /// Whether it is the keyword, operator or bracket `text`, and not a name.
    pub(super) fn is(&self, text: &str) -> bool {
        self.kind != Kind::Literal && self.text == text && self.marks.is_empty()
    }
}

const OPERATORS: &[&str] = &[
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "??=", "=>", "==", "!=", "<=", ">=", "&&",
    "||", "??", "?.", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<", ">>", "**",
];

/// The tokens of `text`, in order.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut out: Vec<Token<'_>> = Vec::new();
    // For each open brace, whether a template goes on after it.
    let mut braces: Vec<bool> = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let at = text.len() - rest.len();
        let (marks, unmarked) = split(rest, rest.len() - rest.trim_start_matches(marks::is_mark).len());
        let goes_on = first == '}' && braces.pop().unwrap_or(false);
        let (kind, length) = match first {
            _ if !marks.is_empty() || is_word(first) && !first.is_ascii_digit() => {
                (Kind::Word, unmarked.len() - unmarked.trim_start_matches(is_word).len())
            }
            '0'..='9' => (Kind::Number, number(rest)),
            '"' | '\'' => (Kind::Literal, quoted(rest, first)),
            '`' => (Kind::Literal, template(rest, &mut braces)),
            '}' if goes_on => (Kind::Literal, template(rest, &mut braces)),
            '/' if out.last().is_none_or(begins_value) => (Kind::Literal, regular_expression(rest)),
            _ => {
                if first == '{' {
                    braces.push(false);
                }
                let operator = OPERATORS.iter().find(|operator| rest.starts_with(**operator));
                (Kind::Punct, operator.map_or(first.len_utf8(), |operator| operator.len()))
            }
        };
        let (text, after) = split(unmarked, length);
        out.push(Token { kind, marks, text, at, part: 0, piece: 0 });
        rest = after.trim_start();
    }
    out
}

/// `text` in two at `position`, or at its end.
fn split(text: &str, position: usize) -> (&str, &str) {
    text.split_at_checked(position).unwrap_or((text, ""))
}

/// Whether `letter` may be in a name.
pub(super) fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '$' | '#')
}

/// The length of a number: digits, letters, a point, and the sign of an exponent.
fn number(text: &str) -> usize {
    let is_hex = text.starts_with("0x");
    let mut last = '0';
    let end = text.char_indices().find(|(_, letter)| {
        let exponent = matches!(letter, '+' | '-') && matches!(last, 'e' | 'E') && !is_hex;
        last = *letter;
        !(is_word(*letter) || *letter == '.' || exponent)
    });
    end.map_or(text.len(), |(at, _)| at)
}

/// The length of what ends with an unescaped `end`; the first letter opens it.
fn quoted(text: &str, end: char) -> usize {
    let mut escaped = false;
    let found = text.char_indices().skip(1).find(|(_, letter)| {
        let ends = !escaped && *letter == end;
        escaped = !escaped && *letter == '\\';
        ends
    });
    found.map_or(text.len(), |(at, letter)| at + letter.len_utf8())
}

/// The length of a piece of a template: to its end, or to the `${` of an expression, whose brace is noted.
fn template(text: &str, braces: &mut Vec<bool>) -> usize {
    let mut escaped = false;
    let mut last = ' ';
    for (at, letter) in text.char_indices().skip(1) {
        if !escaped && letter == '`' {
            return at + 1;
        }
        if !escaped && last == '$' && letter == '{' {
            braces.push(true);
            return at + 1;
        }
        escaped = !escaped && letter == '\\';
        last = letter;
    }
    text.len()
}

/// The length of a regular expression with its flags.
fn regular_expression(text: &str) -> usize {
    let mut in_class = false;
    let mut escaped = false;
    let found = text.char_indices().skip(1).find(|(_, letter)| {
        let ends = !escaped && !in_class && *letter == '/';
        if !escaped {
            in_class = *letter == '[' || in_class && *letter != ']';
        }
        escaped = !escaped && *letter == '\\';
        ends
    });
    let body = found.map_or(text.len(), |(at, _)| at + 1);
    let (_, flags) = split(text, body);
    body + flags.len() - flags.trim_start_matches(is_word).len()
}

/// Whether a value, and no operator, comes after `token`.
fn begins_value(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Punct => !matches!(token.text, ")" | "]" | "}"),
        Kind::Word => token.is("return") || token.is("typeof") || token.is("case") || token.is("await"),
        Kind::Literal => token.text.ends_with("${"),
        Kind::Number => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(tokens(text).iter().map(|token| token.text).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn words_numbers_and_operators() {
        check("a>>>=0x1f;b?.c??64n", &["a", ">>>=", "0x1f", ";", "b", "?.", "c", "??", "64n"]);
        check("x=1e-7-1.5", &["x", "=", "1e-7", "-", "1.5"]);
        check("  été = $a_1 ", &["été", "=", "$a_1"]);
    }

    #[test]
    fn literals_are_whole() {
        check(r#"f("a\"b;", 'c')"#, &["f", "(", r#""a\"b;""#, ",", "'c'", ")"]);
        check("`a${{ b: `c}` }}d${e}`;", &["`a${", "{", "b", ":", "`c}`", "}", "}d${", "e", "}`", ";"]);
        check(
            "x = /[/\"]\\//g.test(a / b) / c",
            &["x", "=", "/[/\"]\\//g", ".", "test", "(", "a", "/", "b", ")", "/", "c"],
        );
    }

    #[test]
    fn marks_stand_apart() {
        let text = "{ \u{6}\u{1}a } / \u{4}b";
        let found = tokens(text);
        let marked: Vec<_> = found.iter().map(|token| (token.marks, token.text, token.at)).collect();
        assert_eq!(marked, [("", "{", 0), ("\u{6}\u{1}", "a", 2), ("", "}", 6), ("", "/", 8), ("\u{4}", "b", 10)]);
    }

    #[test]
    fn what_never_ends_ends_with_the_text() {
        for text in ["\"a", "`a", "`${", "/a", "=/[", "}", "\u{6}"] {
            assert!(!tokens(text).is_empty(), "{text:?}");
        }
    }
}
