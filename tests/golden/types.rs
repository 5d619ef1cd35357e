//! Golden declarations of WIT: what `weft types` makes of a world, and the world as `weft inspect` prints it.
//!
//! `types/<name>.wit` is the input, with all its unstable items; `types/<name>/` holds the declarations of each mode and `world.wit`. `BLESS=1 cargo test
//! --test types` writes what came out. `tsc` checks the declarations, and `uses/*.ts` what may be done with them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod folder;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use weft_encode::wit::{self, Features};
use weft_transpiler::options::{Mode, Options};

#[test]
fn types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/types");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("tests/golden/types")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wit"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "there are cases");
    let failures: Vec<String> = cases.iter().filter_map(|case| check(case).err()).collect();
    assert!(failures.is_empty(), "{}\nBLESS=1 cargo test --test types accepts what is meant", failures.join("\n"));
}

fn check(input: &Path) -> Result<(), String> {
    let name = input.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = fs::read(input).map_err(|error| format!("{name}: {error}"))?;
    let component = weft_encode::interface(text, None, Features::All).map_err(|found| format!("{name}: {found:?}"))?;
    let mut actual = BTreeMap::new();
    for (mode_name, mode) in Mode::ALL {
        let options = Options { mode: *mode, docs: component.docs.clone(), ..Options::default() };
        match (weft_transpiler::types(&component.bytes, &options), mode) {
            (Ok(file), _) => {
                actual
                    .insert(format!("{mode_name}.d.ts"), String::from_utf8(file.contents.into_owned()).expect("text"));
            }
            // Not every component can be in a worker.
            (Err(found), Mode::Worker) => {
                let refusals: String = found.iter().map(|found| format!("{}\n", found.message)).collect();
                actual.insert(format!("{mode_name}.refused.txt"), refusals);
            }
            (Err(found), _) => return Err(format!("{name}: {found:?}")),
        }
    }
    let world = wit::print(&component.bytes).map_err(|found| format!("{name}: {found:?}"))?;
    actual.insert("world.wit".to_owned(), world);
    folder::check(&name, &input.with_extension(""), &actual)
}
