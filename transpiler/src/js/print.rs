//! Syntax tree → marked text.

use swc_core::common::{DUMMY_SP, SourceMap, sync::Lrc};
use swc_core::ecma::ast::{EsVersion, Module, ModuleItem};
use swc_core::ecma::codegen::text_writer::{JsWriter, WriteJs};
use swc_core::ecma::codegen::{Config, Emitter};

use super::spaced::SpacedArrows;
use crate::diagnostics::{Code, Diagnostic};

/// Prints module items with two spaces of indentation, ES2022, and marks before names.
///
/// # Errors
/// An internal error, should the printer fail.
pub(crate) fn print(items: Vec<ModuleItem>) -> Result<String, Diagnostic> {
    let fail = |what: String| Diagnostic::new(Code::Internal, format!("printing JavaScript: {what}"));
    let module = Module { span: DUMMY_SP, body: items, shebang: None };
    let sources: Lrc<SourceMap> = Lrc::default();
    let mut text = Vec::new();
    {
        let mut writer = JsWriter::new(sources.clone(), "\n", &mut text, None);
        writer.set_indent_str("  ");
        let mut emitter = Emitter {
            cfg: Config::default().with_target(EsVersion::Es2022),
            cm: sources,
            comments: None,
            wr: Box::new(SpacedArrows::marking(writer)) as Box<dyn WriteJs>,
        };
        emitter.emit_module(&module).map_err(|error| fail(error.to_string()))?;
    }
    String::from_utf8(text).map_err(|error| fail(error.to_string()))
}
