//! WIT on disk: a file, or a folder whose files are one package and whose `deps` are the packages that it uses.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use weft_encode::wit::{Dependency, Features, File, Source, Wit};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::docs::Docs;

use crate::{arguments, input};

/// Reads the package at `path`.
pub fn read(path: &Path) -> Result<Source, Diagnostic> {
    if !path.is_dir() {
        return Ok(Source { main: vec![file(path)?], dependencies: Vec::new() });
    }
    let main = package(path)?;
    if main.is_empty() {
        return Err(Diagnostic::new(Code::File, format!("there is no .wit file in {:?}", path.to_string_lossy())));
    }
    let deps = path.join("deps");
    let mut dependencies = Vec::new();
    for entry in if deps.is_dir() { entries(&deps)? } else { Vec::new() } {
        let extension = entry.extension().and_then(OsStr::to_str);
        match extension {
            _ if entry.is_dir() => dependencies.push(Dependency::Files(package(&entry)?)),
            Some("wit") => dependencies.push(Dependency::Files(vec![file(&entry)?])),
            Some("wasm") => dependencies.push(Dependency::Binary(input::read(entry.as_os_str())?)),
            _ => {}
        }
    }
    Ok(Source { main, dependencies })
}

/// What `--wit` says about the component's items, of the world that `--world` names.
pub fn docs(matches: &ArgMatches) -> Result<Option<Docs>, Vec<Diagnostic>> {
    let Some(path) = arguments::one(matches, "wit") else { return Ok(None) };
    let source = read(Path::new(path)).map_err(|diagnostic| vec![diagnostic])?;
    let world = arguments::text_of(matches, "world").map_err(|diagnostic| vec![diagnostic])?;
    // Whatever the component has, it has: features gate nothing here.
    let describe = || Wit::parse(source, Features::All)?.docs(world);
    input::guarded(|| describe().map(Some).map_err(|diagnostic| vec![diagnostic]))
}

/// The files of the package whose folder is `folder`.
fn package(folder: &Path) -> Result<Vec<File>, Diagnostic> {
    let files = entries(folder)?.into_iter();
    files
        .filter(|path| path.extension().is_some_and(|it| it == "wit") && !path.is_dir())
        .map(|path| file(&path))
        .collect()
}

fn file(path: &Path) -> Result<File, Diagnostic> {
    let shown = path.to_string_lossy().into_owned();
    let text = String::from_utf8(input::read(path.as_os_str())?)
        .map_err(|_| Diagnostic::new(Code::Wit, format!("{shown}: the text is not valid UTF-8")))?;
    Ok(File { path: shown, text })
}

/// What is in `folder`, in the order of names.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    let list = std::fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut list: Vec<PathBuf> = list
        .map_err(|error| Diagnostic::new(Code::File, format!("cannot read {:?}: {error}", folder.to_string_lossy())))?;
    list.sort();
    Ok(list)
}
