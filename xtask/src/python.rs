//! Python tools, each with what it needs in an environment of its own under `target/tools`.

use crate::{debian, paths, process};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The oldest Python that the wheels of our tools take.
const OLDEST: (u32, u32) = (3, 9);

/// What Debian calls Python with its module `venv`.
const PACKAGES: [&str; 1] = ["python3-venv"];

/// The program `name`, installed as the file of requirements says: versions and hashes, wheels only. Nothing is done when that is what is there.
pub fn tool(name: &str, requirements: &str) -> Result<PathBuf> {
    let folder = paths::in_root("target/tools").join(name);
    let program = |name: &str| {
        folder
            .join(if cfg!(windows) { "Scripts" } else { "bin" })
            .join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    };
    let pins = fs::read(paths::in_root(requirements)).with_context(|| requirements.to_string())?;
    let stamp = folder.join("weft-requirements");
    if fs::read(&stamp).is_ok_and(|installed| installed == pins) {
        return Ok(program(name));
    }
    check()?;
    eprintln!("setup: {name}, as {requirements} says");
    process::run(process::command("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut pip = process::command(program("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]);
    process::run(pip.args(["--require-hashes", "--requirement", requirements]))?;
    fs::write(&stamp, pins).context("a stamp under target/tools")?;
    Ok(program(name))
}

/// Checks that there is a Python that can make environments, and gets one where that needs no question.
fn check() -> Result<()> {
    if !ready() && debian::install(&PACKAGES)? {
        ensure!(ready(), "python3 has no modules venv and ensurepip, though {} is installed", PACKAGES.join(" "));
    }
    if ready() {
        return Ok(());
    }
    let (major, minor) = OLDEST;
    bail!(
        "Python {major}.{minor} or later with its module venv is needed to build tests/guests/apps/py, as `python3` in PATH; on Debian or Ubuntu:\n  \
         {}\nelsewhere see https://www.python.org/downloads/",
        debian::by_hand(&PACKAGES)
    )
}

/// Whether `python3` is new enough and complete.
fn ready() -> bool {
    let script = format!("import sys, venv, ensurepip; sys.exit(sys.version_info < {OLDEST:?})");
    let mut python = Command::new("python3");
    python
        .args(["-c", &script])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
