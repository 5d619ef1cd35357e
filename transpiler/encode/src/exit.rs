//! The exit code of a WASI 0.1 program.
//!
//! The adapter calls the stable function of `wasi:cli/exit` alone, which says whether all went well: to it, every code is 0 or 1.
//! Since `proc_exit` has the signature of `exit-with-code` in core terms, the program is made to import that one instead. (It takes
//! a `u8`: of a larger code the lowest byte counts, as on Unix.)

use wasi_preview1_component_adapter_provider::WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME as PREVIEW1;
use wasm_encoder::reencode::{Reencode as _, RoundtripReencoder};
use wasm_encoder::{ImportSection, Module, RawSection};
use wasmparser::{Import, Parser, Payload};
use weft_transpiler::diagnostics::{Code, Diagnostic};

use crate::wit::{Features, File, Source, Wit};

/// The interface, as the program imports it.
const EXIT: &str = "wasi:cli/exit@0.2.12";

/// What it is, for the metadata.
const WIT: &str = "package weft:exit;
world program { import wasi:cli/exit@0.2.12; }
package wasi:cli@0.2.12 { interface exit { exit-with-code: func(status-code: u8); } }";

/// The valid module `bytes`, importing `exit-with-code` for `proc_exit`, with the metadata that says so.
///
/// # Errors
/// Those of the readers and writers below; none of them comes of a valid module.
pub fn with_code(bytes: &[u8]) -> Result<Vec<u8>, Diagnostic> {
    let mut module = renamed(bytes).map_err(|error| Diagnostic::new(Code::Encode, error.to_string()))?;
    let main = vec![File { path: "exit.wit".to_owned(), text: WIT.to_owned() }];
    Wit::parse(Source { main, dependencies: Vec::new() }, Features::None)?.embed(&mut module)?;
    Ok(module)
}

fn renamed(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(bytes) {
        match payload? {
            Payload::ImportSection(section) => {
                let mut imports = ImportSection::new();
                for import in section.into_imports() {
                    let Import { mut module, mut name, ty } = import?;
                    if is_exit(module, name) {
                        (module, name) = (EXIT, "exit-with-code");
                    }
                    imports.import(module, name, RoundtripReencoder.entity_type(ty)?);
                }
                module.section(&imports);
            }
            payload => {
                if let Some((id, range)) = payload.as_section() {
                    let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
                    module.section(&RawSection { id, data: bytes.get(range).unwrap_or_default() });
                }
            }
        }
    }
    Ok(module.finish())
}

/// Whether an import is the one that is replaced.
pub fn is_exit(module: &str, name: &str) -> bool {
    module == PREVIEW1 && name == "proc_exit"
}
