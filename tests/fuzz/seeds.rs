//! What is damaged: golden cases, components that use what is not translated yet, components generated for random
//! functions, and components composed of such.

use crate::tree::Tree;
use std::fs;
use std::path::{Path, PathBuf};
use wasmparser::{Validator, WasmFeatures};
use weft_tests::component::{Encoding, Proxy, wat};
use weft_tests::composition::composition;
use weft_tests::generate;
use weft_tests::random::Random;

/// A component to damage.
pub struct Seed {
    /// Where it comes from.
    pub name: String,
    /// The component.
    pub bytes: Vec<u8>,
    /// Its sections.
    pub tree: Tree,
}

/// Generated components, of one to three functions each.
const GENERATED: u64 = 40;

/// Components composed at random, most of which are too large.
const COMPOSED: u64 = 150;

/// Larger ones say nothing that smaller ones do not, and take as many times as long.
const LARGEST: usize = 2000;

/// All seeds, in an order that is always the same.
pub fn all() -> Vec<Seed> {
    let written =
        below("tests/golden/cases").into_iter().chain(below("tests/fuzz/seeds")).chain(below("tests/run/guests"));
    let generated = (0..GENERATED).map(|number| {
        let mut random = Random::new(0, number);
        let text = wat(&proxies(&mut random));
        (format!("generated {number}"), wat::parse_str(text).expect("a generated component"))
    });
    let composed = (0..COMPOSED).map(|number| (format!("composed {number}"), composed(0, number)));
    let sized = written.chain(generated).chain(composed).filter(|(_, bytes)| bytes.len() <= LARGEST);
    sized
        .map(|(name, bytes)| {
            let tree = Tree::parse(&bytes).unwrap_or_else(|| panic!("{name} has sections"));
            assert!(tree.encode() == bytes, "{name} is made of its sections");
            let valid = Validator::new_with_features(WasmFeatures::all()).validate_all(&bytes);
            assert!(name.starts_with("error-") || valid.is_ok(), "{name}: {:?}", valid.err());
            Seed { name, bytes, tree }
        })
        .collect()
}

/// Component `number` of those composed at random.
pub fn composed(seed: u64, number: u64) -> Vec<u8> {
    let mut random = Random::new(!seed, number);
    let proxies = proxies(&mut random);
    wat::parse_str(composition(&mut random, &proxies)).expect("a composed component")
}

/// One to three functions.
fn proxies(random: &mut Random) -> Vec<Proxy> {
    let proxy = |random: &mut Random| Proxy {
        func: generate::func(random),
        encoding: *random.pick(&Encoding::ALL),
        post_return: true,
    };
    (0..=random.below(3)).map(|_| proxy(random)).collect()
}

/// The inputs in a folder: texts, and binary files.
pub fn below(folder: &str) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .unwrap_or_else(|error| panic!("{folder}: {error}"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wat" || extension == "wasm"))
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let bytes = wat::parse_file(path).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, bytes)
        })
        .collect()
}

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
