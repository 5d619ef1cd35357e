//! `weft types`: the declarations that `weft transpile` would write, alone, and of WIT as well.

use std::path::Path;

use clap::ArgMatches;
use serde::Serialize;
use weft_encode::wit::Features;
use weft_transpiler::FileSize;
use weft_transpiler::diagnostics::Diagnostic;
use weft_transpiler::options::{Verb, option};

use crate::{Failure, Host, arguments, input, show, transpile, wit};

#[derive(Serialize)]
struct Declared<'a> {
    files: &'a [FileSize],
    diagnostics: &'a [Diagnostic],
}

/// Writes the declarations into the folder that was named.
pub fn perform(matches: &ArgMatches, host: &dyn Host) -> Result<u8, Failure> {
    let name = arguments::first(matches)?;
    let mut options = arguments::pipeline_options(matches, Verb::Types)?;
    let docs = wit::docs(matches, host)?;
    // With `--wit`, the world is one of that WIT.
    let world = if docs.is_some() { None } else { arguments::text_of(matches, "world")? };
    let component = input::interface(host, name, world, features(matches)?)?;
    if options.name.is_empty() {
        options.name = component.world.unwrap_or_else(|| input::base_name(name));
    }
    options.docs = docs.unwrap_or(component.docs);
    let file = host.types(&component.bytes, &options)?;
    let folder = Path::new(arguments::one(matches, "out-dir").unwrap_or_default());
    transpile::write_all(host, folder, std::slice::from_ref(&file))?;

    if arguments::wants_json(matches) {
        let files = [FileSize { name: file.name, bytes: file.contents.len() }];
        show::json(host, &Declared { files: &files, diagnostics: &component.diagnostics })?;
    } else {
        show::warnings(host, &component.diagnostics);
        show::file(host, folder, &file);
    }
    Ok(0)
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
