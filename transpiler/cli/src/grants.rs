//! What the command line of `weft run` grants the component: arguments, variables, folders. Nothing else is.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde::Serialize;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::{OptionSpec, option};

use crate::{Host, arguments};

/// What the launcher reads of it.
#[derive(Debug, Serialize)]
pub struct Grants<'a> {
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

impl<'a> Grants<'a> {
    /// Reads the command line, and what it refers to: variables of this process, folders.
    ///
    /// # Errors
    /// `option` for the first value that does not fit.
    pub fn of(matches: &'a ArgMatches, host: &dyn Host) -> Result<Self, Diagnostic> {
        let variables = host.variables();
        let mut grants = Self { args: arguments_of(matches)?, env: Vec::new(), dirs: Vec::new() };
        if let Some(spec) = option("wasi")
            && inherits_env(spec, &arguments::many(matches, spec)?)?
        {
            for (name, value) in variables.clone() {
                let name = name.into_string().map_err(|_| not_unicode(spec, "the name of a variable"))?;
                let value = value.into_string().map_err(|_| not_unicode(spec, &format!("the value of {name}")))?;
                grants.env.push((name, value));
            }
        }
        if let Some(spec) = option("env") {
            for value in arguments::many(matches, spec)? {
                grants.env.extend(variable_of(spec, value, |name| outer(&variables, name))?);
            }
        }
        if let Some(spec) = option("dir") {
            for value in arguments::many(matches, spec)? {
                let dir = dir_of(spec, value, |path| host.folder(path))?;
                if let Some(other) = grants.dirs.iter().find(|other| other.guest == dir.guest) {
                    let problem = format!("{} is {} already", dir.guest, other.host.display());
                    return Err(spec.problem(value, &problem));
                }
                grants.dirs.push(dir);
            }
        }
        Ok(grants)
    }
}

fn not_unicode(spec: &OptionSpec, what: &str) -> Diagnostic {
    spec.problem("inherit-env", &format!("{what} is not valid Unicode"))
}

/// The component's arguments, its own name first.
fn arguments_of(matches: &ArgMatches) -> Result<Vec<&str>, Diagnostic> {
    let mut args = Vec::new();
    for argument in arguments::positionals(matches) {
        args.push(argument.to_str().ok_or_else(|| {
            let message = format!("the argument {:?} is not valid Unicode", argument.to_string_lossy());
            Diagnostic::new(Code::Option, message)
        })?);
    }
    // As wasmtime does, the component sees the name of its file, not where it lies.
    if let Some(program) = args.first_mut() {
        let file = Path::new(*program).file_name().and_then(OsStr::to_str).unwrap_or(program);
        *program = arguments::text_of(matches, "argv0")?.unwrap_or(file);
    }
    Ok(args)
}

/// Reads wasmtime's options of WASI, as far as they mean something here: whether the whole environment is passed on.
fn inherits_env(spec: &OptionSpec, values: &[&str]) -> Result<bool, Diagnostic> {
    let mut inherits = false;
    for item in values.iter().flat_map(|value| value.split(',')) {
        let (name, value) = item.split_once('=').unwrap_or((item, "y"));
        let is_on = match value {
            "y" | "yes" | "true" => true,
            "n" | "no" | "false" => false,
            _ => return Err(spec.problem(item, "neither `y` nor `n`")),
        };
        match (name, is_on) {
            ("inherit-env", _) => inherits = is_on,
            // What is always so.
            ("cli" | "common" | "p2" | "preview2" | "inherit-stdin" | "inherit-stdout" | "inherit-stderr", true) => {}
            _ => return Err(spec.problem(item, "weft has no such option of wasmtime's")),
        }
    }
    Ok(inherits)
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
fn dir_of(spec: &OptionSpec, value: &str, folder: impl Fn(&str) -> Result<PathBuf, String>) -> Result<Dir, Diagnostic> {
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
    let host = folder(host).map_err(|problem| spec.problem(value, &problem))?;
    Ok(Dir { host, guest: guest.to_owned(), read_only })
}

/// The value of a variable of this process.
fn outer(variables: &[(OsString, OsString)], name: &str) -> Option<OsString> {
    variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

#[cfg(test)]
#[path = "grants_test.rs"]
mod tests;
