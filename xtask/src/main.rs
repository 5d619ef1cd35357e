//! The one entry for building, testing, measuring and showing Weft: `cargo xtask <verb>`.
//!
//! Each verb does its own set-up: a step that is done is skipped, so the same command works on a fresh machine and in the
//! hundredth edit of a day. A verb that is not there yet is not listed.

mod apps;
mod bench;
mod browsers;
mod debian;
mod demo;
mod differential;
mod guests;
mod nodes;
mod packages;
mod paths;
mod process;
mod python;
mod runtimes;
mod setup;
mod spec;
mod tally;
mod test;
mod wasm;

use anyhow::Result;
use clap::{Parser, Subcommand};

/// Builds, tests, measures and shows Weft.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Installs what the other verbs need; says what it cannot install
    Setup,
    /// Builds the guests (tests/guests) to components, the apps among them
    Guests,
    /// Builds the npm packages, each complete in its `dist`
    Packages {
        /// The wasm as it is published: small, and slow to build; what users fetch is held to its limits
        #[arg(long)]
        published: bool,
    },
    /// Runs every test: Rust, TypeScript, generated code in Node 20 and 26, Deno, Bun and three browser engines
    Test {
        /// Only tests whose names contain one of these; format and lints are left out then
        filter: Vec<String>,
    },
    /// Measures Weft beside jco and a program written by hand, in Node and Chromium
    Bench(bench::Options),
    /// Runs component scripts (`*.wast`), such as the specification's own, in Node and the three browsers
    Spec(spec::Options),
    /// Compares what Weft generates with wasmtime: random functions and values, and memory that no toolchain would write
    Differential(differential::Options),
    /// Transpiles and runs a Rust command in Node, then serves a page that does the same in the browser
    Demo {
        /// Stop before serving
        #[arg(long)]
        no_serve: bool,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().verb {
        Verb::Setup => setup::everything(),
        Verb::Guests => guests::build().and_then(|()| apps::build()),
        Verb::Packages { published } => {
            setup::npm()?;
            packages::build()?;
            if !published {
                return wasm::build(wasm::Profile::Quick).map(drop);
            }
            wasm::build(wasm::Profile::Published)?;
            process::run(process::command(nodes::find(26)?).args(["--test", "tests/sizes/published.test.mjs"]))
        }
        Verb::Test { filter } => test::all(&filter),
        Verb::Spec(options) => spec::run(&options),
        Verb::Differential(options) => differential::run(&options),
        Verb::Bench(options) => bench::run(&options),
        Verb::Demo { no_serve } => demo::run(!no_serve),
    }
}
