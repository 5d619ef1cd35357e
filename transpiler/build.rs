//! Turns the modules of `polyfill/runtime` into the table from which `src/js/runtime.rs` links.
//!
//! The runtime is TypeScript that is read, checked and tested as such; here its types are stripped and it is split
//! into units. A module that cannot be split (mutable state, statements with effects, a name declared twice) fails
//! the build with a message.

#[path = "build/typescript.rs"]
mod typescript;
#[path = "build/units.rs"]
mod units;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use units::{Segment, Unit};

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
    println!("cargo::rerun-if-changed=src/js/spaced.rs");
    let root = variable("CARGO_MANIFEST_DIR")?.join("../polyfill/runtime");
    println!("cargo::rerun-if-changed={}", root.display());
    let files = modules_in(&root)?;
    let units = typescript::with_globals(|| units::split(&files))?;
    let table = variable("OUT_DIR")?.join("runtime_units.rs");
    std::fs::write(&table, rust_of(&units)).map_err(|error| format!("{}: {error}", table.display()))
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

fn rust_of(units: &[Unit]) -> String {
    let mut text = String::from("&[\n");
    for unit in units {
        let _ = writeln!(
            text,
            "    Unit {{ name: {:?}, deps: &{:?}, globals: &{:?}, locals: &{:?}, pretty: &[{}], minified: &[{}] }},",
            unit.name,
            unit.deps,
            unit.globals.iter().collect::<Vec<_>>(),
            unit.locals.iter().collect::<Vec<_>>(),
            rust_of_segments(&unit.pretty),
            rust_of_segments(&unit.minified),
        );
    }
    text.push_str("]\n");
    text
}

fn rust_of_segments(segments: &[Segment]) -> String {
    let spell = |segment: &Segment| match segment {
        Segment::Text(text) => format!("Segment::Text({text:?})"),
        Segment::Name(index) => format!("Segment::Name({index})"),
    };
    segments.iter().map(spell).collect::<Vec<_>>().join(", ")
}
