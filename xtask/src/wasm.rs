//! The transpiler compiled to wasm: `npm/transpiler` through wasm-pack.

use crate::{paths, process, setup};
use anyhow::{Context, Result};
use std::path::PathBuf;

/// How it is compiled.
#[derive(Clone, Copy)]
pub enum Profile {
    /// As it is published: small, slow to build.
    Published,
    /// Quick to build; the same behaviour.
    Quick,
}

/// Builds it and returns the folder of `weft_transpiler.js` and `weft_transpiler_bg.wasm`.
pub fn build(profile: Profile) -> Result<PathBuf> {
    setup::tools()?;
    let (flags, folder): (&[&str], _) = match profile {
        Profile::Published => (&["--profile", "wasm"], "target/npm/transpiler"),
        Profile::Quick => (&["--dev"], "target/npm/transpiler-quick"),
    };
    let out = paths::in_root(folder);
    let tools = paths::in_root("target/tools/bin");
    let mut pack = process::command(paths::tool("wasm-pack"));
    pack.args([
        "--quiet",
        "build",
        "npm/transpiler",
        "--target",
        "web",
        "--mode",
        "no-install",
        "--no-pack",
        "--no-opt",
    ])
    .args(flags);
    pack.args(["--out-name", "weft_transpiler", "--out-dir"]).arg(&out).env("PATH", process::path_with(&[&tools])?);
    process::run(&mut pack).context("building the transpiler to wasm")?;
    Ok(out)
}
