//! Splits a WebAssembly component into core modules plus generated JavaScript and TypeScript.
//!
//! `bytes → decode → Component → link → Plan + needs → emit → files`. The crate is pure: bytes and options in, files
//! and diagnostics out. It knows no file system, clock, environment or global state, so that the native CLI, a tab
//! and a bundler plugin run the very same function and get the very same bytes.

pub mod abi;
mod absent;
mod adapter;
mod arriving;
mod border;
mod builtins;
mod decode;
pub mod diagnostics;
pub mod docs;
mod dts;
mod emit;
pub mod feature;
pub mod functions;
mod fuse;
pub mod js;
mod link;
pub mod needs;
pub mod options;
pub mod plan;
pub mod types;
pub mod value_type;
mod wasi;

pub use arriving::Arriving;
use decode::{Decoded, decode};
pub use decode::{is_cut, outline};
use diagnostics::{Code, Diagnostic};
use fuse::Form;
pub use js::names::camel as property_name;
use options::Options;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// One generated file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File<'a> {
    /// Name relative to the output folder, without separators, e.g. `greet.js` or `greet.core.wasm`.
    pub name: String,
    /// The contents: UTF-8 text, or the bytes of a core module, which are those of the input.
    pub contents: Cow<'a, [u8]>,
}

/// What [`transpile`] produces.
#[derive(Debug, Clone)]
pub struct Output<'a> {
    /// All files, the main one first.
    pub files: Vec<File<'a>>,
    /// Name of the file to import.
    pub main: String,
    /// Warnings; errors are never here.
    pub diagnostics: Vec<Diagnostic>,
    /// What was found and what came out.
    pub report: Report,
}

/// Facts about a component and its output, the same data that `--json` and the playground show.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Report {
    /// Names of the component-level imports, as in the component.
    pub imports: Vec<String>,
    /// Names of the component-level exports, as in the component.
    pub exports: Vec<String>,
    /// What the component really uses.
    pub needs: needs::Needs,
    /// The core modules that are instantiated, in the order of their files.
    pub modules: Vec<ModuleSize>,
    /// Sizes of the generated files in bytes; empty for `inspect`.
    pub files: Vec<FileSize>,
}

/// Size of one generated file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct FileSize {
    /// File name.
    pub name: String,
    /// Size in bytes.
    pub bytes: usize,
}

/// Size of one core module.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ModuleSize {
    /// Size in bytes.
    pub bytes: usize,
    /// Functions that it defines.
    pub functions: u32,
    /// It can catch exceptions.
    pub handlers: bool,
    /// What it uses of WebAssembly that not every engine has.
    pub features: Vec<feature::Feature>,
}

/// Transpiles the binary component `bytes`.
///
/// # Errors
/// The diagnostics that stopped the work, at least one; nothing was produced then.
pub fn transpile<'a>(bytes: &'a [u8], options: &Options) -> Result<Output<'a>, Vec<Diagnostic>> {
    one(options.check().and_then(|()| build(&decode(bytes)?, options)))
}

/// What can be wrong is one thing here; callers are ready for several.
fn one<T>(result: Result<T, Diagnostic>) -> Result<T, Vec<Diagnostic>> {
    result.map_err(|diagnostic| vec![diagnostic])
}

fn build<'a>(decoded: &Decoded<'a>, options: &Options) -> Result<Output<'a>, Diagnostic> {
    let name = options.base_name();
    let plan = link::link(decoded)?;
    emit::check_async(&plan, options)?;
    emit::check_worker(&plan, options)?;
    let left = absent::without_absent(&plan, options);
    let needs = needs::Needs::of(&left).in_module(&plan, options);
    let module = emit::emit(&left, &needs, options, name)?;
    let main = format!("{name}.js");
    let file = emit::component_file(options, name);
    let mut files = Vec::new();
    if file != main {
        files.push(File { name: main.clone(), contents: text(emit::starter(&plan, options, name)?) });
    }
    let map = emit::map_file(&file);
    files.push(File { name: file, contents: text(module.text) });
    files.extend(module.source_map.map(|json| File { name: map, contents: text(json) }));
    files.push(declarations(&plan, options));
    let mut alternatives = Vec::new();
    for (module, file) in plan.modules.iter().zip(emit::core_files(&plan, name)) {
        let several = module.fused.as_ref().is_some_and(plan::Fused::has_several_memories);
        let single = emit::single_memory_file(&file);
        let form = if several && options.single_memory { Form::SingleMemory } else { Form::MultiMemory };
        files.push(File { name: file, contents: core_code(decoded.bytes, &plan, module, form)? });
        if several && !options.single_memory {
            let contents = core_code(decoded.bytes, &plan, module, Form::SingleMemory)?;
            alternatives.push(File { name: single, contents });
        }
    }
    files.append(&mut alternatives);
    let sizes = files.iter().map(|file| FileSize { name: file.name.clone(), bytes: file.contents.len() }).collect();
    let report = Report { files: sizes, ..describe(&plan, needs) };
    Ok(Output { files, main, diagnostics: Vec::new(), report })
}

/// Declares the types of the binary component `bytes`: the `.d.ts` that [`transpile`] writes beside the module, alone.
///
/// # Errors
/// The diagnostics that stopped the work, at least one.
pub fn types(bytes: &[u8], options: &Options) -> Result<File<'static>, Vec<Diagnostic>> {
    one(options.check().and_then(|()| declare(&decode(bytes)?, options)))
}

fn declare(decoded: &Decoded<'_>, options: &Options) -> Result<File<'static>, Diagnostic> {
    let plan = link::link(decoded)?;
    emit::check_async(&plan, options)?;
    emit::check_worker(&plan, options)?;
    Ok(declarations(&plan, options))
}

fn declarations(plan: &plan::Plan, options: &Options) -> File<'static> {
    File { name: format!("{}.d.ts", options.base_name()), contents: text(dts::declarations(plan, options)) }
}

/// The bytes of a core module: of the input, or written now.
fn core_code<'a>(
    bytes: &'a [u8],
    plan: &plan::Plan,
    module: &plan::Module,
    form: Form,
) -> Result<Cow<'a, [u8]>, Diagnostic> {
    let Some(fused) = &module.fused else {
        return Ok(Cow::Borrowed(bytes.get(module.range.clone()).unwrap_or_default()));
    };
    fuse::module(&plan.types, fused, form).map(Cow::Owned).ok_or_else(|| {
        let what = "a call between components has more values than a function of core wasm can hold";
        Diagnostic::new(Code::Limit, what).help("pass large data as lists rather than as nested tuples and records")
    })
}

fn text(text: String) -> Cow<'static, [u8]> {
    Cow::Owned(text.into_bytes())
}

/// The plan of the binary component `bytes`: what its instantiation does, step by step, and all its types.
///
/// # Errors
/// The diagnostics that stopped the work, at least one.
pub fn plan(bytes: &[u8]) -> Result<plan::Plan, Vec<Diagnostic>> {
    one(decode(bytes).and_then(|decoded| link::link(&decoded)))
}

/// The functions of the binary component `bytes` that a host can call by name.
///
/// # Errors
/// The diagnostics that stopped the work, at least one.
pub fn functions(bytes: &[u8]) -> Result<functions::Functions, Vec<Diagnostic>> {
    Ok(functions::Functions::of(plan(bytes)?))
}

/// Describes the binary component `bytes` without generating anything.
///
/// # Errors
/// The diagnostics that stopped the work, at least one.
pub fn inspect(bytes: &[u8]) -> Result<Report, Vec<Diagnostic>> {
    Ok(described(&plan(bytes)?))
}

fn described(plan: &plan::Plan) -> Report {
    describe(plan, needs::Needs::of(plan))
}

fn describe(plan: &plan::Plan, needs: needs::Needs) -> Report {
    Report {
        imports: plan.import_interfaces.iter().map(|interface| interface.name.clone()).collect(),
        exports: plan.exports.iter().map(|export| export.name.clone()).collect(),
        needs,
        modules: plan
            .modules
            .iter()
            .map(|module| ModuleSize {
                bytes: if let Some(fused) = &module.fused {
                    fuse::module(&plan.types, fused, Form::MultiMemory).map_or(0, |code| code.len())
                } else {
                    module.range.len()
                },
                functions: module.facts.functions,
                handlers: module.facts.handlers,
                features: module.facts.features.iter().copied().collect(),
            })
            .collect(),
        files: Vec::new(),
    }
}
