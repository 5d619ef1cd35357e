//! `cargo xtask test`: every test there is, in stages; a failed stage does not hide the next.
//!
//! Everything native is built in one profile (dev, with optimised dependencies), so that the crates below us are compiled
//! once. The last line is the sum over all runners.

use crate::process::{cargo, command, run, watch};
use crate::tally::Tally;
use crate::wasm::{self, Profile};
use crate::{apps, browsers, differential, guests, nodes, packages, paths, runtimes, setup, spec};
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Instant;

/// How many damaged inputs are tried; see `tests/fuzz`.
const FUZZ: &str = "100000";

/// The stage that weighs generated code, which needs the apps; and what prints such figures.
const SIZES: &str = "The sizes of generated code";

/// Runs the tests whose names contain one of `filter`, or all.
pub fn all(filter: &[String]) -> Result<()> {
    let mut suite = Suite { filter, total: Tally::default(), times: Vec::new() };
    suite.stage("Set-up", |_, _| {
        setup::targets()?;
        setup::npm()?;
        setup::tools()
    });
    // Without packages there is nothing to test with; the reason is printed above.
    if suite.total.failed == 0 {
        suite.stages();
    }
    suite.close()
}

struct Suite<'a> {
    filter: &'a [String],
    total: Tally,
    times: Vec<(String, f64)>,
}

impl Suite<'_> {
    fn stages(&mut self) {
        if self.filter.is_empty() {
            self.stage("Format", |_, tally| {
                tally.check(run(cargo().args(["fmt", "--all", "--check"])).is_ok());
                for others in ["tests/guests/Cargo.toml", "tests/differential/oracle/Cargo.toml"] {
                    let mut format = cargo();
                    tally.check(run(format.args(["fmt", "--all", "--check", "--manifest-path", others])).is_ok());
                }
                Ok(())
            });
            self.stage("Lints", |_, tally| {
                let mut clippy = cargo();
                clippy.args(["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]);
                tally.check(run(&mut clippy).is_ok());
                Ok(())
            });
        }
        self.stage("Guests", |_, _| guests::build());
        // They take longer than the other guests, and only the cases of this name run them.
        if self.names("apps-") || self.filter.iter().any(|name| name.contains("apps")) || self.names(SIZES) {
            self.stage("Apps", |_, _| apps::build());
        }
        self.stage("Rust", |suite, tally| {
            let mut test = cargo();
            test.args(["test", "--quiet", "--locked", "--workspace", "--no-fail-fast", "--"]).args(suite.filter);
            if std::env::var_os("WEFT_FUZZ").is_none() {
                test.env("WEFT_FUZZ", FUZZ);
            }
            suite.runner(&mut test, tally)
        });
        self.stage("TypeScript: build", |suite, tally| {
            packages::build()?;
            let tsc = paths::in_root("node_modules/.bin/tsc");
            for project in ["tests", "tests/golden", "tests/golden/tsconfig.bundler.json", "playground"] {
                let passed = run(command(&tsc).args(["--noEmit", "--project", project])).is_ok();
                if suite.filter.is_empty() || !passed {
                    tally.check(passed);
                }
            }
            Ok(())
        });
        for major in nodes::TESTED {
            self.stage(&format!("TypeScript: tests in Node {major}"), |suite, tally| {
                let node = nodes::find(major)?;
                for package in packages::all()? {
                    let files = package.tests()?;
                    if files.is_empty() {
                        continue;
                    }
                    println!("{}", package.name);
                    let mut test = command(&node);
                    test.args(["--test", "--test-reporter=spec"]);
                    if !suite.filter.is_empty() {
                        test.arg(format!("--test-name-pattern={}", suite.filter.join("|")));
                    }
                    suite.runner(test.args(files), tally)?;
                }
                Ok(())
            });
        }
        for runtime in &runtimes::TESTED {
            self.stage(&format!("TypeScript: tests in {}", runtime.name), |suite, tally| {
                for package in packages::all()? {
                    let files = package.tests()?;
                    if files.is_empty() {
                        continue;
                    }
                    println!("{}", package.name);
                    suite.runner(&mut runtime.test(&files, suite.filter, &package.folder)?, tally)?;
                }
                Ok(())
            });
        }
        self.stage("Run cases: transpile", |_, _| {
            run(cargo().args(["build", "--quiet", "--locked", "--workspace", "--bins"]))?;
            let binaries = ["weft", "round-trips"].map(|name| paths::binary("debug", name));
            run(command(nodes::system()?).arg("tests/run/prepare.mjs").args(binaries))
        });
        if self.names(SIZES) {
            self.stage(SIZES, |suite, tally| {
                let mut node = command(nodes::find(26)?);
                node.args([
                    "--test",
                    "--test-reporter=spec",
                    "tests/sizes/snapshot.test.mjs",
                    "tests/sizes/sizes.test.mjs",
                    "tests/bench/tables.test.mjs",
                ]);
                suite.runner(node.env("WEFT_BINARY", paths::binary("debug", "weft")), tally)
            });
        }
        for major in nodes::TESTED {
            self.stage(&format!("Run cases: Node {major}"), |suite, tally| {
                let mut node = command(nodes::find(major)?);
                suite.runner(node.args(["--test", "--test-reporter=spec", "tests/run/node.test.mjs"]), tally)
            });
        }
        for runtime in &runtimes::TESTED {
            self.stage(&format!("Run cases: {}", runtime.name), |suite, tally| {
                let mut node = command(nodes::system()?);
                node.args(["--test", "--test-reporter=spec", "tests/run/processes.test.mjs"]);
                suite.runner(node.env(runtime.variable, runtime.find()?), tally)
            });
        }
        self.stage("Run cases: Chromium, Firefox, WebKit", |suite, tally| {
            browsers::install()?;
            let mut node = command(nodes::system()?);
            suite.runner(node.args(["--test", "--test-reporter=spec", "tests/run/browsers.test.mjs"]), tally)
        });
        if self.names("spec") {
            self.stage("Component scripts: Node 26, Chromium, Firefox, WebKit", |suite, tally| {
                suite.runner(&mut spec::own()?, tally)
            });
        }
        if self.names("differential") {
            self.stage("Differential: Node 26 beside what wasmtime made of the same", |suite, tally| {
                suite.runner(&mut differential::recorded()?, tally)
            });
        }
        if self.names("bundlers") {
            self.stage("Bundlers: Vite, esbuild, webpack", |suite, tally| {
                setup::npm_in("tests/bundlers", &["--ignore-scripts"])?;
                let mut node = command(nodes::find(26)?);
                node.args(["--test", "--test-reporter=spec", "tests/bundlers/bundlers.test.mjs"]);
                suite.runner(node.env("WEFT_BINARY", paths::binary("debug", "weft")), tally)
            });
        }
        self.stage("The transpiler as wasm", |suite, tally| {
            wasm::build(Profile::Quick)?;
            let mut node = command(nodes::find(26)?);
            node.args(["--test", "--test-reporter=spec"]);
            node.args(
                ["transpile", "load", "arriving", "command"].map(|it| format!("npm/transpiler/test/{it}.test.mjs")),
            );
            suite.runner(node.env("WEFT_BINARY", paths::binary("debug", "weft")), tally)
        });
        if self.names("playground") {
            self.stage("The playground", |suite, tally| {
                let node = nodes::find(26)?;
                let runner = || {
                    let mut node = command(&node);
                    node.args(["--test", "--test-reporter=spec"]);
                    node
                };
                suite.runner(runner().arg("playground/src/**/*.test.ts"), tally)?;
                run(command(nodes::system()?).args(["playground/build.mjs", "target/playground/page"]))?;
                suite.runner(runner().arg("tests/playground/playground.test.mjs"), tally)
            });
        }
        self.stage("The command of the npm package", |suite, tally| {
            let mut test = cargo();
            test.args([
                "test",
                "--quiet",
                "--locked",
                "--workspace",
                "--test",
                "cli",
                "--test",
                "compose",
                "--test",
                "run",
                "--no-fail-fast",
                "--",
            ]);
            test.args(suite.filter).env("WEFT_NPM", paths::in_root("npm/transpiler/dist/bin.js"));
            suite.runner(&mut test, tally)
        });
        self.stage("The packages as they are installed", |suite, tally| {
            setup::npm_in("tests/packages", &["--ignore-scripts"])?;
            let mut node = command(nodes::find(26)?);
            node.args(["--test", "--test-reporter=spec", "tests/packages/packages.test.mjs"]);
            for major in nodes::TESTED {
                node.env(format!("WEFT_NODE_{major}"), nodes::find(major)?);
            }
            for runtime in &runtimes::TESTED {
                node.env(runtime.variable, runtime.find()?);
            }
            suite.runner(&mut node, tally)
        });
    }

    /// Whether the filter is for this stage too, whose tests have no names of their own to ask for.
    fn names(&self, stage: &str) -> bool {
        self.filter.is_empty() || self.filter.iter().any(|part| stage.contains(part.as_str()))
    }

    /// Runs a stage under a heading; an error counts as one failed test.
    fn stage(&mut self, name: &str, work: impl FnOnce(&Self, &mut Tally) -> Result<()>) {
        println!("\n== {name}");
        let start = Instant::now();
        let mut tally = Tally::default();
        if let Err(error) = work(self, &mut tally) {
            println!("error: {error:#}");
            tally.check(false);
        }
        self.total += tally;
        self.times.push((name.to_string(), start.elapsed().as_secs_f64()));
    }

    /// Runs a test runner; one that fails without naming a failed test counts as one, as does one that runs no test.
    fn runner(&self, command: &mut Command, tally: &mut Tally) -> Result<()> {
        let mut seen = Tally::default();
        let success = watch(command.env("WEFT_FILTER", self.filter.join(" ")), |line| seen.see(line))?;
        *tally += seen;
        if !success && seen.failed == 0 {
            bail!("the runner failed, though no test did");
        }
        if self.filter.is_empty() && seen == Tally::default() {
            bail!("the runner ran no test");
        }
        Ok(())
    }

    /// Prints what each stage took and the totals.
    fn close(self) -> Result<()> {
        println!();
        for (name, seconds) in &self.times {
            println!("{seconds:8.1} s  {name}");
        }
        let Tally { passed, failed } = self.total;
        println!("{passed} passed, {failed} failed");
        if failed > 0 {
            std::process::exit(1);
        }
        Ok(())
    }
}
