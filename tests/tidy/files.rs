//! What every file keeps to, whatever its language.

use crate::source::{FILES, Source, none, root};

const LANGUAGES: [&str; 5] = [".rs", ".ts", ".mjs", ".js", ".css"];
const LIMIT: usize = 600;

/// Files that may be longer, each with its reason.
const LONG: [(&str, &str); 0] = [];

fn written() -> impl Iterator<Item = &'static Source> {
    FILES.iter().filter(|file| {
        LANGUAGES.iter().any(|language| file.path.ends_with(language)) && !file.path.starts_with("tests/golden/")
    })
}

#[test]
fn files_hold_one_idea() {
    let long =
        written().filter(|file| file.text.lines().count() > LIMIT && !LONG.iter().any(|(path, _)| *path == file.path));
    let long = long.map(|file| format!("{}: {} lines", file.path, file.text.lines().count())).collect();
    none("a file of more than 600 lines has a seam, or its reason in LONG", long);
    let stale = LONG
        .iter()
        .filter(|(path, _)| !FILES.iter().any(|file| file.path == *path && file.text.lines().count() > LIMIT));
    none("an entry of LONG that is not long any more goes", stale.map(|(path, _)| (*path).to_string()).collect());
}

#[test]
fn every_module_says_what_it_is() {
    let modules = written().filter(|file| file.path.ends_with(".ts") || file.path.ends_with(".mjs"));
    let silent = modules.filter(|file| !file.path.ends_with(".d.ts") && !file.is_test());
    let silent = silent.filter(|file| !file.text.contains("/**"));
    none("every TypeScript or JavaScript module has a doc comment", silent.map(|file| file.path.clone()).collect());
}

#[test]
fn nothing_of_a_machine() {
    // Put together here, so that this file does not find itself.
    let paths = ["home", "root", "Users", "work"].map(|folder| format!("/{folder}/"));
    let mut places = Vec::new();
    for file in FILES.iter() {
        for (index, line) in file.text.lines().enumerate() {
            // A path starts a word: `tests/root/` is none.
            let path = paths.iter().any(|path| {
                line.match_indices(path.as_str()).any(|(start, _)| {
                    line[..start]
                        .chars()
                        .next_back()
                        .is_none_or(|c| matches!(c, ' ' | '"' | '\'' | '`' | '=' | '(' | ':'))
                })
            });
            let resolved = file.path.ends_with("package-lock.json") && line.contains("\"resolved\": \"http");
            let registry = file.path.ends_with("Cargo.lock")
                && line.starts_with("source = ")
                && line != "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
            if path || resolved || registry {
                places.push(format!("{}:{}: {}", file.path, index + 1, line.trim()));
            }
        }
    }
    none("no machine's path and no registry's host in a tracked file", places);
}

#[test]
fn text_is_tidy() {
    let mut places = Vec::new();
    for file in FILES.iter().filter(|file| !file.path.starts_with("tests/golden/") && !file.path.starts_with("LICENSE"))
    {
        if !file.text.is_empty() && !file.text.ends_with('\n') {
            places.push(format!("{}: no newline at the end", file.path));
        }
        for (index, line) in file.text.lines().enumerate() {
            if line.ends_with([' ', '\t']) || line.ends_with('\r') {
                places.push(format!("{}:{}: white space at the end", file.path, index + 1));
            }
            if line.contains(|letter: char| letter.is_control() && letter != '\t') {
                places.push(format!("{}:{}: a control character", file.path, index + 1));
            }
        }
    }
    none("lines end where their text ends and hold no control characters, files end with a newline", places);
}

#[test]
fn licences_are_there() {
    let read = |name: &str| std::fs::read_to_string(root().join(name)).expect(name);
    let apache = read("LICENSE-APACHE");
    assert!(
        apache.contains("Apache License") && apache.contains("LLVM Exceptions"),
        "Apache-2.0 with the LLVM exception"
    );
    assert!(read("LICENSE-MIT").contains("Permission is hereby granted, free of charge"), "MIT");
}
