//! The npm packages of the repository and their scripts.

use crate::{nodes, paths, process};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of a package where `tsc` puts modules and tests; what is shipped is made of them in `dist`.
const BUILD: &str = "build";

/// A package of the root workspace.
pub struct Package {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub folder: PathBuf,
    manifest: Value,
}

/// All packages under the folders `polyfill/` and `npm/`, in the order in which they depend on each other: by folder name, the
/// runtime before the WASI on top of it.
pub fn all() -> Result<Vec<Package>> {
    let mut packages = Vec::new();
    for group in ["polyfill", "npm"] {
        let mut folders: Vec<PathBuf> = fs::read_dir(paths::in_root(group))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        folders.sort();
        for folder in folders {
            let path = folder.join("package.json");
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            let manifest: Value = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
            let name = manifest.get("name").and_then(Value::as_str).unwrap_or_default().to_string();
            packages.push(Package { name, folder, manifest });
        }
    }
    Ok(packages)
}

impl Package {
    /// The command of one of its scripts, run by this Node; none when there is no such script.
    ///
    /// npm would put the Node of `node_modules/.bin` first, so it is not asked.
    pub fn script(&self, script: &str, node: &Path) -> Result<Option<Command>> {
        let Some(text) = self.manifest.get("scripts").and_then(|scripts| scripts.get(script)).and_then(Value::as_str)
        else {
            return Ok(None);
        };
        let bin = paths::in_root("node_modules/.bin");
        let own = node.parent().context("a Node without a folder")?;
        let mut command = process::command("sh");
        command.args(["-c", text]).current_dir(&self.folder).env("PATH", process::path_with(&[own, &bin])?);
        Ok(Some(command))
    }

    /// Runs its `build` script, and `pretest`, which compiles tests apart. What needs more than scripts is done after.
    pub fn build(&self, node: &Path) -> Result<()> {
        for script in ["build", "pretest"] {
            if let Some(mut command) = self.script(script, node)? {
                process::run(&mut command).with_context(|| format!("building {}", self.name))?;
            }
        }
        Ok(())
    }

    /// Its compiled tests, by path: Node 20 has no globs.
    pub fn tests(&self) -> Result<Vec<PathBuf>> {
        let mut files = Vec::new();
        collect(&self.folder.join(BUILD), &mut files)?;
        files.sort();
        Ok(files)
    }
}

/// Adds the compiled test files below `folder` to `files`.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.to_str().is_some_and(|path| path.ends_with(".test.js")) {
            files.push(path);
        }
    }
    Ok(())
}

/// Builds every package; of `@weft-wasm/transpiler` all but the wasm, which `wasm::build` makes.
pub fn build() -> Result<()> {
    let node = nodes::system()?;
    for package in all()? {
        package.build(&node)?;
    }
    Ok(())
}
