//! Golden files: a component as text, and next to it everything that the transpiler makes of it.
//!
//! `cases/<name>.wat` is the input; `cases/<name>/` holds the generated JavaScript and TypeScript and `files.txt`, which lists every
//! file with its size, and that of the module minified. A case named `error-*` must fail; its folder holds `diagnostics.json`. Lines `;; option: value` at the top of the
//! input set options (`mode`, `no-wasi`, `async`, `runtime`, `minify`). Of the runtime functions that a module holds only the names stand
//! there, so that a change of one of them does not change every case; `whole: true` keeps their text. `BLESS=1 cargo test --test golden` writes what came out; the diff is
//! then for review. `uses/*.ts`, which `tsc` checks together with the declarations, hold right and wrong uses of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod folder;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use weft_transpiler::js::runtime::Linker;
use weft_transpiler::options::{Mode, Options, Runtime};
use weft_transpiler::{Arriving, Output, Report, transpile};

#[test]
fn golden() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/golden/cases");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("tests/golden/cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wat"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "there are cases");
    let failures: Vec<String> = cases.iter().filter_map(|case| check(case).err()).collect();
    assert!(failures.is_empty(), "{}\nBLESS=1 cargo test --test golden accepts what is meant", failures.join("\n"));
}

/// Runs one case: compares, or writes with `BLESS=1`.
fn check(input: &Path) -> Result<(), String> {
    let name = input.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(input).map_err(|error| format!("{name}: {error}"))?;
    let bytes = wat::parse_str(&text).map_err(|error| format!("{name}: {error}"))?;
    let options = options(&name, &text)?;
    for size in [1, 7, 64 << 10] {
        arrives(&bytes, size, &options).map_err(|what| format!("{name} in chunks of {size}: {what}"))?;
    }
    let actual = match (transpile(&bytes, &options), name.starts_with("error-")) {
        (Ok(output), false) => {
            let minified = transpile(&bytes, &Options { minify: true, ..options });
            let mut texts = texts(output, &minified.map_err(|diagnostics| format!("{name}: {diagnostics:#?}"))?);
            for file in [format!("{name}.js"), format!("{name}.worker.js")] {
                if let (false, Some(module)) = (text.contains(";; whole: true\n"), texts.get_mut(&file)) {
                    *module = without_runtime(module);
                }
            }
            texts
        }
        (Err(diagnostics), true) => {
            let json = serde_json::to_string_pretty(&diagnostics).map_err(|error| error.to_string())?;
            BTreeMap::from([("diagnostics.json".to_string(), json + "\n")])
        }
        (Ok(_), true) => return Err(format!("{name}: it must fail, and does not")),
        (Err(diagnostics), false) => return Err(format!("{name}: {diagnostics:#?}")),
    };
    folder::check(&name, &input.with_extension(""), &actual)
}

/// Compares what comes of an input that arrives in chunks with what comes of the whole.
fn arrives(bytes: &[u8], size: usize, options: &Options) -> Result<(), String> {
    let mut arriving = Arriving::new(0);
    // What is refused stays refused.
    bytes.chunks(size).for_each(|chunk| _ = arriving.push(chunk));
    let json = |report: &Report| serde_json::to_string(report).map_err(|error| error.to_string());
    match (arriving.transpile(options), transpile(bytes, options)) {
        (Err(found), Err(whole)) if found == whole => Ok(()),
        (Ok(found), Ok(whole)) if found.files != whole.files => Err("other files".to_string()),
        (Ok(found), Ok(whole)) if json(&found.report)? != json(&whole.report)? => Err("another report".to_string()),
        (Ok(_), Ok(_)) => Ok(()),
        (found, whole) => Err(format!("{:#?} instead of {:#?}", found.map(|_| ()), whole.map(|_| ()))),
    }
}

/// The options that the first lines of the input set.
fn options(name: &str, text: &str) -> Result<Options, String> {
    let mut options = Options { name: name.to_string(), mode: Mode::Instantiate, ..Options::default() };
    for (key, value) in text.lines().map_while(|line| line.strip_prefix(";; ")).filter_map(|line| line.split_once(": "))
    {
        match (key, value) {
            ("mode", "esm") => options.mode = Mode::Esm,
            ("mode", "instantiate") => options.mode = Mode::Instantiate,
            ("mode", "worker") => options.mode = Mode::Worker,
            ("no-wasi", "true") => options.no_wasi = true,
            ("runtime", "shared") => options.runtime = Runtime::Shared,
            ("minify", "true") => options.minify = true,
            ("async", export) => options.async_exports.push(export.to_string()),
            ("about" | "whole", _) => {}
            _ => return Err(format!("{name}: no option `{key}: {value}`")),
        }
    }
    Ok(options)
}

/// The generated text files, and the list of all files with their sizes.
fn texts(output: Output, minified: &Output) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::new();
    let mut sizes = String::new();
    for (index, file) in output.files.into_iter().enumerate() {
        if let (0, Some(minified)) = (index, minified.files.first()) {
            let _ = writeln!(sizes, "{:7}  {} minified", minified.contents.len(), minified.name);
        }
        let _ = writeln!(sizes, "{:7}  {}", file.contents.len(), file.name);
        if let (false, Ok(text)) = (file.name.ends_with(".wasm"), String::from_utf8(file.contents.into_owned())) {
            texts.insert(file.name, text);
        }
    }
    texts.insert("files.txt".to_string(), sizes);
    texts
}

/// The module with the names of the runtime functions in place of their text. A declaration goes from one line that is not indented to the
/// next that opens another.
fn without_runtime(module: &str) -> String {
    let runtime = Linker::all();
    let names: BTreeSet<&str> = runtime.names().collect();
    let (mut kept, mut left_out) = (String::new(), Vec::new());
    let mut is_kept = true;
    for line in module.lines() {
        if line.starts_with(|first: char| first.is_ascii_alphabetic()) {
            let declared = line.trim_start_matches("async ").split([' ', '(']).nth(1).unwrap_or_default();
            is_kept = !names.contains(declared) || line.contains("= runtime.");
            left_out.extend((!is_kept).then_some(declared));
        }
        if is_kept {
            let _ = writeln!(kept, "{line}");
        }
    }
    if left_out.is_empty() { kept } else { format!("// runtime: {}\n{kept}", left_out.join(", ")) }
}
