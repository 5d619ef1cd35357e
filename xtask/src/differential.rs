//! `cargo xtask differential`: what Weft generates beside wasmtime; see `tests/differential`.

use crate::process::{self, cargo, command};
use crate::{nodes, paths, setup};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// What wasmtime made of the cases of the test command.
const EXPECTED: &str = "tests/differential/expected.txt";

/// How many cases, and which.
#[derive(clap::Args)]
pub struct Options {
    /// How many cases
    #[arg(long, default_value_t = 100_000)]
    cases: u64,
    /// What the cases follow from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write down what wasmtime makes of the test command's cases
    #[arg(long, conflicts_with_all = ["cases", "seed"])]
    record: bool,
}

/// Builds what it takes, wasmtime among it, and compares.
pub fn run(options: &Options) -> Result<()> {
    setup::npm()?;
    process::run(cargo().args(["build", "--quiet", "--locked", "--workspace", "--bins"]))?;
    let oracle = oracle().context("Weft is compared with wasmtime, which cargo fetches and builds")?;
    let folder = paths::in_root("target/differential/cases");
    let mut components = command(paths::binary("debug", "differential"));
    components.arg(&folder);
    if !options.record {
        println!("WEFT_SEED={} WEFT_CASES={}", options.seed, options.cases);
        components.env("WEFT_SEED", options.seed.to_string()).env("WEFT_CASES", options.cases.to_string());
    }
    process::run(&mut components)?;
    let mut node = command(nodes::find(26)?);
    node.arg("tests/differential/differential.mjs").arg(folder).arg(oracle);
    process::run(node.args(options.record.then_some(EXPECTED)))
}

/// The program that asks wasmtime; it has a lock file and a folder of its own, since only this verb needs it.
fn oracle() -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--release", "--locked", "--manifest-path", "tests/differential/oracle/Cargo.toml"]);
    process::run(build.args(["--target-dir", "target/oracle"]))?;
    Ok(paths::in_root("target/oracle/release").join(format!("weft-oracle{}", std::env::consts::EXE_SUFFIX)))
}

/// The command that compares with what was recorded.
pub fn recorded() -> Result<Command> {
    let folder = paths::in_root("target/differential/recorded");
    process::run(command(paths::binary("debug", "differential")).arg(&folder))?;
    let mut node = command(nodes::find(26)?);
    node.args(["--test", "--test-reporter=spec", "tests/differential/differential.test.mjs"]);
    node.env("WEFT_DIFFERENTIAL", folder);
    Ok(node)
}
