//! Turns the modules of `polyfill/runtime` into the table from which `src/js/runtime.rs` links.
//!
//! The runtime is TypeScript that is read, checked and tested as such; here its types are stripped and it is split
//! into units, whose names are marked (`src/js/marks.rs`). A module that cannot be split (mutable state, statements with
//! effects, a name declared twice) fails the build with a message.

#[path = "build/fields.rs"]
mod fields;
#[path = "build/functions.rs"]
mod functions;
#[path = "build/places.rs"]
mod places;
#[allow(dead_code, reason = "the build script of the command prints whole files")]
#[path = "build/typescript.rs"]
mod typescript;
#[path = "build/units.rs"]
mod units;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use units::Split;

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
    for shared in ["src/js/spaced.rs", "src/js/marks.rs"] {
        println!("cargo::rerun-if-changed={shared}");
    }
    let root = variable("CARGO_MANIFEST_DIR")?.join("../polyfill/runtime");
    println!("cargo::rerun-if-changed={}", root.display());
    let files = modules_in(&root)?;
    let split = typescript::with_globals(|| units::split(&files))?;
    let table = variable("OUT_DIR")?.join("runtime_units.rs");
    std::fs::write(&table, rust_of(&split, abi_of(&split)?, &files))
        .map_err(|error| format!("{}: {error}", table.display()))
}

fn variable(name: &str) -> Result<PathBuf, String> {
    std::env::var_os(name).map(PathBuf::from).ok_or_else(|| format!("{name} is not set"))
}

/// The runtime's modules, sorted; tests, declarations and the package's `index.ts` are none.
fn modules_in(root: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(root).map_err(|error| format!("{}: {error}", root.display()))?;
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let is_module = name.ends_with(".ts") && !name.ends_with(".test.ts") && !name.ends_with(".d.ts");
        if is_module && name != "index.ts" {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// The value of the runtime's constant `abi`.
fn abi_of(split: &Split) -> Result<u32, String> {
    let unit = split.units.iter().find(|unit| unit.name == "abi").ok_or("the runtime declares no `abi`")?;
    let value = unit.text.trim().trim_end_matches(';').rsplit(' ').next().unwrap_or_default();
    value.parse().map_err(|error| format!("the runtime's `abi` is not a number: {error}"))
}

fn rust_of(split: &Split, abi: u32, files: &[PathBuf]) -> String {
    let mut text = String::from("static UNITS: &[Unit] = &[\n");
    for unit in &split.units {
        let _ = writeln!(
            text,
            "    Unit {{ name: {:?}, exported: {}, deps: &{:?}, globals: &{:?}, text: {:?}, source: {}, places: &{:?} }},",
            unit.name,
            unit.exported,
            unit.deps,
            unit.globals.iter().collect::<Vec<_>>(),
            unit.text,
            unit.source,
            unit.places,
        );
    }
    let _ = writeln!(text, "];\n\n/// The version of the package's ABI.\npub(crate) const ABI: u32 = {abi};");
    text.push_str("\n/// The modules, by name and text.\nstatic SOURCES: &[(&str, &str)] = &[\n");
    for name in files.iter().filter_map(|file| file.file_name()) {
        let name = name.to_string_lossy();
        let path = format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../polyfill/runtime/{name}\")");
        let _ = writeln!(text, "    ({name:?}, include_str!({path})),");
    }
    text.push_str("];\n\n");
    let fields = split.fields.iter().collect::<Vec<_>>();
    let _ = writeln!(
        text,
        "/// Properties that glue and runtime keep between themselves, sorted.\nstatic FIELDS: &[&str] = &{fields:?};"
    );
    text
}
