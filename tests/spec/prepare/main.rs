//! Prepares `.wast` scripts to be run: `spec-scripts [--single-memory] OUT PATH…` → `OUT/scripts.json` and, in `OUT/<n>/<m>/`, what the transpiler makes of
//! the `m`th component of the `n`th script.
//!
//! A PATH is a script or a folder of scripts, folders in it included. The text is parsed by the crate `wast`, as the reference suite's own
//! runners do; what the script then does stands in the JSON as a list of directives, and `tests/spec/script.mjs` does it. Whatever the transpiler
//! refuses is data here and no failure: the script says what it expected.

mod script;
mod value;

use serde_json::{Value, json};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use weft_transpiler::options::{Mode, Options};

/// The folder whose scripts are wrong on purpose.
const SELF_TEST: &str = "self-test";

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args_os().skip(1).map(PathBuf::from).peekable();
    let single_memory = args.next_if(|arg| arg.as_os_str() == "--single-memory").is_some();
    let options = Options { name: "c".into(), mode: Mode::Instantiate, single_memory, ..Options::default() };
    let out = args.next().ok_or("usage: spec-scripts OUT PATH…")?;
    let mut files = Vec::new();
    for path in args {
        let folder = if path.is_dir() { path.clone() } else { PathBuf::new() };
        let before = files.len();
        find(&folder, &path, &mut files)?;
        if files.len() == before {
            return Err(format!("{}: no scripts (*.wast)", path.display()).into());
        }
    }
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    let mut scripts = Vec::new();
    for (number, (folder, file)) in files.iter().enumerate() {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        let wrong = file.parent().is_some_and(|parent| parent.ends_with(SELF_TEST));
        let directives = script::directives(&text, &out, &number.to_string(), wrong, &options)?;
        scripts.push(json!({ "file": shown(folder, file), "directives": directives }));
    }
    fs::write(out.join("scripts.json"), Value::from(scripts).to_string())?;
    Ok(())
}

/// All scripts at or below `path`, each with the folder it was looked for in, in the order of their names.
fn find(folder: &Path, path: &Path, files: &mut Vec<(PathBuf, PathBuf)>) -> Result<(), Box<dyn Error>> {
    if !path.is_dir() {
        if path.extension().is_some_and(|extension| extension == "wast") {
            files.push((folder.to_path_buf(), path.to_path_buf()));
        }
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    paths.sort();
    paths.iter().try_for_each(|path| find(folder, path, files))
}

/// A script as the report names it: below the folder that was asked for, with that folder's own name.
fn shown(folder: &Path, file: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file);
    let name = folder.file_name().map(PathBuf::from).unwrap_or_default();
    name.join(below).components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
