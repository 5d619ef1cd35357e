//! Links the canonical-ABI runtime: exactly the functions a component needs, and what those need.
//!
//! The runtime is TypeScript in `polyfill/runtime`. The build script strips its types and splits it into units, one
//! per top-level declaration; every mention of a unit in a unit's text is a slot, so that generated code and runtime
//! share one name space without either knowing the other's names beforehand. Nothing is parsed here, and nothing is
//! decided: the caller names what it calls, the rest follows from the units' own mentions.
//!
//! ```
//! use weft_transpiler::js::runtime::{Linker, Style};
//! let linker = Linker::new(["trap"]).unwrap();
//! let text = linker.print(|name| format!("{name}$1"), Style::Pretty);
//! assert!(text.starts_with("const trap$1 = (message, options) => {"));
//! ```

use std::collections::BTreeSet;

/// One top-level declaration of the runtime.
#[derive(Debug)]
struct Unit {
    name: &'static str,
    /// Indices into [`UNITS`], ascending.
    deps: &'static [u16],
    globals: &'static [&'static str],
    /// Names bound inside, in either text.
    locals: &'static [&'static str],
    pretty: &'static [Segment],
    minified: &'static [Segment],
}

#[derive(Debug)]
enum Segment {
    Text(&'static str),
    /// The name of a unit, as an index into [`UNITS`].
    Name(u16),
}

static UNITS: &[Unit] = include!(concat!(env!("OUT_DIR"), "/runtime_units.rs"));

/// How the runtime's text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// Readable: two spaces of indentation, names as written.
    #[default]
    Pretty,
    /// White space dropped and local bindings shortened to names that begin with a small letter.
    Minified,
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

    /// Names bound inside the selected units: a unit must not be renamed to one of them, or it would be hidden there.
    #[must_use]
    pub fn locals(&self) -> BTreeSet<&'static str> {
        self.order.iter().flat_map(|unit| unit.locals).copied().collect()
    }

    /// Prints the selected units, one declaration after the other, each ending with a line break. `rename` gives
    /// the name a unit has in the module; it must be injective and stay clear of [`Self::globals`] and
    /// [`Self::locals`] where it changes a name.
    pub fn print(&self, rename: impl Fn(&str) -> String, style: Style) -> String {
        let mut text = String::new();
        for unit in &self.order {
            let segments = match style {
                Style::Pretty => unit.pretty,
                Style::Minified => unit.minified,
            };
            for segment in segments {
                match segment {
                    Segment::Text(piece) => text.push_str(piece),
                    Segment::Name(index) => {
                        if let Some(named) = UNITS.get(usize::from(*index)) {
                            text.push_str(&rename(named.name));
                        }
                    }
                }
            }
            text.push('\n');
        }
        text
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
