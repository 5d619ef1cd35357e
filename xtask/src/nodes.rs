//! The Nodes that generated code is tested in: npm packages, one per version and platform.

use crate::{paths, process};
use anyhow::{Context, Result, bail};
use std::env;
use std::path::PathBuf;

/// The oldest that is supported, and the newest.
pub const TESTED: [u32; 2] = [20, 26];

/// The Node of this major version.
pub fn find(major: u32) -> Result<PathBuf> {
    let package = format!("node-{major}-{}-{}", os(), cpu());
    let path = paths::in_root("node_modules").join(&package).join("bin/node");
    if path.is_file() {
        return Ok(path);
    }
    let system = system()?;
    if version(&system)?.split('.').next() == Some(major.to_string().as_str()) {
        return Ok(system);
    }
    bail!(
        "no Node {major} here: package.json names no package {package} for this platform, and the system's Node is {}; \
         put a Node {major} first in PATH",
        version(&system)?
    )
}

/// The Node of the machine.
pub fn system() -> Result<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .map(|folder| folder.join(format!("node{}", env::consts::EXE_SUFFIX)))
        .find(|path| path.is_file())
        .context("Node is not installed; Weft needs version 20.16, 22.3 or later (https://nodejs.org)")
}

/// Checks that the machine's Node is new enough.
pub fn check_system() -> Result<()> {
    let version = version(&system()?)?;
    let mut numbers = version.split('.').map_while(|number| number.parse::<u32>().ok());
    let release = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    if release < (20, 16) || ((21, 0)..(22, 3)).contains(&release) {
        bail!("the Node in PATH is {version}; Weft needs version 20.16, 22.3 or later");
    }
    Ok(())
}

/// The version without the `v`.
fn version(node: &PathBuf) -> Result<String> {
    let text = process::output(process::command(node).arg("--version"))?;
    Ok(text.trim().trim_start_matches('v').to_string())
}

/// The operating system as npm calls it.
pub fn os() -> &'static str {
    match env::consts::OS {
        "macos" => "darwin",
        other => other,
    }
}

/// The processor as npm calls it.
pub fn cpu() -> &'static str {
    match env::consts::ARCH {
        "x86_64" => "x64",
        "aarch64" => "arm64",
        other => other,
    }
}
