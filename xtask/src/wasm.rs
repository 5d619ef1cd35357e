//! The package `@weft-wasm/transpiler`: its TypeScript by tsc, its wasm files through wasm-pack and wasm-bindgen.

use crate::{nodes, packages, paths, process, setup};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// How the wasm is compiled.
#[derive(Clone, Copy)]
pub enum Profile {
    /// As it is published: small, slow to build.
    Published,
    /// Quick to build; the same behaviour.
    Quick,
}

/// The crates in `npm/transpiler`, each of which is a wasm file of the package.
const CRATES: [&str; 5] = ["core", "wat", "encode", "compose", "cli"];

/// Builds the package, `dist/` complete, and returns its folder.
pub fn build(profile: Profile) -> Result<PathBuf> {
    setup::tools()?;
    let bound = CRATES.iter().map(|name| bound(name, profile)).collect::<Result<Vec<_>>>()?;
    let name = "@weft-wasm/transpiler";
    let package =
        packages::all()?.into_iter().find(|package| package.name == name).with_context(|| name.to_string())?;
    package.build(&nodes::system()?)?;
    let dist = package.folder.join("dist");
    fs::create_dir_all(dist.join("wasm"))?;
    for (name, folder) in CRATES.iter().zip(bound) {
        copy(&folder.join(format!("{name}.js")), &dist.join(format!("wasm/{name}.js")))?;
        copy(&folder.join(format!("{name}_bg.wasm")), &dist.join(format!("{name}.wasm")))?;
    }
    Ok(package.folder)
}

/// Compiles the crate `name` to wasm and binds it; returns the folder with `NAME.js` and `NAME_bg.wasm`.
fn bound(name: &str, profile: Profile) -> Result<PathBuf> {
    let (flags, built, folder): (&[&str], _, _) = match profile {
        Profile::Published => (&["--profile", "wasm"], "wasm", "target/npm/published"),
        Profile::Quick => (&["--dev"], "debug", "target/npm/quick"),
    };
    let out = paths::in_root(folder).join(name);
    let tools = paths::in_root("target/tools/bin");
    let mut pack = process::command(paths::tool("wasm-pack"));
    pack.arg("--quiet").arg("build").arg(format!("npm/transpiler/{name}"));
    pack.args(["--target", "web", "--mode", "no-install", "--no-pack", "--no-opt"]);
    pack.args(flags).args(["--out-name", name, "--out-dir"]).arg(&out);
    process::run(pack.env("PATH", process::path_with(&[&tools])?))
        .with_context(|| format!("building {name} to wasm"))?;
    let module = paths::target(&format!("wasm32-unknown-unknown/{built}/weft_npm_{name}.wasm"));
    bind(&out, name, &module)?;
    Ok(out)
}

/// Binds once more, with what wasm-pack cannot ask for: an instance that can be made anew, no address of the wasm file in the JavaScript,
/// and no `name` section, a quarter of the file: a panic says its place without.
fn bind(out: &Path, name: &str, module: &Path) -> Result<()> {
    let mut bindgen = process::command(paths::tool("wasm-bindgen"));
    bindgen.arg(module).args(["--target", "web", "--experimental-reset-state-function", "--omit-default-module-path"]);
    bindgen.args(["--no-typescript", "--remove-name-section", "--out-name", name]);
    process::run(bindgen.arg("--out-dir").arg(out)).with_context(|| format!("binding {name}"))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    Ok(())
}
