//! Embeds what `weft run` gives to Node: the launcher and the WASI package, as JavaScript.
//!
//! All of it is TypeScript in the repository; the types are stripped here, so that building `weft` needs no npm. The
//! package keeps its layout (`src/…/x.ts` → `dist/…/x.js`) and its `package.json`, whose `exports` Node follows.

#[allow(dead_code, reason = "shared with the transpiler's build script, which prints minified text too")]
#[path = "../build/typescript.rs"]
mod typescript;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use swc_core::ecma::ast::{ModuleDecl, ModuleItem, Str};

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
    println!("cargo::rerun-if-changed=../build/typescript.rs");
    println!("cargo::rerun-if-changed=../src/js/spaced.rs");
    println!("cargo::rerun-if-changed=../src/js/marks.rs");
    let root = variable("CARGO_MANIFEST_DIR")?;
    let mut files = Vec::new();

    for name in ["launch", "invoke"] {
        let module = root.join(format!("node/{name}.ts"));
        println!("cargo::rerun-if-changed={}", module.display());
        files.push((format!("{name}.js"), javascript_of(&module)?));
    }

    let package = root.join("../../polyfill/wasi");
    for part in ["package.json", "src"] {
        println!("cargo::rerun-if-changed={}", package.join(part).display());
    }
    embed_package(&package, "node_modules/@weft-wasm/wasi", &mut files)?;
    write_table(&files)
}

/// Adds the package at `root` under `at`.
fn embed_package(root: &Path, at: &str, files: &mut Vec<(String, String)>) -> Result<(), String> {
    files.push((format!("{at}/package.json"), read(&root.join("package.json"))?));
    let source = root.join("src");
    for path in modules_below(&source)? {
        let relative = path.strip_prefix(&source).map_err(|error| error.to_string())?.with_extension("js");
        let relative = relative.to_string_lossy().replace('\\', "/");
        files.push((format!("{at}/dist/{relative}"), javascript_of(&path)?));
    }
    Ok(())
}

/// The TypeScript modules below `root`, sorted, without tests, what is only for tests, and declarations.
fn modules_below(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut modules = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))? {
            let path = entry.map_err(|error| error.to_string())?.path();
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                if name != "testing" {
                    folders.push(path);
                }
            } else if name.ends_with(".ts") && !name.ends_with(".test.ts") && !name.ends_with(".d.ts") {
                modules.push(path);
            }
        }
    }
    modules.sort();
    Ok(modules)
}

fn javascript_of(path: &Path) -> Result<String, String> {
    typescript::with_globals(|| {
        let (mut module, _) = typescript::javascript_of(path)?;
        for item in &mut module.body {
            if let ModuleItem::ModuleDecl(declaration) = item {
                match declaration {
                    ModuleDecl::Import(import) => point_to_javascript(&mut import.src),
                    ModuleDecl::ExportAll(export) => point_to_javascript(&mut export.src),
                    ModuleDecl::ExportNamed(export) => {
                        if let Some(from) = &mut export.src {
                            point_to_javascript(from);
                        }
                    }
                    _ => {}
                }
            }
        }
        typescript::print(&module)
    })
}

/// `./x.ts` → `./x.js`.
fn point_to_javascript(specifier: &mut Str) {
    let text = specifier.value.to_string_lossy().into_owned();
    if let Some(stem) = text.strip_suffix(".ts").filter(|_| text.starts_with('.')) {
        *specifier = format!("{stem}.js").into();
    }
}

fn write_table(files: &[(String, String)]) -> Result<(), String> {
    let table: String = files.iter().map(|(name, text)| format!("    ({name:?}, {text:?}),\n")).collect();
    let path = variable("OUT_DIR")?.join("node_files.rs");
    std::fs::write(&path, format!("&[\n{table}]\n")).map_err(|error| format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

fn variable(name: &str) -> Result<PathBuf, String> {
    std::env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("{name} is not set"))
}
