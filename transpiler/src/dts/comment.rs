//! TSDoc comments, and what WIT says about an item as one.
//!
//! The text is the component's or its author's, so nothing in it may end the comment, start a tag that it does not mean, or hide
//! what stands beside it. It is Markdown in WIT as in TSDoc, hence kept otherwise.

use crate::docs::Item;
use crate::js::names::is_invisible;

/// Bytes of one item's text, at most; the rest is left out.
const MAX_TEXT: usize = 16_000;

/// A doc comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Comment {
    /// None begins or ends with white space.
    pub(super) lines: Vec<String>,
}

impl Comment {
    /// One line.
    pub(super) fn new(line: &str) -> Self {
        Self { lines: vec![harmless(line).trim().to_owned()] }
    }

    /// What is said about an item: its text, then tags.
    pub(super) fn of(item: Option<&Item>) -> Self {
        let mut comment = Self::default();
        comment.describe(item);
        comment
    }

    /// This, or one line where this is nothing.
    pub(super) fn or(self, line: &str) -> Self {
        if self.lines.is_empty() { Self::new(line) } else { self }
    }

    /// Adds a paragraph of text and the tags of an item.
    pub(super) fn describe(&mut self, item: Option<&Item>) {
        let Some(item) = item else { return };
        let text = paragraph(&item.text);
        self.gap(!text.is_empty());
        self.lines.extend(text);
        if let Some(feature) = &item.unstable {
            self.gap(true);
            self.lines.push(format!("Unstable: part of the feature `{}`.", harmless(feature)));
            self.tag("@experimental");
        }
        if let Some(version) = &item.since {
            self.tag(&format!("@since {version}"));
        }
        if let Some(version) = &item.deprecated {
            self.tag(&format!("@deprecated since {version}"));
        }
    }

    /// Adds a tag; tags stand together, apart from the text.
    pub(super) fn tag(&mut self, tag: &str) {
        self.gap(!self.lines.last().is_some_and(|line| line.starts_with('@')));
        self.lines.push(harmless(tag).trim().to_owned());
    }

    /// An empty line where something follows something.
    fn gap(&mut self, wanted: bool) {
        if wanted && !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }
}

/// The lines of Markdown text, without empty ones around them.
fn paragraph(text: &str) -> Vec<String> {
    let kept = text.floor_char_boundary(MAX_TEXT);
    let (kept, rest) = text.split_at_checked(kept).unwrap_or((text, ""));
    let mut lines: Vec<String> =
        kept.lines().map(|line| without_tags(harmless(line).trim_end())).skip_while(|line| line.is_empty()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    if !rest.is_empty() {
        lines.push("…".to_owned());
    }
    lines
}

/// Text that neither ends a comment nor breaks its line, and reads as it is written.
fn harmless(text: &str) -> String {
    let breaks = |c: char| c.is_control() || is_invisible(c);
    text.replace(breaks, " ").replace("*/", "*\\/")
}

/// A line that begins with `@` would begin a tag.
fn without_tags(line: &str) -> String {
    let (indent, rest) = line.split_at(line.len() - line.trim_start().len());
    if rest.starts_with('@') { format!("{indent}\\{rest}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(item: &Item, expected: &[&str]) {
        assert_eq!(Comment::of(Some(item)).lines, expected);
    }

    fn text(text: &str) -> Item {
        Item { text: text.to_owned(), ..Item::default() }
    }

    #[test]
    fn nothing_ends_a_comment() {
        assert_eq!(Comment::new("a*/b\u{2028}c\nd**/").lines, ["a*\\/b c d**\\/"]);
        check(&text("a */ b\u{2028}*\u{202e}/\n**/"), &["a *\\/ b * /", "**\\/"]);
        check(
            &Item { unstable: Some("*/".into()), ..Item::default() },
            &["Unstable: part of the feature `*\\/`.", "", "@experimental"],
        );
    }

    #[test]
    fn nothing_starts_a_tag() {
        check(&text("@deprecated\n  @x `@y` a@b"), &["\\@deprecated", "  \\@x `@y` a@b"]);
    }

    #[test]
    fn lines_are_kept() {
        check(&text("\n\na  \n\n  b\r\n\n"), &["a", "", "  b"]);
        check(&text("  \n"), &[]);
    }

    #[test]
    fn tags_follow_text() {
        let item = Item { since: Some("1.0.0".into()), deprecated: Some("2.0.0".into()), ..text("a") };
        let mut comment = Comment::of(Some(&item));
        comment.tag("@throws {E}");
        assert_eq!(comment.lines, ["a", "", "@since 1.0.0", "@deprecated since 2.0.0", "@throws {E}"]);
        let mut comment = Comment::default();
        comment.tag("@throws {E}");
        assert_eq!(comment.lines, ["@throws {E}"]);
    }

    #[test]
    fn long_text_is_cut() {
        let long = "é".repeat(MAX_TEXT);
        let comment = Comment::of(Some(&text(&long)));
        assert_eq!((comment.lines.len(), comment.lines.iter().map(String::len).max()), (2, Some(MAX_TEXT)));
    }
}
