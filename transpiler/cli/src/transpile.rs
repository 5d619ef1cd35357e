//! `weft transpile`: writes what the pipeline makes, all of it or nothing.

use std::path::Path;

use clap::ArgMatches;
use serde::Serialize;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::{Verb, option};
use weft_transpiler::{File, Report};

use crate::{Failure, Host, arguments, input, show, wit};

#[derive(Serialize)]
struct Transpiled<'a> {
    main: &'a str,
    #[serde(flatten)]
    report: &'a Report,
    diagnostics: &'a [Diagnostic],
}

/// Transpiles into the folder that was named.
pub fn perform(matches: &ArgMatches, host: &dyn Host) -> Result<u8, Failure> {
    let name = arguments::first(matches)?;
    let mut options = arguments::pipeline_options(matches, Verb::Transpile)?;
    if options.name.is_empty() {
        options.name = input::base_name(name);
    }
    let folder = Path::new(arguments::one(matches, "out-dir").unwrap_or_default());
    let docs = wit::docs(matches, host)?;
    if let (None, Some(spec), Some(world)) = (&docs, option("world"), arguments::text_of(matches, "world")?) {
        return Err(spec.problem(world, "there is no --wit that has worlds").into());
    }
    let component = input::component(host, name)?;
    options.docs = docs.unwrap_or(component.docs);
    let mut output = host.transpile(&component.bytes, &options)?;
    output.diagnostics.splice(0..0, component.diagnostics);
    write_all(host, folder, &output.files)?;

    if arguments::wants_json(matches) {
        let diagnostics = &output.diagnostics;
        show::json(host, &Transpiled { main: &output.main, report: &output.report, diagnostics })?;
    } else {
        show::warnings(host, &output.diagnostics);
        for file in &output.files {
            show::file(host, folder, file);
        }
    }
    Ok(0)
}

/// Writes all files, or none.
pub fn write_all(host: &dyn Host, folder: &Path, files: &[File<'_>]) -> Result<(), Diagnostic> {
    host.write_all(folder, files).map_err(|error| {
        Diagnostic::new(Code::File, format!("cannot write to {:?}: {error}", folder.to_string_lossy()))
    })
}
