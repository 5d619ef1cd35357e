//! Functions as people write them: swc prints `(a)=>a` and indents what a body `({ … })` holds twice, this prints `(a) => a` and
//! indents once; swc prints a method `name (a) {`, this `name(a) {`. The build script prints the runtime with it too.
//!
//! On request it writes marks before names. A tree that we built has no positions in a source, so the position of a
//! name says which mark it gets ([`position`]).

use swc_core::common::{BytePos, Span};
use swc_core::ecma::codegen::text_writer::WriteJs;

/// The position that asks for a mark, and for `form` (0 or a mark) before it.
pub(crate) fn position(form: char, mark: char) -> BytePos {
    BytePos(u32::from(form) << 8 | u32::from(mark))
}

/// A writer that spaces arrows and hands everything else on.
pub(crate) struct SpacedArrows<W> {
    writer: W,
    /// Whether positions are marks; else they are handed on, too.
    marking: bool,
    /// The mark of the name that comes next.
    mark: Option<BytePos>,
    /// Whether the last punctuation was an arrow: a body that is a block writes its brace before it indents.
    after_arrow: bool,
    /// Whether a name was written last.
    after_name: bool,
    /// A space is due after a name, unless a parenthesis follows.
    due: bool,
    /// For each level of indentation that swc asked for, whether it was given.
    levels: Vec<bool>,
}

impl<W> SpacedArrows<W> {
    /// Hands on to `writer`.
    pub(crate) fn new(writer: W) -> Self {
        Self {
            writer,
            marking: false,
            mark: None,
            after_arrow: false,
            after_name: false,
            due: false,
            levels: Vec::new(),
        }
    }

    /// Hands on to `writer`, with marks.
    pub(crate) fn marking(writer: W) -> Self {
        Self { marking: true, ..Self::new(writer) }
    }

    /// The writer, once the space that is due is written.
    fn next(&mut self) -> Result<&mut W, std::io::Error>
    where
        W: WriteJs,
    {
        self.after_name = false;
        if std::mem::take(&mut self.due) {
            self.writer.write_space()?;
        }
        Ok(&mut self.writer)
    }
}

type Written = std::io::Result<()>;

impl<W: WriteJs> WriteJs for SpacedArrows<W> {
    fn write_punct(&mut self, span: Option<Span>, text: &'static str, commit: bool) -> Written {
        let arrow = text == "=>";
        self.due &= text != "(";
        let writer = self.next()?;
        if arrow {
            writer.write_space()?;
        }
        writer.write_punct(span, text, commit)?;
        if arrow {
            writer.write_space()?;
        }
        self.after_arrow = arrow;
        Ok(())
    }
    fn increase_indent(&mut self) -> Written {
        self.next()?;
        let given = !self.after_arrow;
        self.after_arrow = false;
        self.levels.push(given);
        if given { self.writer.increase_indent() } else { Ok(()) }
    }
    fn decrease_indent(&mut self) -> Written {
        self.next()?;
        if self.levels.pop().unwrap_or(true) { self.writer.decrease_indent() } else { Ok(()) }
    }
    fn write_semi(&mut self, span: Option<Span>) -> Written {
        self.next()?.write_semi(span)
    }
    fn write_space(&mut self) -> Written {
        if self.after_name {
            self.due = true;
            return Ok(());
        }
        self.next()?.write_space()
    }
    fn write_keyword(&mut self, span: Option<Span>, text: &'static str) -> Written {
        self.next()?.write_keyword(span, text)
    }
    fn write_operator(&mut self, span: Option<Span>, text: &str) -> Written {
        self.next()?.write_operator(span, text)
    }
    fn write_param(&mut self, text: &str) -> Written {
        self.next()?.write_param(text)
    }
    fn write_property(&mut self, text: &str) -> Written {
        self.next()?.write_property(text)
    }
    fn write_line(&mut self) -> Written {
        self.next()?.write_line()
    }
    fn write_lit(&mut self, span: Span, text: &str) -> Written {
        self.next()?.write_lit(span, text)
    }
    fn write_comment(&mut self, text: &str) -> Written {
        self.next()?.write_comment(text)
    }
    fn write_str_lit(&mut self, span: Span, text: &str) -> Written {
        self.next()?.write_str_lit(span, text)?;
        self.after_name = true;
        Ok(())
    }
    fn write_str(&mut self, text: &str) -> Written {
        self.next()?.write_str(text)
    }
    fn write_symbol(&mut self, span: Span, text: &str) -> Written {
        let Some(BytePos(position)) = self.mark.take() else {
            self.next()?.write_symbol(span, text)?;
            self.after_name = true;
            return Ok(());
        };
        let [.., form, mark] = position.to_be_bytes().map(char::from);
        let marked: String = [form, mark].into_iter().filter(|mark| *mark != '\0').chain(text.chars()).collect();
        self.next()?.write_symbol(span, &marked)?;
        self.after_name = true;
        Ok(())
    }
    fn care_about_srcmap(&self) -> bool {
        self.writer.care_about_srcmap()
    }
    fn add_srcmap(&mut self, position: BytePos) -> Written {
        if self.marking {
            self.mark = Some(position);
            return Ok(());
        }
        self.writer.add_srcmap(position)
    }
    fn commit_pending_semi(&mut self) -> Written {
        self.writer.commit_pending_semi()
    }
    fn can_ignore_invalid_unicodes(&mut self) -> bool {
        self.writer.can_ignore_invalid_unicodes()
    }
}
