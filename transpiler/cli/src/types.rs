//! `weft types`: the declarations that `weft transpile` would write, alone, and of WIT as well.

use std::path::Path;
use std::process::ExitCode;

use clap::ArgMatches;
use serde::Serialize;
use weft_encode::wit::Features;
use weft_transpiler::FileSize;
use weft_transpiler::diagnostics::Diagnostic;
use weft_transpiler::options::{Verb, option};

use crate::{Failure, arguments, input, show, transpile, wit};

#[derive(Serialize)]
struct Declared<'a> {
    files: &'a [FileSize],
    diagnostics: &'a [Diagnostic],
}

/// Writes the declarations into the folder that was named.
pub fn perform(matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let name = arguments::first(matches)?;
    let mut options = arguments::pipeline_options(matches, Verb::Types)?;
    let docs = wit::docs(matches)?;
    // With `--wit`, the world is one of that WIT.
    let world = if docs.is_some() { None } else { arguments::text_of(matches, "world")? };
    let component = input::interface(name, world, features(matches)?)?;
    if options.name.is_empty() {
        options.name = component.world.unwrap_or_else(|| input::base_name(name));
    }
    options.docs = docs.unwrap_or(component.docs);
    let file = input::guarded(|| weft_transpiler::types(&component.bytes, &options))?;
    let folder = Path::new(arguments::one(matches, "out-dir").unwrap_or_default());
    transpile::write_all(folder, std::slice::from_ref(&file))?;

    if arguments::wants_json(matches) {
        let files = [FileSize { name: file.name, bytes: file.contents.len() }];
        show::json(&Declared { files: &files, diagnostics: &component.diagnostics })?;
    } else {
        show::warnings(&component.diagnostics);
        show::file(folder, &file);
    }
    Ok(ExitCode::SUCCESS)
}

fn features(matches: &ArgMatches) -> Result<Features, Diagnostic> {
    let names = match option("features") {
        Some(spec) => arguments::many(matches, spec)?,
        None => Vec::new(),
    };
    Ok(match names.as_slice() {
        [] => Features::None,
        names if names.contains(&"*") => Features::All,
        names => Features::Named(names.iter().map(|name| (*name).to_owned()).collect()),
    })
}
