//! The printer: lines and comments at a depth.
//!
//! It knows of no declaration; what stands on a line is made by the callers.

use super::comment::Comment;

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
        self.indented(body);
        if self.out.len() == start {
            self.out.pop();
            self.out.push_str(&format!("}}{tail}\n"));
        } else {
            self.line(&format!("}}{tail}"));
        }
    }

    /// What `body` writes, one deeper.
    pub(super) fn indented(&mut self, body: impl FnOnce(&mut Self)) {
        self.depth += 1;
        body(self);
        self.depth -= 1;
    }

    /// A doc comment of one line.
    pub(super) fn doc(&mut self, comment: &str) {
        self.comment(&Comment::new(comment));
    }

    /// A doc comment; of nothing there is none.
    pub(super) fn comment(&mut self, comment: &Comment) {
        match comment.lines.as_slice() {
            [] => {}
            [line] => self.line(&format!("/** {line} */")),
            lines => {
                self.line("/**");
                for line in lines {
                    self.line(&if line.is_empty() { " *".to_owned() } else { format!(" * {line}") });
                }
                self.line(" */");
            }
        }
    }

    /// What was written.
    pub(super) fn finish(self) -> String {
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_indented() {
        let mut text = Text::default();
        text.block("interface A", "", |text| text.block("b:", ";", |text| text.line("c;")));
        text.block("interface D", "", |_| {});
        assert_eq!(text.finish(), "interface A {\n  b: {\n    c;\n  };\n}\ninterface D {}\n");
    }
}
