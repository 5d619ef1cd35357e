//! What must hold for every input.

use crate::memory;
use std::panic::{AssertUnwindSafe, catch_unwind};
use swc_core::common::{FileName, SourceMap, sync::Lrc};
use swc_core::ecma::ast::EsVersion;
use swc_core::ecma::parser::{EsSyntax, Syntax, parse_file_as_module};
use wasmparser::{Validator, WasmFeatures};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::{Mode, Options, Runtime};
use weft_transpiler::{Arriving, Output, transpile};

/// How far an input came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is no valid component.
    Refused,
    /// It is a valid component that breaks a limit, or needs what is not translated.
    RefusedThoughValid,
    /// There are files.
    Transpiled,
}

/// Transpiles the input and looks at what comes out.
///
/// It panics if the transpiler panics, takes more memory than [`memory::limit`], answers with an internal error, with a diagnostic
/// outside of the input or without any, with JavaScript that does not parse, or, where the input arrives in chunks, with another diagnostic or
/// (one time in four) other files.
pub fn check(what: &str, bytes: &[u8]) -> Fate {
    // Printing the runtime takes longest and tells least, so few inputs have it inline.
    let choice = bytes.iter().fold(0u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte));
    let options = Options {
        name: "mutant".to_string(),
        mode: if choice & 1 == 0 { Mode::Instantiate } else { Mode::Esm },
        runtime: if choice < 16 { Runtime::Inline } else { Runtime::Shared },
        minify: choice & 0x1e == 0,
        ..Options::default()
    };
    let work = || catch_unwind(AssertUnwindSafe(|| transpile(bytes, &options)));
    let (result, peak) = memory::measure(work);
    let limit = memory::limit(bytes.len());
    assert!(peak <= limit, "{what}: {} bytes of input take {peak} bytes of memory", bytes.len());
    memory::note(peak, limit);
    match result.unwrap_or_else(|_| panic!("{what}: the transpiler panics")) {
        Ok(output) => {
            if choice % 4 == 3 {
                let mut arriving = arrived(bytes, choice);
                let again = arriving.transpile(&options).unwrap_or_else(|_| panic!("{what} is refused in chunks"));
                assert!(again.files == output.files, "{what} gives other files in chunks");
            }
            check_output(what, &output);
            Fate::Transpiled
        }
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "{what} is refused without a word");
            let again = arrived(bytes, choice).transpile(&options).map(|_| ());
            assert_eq!(again.err().as_ref(), Some(&diagnostics), "{what} in chunks");
            diagnostics.iter().for_each(|diagnostic| check_diagnostic(what, bytes, diagnostic));
            let beyond = |diagnostic: &Diagnostic| matches!(diagnostic.code, Code::Unsupported | Code::Limit);
            if diagnostics.iter().all(beyond) && is_valid(bytes) { Fate::RefusedThoughValid } else { Fate::Refused }
        }
    }
}

/// The input, come in chunks of one size or another.
fn arrived(bytes: &[u8], choice: u8) -> Arriving {
    let mut arriving = Arriving::new(0);
    bytes.chunks(1 + usize::from(choice >> 2)).for_each(|chunk| _ = arriving.push(chunk));
    arriving
}

fn check_diagnostic(what: &str, bytes: &[u8], diagnostic: &Diagnostic) {
    assert!(diagnostic.code != Code::Internal, "{what}: {diagnostic:?}");
    let inside = diagnostic.offset.is_none_or(|offset| offset <= bytes.len());
    assert!(inside, "{what}: an offset outside: {diagnostic:?}");
    assert!(!diagnostic.message.is_empty(), "{what}: {diagnostic:?}");
}

fn check_output(what: &str, output: &Output) {
    let main = output.files.iter().find(|file| file.name == output.main);
    let main = main.unwrap_or_else(|| panic!("{what}: there is no {}", output.main));
    let text = String::from_utf8(main.contents.to_vec()).unwrap_or_else(|_| panic!("{what}: not UTF-8"));
    let sources: Lrc<SourceMap> = Lrc::default();
    let file = sources.new_source_file(FileName::Anon.into(), text);
    let mut errors = Vec::new();
    let parsed = parse_file_as_module(&file, Syntax::Es(EsSyntax::default()), EsVersion::Es2022, None, &mut errors);
    assert!(parsed.is_ok() && errors.is_empty(), "{what}: {:?} {errors:?}", parsed.err());
    for file in &output.files {
        let is_wasm = file.name.ends_with(".wasm");
        assert!(!is_wasm || is_valid(&file.contents), "{what}: {} is invalid", file.name);
    }
}

fn is_valid(bytes: &[u8]) -> bool {
    Validator::new_with_features(WasmFeatures::all()).validate_all(bytes).is_ok()
}
