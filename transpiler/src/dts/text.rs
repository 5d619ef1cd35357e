//! The printer: lines at a depth, and comments that nothing in a name can end.
//!
//! It knows of no declaration; what stands on a line is made by the callers.

use crate::js::names::is_invisible;

/// Text being written.
#[derive(Debug, Default)]
pub(super) struct Text {
    out: String,
    depth: usize,
}

impl Text {
    /// One line at the depth.
    pub(super) fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.out.push_str("  ");
        }
        self.out.push_str(line);
        self.out.push('\n');
    }

    /// An empty line, unless the text begins here.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// `head {`, what `body` writes one deeper, `}` and `tail`; on one line if that is nothing.
    pub(super) fn block(&mut self, head: &str, tail: &str, body: impl FnOnce(&mut Self)) {
        self.line(&format!("{head} {{"));
        let start = self.out.len();
        self.depth += 1;
        body(self);
        self.depth -= 1;
        if self.out.len() == start {
            self.out.pop();
            self.out.push_str(&format!("}}{tail}\n"));
        } else {
            self.line(&format!("}}{tail}"));
        }
    }

    /// A doc comment of one line.
    pub(super) fn doc(&mut self, comment: &str) {
        let comment = harmless(comment);
        self.line(&format!("/** {comment} */"));
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

/// Text that neither ends a comment nor breaks its line.
fn harmless(comment: &str) -> String {
    let breaks = |c: char| c.is_control() || is_invisible(c);
    comment.replace("*/", "*\\/").replace(breaks, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_ends_a_comment() {
        let mut text = Text::default();
        text.doc("a*/b\u{2028}c\nd**/");
        assert_eq!(text.finish(), "/** a*\\/b c d**\\/ */\n");
    }

    #[test]
    fn blocks_are_indented() {
        let mut text = Text::default();
        text.block("interface A", "", |text| text.block("b:", ";", |text| text.line("c;")));
        text.block("interface D", "", |_| {});
        assert_eq!(text.finish(), "interface A {\n  b: {\n    c;\n  };\n}\ninterface D {}\n");
    }
}
