//! The apps: programs in Python and JavaScript that their tools make components of, each with its interpreter inside.
//!
//! The tools have pins and lock files of their own in `tests/guests/apps`. An app is built when a source, a pin or the WIT is not what it was built
//! from, and its tool is installed when it is built.

use crate::{nodes, paths, process, python, setup};
use anyhow::{Context, Result, anyhow};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

/// Where the sources and pins are.
const SOURCES: &str = "tests/guests/apps";

/// One of them.
struct App {
    name: &'static str,
    /// What it is made of, in [`SOURCES`].
    sources: &'static [&'static str],
    /// What pins its tool, there too.
    pins: &'static str,
    /// The command that makes the component. It runs beside copies of the sources, since an interpreter writes there what it compiled.
    command: fn(&Paths) -> Result<Command>,
}

/// What a tool reads and writes.
struct Paths {
    wit: PathBuf,
    component: PathBuf,
}

const PYTHON: [App; 1] = [App {
    name: "py",
    sources: &["py/app.py"],
    pins: "requirements.txt",
    command: |paths| {
        let mut tool = process::command(componentize_py()?);
        tool.args(["--quiet", "--world", "counting", "--wit-path"]).arg(&paths.wit);
        tool.args(["componentize", "app", "--python-path", "py", "--output"]).arg(&paths.component);
        Ok(tool)
    },
}];

const JAVASCRIPT: [App; 2] = [
    App {
        name: "js",
        sources: &["js/app.js", "counting.js"],
        pins: "package-lock.json",
        command: |paths| {
            let mut tool = node("@bytecodealliance/componentize-js/src/cli.js")?;
            tool.args(["js/app.js", "--world-name", "counting", "--wit"]).arg(&paths.wit);
            tool.arg("--out").arg(&paths.component);
            Ok(tool)
        },
    },
    App {
        name: "qjs",
        sources: &["qjs/app.js", "counting.js"],
        pins: "package-lock.json",
        command: |paths| {
            let mut tool = node("componentize-qjs/bin/componentize-qjs")?;
            tool.args(["--sync", "--js", "qjs/app.js", "--module-root", ".", "--world", "counting", "--wit"]);
            tool.arg(&paths.wit).arg("--output").arg(&paths.component);
            Ok(tool)
        },
    },
];

/// Builds those that have to be, into `target/apps`, Python's beside JavaScript's.
pub fn build() -> Result<()> {
    let (wit, text) = wit()?;
    let all = |apps: &[App]| apps.iter().try_for_each(|app| app.build(&wit, &text));
    thread::scope(|scope| {
        let python = scope.spawn(|| all(&PYTHON));
        let javascript = all(&JAVASCRIPT);
        python.join().map_err(|_| anyhow!("the thread that builds the app in Python panicked"))?.and(javascript)
    })
}

/// Installs their tools.
pub fn tools() -> Result<()> {
    componentize_py()?;
    node_tools()
}

impl App {
    fn build(&self, wit: &Path, text: &str) -> Result<()> {
        let mut made_of = text.to_string();
        for file in self.sources.iter().chain([&self.pins]) {
            made_of.push_str(&read(&source(file))?);
        }
        let out = |name: &str| paths::in_root("target/apps").join(name);
        let component = out(&format!("{}.wasm", self.name));
        let stamp = out(&format!("{}.made-of", self.name));
        if component.is_file() && fs::read_to_string(&stamp).is_ok_and(|was| was == made_of) {
            return Ok(());
        }
        let copies = out(self.name);
        for file in self.sources {
            let copy = copies.join(file);
            fs::create_dir_all(copy.parent().unwrap_or(&copies))?;
            fs::copy(source(file), copy).with_context(|| (*file).to_string())?;
        }
        let mut tool = (self.command)(&Paths { wit: wit.to_path_buf(), component })?;
        process::run(tool.current_dir(&copies)).with_context(|| format!("{SOURCES}/{}", self.name))?;
        fs::write(stamp, made_of).context("a stamp under target/apps")
    }
}

/// The folder of the apps' WIT and WASI's, which comes from a crate that a guest uses, and the whole text of it.
fn wit() -> Result<(PathBuf, String)> {
    let mut cargo = process::cargo();
    cargo.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "wasm32-wasip2"]);
    cargo.args(["--manifest-path", "tests/guests/Cargo.toml"]);
    let metadata: Value = serde_json::from_str(&process::output(&mut cargo)?)?;
    let packages = metadata.get("packages").and_then(Value::as_array).into_iter().flatten();
    let manifest = packages
        .filter(|package| package.get("name").is_some_and(|name| name == "wasip2"))
        .find_map(|package| package.get("manifest_path")?.as_str())
        .context("no guest uses the crate wasip2, which has WASI's WIT")?;

    let folder = paths::in_root("target/apps/wit");
    let mut text = String::new();
    for (from, to) in [(source("wit"), ""), (Path::new(manifest).with_file_name("wit").join("deps"), "deps")] {
        fs::create_dir_all(folder.join(to))?;
        let files = fs::read_dir(&from).with_context(|| from.display().to_string())?;
        let mut files: Vec<PathBuf> = files.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
        files.sort();
        for file in files {
            let wit = read(&file)?;
            text.push_str(&wit);
            fs::write(folder.join(to).join(file.file_name().unwrap_or_default()), wit)?;
        }
    }
    Ok((folder, text))
}

fn componentize_py() -> Result<PathBuf> {
    python::tool("componentize-py", &format!("{SOURCES}/requirements.txt"))
}

/// A tool of npm's, by its script.
fn node(script: &str) -> Result<Command> {
    node_tools()?;
    let mut command = process::command(nodes::system()?);
    command.arg(source("node_modules").join(script));
    Ok(command)
}

fn node_tools() -> Result<()> {
    setup::npm_in(SOURCES, &["--ignore-scripts"])
}

fn source(file: &str) -> PathBuf {
    paths::in_root(SOURCES).join(file)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| path.display().to_string())
}
