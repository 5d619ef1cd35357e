//! The guests: a cargo workspace of its own, built to components, and some of them to core modules as well.

use crate::process;
use anyhow::Result;

/// What is built for which target: a WASI 0.1 program, and a core module that says by metadata what its functions mean,
/// besides the components.
const BUILDS: [(&str, &[&str]); 3] = [
    ("wasm32-wasip2", &["--workspace"]),
    ("wasm32-wasip1", &["--package", "hello", "--package", "printer", "--package", "filer"]),
    ("wasm32-unknown-unknown", &["--package", "kinds", "--package", "calls"]),
];

/// Builds all of them, optimised, into `target/guests`.
pub fn build() -> Result<()> {
    for (target, packages) in BUILDS {
        let mut build = process::cargo();
        build.args(["build", "--release", "--locked", "--target", target]).args(packages);
        build.args(["--manifest-path", "tests/guests/Cargo.toml", "--target-dir", "target/guests"]);
        process::run(&mut build)?;
    }
    Ok(())
}
