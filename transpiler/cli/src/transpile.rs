//! `weft transpile`: writes what the pipeline makes, all of it or nothing.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use serde::Serialize;
use tempfile::NamedTempFile;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::{Verb, option};
use weft_transpiler::{File, Report};

use crate::{Failure, arguments, input, show, wit};

#[derive(Serialize)]
struct Transpiled<'a> {
    main: &'a str,
    #[serde(flatten)]
    report: &'a Report,
    diagnostics: &'a [Diagnostic],
}

/// Transpiles into the folder that was named.
pub fn perform(matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let name = arguments::first(matches)?;
    let mut options = arguments::pipeline_options(matches, Verb::Transpile)?;
    if options.name.is_empty() {
        options.name = input::base_name(name);
    }
    let folder = Path::new(arguments::one(matches, "out-dir").unwrap_or_default());
    let docs = wit::docs(matches)?;
    if let (None, Some(spec), Some(world)) = (&docs, option("world"), arguments::text_of(matches, "world")?) {
        return Err(spec.problem(world, "there is no --wit that has worlds").into());
    }
    let component = input::component(name)?;
    options.docs = docs.unwrap_or(component.docs);
    let mut output = input::guarded(|| weft_transpiler::transpile(&component.bytes, &options))?;
    output.diagnostics.splice(0..0, component.diagnostics);
    write_all(folder, &output.files)?;

    if arguments::wants_json(matches) {
        let diagnostics = &output.diagnostics;
        show::json(&Transpiled { main: &output.main, report: &output.report, diagnostics })?;
    } else {
        show::warnings(&output.diagnostics);
        for file in &output.files {
            show::file(folder, file);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes all files, or none.
pub fn write_all(folder: &Path, files: &[File]) -> Result<(), Diagnostic> {
    put(folder, files).map_err(|error| {
        Diagnostic::new(Code::File, format!("cannot write to {:?}: {error}", folder.to_string_lossy()))
    })
}

/// Writes all files under passing names first, then renames them: the main one, which imports the others, last.
fn put(folder: &Path, files: &[File]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut written = Vec::new();
    for file in files {
        let mut passing = passing_file(folder)?;
        passing.write_all(&file.contents)?;
        written.push((passing, folder.join(&file.name)));
    }
    for (passing, path) in written.into_iter().rev() {
        passing.persist(path)?;
    }
    Ok(())
}

/// A file with the rights of an ordinary new file, removed unless it is renamed.
fn passing_file(folder: &Path) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".weft-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}
