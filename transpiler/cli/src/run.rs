//! `weft run`: transpiles in memory and lets Node run the result as the command line grants.
//!
//! Everything Node needs (the generated module, the launcher, the WASI package) goes into a private folder of the
//! system's temporary one, and the launcher removes it once it is loaded. On Unix this process then *becomes* Node:
//! streams, signals and the exit code are the component's without anybody in between.

use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use clap::ArgMatches;
use serde::Serialize;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::{Mode, Options, option};

use crate::grants::Grants;
use crate::invoke::{self, Call};
use crate::{Failure, arguments, input, show};

/// The launcher and the WASI package, by their paths in the private folder.
pub static NODE_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/node_files.rs"));

/// What the names of private folders begin with.
const PREFIX: &str = "weft-run-";

/// No run needs its folder for longer than this, which is far more than any takes to start.
const LONGEST_START: Duration = Duration::from_secs(3600);

/// What the launcher reads.
#[derive(Serialize)]
struct Run<'a> {
    #[serde(flatten)]
    grants: Grants<'a>,
    /// What to call instead of `wasi:cli/run`.
    invoke: Option<Call>,
}

/// Runs the command component that was named, or the function of it that `--invoke` calls.
pub fn perform(matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let grants = Grants::of(matches)?;
    let name = arguments::first(matches)?;
    if name == "-" {
        return Err(Diagnostic::new(Code::Option, "stdin belongs to the component: it is read from a file").into());
    }
    let component = input::component(name)?;
    let invoke = match (option("invoke"), arguments::text_of(matches, "invoke")?) {
        (Some(spec), Some(text)) => {
            let functions = input::guarded(|| weft_transpiler::functions(&component.bytes))?;
            Some(input::guarded(|| invoke::call_of(spec, text, &functions).map_err(|found| vec![found]))?)
        }
        _ => None,
    };
    let async_exports = invoke.iter().map(|call| call.export.clone()).collect();
    let options = Options { name: "component".into(), mode: Mode::Instantiate, async_exports, ..Options::default() };
    let output = input::guarded(|| weft_transpiler::transpile(&component.bytes, &options))?;
    if invoke.is_none() && !output.report.exports.iter().any(|name| name.starts_with("wasi:cli/run@")) {
        show::warnings(&component.diagnostics);
        return Err(no_command(&component.bytes, &output.report.exports).into());
    }
    let run = Run { grants, invoke };

    sweep(&std::env::temp_dir());
    let folder = tempfile::Builder::new().prefix(PREFIX).tempdir().map_err(|error| cannot_write(&error))?;
    let json = serde_json::to_vec(&run).map_err(|error| Diagnostic::new(Code::Internal, error.to_string()))?;
    let generated = output.files.iter().map(|file| (file.name.as_str(), &*file.contents));
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
        Diagnostic::new(Code::File, format!("cannot start {:?}: {error}", node.to_string_lossy())).help(
            "components run in Node 20.16, 22.3 or newer: install it, or name it in the environment variable WEFT_NODE",
        )
    })?)
}

/// Removes what runs left behind that were killed while they started: nothing else keeps its folder.
fn sweep(temporary: &Path) {
    let Ok(entries) = std::fs::read_dir(temporary) else { return };
    let ours = entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    for entry in ours {
        let age = entry.metadata().and_then(|found| found.modified()).map(|modified| modified.elapsed());
        if matches!(age, Ok(Ok(age)) if age > LONGEST_START) {
            // Somebody else's stays.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
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

fn write(path: &Path, contents: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, contents)
}

fn cannot_write(error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::File, format!("cannot write to the temporary folder: {error}"))
}

/// The finding that there is no `wasi:cli/run`, with what there is instead.
fn no_command(component: &[u8], exports: &[String]) -> Diagnostic {
    let offered = input::guarded(|| weft_transpiler::functions(component)).ok().and_then(|it| invoke::offer(&it));
    let help = match offered {
        Some(offered) => format!("--invoke 'f(1)' calls one of its functions: {offered}"),
        None => format!("it exports {}", list(exports)),
    };
    Diagnostic::new(Code::Unsupported, "the component is no command: it does not export wasi:cli/run").help(help)
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "nothing".into() } else { names.join(", ") }
}
