//! `cargo xtask bench`: Weft, jco and a program written by hand, side by side; see `tests/bench`.

use crate::{browsers, guests, nodes, packages, paths, process, setup};
use anyhow::{Result, bail};
use std::fs;

/// What is measured, and how it is told.
#[derive(clap::Args)]
pub struct Options {
    /// Only rows of these groups: wasi
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
    let mut build = process::cargo();
    process::run(build.args(["build", "--quiet", "--release", "--locked", "--package", "weft-cli"]))?;
    packages::build()?;
    peers()?;

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

/// Installs what Weft is measured against, when it is not what the benchmark's own lock file says.
fn peers() -> Result<()> {
    let folder = paths::in_root("tests/bench");
    let lock = fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.weft-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    eprintln!("setup: npm install in tests/bench");
    // Not `npm ci`: it refuses a lock file without entries for optional packages of other platforms, and some that jco names are in no
    // registry.
    let mut npm = process::command("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder);
    process::run(&mut npm)?;
    Ok(fs::write(&stamp, lock)?)
}
