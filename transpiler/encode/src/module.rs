//! Core module → component.

use wasi_preview1_component_adapter_provider::{
    WASI_SNAPSHOT_PREVIEW1_ADAPTER_NAME as PREVIEW1, WASI_SNAPSHOT_PREVIEW1_COMMAND_ADAPTER as COMMAND,
    WASI_SNAPSHOT_PREVIEW1_REACTOR_ADAPTER as REACTOR,
};
use wasmparser::{BinaryReaderError, ExternalKind, Parser, Payload, ValidPayload, Validator, WasmFeatures};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use wit_component::ComponentEncoder;

use crate::{Component, exit};

/// Wraps a binary core module.
pub fn encode(bytes: &[u8]) -> Result<Component, Diagnostic> {
    let facts = facts_of(bytes).map_err(|error| damaged(&error, bytes))?;
    if facts.threads {
        return Err(Diagnostic::new(
            Code::Unsupported,
            "the module starts threads: it imports `thread-spawn` of `wasi`, and is built for a memory that threads share",
        )
        .help("components have no threads yet: build it for wasm32-wasip2 or wasm32-wasip1, where starting one is an error that the program sees"));
    }
    if !facts.metadata && !facts.preview1 && !facts.start {
        return Err(silent(&facts));
    }
    let adapter = if facts.start { COMMAND } else { REACTOR };
    let adapted = facts.preview1 || (facts.start && !facts.metadata);
    if adapted && !facts.memory {
        return Err(Diagnostic::new(Code::Encode, "the module has no memory that is exported as `memory`")
            .help("a program for WASI 0.1 exports its memory: nothing else lets the host read and write there"));
    }
    // A program that names its own world may have its own idea of how to exit.
    let exiting = if facts.exit && facts.start && !facts.metadata { Some(exit::with_code(bytes)?) } else { None };
    let mut encoder = ComponentEncoder::default();
    let wrapped = (|| {
        encoder.module(exiting.as_deref().unwrap_or(bytes))?;
        if adapted {
            encoder.adapter(PREVIEW1, adapter)?;
        }
        encoder.encode()
    })();
    let bytes = wrapped.map_err(|error: anyhow::Error| {
        Diagnostic::new(Code::Encode, format!("the core module cannot become a component: {error:#}")).help(
            "build it again with one version of the binding generator, and let nothing strip or rename its imports \
             and exports",
        )
    })?;
    let mute = !facts.metadata && !facts.start;
    let warning = mute.then(|| {
        Diagnostic::new(
            Code::CoreModule,
            "the module is no program (it exports no `_start`) and has no component metadata",
        )
        .help(
            "the component exports nothing: build a command, or build the module with wit-bindgen, which says what its \
             functions mean",
        )
    });
    Ok(Component { bytes, diagnostics: warning.into_iter().collect(), ..Component::default() })
}

/// What decides how a module is wrapped.
#[derive(Default)]
struct Facts {
    /// It has component metadata.
    metadata: bool,
    /// It imports from `wasi_snapshot_preview1`.
    preview1: bool,
    /// It imports `proc_exit` from there.
    exit: bool,
    /// It exports `_start`.
    start: bool,
    /// It imports what starts a thread (wasi-threads).
    threads: bool,
    /// It exports a memory as `memory`.
    memory: bool,
    /// A module it imports from that is none of WASI 0.1.
    foreign: Option<String>,
}

/// Validates the module, bodies included, so that the encoder only ever meets valid ones.
fn facts_of(bytes: &[u8]) -> Result<Facts, BinaryReaderError> {
    let mut facts = Facts::default();
    let mut validator = Validator::new_with_features(WasmFeatures::all());
    let mut allocations = wasmparser::FuncValidatorAllocations::default();
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        if let ValidPayload::Func(func, body) = validator.payload(&payload)? {
            let mut func = func.into_validator(allocations);
            func.validate(&body)?;
            allocations = func.into_allocations();
        }
        facts.note(payload)?;
    }
    Ok(facts)
}

impl Facts {
    fn note(&mut self, payload: Payload<'_>) -> Result<(), BinaryReaderError> {
        match payload {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    let wasmparser::Import { module, name, .. } = import?;
                    self.threads |= module == "wasi" && name == "thread-spawn";
                    if module == PREVIEW1 {
                        self.preview1 = true;
                        self.exit |= exit::is_exit(module, name);
                    } else if self.foreign.is_none() {
                        self.foreign = Some(module.to_owned());
                    }
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    self.start |= export.name == "_start" && export.kind == ExternalKind::Func;
                    self.memory |= export.name == "memory" && export.kind == ExternalKind::Memory;
                }
            }
            Payload::CustomSection(section) => self.metadata |= section.name().starts_with("component-type"),
            _ => {}
        }
        Ok(())
    }
}

/// The module neither says what its functions mean nor is a WASI 0.1 program.
fn silent(facts: &Facts) -> Diagnostic {
    let help = match facts.foreign.as_deref() {
        Some("wasi_unstable") => {
            "it was built for a preview of WASI 0.1: build it again for wasm32-wasip1 or wasm32-wasip2"
        }
        Some("env" | "wbg" | "__wbindgen_placeholder__") => {
            "it was built for JavaScript glue of its own, which Weft does not replace: build it for wasm32-wasip2, or with \
             wit-bindgen"
        }
        _ => "build it for wasm32-wasip2, or with wit-bindgen, or write a component around it as text (WAT)",
    };
    Diagnostic::new(
        Code::CoreModule,
        "the input is a core module without component metadata, and no program for WASI 0.1",
    )
    .at(4)
    .help(help)
}

fn damaged(error: &BinaryReaderError, bytes: &[u8]) -> Diagnostic {
    let offset = usize::try_from(error.offset()).unwrap_or(usize::MAX);
    let truncated = error.message().starts_with("unexpected end") && weft_transpiler::is_cut(bytes);
    let code = if truncated { Code::Truncated } else { Code::Invalid };
    let help = if truncated {
        "the file was cut off: build or download it again"
    } else {
        "the tool that wrote the module made a mistake, or the file is damaged"
    };
    Diagnostic::new(code, error.message()).at(offset).within(&["core module".to_owned()]).help(help)
}
