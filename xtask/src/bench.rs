//! `cargo xtask bench`: Weft, jco and a program written by hand, side by side; see `tests/bench`.

use crate::wasm::{self, Profile};
use crate::{apps, browsers, guests, nodes, packages, paths, process, setup};
use anyhow::{Result, bail};

/// What is measured, and how it is told.
#[derive(clap::Args)]
pub struct Options {
    /// Only rows of these groups: calls, size, transpile, startup, wasi
    groups: Vec<String>,
    /// Only rows whose names contain this
    #[arg(long, value_name = "PART")]
    row: Option<String>,
    /// Only this place: node or chromium
    #[arg(long)]
    place: Option<String>,
    /// Processes per row, place and contestant, instead of what the row says
    #[arg(long)]
    rounds: Option<u32>,
    /// Print JSON with all samples, for keeping
    #[arg(long)]
    json: bool,
}

/// Builds everything optimised, then measures.
pub fn run(options: &Options) -> Result<()> {
    setup::targets()?;
    setup::npm()?;
    if !browsers::present("chromium")? {
        bail!("the benchmark runs in Chromium, which is not installed; `cargo xtask setup` installs it or says how");
    }
    guests::build()?;
    apps::build()?;
    let mut build = process::cargo();
    process::run(build.args(["build", "--quiet", "--release", "--locked", "--package", "weft-cli"]))?;
    packages::build()?;
    // The wasm as it is published takes minutes to build, and few rows are about it.
    if options.groups.is_empty() || options.groups.iter().any(|group| ["size", "transpile"].contains(&group.as_str())) {
        wasm::build(Profile::Published)?;
    }
    // What Weft is measured against has a lock file of its own.
    setup::npm_in("tests/bench", &["--ignore-scripts"])?;

    let mut bench = process::command(nodes::find(26)?);
    bench.arg("tests/bench/bench.mjs").arg(paths::binary("release", "weft")).args(&options.groups);
    for (name, value) in [("--row", &options.row), ("--place", &options.place)] {
        bench.args(value.iter().flat_map(|value| [name, value]));
    }
    if let Some(rounds) = options.rounds {
        bench.args(["--rounds", &rounds.to_string()]);
    }
    if options.json {
        bench.arg("--json");
    }
    process::run(&mut bench)
}
