//! Embeds what `weft run` gives to Node: the launcher and the WASI package, as JavaScript.
//!
//! All of it is TypeScript in the repository; the types are stripped here, so that building `weft` needs no npm. Of the
//! package it is what glue and the launcher import, as one module.

#[path = "build/bundle.rs"]
mod bundle;
#[allow(dead_code, reason = "shared with the transpiler's build script, which prints minified text too")]
#[path = "../build/typescript.rs"]
mod typescript;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            println!("cargo::error={message}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<(), String> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=../build/typescript.rs");
    println!("cargo::rerun-if-changed=../src/js/spaced.rs");
    println!("cargo::rerun-if-changed=../src/js/marks.rs");
    let root = variable("CARGO_MANIFEST_DIR")?;
    let mut files = Vec::new();

    for name in ["launch", "program", "invoke"] {
        let module = root.join(format!("../../npm/transpiler/src/command/{name}.ts"));
        println!("cargo::rerun-if-changed={}", module.display());
        files.push((format!("{name}.js"), javascript_of(&module)?));
    }

    let package = root.join("../../polyfill/wasi/src");
    println!("cargo::rerun-if-changed={}", package.display());
    let entries = ["p2", "host"].map(|entry| package.join(format!("platform/node/{entry}.ts")));
    let at = "node_modules/@weft-wasm/wasi";
    files.push((format!("{at}/package.json"), MANIFEST.into()));
    files.push((format!("{at}/index.js"), bundle::bundle(&entries)?));
    write_table(&files)
}

/// The package, as far as it is embedded.
const MANIFEST: &str =
    r#"{"name":"@weft-wasm/wasi","type":"module","exports":{"./node":"./index.js","./p2":"./index.js"}}"#;

fn javascript_of(path: &Path) -> Result<String, String> {
    typescript::with_globals(|| typescript::print(&typescript::javascript_of(path)?.0))
}

fn write_table(files: &[(String, String)]) -> Result<(), String> {
    let table: String = files.iter().map(|(name, text)| format!("    ({name:?}, {text:?}),\n")).collect();
    let path = variable("OUT_DIR")?.join("node_files.rs");
    std::fs::write(&path, format!("&[\n{table}]\n")).map_err(|error| format!("{}: {error}", path.display()))
}

fn variable(name: &str) -> Result<PathBuf, String> {
    std::env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("{name} is not set"))
}
