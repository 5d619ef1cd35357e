//! What a fused call can trap with. Wasm has no texts: the call gives a number to [`Trampoline::FusedTrap`], which throws.
//!
//! [`Trampoline::FusedTrap`]: crate::plan::Trampoline::FusedTrap

/// A trap; its number is its position in [`TEXTS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trap {
    CannotLeave,
    Case,
    Char,
    Unaligned,
    Pointer,
    List,
    Text,
    Utf8,
    CutUtf8,
    Utf16,
}

/// The texts of the reference suite for calls between components, where it has one.
pub(crate) const TEXTS: [&str; 10] = [
    "cannot leave component instance",
    "invalid variant discriminant",
    "invalid `char` bit pattern",
    "unaligned pointer",
    "pointer out of bounds of memory",
    "list content out-of-bounds",
    "string content out-of-bounds",
    "invalid utf-8",
    "incomplete utf-8 byte sequence",
    "invalid utf-16",
];

impl Trap {
    /// What `FusedTrap` is called with.
    pub(super) fn number(self) -> i32 {
        match self {
            Self::CannotLeave => 0,
            Self::Case => 1,
            Self::Char => 2,
            Self::Unaligned => 3,
            Self::Pointer => 4,
            Self::List => 5,
            Self::Text => 6,
            Self::Utf8 => 7,
            Self::CutUtf8 => 8,
            Self::Utf16 => 9,
        }
    }
}
