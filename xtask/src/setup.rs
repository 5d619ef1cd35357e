//! What has to be there before anything else: the wasm targets, npm packages, the wasm tools, the browsers.
//!
//! `rust-toolchain.toml` names the Rust toolchain and its targets, and rustup installs them when cargo starts, unless it is
//! told not to; so the targets are looked for here. Each step looks first and does nothing when it is done.

use crate::{apps, browsers, nodes, paths, process};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;
use std::process::Command;

/// A crate whose binary is installed under `target/tools`.
struct Tool {
    package: &'static str,
    binary: &'static str,
    version: &'static str,
    /// `--locked`, where its lock file resolves.
    locked: bool,
}

const TOOLS: [Tool; 2] = [
    // The same version as the crate in Cargo.lock; its own lock file is not used, so that it builds against the registry as it is.
    Tool { package: "wasm-bindgen-cli", binary: "wasm-bindgen", version: "0.2.130", locked: false },
    Tool { package: "wasm-pack", binary: "wasm-pack", version: "0.15.1", locked: true },
];

/// All steps; an error names what is missing and how to get it.
pub fn everything() -> Result<()> {
    targets()?;
    npm()?;
    tools()?;
    apps::tools()?;
    browsers::install()
}

/// The targets of `rust-toolchain.toml` whose standard library is not there.
pub fn targets() -> Result<()> {
    let toolchain = fs::read_to_string(paths::in_root("rust-toolchain.toml")).context("rust-toolchain.toml")?;
    let line =
        toolchain.lines().find(|line| line.starts_with("targets")).context("rust-toolchain.toml names no targets")?;
    for target in line.split('"').skip(1).step_by(2) {
        let print = ["--print", "target-libdir", "--target", target];
        let libraries = process::output(process::command("rustc").args(print))?;
        if !Path::new(libraries.trim()).is_dir() {
            eprintln!("setup: rustup target add {target}");
            process::run(process::command("rustup").args(["target", "add", target]))?;
        }
    }
    Ok(())
}

/// The npm packages, when `node_modules` is not what the lock file says.
pub fn npm() -> Result<()> {
    nodes::check_system()?;
    npm_in("", &[])
}

/// The same for the packages of a folder.
///
/// Not by `npm ci`: it refuses a lock file without entries for optional packages of other platforms, which npm leaves out where a
/// registry does not have them. `npm install` takes the versions of the lock file all the same.
pub fn npm_in(folder: &str, options: &[&str]) -> Result<()> {
    let at = |name: &str| paths::in_root(folder).join(name);
    let lock = fs::read(at("package-lock.json")).context("package-lock.json")?;
    let stamp = at("node_modules/.weft-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    eprintln!("setup: npm install{}{folder}", if folder.is_empty() { "" } else { " in " });
    let mut npm = process::command("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund"]).args(options);
    process::run(npm.current_dir(at("")))?;
    fs::write(&stamp, lock).context("node_modules/.weft-lock")
}

/// wasm-bindgen and wasm-pack in the versions that fit, under `target/tools`.
pub fn tools() -> Result<()> {
    for tool in &TOOLS {
        if installed(tool) {
            continue;
        }
        eprintln!("setup: {} {}", tool.package, tool.version);
        let root = paths::in_root("target/tools");
        let mut install = process::cargo();
        install.args(["install", "--quiet", "--force", tool.package, "--version", tool.version, "--root"]).arg(&root);
        if tool.locked {
            install.arg("--locked");
        }
        // Its build products are of no further use: cargo puts them aside unless told where to.
        process::run(install.env_remove("CARGO_TARGET_DIR"))?;
    }
    Ok(())
}

fn installed(tool: &Tool) -> bool {
    Command::new(paths::tool(tool.binary))
        .arg("--version")
        .output()
        .is_ok_and(|output| String::from_utf8_lossy(&output.stdout).split_whitespace().any(|word| word == tool.version))
}
