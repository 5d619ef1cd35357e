//! TypeScript in, JavaScript out: parsing, name resolution, type stripping and printing.
//!
//! Shared by the build scripts of the transpiler (which splits the runtime into units) and of the CLI (which embeds
//! the WASI package). Nothing here is part of the transpiler itself.

#[path = "../src/js/spaced.rs"]
mod spaced;

use std::path::Path;

use swc_core::common::{FileName, GLOBALS, Globals, Mark, SourceMap, Span, Spanned, sync::Lrc};
use swc_core::ecma::ast::{EsVersion, Module, Pass, Program};
use swc_core::ecma::codegen::text_writer::{JsWriter, WriteJs, omit_trailing_semi};
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
            if minify { Box::new(omit_trailing_semi(writer)) } else { Box::new(spaced::SpacedArrows::new(writer)) };
        let mut emitter = Emitter { cfg, cm: sources, comments: None, wr };
        node.emit_with(&mut emitter).map_err(|error| error.to_string())?;
    }
    String::from_utf8(text).map_err(|error| error.to_string())
}
