//! TypeScript in, JavaScript out: parsing, name resolution, type stripping and printing.
//!
//! Shared by the build scripts of the transpiler (which splits the runtime into units) and of the CLI (which embeds
//! the WASI package). Nothing here is part of the transpiler itself.

use std::path::Path;

use swc_core::common::{FileName, GLOBALS, Globals, Mark, SourceMap, Span, Spanned, sync::Lrc};
use swc_core::ecma::ast::{EsVersion, Module, Pass, Program};
use swc_core::ecma::codegen::text_writer::{JsWriter, WriteJs};
use swc_core::ecma::codegen::{Config, Emitter, Node};
use swc_core::ecma::parser::{Syntax, TsSyntax, parse_file_as_module};
use swc_core::ecma::transforms::base::{fixer::fixer, resolver};
use swc_core::ecma::transforms::typescript::strip;

/// The two marks of the resolver: which identifiers are free, which are bound at the top level of a module.
#[derive(Clone, Copy)]
pub struct Marks {
    /// On identifiers bound nowhere in the module: globals.
    pub unresolved: Mark,
    /// On identifiers bound at the top level, imports included.
    pub top_level: Mark,
}

/// How the printed text looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Two spaces of indentation, spaces around `=>`.
    Pretty,
    /// No white space that is not needed.
    Minified,
}

/// Runs `body` with swc's interner in place: marks and syntax contexts live in it.
pub fn with_globals<T>(body: impl FnOnce() -> T) -> T {
    GLOBALS.set(&Globals::new(), body)
}

/// Parses the file at `path`, resolves its names and strips its types.
pub fn javascript_of(path: &Path) -> Result<(Module, Marks), String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let sources: Lrc<SourceMap> = Lrc::default();
    let file = sources.new_source_file(Lrc::new(FileName::Real(path.to_path_buf())), text);
    let place = |span: Span| {
        let at = sources.lookup_char_pos(span.lo);
        format!("{}:{}:{}", path.display(), at.line, at.col_display + 1)
    };
    let mut recovered = Vec::new();
    let syntax = Syntax::Typescript(TsSyntax::default());
    let module = parse_file_as_module(&file, syntax, EsVersion::EsNext, None, &mut recovered);
    if let Some(error) = recovered.first() {
        return Err(format!("{}: {}", place(error.span()), error.kind().msg()));
    }
    let module = module.map_err(|error| format!("{}: {}", place(error.span()), error.kind().msg()))?;

    let marks = Marks { unresolved: Mark::new(), top_level: Mark::new() };
    let mut program = Program::Module(module);
    resolver(marks.unresolved, marks.top_level, true).process(&mut program);
    strip(marks.unresolved, marks.top_level).process(&mut program);
    fixer(None).process(&mut program);
    match program {
        Program::Module(module) => Ok((module, marks)),
        Program::Script(_) => Err(format!("{}: not a module", path.display())),
    }
}

/// Prints `node` without comments.
pub fn print<N: Node>(node: &N, style: Style) -> Result<String, String> {
    let mut text = Vec::new();
    {
        let sources: Lrc<SourceMap> = Lrc::default();
        let mut writer = JsWriter::new(sources.clone(), "\n", &mut text, None);
        writer.set_indent_str("  ");
        let minify = style == Style::Minified;
        let cfg = Config::default().with_target(EsVersion::Es2022).with_minify(minify);
        let wr: Box<dyn WriteJs> =
            if minify { Box::new(writer) } else { Box::new(SpacedArrows { writer }) };
        let mut emitter = Emitter { cfg, cm: sources, comments: None, wr };
        node.emit_with(&mut emitter).map_err(|error| error.to_string())?;
    }
    String::from_utf8(text).map_err(|error| error.to_string())
}

/// swc prints `(a)=>a`; this prints `(a) => a` and hands everything else on.
struct SpacedArrows<W> {
    writer: W,
}

type Written = std::io::Result<()>;

impl<W: WriteJs> WriteJs for SpacedArrows<W> {
    fn write_punct(&mut self, span: Option<Span>, text: &'static str, commit: bool) -> Written {
        let arrow = text == "=>";
        if arrow {
            self.writer.write_space()?;
        }
        self.writer.write_punct(span, text, commit)?;
        if arrow {
            self.writer.write_space()?;
        }
        Ok(())
    }
    fn increase_indent(&mut self) -> Written {
        self.writer.increase_indent()
    }
    fn decrease_indent(&mut self) -> Written {
        self.writer.decrease_indent()
    }
    fn write_semi(&mut self, span: Option<Span>) -> Written {
        self.writer.write_semi(span)
    }
    fn write_space(&mut self) -> Written {
        self.writer.write_space()
    }
    fn write_keyword(&mut self, span: Option<Span>, text: &'static str) -> Written {
        self.writer.write_keyword(span, text)
    }
    fn write_operator(&mut self, span: Option<Span>, text: &str) -> Written {
        self.writer.write_operator(span, text)
    }
    fn write_param(&mut self, text: &str) -> Written {
        self.writer.write_param(text)
    }
    fn write_property(&mut self, text: &str) -> Written {
        self.writer.write_property(text)
    }
    fn write_line(&mut self) -> Written {
        self.writer.write_line()
    }
    fn write_lit(&mut self, span: Span, text: &str) -> Written {
        self.writer.write_lit(span, text)
    }
    fn write_comment(&mut self, text: &str) -> Written {
        self.writer.write_comment(text)
    }
    fn write_str_lit(&mut self, span: Span, text: &str) -> Written {
        self.writer.write_str_lit(span, text)
    }
    fn write_str(&mut self, text: &str) -> Written {
        self.writer.write_str(text)
    }
    fn write_symbol(&mut self, span: Span, text: &str) -> Written {
        self.writer.write_symbol(span, text)
    }
    fn care_about_srcmap(&self) -> bool {
        self.writer.care_about_srcmap()
    }
    fn add_srcmap(&mut self, position: swc_core::common::BytePos) -> Written {
        self.writer.add_srcmap(position)
    }
    fn commit_pending_semi(&mut self) -> Written {
        self.writer.commit_pending_semi()
    }
    fn can_ignore_invalid_unicodes(&mut self) -> bool {
        self.writer.can_ignore_invalid_unicodes()
    }
}
