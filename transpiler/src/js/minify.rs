//! Marked text → the shortest text that does the same.
//!
//! What is written here is our own text, printed for reading, with a mark on each name (`marks`). So there is no need to
//! parse it: `tokens` takes it apart, `statements` and `compress` say the same with fewer tokens, `short` gives new names, and here the
//! tokens are put together again. It does not know what the text means, and takes no other text.

use std::collections::{BTreeMap, BTreeSet};

use super::arrows::arrow;
use super::compress::{closes, compress, number, opens};
use super::marks;
use super::runtime::Unit;
use super::short::{Mentions, Short};
use super::statements::shorten;
use super::tokens::{Kind, Token, is_word, tokens};

/// A part of a module.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part<'a> {
    /// The text, marked.
    pub(crate) text: &'a str,
    /// The unit of the runtime that it is. Otherwise it is glue, whose statements at the top, and in the function `link` at the
    /// top (the instantiation), have names of the module.
    pub(crate) unit: Option<&'static Unit>,
}

/// Where a word went.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    /// The column of the minified text's only line, in UTF-16.
    pub(crate) column: usize,
    /// Index of the part that it comes from.
    pub(crate) part: usize,
    /// Where it stands there, in bytes.
    pub(crate) at: usize,
    /// The name that it had, if it has another one now.
    pub(crate) name: Option<&'a str>,
}

/// What names stand for.
pub(crate) struct Meaning<'a> {
    /// Whether glue declares the name for the whole module.
    pub(crate) is_of_module: &'a dyn Fn(&str) -> bool,
    /// Globals that the units mention.
    pub(crate) globals: BTreeSet<&'static str>,
    /// Whether fields get new names: not where other modules know the same objects.
    pub(crate) fields: bool,
}

/// Prints the parts, one after the other, on one line in as few bytes as this can; and says where their words are.
pub(crate) fn minify<'a>(parts: &[Part<'a>], meaning: &Meaning<'_>) -> (String, Vec<Place<'a>>) {
    let mut all = Vec::new();
    let mut pieces = 0;
    for (index, part) in parts.iter().enumerate() {
        let mut found = tokens(part.text);
        pieces = if part.unit.is_some() {
            arrow(&mut found);
            whole(&mut found, pieces)
        } else {
            statements(&mut found, pieces)
        };
        found.iter_mut().for_each(|token| token.part = index);
        all.append(&mut found);
    }
    alias_web_assembly(&mut all);
    let all = compress(&shorten(&all));
    let roles = Roles::of(&all, pieces, meaning);
    let short = roles.names(&all, meaning);
    print(&all, &roles, &short)
}

/// Gives the global `WebAssembly` a name of the module, if it is mentioned often: `const W = WebAssembly;` in front.
fn alias_web_assembly(all: &mut Vec<Token<'_>>) {
    const GLOBAL: &str = "WebAssembly";
    let mut after_point = false;
    let mut mentions: Vec<&mut Token<'_>> = Vec::new();
    for token in all.iter_mut() {
        let is_point = token.is(".");
        let is_global = token.marks.is_empty() || token.marks.ends_with(marks::REFERENCE);
        if token.kind == Kind::Word && token.text == GLOBAL && is_global && !after_point {
            mentions.push(token);
        }
        after_point = is_point;
    }
    if mentions.len() < 3 {
        return;
    }
    for mention in mentions {
        mention.marks = UNIT;
    }
    let word = |kind, marks, text| Token { kind, marks, text, at: 0, part: NOWHERE, piece: 0 };
    let declaration = [
        word(Kind::Word, "", "const"),
        word(Kind::Word, UNIT, GLOBAL),
        word(Kind::Punct, "", "="),
        word(Kind::Word, "", GLOBAL),
        word(Kind::Punct, "", ";"),
    ];
    all.splice(0..0, declaration);
}

/// The part of a token that comes from none.
const NOWHERE: usize = usize::MAX;

/// The mark of a unit, as text.
const UNIT: &str = "\u{3}";

/// Makes all tokens one piece; returns the number of pieces then.
fn whole(tokens: &mut [Token<'_>], pieces: usize) -> usize {
    tokens.iter_mut().for_each(|token| token.piece = pieces);
    pieces + 1
}

/// Makes each statement a piece, and each of the function `link` at the top; so is each member of a class or object that is all of
/// a statement. Returns the number of pieces then.
fn statements(tokens: &mut [Token<'_>], mut pieces: usize) -> usize {
    let (mut depth, mut base) = (0usize, 0usize);
    let (mut is_link, mut is_class, mut has_members) = (false, false, false);
    let mut last: Option<Token<'_>> = None;
    for token in tokens {
        token.piece = pieces;
        if depth == 0 && token.text == "link" && token.marks.ends_with(marks::DECLARATION) {
            is_link = true;
        }
        if closes(token) {
            depth = depth.saturating_sub(1);
            base = base.min(depth);
            has_members &= depth > base;
        }
        if opens(token) || token.kind == Kind::Literal && token.text.ends_with("${") {
            if is_link && depth == 0 && token.is("{") {
                (base, is_link) = (1, false);
                pieces += 1;
            }
            if depth == base && token.is("{") {
                let follows = |text| last.is_some_and(|last| last.is(text));
                has_members = is_class || follows("return") || follows("=");
            }
            depth += 1;
        }
        let ends_member = has_members && depth == base + 1 && (token.is(",") || token.is("}"));
        if depth == base && (token.is(";") || token.is("}")) || ends_member {
            pieces += 1;
        }
        is_class = depth == base && (is_class || token.is("class")) && !token.is("}");
        last = Some(*token);
    }
    pieces + 1
}

/// What a marked name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Global,
    Module,
    Local,
    Field,
}

/// What the marked names are, as far as text tells.
struct Roles<'a, 'm> {
    /// By piece, what glue declares there.
    declared: Vec<BTreeSet<&'a str>>,
    is_of_module: &'m dyn Fn(&str) -> bool,
}

impl<'a, 'm> Roles<'a, 'm> {
    fn of(tokens: &[Token<'a>], pieces: usize, meaning: &Meaning<'m>) -> Self {
        let mut declared = vec![BTreeSet::new(); pieces];
        for token in tokens.iter().filter(|token| token.marks.ends_with(marks::DECLARATION)) {
            if let Some(names) = declared.get_mut(token.piece) {
                names.insert(token.text);
            }
        }
        Self { declared, is_of_module: meaning.is_of_module }
    }

    /// What a token is that has a mark.
    fn role(&self, token: &Token<'_>) -> Option<Role> {
        Some(match token.marks.chars().next_back()? {
            marks::UNIT => Role::Module,
            marks::LOCAL => Role::Local,
            marks::FIELD => Role::Field,
            marks::PROPERTY => return None,
            marks::EXPORTED => Role::Global,
            _ if (self.is_of_module)(token.text) => Role::Module,
            _ if self.declared.get(token.piece).is_some_and(|names| names.contains(token.text)) => Role::Local,
            _ => Role::Global,
        })
    }

    fn names(&self, tokens: &[Token<'a>], meaning: &Meaning<'_>) -> Short<'a> {
        let mut globals: BTreeSet<&str> = meaning.globals.clone();
        let (mut module, mut fields) = (BTreeMap::new(), BTreeMap::new());
        let mut pieces: Vec<Mentions<'a>> = Vec::new();
        pieces.resize_with(self.declared.len(), Mentions::default);
        for (position, token) in tokens.iter().enumerate() {
            let Some(piece) = pieces.get_mut(token.piece) else { continue };
            match self.role(token) {
                Some(Role::Module) => {
                    piece.module.insert(token.text);
                    *module.entry(token.text).or_insert(0) += 1;
                }
                Some(Role::Local) => piece.locals.entry(token.text).or_insert((0, position)).0 += 1,
                Some(Role::Global) => {
                    globals.insert(token.text);
                }
                Some(Role::Field) => *fields.entry(token.text).or_insert(0) += 1,
                None => {}
            }
            if token.marks.starts_with(marks::FIELD_SHORTHAND) {
                *fields.entry(token.text).or_insert(0) += 1;
            }
        }
        if !meaning.fields {
            fields.clear();
        }
        Short::new(&module, &pieces, &fields, &globals)
    }

    /// The words for a token.
    fn words<'s>(&self, token: &Token<'a>, short: &'s Short<'a>) -> Vec<&'s str>
    where
        'a: 's,
    {
        let name = match self.role(token) {
            Some(Role::Module) => short.module(token.text),
            Some(Role::Local) => short.local(token.piece, token.text),
            Some(Role::Field) => short.field(token.text),
            Some(Role::Global) | None => token.text,
        };
        let key = match token.marks.chars().next() {
            Some(marks::SHORTHAND | marks::SPECIFIER) => token.text,
            Some(marks::FIELD_SHORTHAND) => short.field(token.text),
            _ => name,
        };
        if key == name {
            return vec![name];
        }
        let is_import = token.marks.ends_with(marks::DECLARATION);
        match token.marks.starts_with(marks::SPECIFIER) {
            true if is_import => vec![key, "as", name],
            true => vec![name, "as", key],
            false => vec![key, ":", name],
        }
    }
}

fn print<'a>(tokens: &[Token<'a>], roles: &Roles<'a, '_>, short: &Short<'a>) -> (String, Vec<Place<'a>>) {
    let mut text = String::new();
    let mut places = Vec::new();
    // Length of the text in UTF-16, up to a byte of it.
    let (mut column, mut counted) = (0, 0);
    let mut after_number = false;
    for token in tokens {
        for word in roles.words(token, short) {
            let shorter;
            let word = if token.kind == Kind::Number {
                shorter = number(word);
                &shorter
            } else {
                word
            };
            if run_together(&text, word) || after_number && word == "." {
                text.push(' ');
            }
            if token.part != NOWHERE && matches!(token.kind, Kind::Word | Kind::Literal) {
                column += text.get(counted..).unwrap_or_default().encode_utf16().count();
                counted = text.len();
                let name = Some(token.text).filter(|name| !token.marks.is_empty() && *name != word);
                places.push(Place { column, part: token.part, at: token.at, name });
            }
            text.push_str(word);
        }
        after_number = token.kind == Kind::Number;
    }
    text.push('\n');
    (text, places)
}

/// Whether `text` and `word` would be read as something else without a space between them.
fn run_together(text: &str, word: &str) -> bool {
    let (Some(last), Some(first)) = (text.chars().next_back(), word.chars().next()) else { return false };
    match first {
        '+' | '-' | '/' => first == last,
        '>' | '!' => text.ends_with("--") || text.ends_with('<'),
        _ => is_word(first) && is_word(last),
    }
}

#[cfg(test)]
#[path = "minify_test.rs"]
mod tests;
