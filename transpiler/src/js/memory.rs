//! The memory that an adapter is spelled for.

use super::adapter::{Spelling, Surroundings};
use super::ast::{self, Expr as Js, id};
use crate::adapter::Expr;
use crate::plan::Encoding;

/// The linear memory that an adapter works on, and how strings lie in it: what is to a spelling as the canonical
/// options are to the specification. The IR knows neither.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Memory {
    /// The memory as a runtime object; empty where nothing touches memory.
    pub(crate) name: String,
    /// How strings lie in it.
    pub(crate) encoding: Encoding,
    /// Its allocator lets no block grow.
    pub(crate) never_grows: bool,
    /// Short strings in UTF-8 go quicker ways.
    pub(crate) fast_strings: bool,
}

impl Memory {
    /// The runtime's function that lifts a string.
    pub(super) fn lift_string(&self) -> &'static str {
        match self.encoding {
            Encoding::Utf8 if self.fast_strings => "liftStringFast",
            Encoding::Utf8 => "liftString",
            Encoding::Utf16 => "liftUtf16",
            Encoding::CompactUtf16 => "liftLatin1OrUtf16",
        }
    }

    /// The runtime's function that lowers a string.
    pub(super) fn lower_string(&self) -> &'static str {
        match self.encoding {
            Encoding::Utf8 if self.never_grows => "lowerWholeString",
            Encoding::Utf8 if self.fast_strings => "lowerStringFast",
            Encoding::Utf8 => "lowerString",
            Encoding::Utf16 => "lowerUtf16",
            Encoding::CompactUtf16 => "lowerLatin1OrUtf16",
        }
    }
}

impl<S: Surroundings> Spelling<'_, S> {
    /// Lowers what a host gave for a string; the length is left in the memory.
    pub(super) fn lower_string(&mut self, value: &Expr) -> Js {
        let is_text = matches!(value, Expr::Local(local) if self.texts.contains(local));
        let value = self.expr(value);
        let text = if is_text { value } else { ast::text_of(value) };
        ast::call_name(&self.around.unit(self.memory.lower_string()), vec![id(&self.memory.name), text])
    }
}
