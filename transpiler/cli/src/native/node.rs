//! Lets Node run a transpiled component.
//!
//! Everything Node needs (the generated module, the launcher, the WASI package) goes into a private folder of the
//! system's temporary one, and the launcher removes it once it is loaded. On Unix this process then *becomes* Node:
//! streams, signals and the exit code are the component's without anybody in between.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use weft_transpiler::File;
use weft_transpiler::diagnostics::{Code, Diagnostic};

/// The launcher and the WASI package, by their paths in the private folder.
static NODE_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/node_files.rs"));

/// What the names of private folders begin with.
const PREFIX: &str = "weft-run-";

/// No run needs its folder for longer than this, which is far more than any takes to start.
const LONGEST_START: Duration = Duration::from_secs(3600);

/// Runs `files` as the JSON `run` says.
pub fn run(files: &[File<'_>], run: &str) -> Result<u8, Diagnostic> {
    sweep(&std::env::temp_dir());
    let folder = tempfile::Builder::new().prefix(PREFIX).tempdir().map_err(|error| cannot_write(&error))?;
    let generated = files.iter().map(|file| (file.name.as_str(), &*file.contents));
    let own = [("package.json", br#"{"type":"module"}"#.as_slice()), ("run.json", run.as_bytes())];
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
    outcome.map_err(|error| {
        Diagnostic::new(Code::File, format!("cannot start {:?}: {error}", node.to_string_lossy())).help(
            "components run in Node 20.16, 22.3 or newer: install it, or name it in the environment variable WEFT_NODE",
        )
    })
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
fn become_process(command: &mut Command) -> std::io::Result<u8> {
    use std::os::unix::process::CommandExt as _;
    Err(command.exec())
}

/// Runs beside this process and ends as it does.
#[cfg(not(unix))]
fn become_process(command: &mut Command) -> std::io::Result<u8> {
    let code = command.status()?.code().unwrap_or(1);
    Ok(u8::try_from(code).unwrap_or(1))
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
