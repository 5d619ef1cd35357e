//! TypeScript in, JavaScript out: parsing, name resolution, type stripping and printing.
//!
//! Shared by the build scripts of the transpiler (which splits the runtime into units) and of the CLI (which embeds
//! the WASI package). Nothing here is part of the transpiler itself.

#[allow(dead_code, reason = "the transpiler reads the marks that are written here, and writes others")]
#[path = "../src/js/marks.rs"]
pub(crate) mod marks;
#[allow(dead_code, reason = "a tree with positions in a source is printed without marks")]
#[path = "../src/js/spaced.rs"]
mod spaced;

use std::path::Path;

use swc_core::common::comments::SingleThreadedComments;
use swc_core::common::{
    BytePos, FileName, GLOBALS, Globals, LineCol, Mark, SourceFile, SourceMap, Span, Spanned, sync::Lrc,
};
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

/// Runs `body` with swc's interner in place: marks and syntax contexts live in it.
pub fn with_globals<T>(body: impl FnOnce() -> T) -> T {
    GLOBALS.set(&Globals::new(), body)
}

/// Parses the file at `path`, resolves its names and strips its types.
pub fn javascript_of(path: &Path) -> Result<(Module, Marks), String> {
    strip_types(path, parse(path)?.module)
}

/// A module as it is written.
pub struct Written {
    /// With its types.
    pub module: Module,
    /// By position.
    pub comments: SingleThreadedComments,
    /// The text, and the position at which it begins.
    pub file: Lrc<SourceFile>,
}

/// Parses the file at `path`.
pub fn parse(path: &Path) -> Result<Written, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let sources: Lrc<SourceMap> = Lrc::default();
    let file = sources.new_source_file(Lrc::new(FileName::Real(path.to_path_buf())), text);
    let place = |span: Span| {
        let at = sources.lookup_char_pos(span.lo);
        format!("{}:{}:{}", path.display(), at.line, at.col_display + 1)
    };
    let mut recovered = Vec::new();
    let comments = SingleThreadedComments::default();
    let syntax = Syntax::Typescript(TsSyntax::default());
    let module = parse_file_as_module(&file, syntax, EsVersion::EsNext, Some(&comments), &mut recovered);
    if let Some(error) = recovered.first() {
        return Err(format!("{}: {}", place(error.span()), error.kind().msg()));
    }
    let module = module.map_err(|error| format!("{}: {}", place(error.span()), error.kind().msg()))?;
    Ok(Written { module, comments, file })
}

/// Resolves the names of the module at `path` and strips its types.
pub fn strip_types(path: &Path, module: Module) -> Result<(Module, Marks), String> {
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

/// Prints `node` without comments, with two spaces of indentation.
pub fn print<N: Node>(node: &N) -> Result<String, String> {
    print_mapped(node).map(|(text, _)| text)
}

/// The same, and which place of the source (a position) stands at which place of the text (a line, and a column in UTF-16).
pub fn print_mapped<N: Node>(node: &N) -> Result<(String, Vec<(BytePos, LineCol)>), String> {
    let mut text = Vec::new();
    let mut places = Vec::new();
    {
        let sources: Lrc<SourceMap> = Lrc::default();
        let mut writer = JsWriter::new(sources.clone(), "\n", &mut text, Some(&mut places));
        writer.set_indent_str("  ");
        let cfg = Config::default().with_target(EsVersion::Es2022);
        let wr: Box<dyn WriteJs> = Box::new(spaced::SpacedArrows::new(writer));
        let mut emitter = Emitter { cfg, cm: sources, comments: None, wr };
        node.emit_with(&mut emitter).map_err(|error| error.to_string())?;
    }
    Ok((String::from_utf8(text).map_err(|error| error.to_string())?, places))
}
