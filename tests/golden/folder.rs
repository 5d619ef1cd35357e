//! A folder of text files that must hold what came out.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// Compares `actual` with the folder, or writes it there with `BLESS=1`; an error names the case.
pub fn check(case: &str, folder: &Path, actual: &BTreeMap<String, String>) -> Result<(), String> {
    if env::var_os("BLESS").is_some() {
        return bless(folder, actual).map_err(|error| format!("{case}: {error}"));
    }
    compare(case, &read(folder), actual)
}

/// What is in the folder now.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries
        .filter_map(|entry| {
            Some((entry.file_name().to_string_lossy().into_owned(), fs::read_to_string(entry.path()).ok()?))
        })
        .collect()
}

/// Makes the folder hold exactly `files`.
fn bless(folder: &Path, files: &BTreeMap<String, String>) -> std::io::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    for (name, text) in files {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

/// Names the first line in which each file differs.
fn compare(case: &str, expected: &BTreeMap<String, String>, actual: &BTreeMap<String, String>) -> Result<(), String> {
    let mut failures = String::new();
    let gone = expected.keys().filter(|name| !actual.contains_key(*name));
    for name in gone {
        let _ = writeln!(failures, "{case}/{name}: is not generated any more");
    }
    for (name, text) in actual {
        match expected.get(name) {
            Some(old) if old == text => {}
            Some(old) => {
                let lines = old.lines().zip(text.lines()).take_while(|(old, new)| old == new).count();
                let line = |text: &str| text.lines().nth(lines).unwrap_or("(the end)").to_string();
                let _ = writeln!(failures, "{case}/{name}:{}:\n  - {}\n  + {}", lines + 1, line(old), line(text));
            }
            None => {
                let _ = writeln!(failures, "{case}/{name}: is new");
            }
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}
