//! The transpiler compiled to wasm: `npm/transpiler` through wasm-pack.

use crate::{paths, process, setup};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// How it is compiled.
#[derive(Clone, Copy)]
pub enum Profile {
    /// As it is published: small, slow to build.
    Published,
    /// Quick to build; the same behaviour.
    Quick,
}

/// Builds it and returns the folder of `index.js`, `weft_transpiler.js` and `weft_transpiler_bg.wasm`.
pub fn build(profile: Profile) -> Result<PathBuf> {
    setup::tools()?;
    let (flags, built, folder): (&[&str], _, _) = match profile {
        Profile::Published => (&["--profile", "wasm"], "wasm", "target/npm/transpiler"),
        Profile::Quick => (&["--dev"], "debug", "target/npm/transpiler-quick"),
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
    ]);
    pack.args(flags).args(["--out-name", "weft_transpiler", "--out-dir"]).arg(&out);
    process::run(pack.env("PATH", process::path_with(&[&tools])?)).context("building the transpiler to wasm")?;
    bind(&out, &paths::target(&format!("wasm32-unknown-unknown/{built}/weft_npm_transpiler.wasm")), profile)?;
    let guard = paths::in_root("npm/transpiler/index.mjs");
    fs::copy(&guard, out.join("index.js")).with_context(|| format!("copying {}", guard.display()))?;
    Ok(out)
}

/// Binds once more, with what wasm-pack cannot ask for: an instance that can be made anew, and no `name` section, a quarter
/// of the file, in what is published.
fn bind(out: &Path, module: &Path, profile: Profile) -> Result<()> {
    let mut bindgen = process::command(paths::tool("wasm-bindgen"));
    bindgen.arg(module).args([
        "--target",
        "web",
        "--experimental-reset-state-function",
        "--out-name",
        "weft_transpiler",
    ]);
    if let Profile::Published = profile {
        bindgen.arg("--remove-name-section");
    }
    process::run(bindgen.arg("--out-dir").arg(out)).context("binding the transpiler")
}
