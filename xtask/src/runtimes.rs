//! The other programs that run JavaScript on a machine: Deno and Bun, as npm packages like the Nodes.

use crate::{nodes, paths, process};
use anyhow::{Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One of them.
pub struct Runtime {
    /// What it is called.
    pub name: &'static str,
    /// The environment variable that tells `tests/run/processes.test.mjs` where it is.
    pub variable: &'static str,
    /// The npm package of its program on this machine, and the program in it.
    package: fn() -> (String, &'static str),
    /// Its test runner as a command line of a shell, without the files.
    test: &'static str,
    /// The option that keeps the tests whose names match a regular expression.
    filter: fn(&str) -> Vec<String>,
}

/// All that tests run in.
pub const TESTED: [Runtime; 2] = [
    Runtime {
        name: "Deno",
        variable: "WEFT_DENO",
        package: || {
            let libc = if env::consts::OS == "linux" { "-glibc" } else { "" };
            (format!("@deno/{}-{}{libc}", nodes::os(), nodes::cpu()), "deno")
        },
        test: "test --allow-all --no-lock",
        filter: |pattern| vec!["--filter".into(), format!("/{pattern}/")],
    },
    Runtime {
        name: "Bun",
        variable: "WEFT_BUN",
        package: || {
            let cpu = if env::consts::ARCH == "aarch64" { "aarch64" } else { nodes::cpu() };
            (format!("@oven/bun-{}-{cpu}", nodes::os()), "bin/bun")
        },
        test: "test --timeout 60000 --pass-with-no-tests",
        filter: |pattern| vec!["--test-name-pattern".into(), pattern.into()],
    },
];

impl Runtime {
    /// Its program.
    pub fn find(&self) -> Result<PathBuf> {
        let (package, program) = (self.package)();
        let path = paths::in_root("node_modules").join(&package).join(program);
        if !path.is_file() {
            bail!("no {} here: package.json names no package {package} for this platform", self.name);
        }
        Ok(path)
    }

    /// Its test runner for these files; what it says goes to stdout, without colours, for the totals to be read.
    pub fn test(&self, files: &[PathBuf], filter: &[String], folder: &Path) -> Result<Command> {
        let mut command = process::command("sh");
        command.args(["-c", &format!("exec \"$0\" {} \"$@\" 2>&1", self.test)]).arg(self.find()?);
        if !filter.is_empty() {
            command.args((self.filter)(&filter.join("|")));
        }
        command.args(files).env("NO_COLOR", "1").current_dir(folder);
        Ok(command)
    }
}
