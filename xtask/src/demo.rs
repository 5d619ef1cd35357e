//! `cargo xtask demo`: a Rust `std` command as a component, in Node and in a tab.
//!
//! The inputs and what has to come out are in `playground/samples/hello.json`; the page, which is the playground, takes them from the same file.

use crate::process::{command, output, run as run_command};
use crate::wasm::{self, Profile};
use crate::{browsers, guests, nodes, packages, paths, process, setup};
use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

/// Builds, runs and checks everything; then serves the page when asked to.
pub fn run(serve: bool) -> Result<()> {
    heading("Build");
    setup::targets()?;
    setup::npm()?;
    guests::build()?;
    let mut build = process::cargo();
    run_command(build.args(["build", "--quiet", "--release", "--locked", "--package", "weft-cli"]))?;
    packages::build()?;

    let demo = Demo::new()?;
    heading("In Node");
    let transpile = demo.transpile()?;
    let wall = demo.run()?;
    demo.measured(transpile, wall)?;

    heading("In a browser");
    wasm::build(Profile::Published)?;
    run_command(command(nodes::system()?).args(["playground/build.mjs", "target/demo/page"]))?;
    verify_page()?;

    if serve {
        heading("The page (Ctrl-C ends)");
        run_command(command(nodes::system()?).arg("playground/serve.mjs"))?;
    }
    Ok(())
}

/// The sample, and where its pieces are.
struct Demo {
    sample: Value,
    weft: PathBuf,
    component: PathBuf,
    /// What `weft transpile` writes.
    out: PathBuf,
    /// The host's folder for the guest's `/data`.
    data: PathBuf,
}

impl Demo {
    fn new() -> Result<Self> {
        let path = paths::in_root("playground/samples/hello.json");
        let sample = serde_json::from_str(&fs::read_to_string(&path)?).with_context(|| path.display().to_string())?;
        Ok(Self {
            sample,
            weft: paths::binary("release", "weft"),
            component: paths::guest("hello"),
            out: paths::in_root("target/demo/hello"),
            data: paths::in_root("target/demo/data"),
        })
    }

    /// Transpiles the component; returns what it took.
    fn transpile(&self) -> Result<Duration> {
        clear(&self.out)?;
        let start = Instant::now();
        let mut weft = command(&self.weft);
        weft.arg("transpile").arg(&self.component).arg("-o").arg(&self.out);
        run_command(weft.args(["--name", "hello", "--mode", "instantiate"]).stdout(Stdio::null()))?;
        Ok(start.elapsed())
    }

    /// `weft run` with everything that the sample gives; shows and checks what it printed and wrote.
    fn run(&self) -> Result<Duration> {
        clear(&self.data)?;
        for (path, text) in texts(&self.sample, "/files") {
            fs::write(self.host(&path), text)?;
        }
        let mut weft = command(&self.weft);
        weft.arg("run").arg("--dir").arg(format!("{}::/data", self.data.display()));
        for (name, value) in texts(&self.sample, "/env") {
            weft.arg("--env").arg(format!("{name}={value}"));
        }
        weft.arg(&self.component).args(lines(&self.sample, "/args"));
        let start = Instant::now();
        let mut child =
            weft.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().context("weft run")?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(self.sample.pointer("/stdin").and_then(Value::as_str).unwrap_or_default().as_bytes())?;
        }
        let done = child.wait_with_output()?;
        let wall = start.elapsed();

        let stdout = String::from_utf8_lossy(&done.stdout);
        let stderr = String::from_utf8_lossy(&done.stderr);
        print!("{}{}", indented("stdout", &stdout), indented("stderr", &stderr));
        same(
            "exit code",
            &i64::from(done.status.code().unwrap_or(-1)),
            &self.expected("/code").as_i64().unwrap_or_default(),
        )?;
        same("stdout", &stdout.lines().collect::<Vec<_>>(), &lines(&self.sample, "/expected/stdout"))?;
        same("stderr", &stderr.lines().collect::<Vec<_>>(), &lines(&self.sample, "/expected/stderr"))?;
        for (path, text) in texts(&self.sample, "/expected/files") {
            let written = fs::read_to_string(self.host(&path)).with_context(|| path.clone())?;
            same(&path, &written, &text)?;
        }
        Ok(wall)
    }

    /// Prints sizes and times; the phases are measured inside Node.
    fn measured(&self, transpile: Duration, wall: Duration) -> Result<()> {
        let mut node = command(nodes::find(26).or_else(|_| nodes::system())?);
        let text = output(node.arg("playground/measure.mjs").arg(&self.out).arg(&self.component))?;
        let measured: Value = serde_json::from_str(&text).context("measure.mjs")?;
        let bytes = |name: &str| measured.get(name).and_then(Value::as_u64).unwrap_or_default();
        let phase = |name: &str| measured.get(name).and_then(Value::as_f64).unwrap_or_default();
        println!("  sizes   component {} B", bytes("component"));
        println!("          core wasm {} B", bytes("core"));
        println!("          glue      {} B, {} B gzipped", bytes("glue"), bytes("glueGzip"));
        println!("  times   weft transpile  {:7.1} ms (the process)", millis(transpile));
        println!("          import          {:7.1} ms", phase("import"));
        println!("          instantiate     {:7.1} ms", phase("instantiate"));
        println!("          run             {:7.1} ms", phase("run"));
        println!("          weft run        {:7.1} ms (the process: transpile, start Node, run)", millis(wall));
        Ok(())
    }

    fn expected(&self, pointer: &str) -> &Value {
        self.sample.pointer(&format!("/expected{pointer}")).unwrap_or(&Value::Null)
    }

    /// The host's file for a guest's path below `/data`.
    fn host(&self, path: &str) -> PathBuf {
        self.data.join(path.trim_start_matches("/data/"))
    }
}

/// Lets Chromium open the page and compares what it shows; says so when there is no Chromium.
fn verify_page() -> Result<()> {
    if !browsers::present("chromium")? {
        println!(
            "  skipped: Chromium is not installed (`cargo xtask setup` installs it or says how); the page is built all the same"
        );
        return Ok(());
    }
    let text = output(command(nodes::system()?).args(["playground/verify.mjs", "chromium"]))?;
    let seen: Value = serde_json::from_str(&text).context("verify.mjs")?;
    let version = seen.get("version").and_then(Value::as_str).unwrap_or_default();
    println!("  Chromium {version}: the page shows the same output");
    for (phase, time) in texts(&seen, "/times") {
        println!("          {phase:15} {time:>10}");
    }
    Ok(())
}

fn heading(text: &str) {
    println!("\n== {text}");
}

/// Each line behind a margin with a name.
fn indented(name: &str, text: &str) -> String {
    text.lines().map(|line| format!("  {name} | {line}\n")).collect()
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, actual: &T, expected: &T) -> Result<()> {
    ensure!(actual == expected, "{what} is not as expected\n  actual:   {actual:?}\n  expected: {expected:?}");
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The strings of an array.
fn lines<'a>(value: &'a Value, pointer: &str) -> Vec<&'a str> {
    value.pointer(pointer).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The string members of an object, by name.
fn texts(value: &Value, pointer: &str) -> BTreeMap<String, String> {
    let members = value.pointer(pointer).and_then(Value::as_object).into_iter().flatten();
    members.filter_map(|(name, text)| Some((name.clone(), text.as_str()?.to_string()))).collect()
}

/// An empty folder.
fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())
}
