//! `weft run`: transpiles in memory and lets Node run the result as the command line grants.
//!
//! Everything Node needs (the generated module, the launcher, the WASI package) goes into a private folder of the
//! system's temporary one, and the launcher removes it once it is loaded. On Unix this process then *becomes* Node:
//! streams, signals and the exit code are the component's without anybody in between.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::ArgMatches;
use serde::Serialize;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::{Mode, OptionSpec, Options, option};

use crate::{Failure, arguments, input, show};

/// The launcher and the WASI package, by their paths in the private folder.
static NODE_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/node_files.rs"));

/// What the launcher reads.
#[derive(Serialize)]
struct Run<'a> {
    args: Vec<&'a str>,
    env: Vec<(String, String)>,
    dirs: Vec<Dir>,
}

#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Dir {
    host: PathBuf,
    guest: String,
    read_only: bool,
}

/// Runs the command component that was named.
pub fn perform(matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let run = run_of(matches)?;
    let name = arguments::first(matches)?;
    if name == "-" {
        return Err(Diagnostic::new(Code::Option, "stdin belongs to the component: it is read from a file").into());
    }
    let component = input::component(name)?;
    let options = Options { name: "component".into(), mode: Mode::Instantiate, ..Options::default() };
    let output = input::guarded(|| weft_transpiler::transpile(&component.bytes, &options))?;
    if !output.report.exports.iter().any(|name| name.starts_with("wasi:cli/run@")) {
        show::warnings(&component.diagnostics);
        return Err(Diagnostic::new(Code::Unsupported, "the component is no command: it does not export wasi:cli/run")
            .help(format!("it exports {}", list(&output.report.exports)))
            .into());
    }

    let folder = tempfile::Builder::new().prefix("weft-run-").tempdir().map_err(|error| cannot_write(&error))?;
    let json = serde_json::to_vec(&run).map_err(|error| Diagnostic::new(Code::Internal, error.to_string()))?;
    let generated = output.files.iter().map(|file| (file.name.as_str(), file.contents.as_slice()));
    let own = [("package.json", br#"{"type":"module"}"#.as_slice()), ("run.json", json.as_slice())];
    let embedded = NODE_FILES.iter().map(|(name, text)| (*name, text.as_bytes()));
    for (name, contents) in generated.chain(own).chain(embedded) {
        write(&folder.path().join(name), contents).map_err(|error| cannot_write(&error))?;
    }

    let node = std::env::var_os("WEFT_NODE").filter(|node| !node.is_empty()).unwrap_or_else(|| "node".into());
    let mut command = Command::new(&node);
    command.arg(folder.path().join("launch.js"));
    let outcome = become_process(&mut command);
    // Not reached where Node took this process over; the launcher has removed the folder where Node ran beside it.
    drop(folder);
    Ok(outcome.map_err(|error| {
        Diagnostic::new(Code::File, format!("cannot start {:?}: {error}", node.to_string_lossy()))
            .help("components run in Node 20 or newer: install it, or name it in the environment variable WEFT_NODE")
    })?)
}

/// Replaces this process.
#[cfg(unix)]
fn become_process(command: &mut Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec())
}

/// Runs beside this process and ends as it does.
#[cfg(not(unix))]
fn become_process(command: &mut Command) -> std::io::Result<ExitCode> {
    let code = command.status()?.code().unwrap_or(1);
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}

fn run_of(matches: &ArgMatches) -> Result<Run<'_>, Diagnostic> {
    let mut args = Vec::new();
    for argument in arguments::positionals(matches) {
        args.push(argument.to_str().ok_or_else(|| {
            let message = format!("the argument {:?} is not valid Unicode", argument.to_string_lossy());
            Diagnostic::new(Code::Option, message)
        })?);
    }
    // As wasmtime does, the component sees the name of its file, not where it lies.
    if let Some(program) = args.first_mut() {
        *program = Path::new(*program).file_name().and_then(OsStr::to_str).unwrap_or(program);
    }
    let mut run = Run { args, env: Vec::new(), dirs: Vec::new() };
    if let Some(spec) = option("env") {
        for value in arguments::many(matches, spec)? {
            run.env.extend(variable_of(spec, value, |name| std::env::var_os(name))?);
        }
    }
    if let Some(spec) = option("dir") {
        for value in arguments::many(matches, spec)? {
            run.dirs.push(dir_of(spec, value)?);
        }
    }
    Ok(run)
}

/// `NAME=VALUE`, or `NAME` for what `outer` says, which may be nothing.
fn variable_of(
    spec: &OptionSpec,
    value: &str,
    outer: impl Fn(&str) -> Option<OsString>,
) -> Result<Option<(String, String)>, Diagnostic> {
    let (name, value) = match value.split_once('=') {
        Some((name, value)) => (name, Some(value.to_owned())),
        None => match outer(value).map(OsString::into_string).transpose() {
            Ok(found) => (value, found),
            Err(_) => return Err(spec.problem(value, "its value is not valid Unicode")),
        },
    };
    if name.is_empty() {
        return Err(spec.problem(&format!("={}", value.unwrap_or_default()), "a variable has a name"));
    }
    Ok(value.map(|value| (name.to_owned(), value)))
}

/// `HOST`, `HOST::GUEST` or `HOST::GUEST::ro`.
fn dir_of(spec: &OptionSpec, value: &str) -> Result<Dir, Diagnostic> {
    let parts: Vec<&str> = value.split("::").collect();
    let (host, guest, read_only) = match *parts.as_slice() {
        [host] => (host, host, false),
        [host, guest] => (host, guest, false),
        [host, guest, "ro"] => (host, guest, true),
        _ => return Err(spec.problem(value, "not of the form HOST[::GUEST[::ro]]")),
    };
    if host.is_empty() || guest.is_empty() {
        return Err(spec.problem(value, "not of the form HOST[::GUEST[::ro]]"));
    }
    let path = std::path::absolute(host).map_err(|error| spec.problem(value, &error.to_string()))?;
    match std::fs::metadata(&path) {
        Ok(metadata) if metadata.is_dir() => Ok(Dir { host: path, guest: guest.to_owned(), read_only }),
        Ok(_) => Err(spec.problem(value, "not a folder")),
        Err(error) => Err(spec.problem(value, &error.to_string())),
    }
}

fn write(path: &Path, contents: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, contents)
}

fn cannot_write(error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::File, format!("cannot write to the temporary folder: {error}"))
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "nothing".into() } else { names.join(", ") }
}

#[cfg(test)]
#[path = "run_test.rs"]
mod tests;
