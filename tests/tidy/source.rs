//! The tracked files of the repository, and what of a source file is code.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// A tracked text file.
pub struct Source {
    /// Relative to the root, `/` between its parts.
    pub path: String,
    /// The contents.
    pub text: String,
}

/// All tracked files that are UTF-8 text, and those not yet tracked that are not ignored.
pub static FILES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root())
        .output()
        .expect("git lists the files");
    assert!(output.status.success(), "git ls-files: {}", String::from_utf8_lossy(&output.stderr));
    let mut files: Vec<Source> = String::from_utf8(output.stdout)
        .expect("paths are UTF-8")
        .split_terminator('\0')
        // A small module may happen to be UTF-8.
        .filter(|path| !path.ends_with(".wasm"))
        .filter_map(|path| Some(Source { path: path.into(), text: std::fs::read_to_string(root().join(path)).ok()? }))
        .collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(files.len() > 20, "the files are found");
    files
});

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The files below `folder` whose names end in `extension`.
pub fn below(folder: &str, extension: &str) -> impl Iterator<Item = &'static Source> {
    FILES.iter().filter(move |file| file.path.starts_with(folder) && file.path.ends_with(extension))
}

impl Source {
    /// The lines that are code, numbered from one: no comments, and in Rust nothing from `#[cfg(test)]` on, which ends a file by
    /// convention.
    pub fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let rust = self.path.ends_with(".rs");
        let mut in_block = false;
        self.text
            .lines()
            .enumerate()
            .take_while(move |(_, line)| !(rust && line.trim() == "#[cfg(test)]"))
            .map(|(index, line)| (index + 1, line))
            .filter(move |(_, line)| {
                let line = line.trim();
                let comment = in_block || line.starts_with("//") || line.starts_with("/*");
                if line.starts_with("/*") {
                    in_block = true;
                }
                if in_block && line.ends_with("*/") {
                    in_block = false;
                }
                !comment
            })
    }

    /// Whether this is a test.
    pub fn is_test(&self) -> bool {
        self.path.contains(".test.")
            || self.path.contains("/tests/")
            || self.path.ends_with("/tests.rs")
            || self.path.ends_with("_test.rs")
    }
}

/// Whether `word` stands in `line`, not as a part of a longer name.
pub fn has_word(line: &str, word: &str) -> bool {
    let part = |character: Option<char>| character.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == '$');
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        !part(before) && !part(after)
    })
}

/// Fails with `rule` and all `places`, if there are any.
pub fn none(rule: &str, places: Vec<String>) {
    assert!(places.is_empty(), "{rule}\n  {}\n", places.join("\n  "));
}

/// The places in `files` where a line of code is `bad`.
pub fn places<'a>(files: impl Iterator<Item = &'a Source>, bad: impl Fn(&str) -> bool) -> Vec<String> {
    files
        .flat_map(|file| file.code().map(move |(number, line)| (file, number, line)))
        .filter(|(_, _, line)| bad(line))
        .map(|(file, number, line)| format!("{}:{number}: {}", file.path, line.trim()))
        .collect()
}

#[test]
fn code_is_what_is_not_comment() {
    let file = Source {
        path: "x.rs".into(),
        text: "//! doc\nlet a; // why\n/* no\nno */\nlet b;\n#[cfg(test)]\nmod tests {}".into(),
    };
    assert_eq!(file.code().collect::<Vec<_>>(), [(2, "let a; // why"), (5, "let b;")]);
}

#[test]
fn words() {
    assert!(has_word("use swc_core::x", "swc_core"));
    assert!(!has_word("my_swc_core", "swc_core"));
    assert!(has_word("a.fetch(", "fetch"));
}
