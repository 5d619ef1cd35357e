//! The guests: a cargo workspace of its own, built to components.

use crate::process;
use anyhow::Result;

/// Builds all of them, optimised, into `target/guests`.
pub fn build() -> Result<()> {
    let mut build = process::cargo();
    build.args(["build", "--release", "--locked", "--target", "wasm32-wasip2"]);
    build.args(["--manifest-path", "tests/guests/Cargo.toml", "--target-dir", "target/guests"]);
    process::run(&mut build)
}
