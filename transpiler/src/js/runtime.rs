//! Links the canonical-ABI runtime: exactly the functions a component needs, and what those need.
//!
//! The runtime is TypeScript in `polyfill/runtime`. The build script strips its types and splits it into units, one
//! per top-level declaration, with every name in their text marked (`marks`). Nothing is parsed here, and nothing is
//! decided: the caller names what it calls, the rest follows from the units' own mentions.
//!
//! ```
//! use weft_transpiler::js::runtime::Linker;
//! let linker = Linker::new(["trap"]).unwrap();
//! assert!(linker.text().starts_with("const trap = function(message) {"));
//! ```

use std::collections::BTreeSet;

use super::marks;

/// One top-level declaration of the runtime.
#[derive(Debug)]
pub(crate) struct Unit {
    name: &'static str,
    /// Whether the package `@weft-wasm/runtime` exports it.
    exported: bool,
    /// Indices into [`UNITS`], ascending.
    deps: &'static [u16],
    globals: &'static [&'static str],
    /// Marked.
    text: &'static str,
    /// Index into [`SOURCES`].
    source: usize,
    /// Where words of the text (in bytes) stand in the source: line and column.
    places: &'static [(u16, u16, u16)],
}

include!(concat!(env!("OUT_DIR"), "/runtime_units.rs"));

impl Unit {
    /// The declaration, marked, with a line break at the end.
    pub(crate) fn text(&self) -> &'static str {
        self.text
    }

    /// Name and text of the TypeScript module that it is from.
    pub(crate) fn source(&self) -> (&'static str, &'static str) {
        SOURCES.get(self.source).copied().unwrap_or_default()
    }

    /// Where words of the text (in bytes) stand in the source: line, and column in UTF-16.
    pub(crate) fn places(&self) -> impl Iterator<Item = (usize, (u16, u16))> {
        self.places.iter().map(|(at, line, column)| (usize::from(*at), (*line, *column)))
    }

    /// Where the word at byte `at` of the text stands in the source.
    pub(crate) fn place(&self, at: usize) -> Option<(u16, u16)> {
        let found = self.places.binary_search_by_key(&at, |(at, _, _)| usize::from(*at)).ok()?;
        self.places.get(found).map(|(_, line, column)| (*line, *column))
    }
}

/// Whether runtime and glue keep the property `name` between themselves, so that it may get another name.
pub(crate) fn is_field(name: &str) -> bool {
    FIELDS.binary_search(&name).is_ok()
}

/// A name that no runtime module declares: a bug of the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownUnit(
    /// The name asked for.
    pub String,
);

impl std::fmt::Display for UnknownUnit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the runtime has no `{}`", self.0)
    }
}

impl std::error::Error for UnknownUnit {}

/// A selection of the runtime, closed over what it mentions.
#[derive(Debug, Clone)]
pub struct Linker {
    /// Units, each after those it mentions (but for cycles of functions, which any order serves).
    order: Vec<&'static Unit>,
}

impl Linker {
    /// Selects the units `wanted` and all they mention. The order of `wanted` does not matter.
    ///
    /// # Errors
    /// The first name that the runtime does not declare.
    pub fn new<'a>(wanted: impl IntoIterator<Item = &'a str>) -> Result<Self, UnknownUnit> {
        let mut roots = BTreeSet::new();
        for name in wanted {
            let index = UNITS.iter().position(|unit| unit.name == name);
            roots.insert(index.ok_or_else(|| UnknownUnit(name.to_owned()))?);
        }
        let mut seen = BTreeSet::new();
        let mut order = Vec::new();
        for root in roots {
            visit(root, &mut seen, &mut order);
        }
        Ok(Self { order })
    }

    /// Checks that the package exports the units `wanted`.
    ///
    /// # Errors
    /// The first name that it does not export.
    pub(crate) fn check_exported(wanted: &BTreeSet<&'static str>) -> Result<(), UnknownUnit> {
        let is_exported = |name: &str| UNITS.iter().any(|unit| unit.exported && unit.name == name);
        wanted.iter().find(|name| !is_exported(name)).map_or(Ok(()), |name| Err(UnknownUnit((*name).to_owned())))
    }

    /// All of the runtime.
    #[must_use]
    pub fn all() -> Self {
        Self { order: UNITS.iter().collect() }
    }

    /// Names of the selected units, in the order in which they are printed.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.order.iter().map(|unit| unit.name)
    }

    /// Globals that the selected units mention: nothing at the module's top level may be called so.
    #[must_use]
    pub fn globals(&self) -> BTreeSet<&'static str> {
        self.order.iter().flat_map(|unit| unit.globals).copied().collect()
    }

    /// The package that holds all units.
    pub(crate) const PACKAGE: &'static str = "@weft-wasm/runtime";

    /// The selected units as text to read, one declaration after the other, each ending with a line break.
    #[must_use]
    pub fn text(&self) -> String {
        self.units().map(|unit| marks::plain(unit.text)).collect()
    }

    /// The same one by one.
    pub(crate) fn units(&self) -> impl Iterator<Item = &'static Unit> {
        self.order.iter().copied()
    }
}

/// Appends the unit at `index` after everything it mentions.
fn visit(index: usize, seen: &mut BTreeSet<usize>, order: &mut Vec<&'static Unit>) {
    if !seen.insert(index) {
        return;
    }
    if let Some(unit) = UNITS.get(index) {
        for dep in unit.deps {
            visit(usize::from(*dep), seen, order);
        }
        order.push(unit);
    }
}

#[cfg(test)]
#[path = "runtime_test.rs"]
mod tests;
