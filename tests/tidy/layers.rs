//! Who may name what in Rust: purity of the transpiler, one home per foreign crate, no panics.

use crate::source::{Source, below, has_word, none, places};

/// The libraries that must be pure: the transpiler, the encoder, the compiler of text and what composes.
fn library() -> impl Iterator<Item = &'static Source> {
    ["transpiler/src/", "transpiler/encode/src/", "transpiler/wat/src/", "transpiler/compose/src/"]
        .into_iter()
        .flat_map(|folder| below(folder, ".rs"))
        .filter(|file| !file.is_test())
}

#[test]
fn the_transpiler_is_pure() {
    let rule =
        "the libraries take bytes and options and return files: no file system, clock, environment, global state";
    let forbidden = ["std::fs", "std::env", "std::time", "std::process", "std::net", "std::os", "std::io::stdin"];
    let state = ["static mut ", "OnceLock", "LazyLock", "thread_local!", "AtomicUsize", "AtomicU32", "AtomicBool"];
    let talk = ["println!", "eprintln!", "print!", "dbg!"];
    none(rule, places(library(), |line| forbidden.iter().chain(&state).chain(&talk).any(|word| line.contains(word))));
}

#[test]
fn threads_have_one_home() {
    let rule = "threads are where nothing that comes out can depend on them: the checks of function bodies";
    let elsewhere = library().filter(|file| file.path != "transpiler/src/decode/bodies.rs");
    none(rule, places(elsewhere, |line| line.contains("std::thread")));
}

#[test]
fn output_does_not_depend_on_hashes() {
    let rule = "output bytes are deterministic: a HashMap or HashSet is looked into, never iterated over";
    let mut bad = Vec::new();
    for file in library() {
        let mut names: Vec<String> = Vec::new();
        for (number, line) in file.code() {
            // A function's variables end with it; a field keeps its `self.`.
            if line.trim_start().trim_start_matches("pub").trim_start_matches("(super)").trim_start().starts_with("fn ")
            {
                names.retain(|name| name.starts_with("self."));
            }
            if names.iter().any(|name| iterates(line, name)) {
                bad.push(format!("{}:{number}: {}", file.path, line.trim()));
            }
            names.extend(hashed(line));
        }
    }
    none(rule, bad);
}

/// Whether `line` goes over all of the collection `name`.
fn iterates(line: &str, name: &str) -> bool {
    let ways = [".iter()", ".keys()", ".values()", ".values_mut()", ".into_iter()", ".drain(", ".retain("];
    ways.iter().any(|way| line.contains(&format!("{name}{way}")))
        || ["", "&", "&mut "].iter().any(|by| line.contains(&format!(" in {by}{name} {{")))
}

/// What `line` declares as a hash map or set: `name: HashMap<…>` (a parameter or, outside of functions, a field), `let name = HashSet::new()`.
fn hashed(line: &str) -> Option<String> {
    let marks = [": HashMap<", ": HashSet<", " = HashMap::", " = HashSet::", ": &mut HashMap<", ": &HashMap<"];
    let at = marks.iter().find_map(|mark| line.find(mark))?;
    let name =
        line[..at].rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().filter(|name| !name.is_empty())?;
    let local = line.contains("let ") || line.contains("fn ") || line.contains('&');
    Some(if local { name.to_string() } else { format!("self.{name}") })
}

#[test]
fn each_foreign_crate_has_one_home() {
    for (word, homes) in [
        // `link/` asks the validator's type arena about identities; it parses nothing.
        (
            "wasmparser",
            &["transpiler/src/decode/", "transpiler/src/builtins/", "transpiler/src/link/", "transpiler/encode/"][..],
        ),
        // The encoder renames an import of a core module.
        ("wasm_encoder", &["transpiler/src/fuse/", "transpiler/encode/"][..]),
        // The build scripts strip the types off TypeScript that they embed.
        ("swc_core", &["transpiler/src/js/", "transpiler/build.rs", "transpiler/build/", "transpiler/cli/build/"][..]),
        ("wit_component", &["transpiler/encode/"][..]),
        ("wit_parser", &["transpiler/encode/"][..]),
        ("wast", &["transpiler/wat/"][..]),
        ("wac_graph", &["transpiler/compose/"][..]),
        ("wac_parser", &["transpiler/compose/"][..]),
        ("miette", &["transpiler/compose/"][..]),
        ("wasm_bindgen", &["npm/transpiler/"][..]),
        ("js_sys", &["npm/transpiler/"][..]),
    ] {
        let outside = below("", ".rs").filter(|file| {
            !file.is_test() && !file.path.starts_with("tests/") && !homes.iter().any(|home| file.path.starts_with(home))
        });
        none(&format!("`{word}` is named only in {}", homes.join(", ")), places(outside, |line| has_word(line, word)));
    }
}

#[test]
fn no_panic_is_written() {
    let rule = "bad input gets a Diagnostic; the transpiler does not unwrap, expect or panic";
    let words = [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!(", ".unwrap_err()"];
    none(rule, places(library(), |line| words.iter().any(|word| line.contains(word))));
}

#[test]
fn every_module_says_what_it_is() {
    let files = below("", ".rs").filter(|file| !file.is_test() && !file.text.starts_with("//!"));
    none("every Rust file starts with a module doc", files.map(|file| file.path.clone()).collect());
}
