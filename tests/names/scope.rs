//! Names that validation lets stand side by side.

use crate::random::{label, text};
use std::collections::HashSet;
use weft_tests::random::Random;

/// The labels of one scope. Validation compares them in lower case (`Explainer.md#name-uniqueness`), and wasmparser
/// without their dashes: what JavaScript would spell alike is refused.
#[derive(Default)]
pub struct Scope(HashSet<String>);

impl Scope {
    fn claim(&mut self, name: &str) -> bool {
        self.0.insert(canonical(name))
    }

    /// A new label.
    pub fn label(&mut self, random: &mut Random) -> String {
        loop {
            let name = label(random);
            if self.claim(&name) {
                return name;
            }
        }
    }

    /// New labels.
    pub fn labels(&mut self, random: &mut Random, count: usize) -> Vec<String> {
        (0..count).map(|_| self.label(random)).collect()
    }

    /// A new name of a function that belongs to `resource`, without its annotation; not the resource's own.
    pub fn member(&mut self, random: &mut Random, resource: &str) -> String {
        loop {
            let name = label(random);
            if canonical(&name) != canonical(resource) && self.claim(&format!("{resource}.{name}")) {
                return name;
            }
        }
    }

    /// A new name of an interface; now and then one without a package.
    pub fn interface(&mut self, random: &mut Random) -> String {
        let last = label(random);
        self.interface_called(random, &last)
    }

    /// A new name of an interface whose last part is `last`.
    pub fn interface_called(&mut self, random: &mut Random, last: &str) -> String {
        if random.below(5) == 0 && self.claim(last) {
            return last.to_owned();
        }
        loop {
            let (namespace, package) = (word(random), word(random));
            let version = random.pick(&["", "", "@1.2.3", "@0.2.6", "@0.0.1", "@1.0.0-rc.1", "@2.0.0+build.7-x"]);
            let name = format!("{namespace}:{package}/{last}{version}");
            if self.claim(&name) {
                return name;
            }
        }
    }
}

/// What validation compares.
pub fn canonical(name: &str) -> String {
    name.replace('-', "").to_lowercase()
}

/// A label in lower case, as packages and their namespaces are.
fn word(random: &mut Random) -> String {
    loop {
        let name = label(random);
        if name.len() < 40 && !name.contains(|c: char| c.is_ascii_uppercase()) {
            return name;
        }
    }
}

/// New core names for one scope, as strings of the text format.
pub fn texts(random: &mut Random, count: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    while out.len() < count {
        let name = text(random);
        if seen.insert(name.clone()) {
            let escaped = name.chars().map(|c| format!("\\u{{{:x}}}", u32::from(c)));
            out.push(format!("\"{}\"", escaped.collect::<String>()));
        }
    }
    out
}
