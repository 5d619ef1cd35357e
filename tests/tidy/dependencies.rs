//! Each dependency has its line in ARCHITECTURE.md, and what ships to a browser has none.

use crate::source::{FILES, none};
use serde_json::Value;
use std::collections::BTreeSet;

/// The names in the first column of the table under "## Dependencies"; `x-*` stands for all that start with `x-`.
fn listed() -> BTreeSet<String> {
    let text = &FILES.iter().find(|file| file.path == "ARCHITECTURE.md").expect("ARCHITECTURE.md").text;
    let section =
        text.split("\n## ").find(|section| section.starts_with("Dependencies")).expect("its dependency table");
    let first_cells = section.lines().filter_map(|line| line.strip_prefix('|')?.split('|').next());
    first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_string).collect()
}

/// The external crates that the manifests name.
fn crates() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in FILES.iter().filter(|file| file.path.ends_with("Cargo.toml") && !file.path.starts_with("tests/guests/"))
    {
        let mut in_dependencies = false;
        for line in file.text.lines() {
            if line.starts_with('[') {
                in_dependencies = line.trim_matches(['[', ']']).ends_with("dependencies");
            } else if let Some((name, _)) = line.split_once('=').filter(|_| in_dependencies && !line.starts_with('#')) {
                names.insert(name.trim().trim_end_matches(".workspace").to_string());
            }
        }
    }
    names.retain(|name| !name.starts_with("weft-"));
    names
}

/// The external packages that the manifests name, with the manifest.
fn packages(fields: &[&str]) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for file in FILES.iter().filter(|file| file.path.ends_with("package.json")) {
        let manifest: Value = serde_json::from_str(&file.text).expect(&file.path);
        for field in fields {
            let members = manifest.get(*field).and_then(Value::as_object).into_iter().flatten();
            names.extend(members.map(|(name, _)| (file.path.clone(), name.clone())));
        }
    }
    names.retain(|(_, name)| !name.starts_with("@weft-wasm/"));
    names
}

/// The Python packages that files of requirements pin.
fn wheels() -> BTreeSet<String> {
    let files = FILES.iter().filter(|file| file.path.ends_with("requirements.txt"));
    let pins = files.flat_map(|file| file.text.lines()).filter_map(|line| line.split_once("=="));
    pins.map(|(name, _)| name.to_string()).collect()
}

#[test]
fn each_is_listed() {
    let listed = listed();
    let known = |name: &str| {
        listed.contains(name)
            || listed.iter().any(|entry| entry.strip_suffix('*').is_some_and(|start| name.starts_with(start)))
    };
    let fields = ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"];
    let named = crates().into_iter().chain(wheels()).chain(packages(&fields).into_iter().map(|(_, name)| name));
    let missing: BTreeSet<String> = named.filter(|name| !known(name)).collect();
    none("each dependency has a line in ARCHITECTURE.md, \"Dependencies\"", missing.into_iter().collect());
}

#[test]
fn none_is_listed_in_vain() {
    let mut used = crates();
    used.extend(wheels());
    used.extend(
        packages(&["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"])
            .into_iter()
            .map(|(_, name)| name),
    );
    let vain = listed().into_iter().filter(|entry| match entry.strip_suffix('*') {
        Some(start) => !used.iter().any(|name| name.starts_with(start)),
        None => !used.contains(entry),
    });
    none("a dependency that is gone leaves ARCHITECTURE.md too", vain.collect());
}

#[test]
fn what_ships_has_none() {
    let shipped = packages(&["dependencies", "peerDependencies", "optionalDependencies"])
        .into_iter()
        .filter(|(manifest, _)| manifest.starts_with("polyfill/") || manifest.starts_with("npm/"));
    none(
        "a published package has no dependency",
        shipped.map(|(manifest, name)| format!("{manifest}: {name}")).collect(),
    );
}
