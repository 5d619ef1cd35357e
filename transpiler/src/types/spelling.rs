//! The TypeScript spelling of a type: what each kind's `ts` function answers.
//!
//! A kind asks [`Speller`] for its parts and puts them together. Names (of types, of resources) are the caller's
//! business, behind [`TypeNames`]. Nothing here knows of files or declarations.

use super::{Type, TypeId, Types};
use crate::js::names::is_identifier;
pub(crate) use crate::js::names::literal;
use crate::plan::ResourceId;

/// A type expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Spelling {
    /// The alternatives of a union; of anything else there is one.
    alternatives: Vec<String>,
    binds_loosely: bool,
}

impl Spelling {
    /// An expression that binds as tightly as a name.
    pub(crate) fn atom(text: impl Into<String>) -> Self {
        Self { alternatives: vec![text.into()], binds_loosely: false }
    }

    /// `A | B`; no alternative at all is `never`.
    pub(crate) fn union(alternatives: impl IntoIterator<Item = String>) -> Self {
        let alternatives: Vec<String> = alternatives.into_iter().collect();
        match alternatives.len() {
            0 => Self::atom("never"),
            n => Self { alternatives, binds_loosely: n > 1 },
        }
    }

    /// `T[]`
    pub(crate) fn array(self) -> Self {
        let is_loose = self.binds_loosely;
        let text = self.into_text();
        Self::atom(if is_loose { format!("({text})[]") } else { format!("{text}[]") })
    }

    /// The same array or tuple; where JavaScript gives it, one that nobody may change will do.
    pub(crate) fn going(self, way: Way) -> Self {
        match way {
            Way::Received => self,
            Way::Given => Self { alternatives: vec![format!("readonly {}", self.into_text())], binds_loosely: true },
        }
    }

    /// The text.
    pub(crate) fn into_text(self) -> String {
        self.alternatives.join(" | ")
    }

    /// The alternatives of a union; of anything else there is one.
    pub(crate) fn alternatives(&self) -> &[String] {
        &self.alternatives
    }
}

/// A value's way, seen from JavaScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// JavaScript gives the value to the component, which takes more than it gives.
    Given,
    /// JavaScript gets the value.
    Received,
}

/// What types and resources are called where the expression will stand.
pub(crate) trait TypeNames {
    /// The name of a type, where it has one.
    fn value(&self, id: TypeId) -> Option<String>;
    /// The name of a resource's instances.
    fn resource(&self, resource: ResourceId) -> Option<String>;
}

/// Spells types in one place.
#[derive(Clone, Copy)]
pub(crate) struct Speller<'a> {
    /// The types.
    pub(crate) types: &'a Types,
    /// Their names.
    pub(crate) names: &'a dyn TypeNames,
    /// The way of the values.
    pub(crate) way: Way,
}

impl Speller<'_> {
    /// The name of a type, or its structure. Primitives and handles are never replaced by a name of theirs.
    pub(crate) fn spell(&self, id: TypeId) -> Spelling {
        let named = if is_nameable(self.types.get(id)) { self.names.value(id) } else { None };
        named.map_or_else(|| super::ts(self, id), Spelling::atom)
    }

    /// The text of [`Speller::spell`].
    pub(crate) fn text(&self, id: TypeId) -> String {
        self.spell(id).into_text()
    }
}

/// Whether values of the type read better under the name that the component gives it.
pub(crate) fn is_nameable(ty: &Type) -> bool {
    match ty {
        Type::Bool
        | Type::Int(_)
        | Type::F32
        | Type::F64
        | Type::Char
        | Type::String
        | Type::Own(_)
        | Type::Borrow(_) => false,
        Type::List(_)
        | Type::FixedList(..)
        | Type::Map(..)
        | Type::Record(_)
        | Type::Tuple(_)
        | Type::Variant(_)
        | Type::Enum(_)
        | Type::Option(_)
        | Type::Result(..)
        | Type::Flags(_) => true,
    }
}

/// The key of a property or method. `new` and `constructor` mean something else without quotes.
pub(crate) fn key(name: &str) -> String {
    if is_identifier(name) && !matches!(name, "new" | "constructor") { name.to_owned() } else { literal(name) }
}

/// `{ a: A; b?: B }`
pub(crate) fn object(members: impl IntoIterator<Item = String>) -> String {
    let members: Vec<String> = members.into_iter().collect();
    if members.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", members.join("; ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_hold_anything() {
        assert_eq!(literal("a\"\\"), r#""a\"\\""#);
        assert_eq!(literal("*/\u{2028}\n"), r#""*/\u{2028}\u{a}""#);
    }

    #[test]
    fn keys_mean_properties() {
        for (name, expected) in [
            ("a", "a"),
            ("delete", "delete"),
            ("__proto__", "__proto__"),
            ("new", "\"new\""),
            ("constructor", "\"constructor\""),
            ("a-b", "\"a-b\""),
            ("", "\"\""),
            ("\u{e9}", r#""\u{e9}""#),
        ] {
            assert_eq!(key(name), expected);
        }
    }

    #[test]
    fn unions_are_parenthesised_in_lists() {
        assert_eq!(Spelling::union(["a".into(), "b".into()]).array().into_text(), "(a | b)[]");
        assert_eq!(Spelling::union(["a".into()]).array().into_text(), "a[]");
        assert_eq!(Spelling::union([]).into_text(), "never");
    }
}
