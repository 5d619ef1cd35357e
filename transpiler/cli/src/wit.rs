//! WIT on disk: a file, or a folder whose files are one package and whose `deps` are the packages that it uses.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use weft_encode::wit::{Dependency, File, Source};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::docs::Docs;

use crate::{Found, Host, arguments, input};

/// Reads the package at `path`.
pub fn read(host: &dyn Host, path: &Path) -> Result<Source, Diagnostic> {
    if !host.is_folder(path) {
        return Ok(Source { main: vec![file(host, path)?], dependencies: Vec::new() });
    }
    let main = package(host, path)?;
    if main.is_empty() {
        return Err(Diagnostic::new(Code::File, format!("there is no .wit file in {:?}", path.to_string_lossy())));
    }
    let deps = path.join("deps");
    let mut dependencies = Vec::new();
    for entry in if host.is_folder(&deps) { entries(host, &deps)? } else { Vec::new() } {
        let extension = entry.extension().and_then(OsStr::to_str);
        match extension {
            _ if host.is_folder(&entry) => dependencies.push(Dependency::Files(package(host, &entry)?)),
            Some("wit") => dependencies.push(Dependency::Files(vec![file(host, &entry)?])),
            Some("wasm") => dependencies.push(Dependency::Binary(input::read(host, entry.as_os_str())?)),
            _ => {}
        }
    }
    Ok(Source { main, dependencies })
}

/// What `--wit` says about the component's items, of the world that `--world` names.
pub fn docs(matches: &ArgMatches, host: &dyn Host) -> Found<Option<Docs>> {
    let Some(path) = arguments::one(matches, "wit") else { return Ok(None) };
    let source = read(host, Path::new(path)).map_err(|diagnostic| vec![diagnostic])?;
    let world = arguments::text_of(matches, "world").map_err(|diagnostic| vec![diagnostic])?;
    // Whatever the component has, it has: features gate nothing here.
    host.docs(source, world).map(Some)
}

/// The files of the package whose folder is `folder`.
fn package(host: &dyn Host, folder: &Path) -> Result<Vec<File>, Diagnostic> {
    let files = entries(host, folder)?.into_iter();
    files
        .filter(|path| path.extension().is_some_and(|it| it == "wit") && !host.is_folder(path))
        .map(|path| file(host, &path))
        .collect()
}

fn file(host: &dyn Host, path: &Path) -> Result<File, Diagnostic> {
    let shown = path.to_string_lossy().into_owned();
    let text = String::from_utf8(input::read(host, path.as_os_str())?)
        .map_err(|_| Diagnostic::new(Code::Wit, format!("{shown}: the text is not valid UTF-8")))?;
    Ok(File { path: shown, text })
}

/// What is in `folder`, in the order of names.
fn entries(host: &dyn Host, folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    host.entries(folder)
        .map_err(|error| Diagnostic::new(Code::File, format!("cannot read {:?}: {error}", folder.to_string_lossy())))
}
