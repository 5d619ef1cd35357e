//! Marks: characters in printed text that say of the word after them that it may get another name.
//!
//! The printer and the build script write them, since they know which words are names; whoever wants plain text takes
//! them out ([`plain`]), and `minify` reads them. They are control characters, which JavaScript text that we print never
//! holds: a string literal escapes them.

/// A mention of a name, in glue: whose it is, its declaration tells; undeclared, it is a global.
pub(crate) const REFERENCE: char = '\u{1}';
/// The declaration of a name, in glue.
pub(crate) const DECLARATION: char = '\u{2}';
/// A unit of the runtime, where it is declared or mentioned by another one.
pub(crate) const UNIT: char = '\u{3}';
/// A name bound inside a unit of the runtime.
pub(crate) const LOCAL: char = '\u{4}';
/// A property that runtime and glue keep between themselves.
pub(crate) const FIELD: char = '\u{5}';
/// Before the mark of a name that stands for a property, too: `{ name }`.
pub(crate) const SHORTHAND: char = '\u{6}';
/// The same where the property is a [`FIELD`].
pub(crate) const FIELD_SHORTHAND: char = '\u{7}';

/// Before the mark of a name that is imported or exported as it is: `{ name }` for `{ name as name }`.
pub(crate) const SPECIFIER: char = '\u{8}';
/// The name of a property or an export, which stays as it is: a keyword here is none.
pub(crate) const PROPERTY: char = '\u{e}';

/// The name of a declaration that is exported as it is declared, and stays; nobody else may be called so.
pub(crate) const EXPORTED: char = '\u{f}';

/// Whether `letter` is a mark.
pub(crate) const fn is_mark(letter: char) -> bool {
    matches!(letter, REFERENCE..=SPECIFIER | PROPERTY | EXPORTED)
}

/// The text without its marks.
pub(crate) fn plain(marked: &str) -> String {
    marked.chars().filter(|letter| !is_mark(*letter)).collect()
}
