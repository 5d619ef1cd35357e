//! The program as tests start it.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

pub struct Outcome {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

/// Where the npm package's program is, if that one is tested.
const NPM: &str = "WEFT_NPM";

/// Whether the native program is tested.
pub fn is_native() -> bool {
    std::env::var_os(NPM).is_none()
}

/// The program: the native one, or the npm package's in Node.
pub fn weft(args: &[&str]) -> Command {
    let mut command = match std::env::var_os(NPM) {
        None => Command::new(env!("CARGO_BIN_EXE_weft")),
        Some(path) => {
            let mut node = Command::new("node");
            node.arg(path);
            node
        }
    };
    command.args(args).stdin(Stdio::null());
    command
}

pub fn outcome(command: &mut Command) -> Outcome {
    let output = command.output().unwrap();
    Outcome {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn run(args: &[&str]) -> Outcome {
    outcome(&mut weft(args))
}

pub fn piped(args: &[&str], input: &[u8]) -> Outcome {
    let mut command = weft(args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Outcome {
        code: output.status.code().unwrap(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

pub fn component(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/components").join(name)
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
