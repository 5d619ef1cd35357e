//! `cargo xtask spec`: component scripts, executed as what Weft generates; see `tests/spec`.

use crate::process::{self, cargo, command};
use crate::{browsers, nodes, paths, setup};
use anyhow::{Context, Result};
use std::path::PathBuf;
use std::process::Command;

/// Where scripts run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Engine {
    /// Node 26.
    Node,
    /// V8 in a page.
    Chromium,
    /// SpiderMonkey in a page.
    Firefox,
    /// JavaScriptCore in a page.
    Webkit,
}

impl Engine {
    const ALL: [Self; 4] = [Self::Node, Self::Chromium, Self::Firefox, Self::Webkit];

    fn name(self) -> &'static str {
        match self {
            Self::Node => "node",
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

/// Which scripts, and where.
#[derive(clap::Args)]
pub struct Options {
    /// Scripts, or folders of scripts
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Only in this engine; may be given several times
    #[arg(long = "engine", value_name = "ENGINE")]
    engines: Vec<Engine>,
    /// Calls between components as for engines that let a core module have one memory only
    #[arg(long)]
    single_memory: bool,
}

/// Builds what it takes and runs the scripts.
pub fn run(options: &Options) -> Result<()> {
    setup::npm()?;
    process::run(cargo().args(["build", "--quiet", "--locked", "--workspace", "--bins"]))?;
    let engines = if options.engines.is_empty() { &Engine::ALL[..] } else { &options.engines };
    // The command starts in the repository's root, the paths where we are.
    let absolute = |path: &PathBuf| std::path::absolute(path).with_context(|| format!("{}", path.display()));
    let scripts = options.paths.iter().map(absolute).collect::<Result<Vec<_>>>()?;
    process::run(&mut runner(&scripts, engines, options.single_memory)?)
}

/// Transpiles the scripts' components; the command then runs them, in these engines.
fn runner(scripts: &[PathBuf], engines: &[Engine], single_memory: bool) -> Result<Command> {
    if engines.iter().any(|engine| *engine != Engine::Node) {
        browsers::install()?;
    }
    let flag = single_memory.then_some("--single-memory");
    process::run(command(paths::binary("debug", "spec-scripts")).args(flag).arg("target/spec").args(scripts))?;
    let mut node = command(nodes::find(26)?);
    node.arg("tests/spec/spec.mjs").args(engines.iter().map(|engine| engine.name()));
    Ok(node)
}

/// The command that runs our own scripts everywhere.
pub fn own() -> Result<Command> {
    runner(&[paths::in_root("tests/spec")], &Engine::ALL, false)
}
