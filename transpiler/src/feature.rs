//! What a core module may use that not every supported engine has.

use serde::{Deserialize, Serialize};

/// A part of WebAssembly 3.0, or a proposal, that an engine of today may lack: Node 20 has few of them, WebKit not all (the run case
/// `engine-facts` says which).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Feature {
    /// Arithmetic in the initial values of globals and the offsets of segments.
    ExtendedConst,
    /// Calls that end their caller.
    TailCall,
    /// Vector instructions whose results depend on the machine.
    RelaxedSimd,
    /// Structs, arrays and typed references.
    Gc,
    /// Exceptions as references: `try_table` and `throw_ref`.
    Exnref,
    /// Several memories in one module.
    MultiMemory,
    /// Memories and tables of 64 bits.
    Memory64,
    /// Products and sums of 128 bits.
    WideArithmetic,
}

impl Feature {
    /// What it is called, in the middle of a sentence.
    pub fn name(self) -> &'static str {
        match self {
            Self::ExtendedConst => "extended constant expressions",
            Self::TailCall => "tail calls",
            Self::RelaxedSimd => "relaxed SIMD",
            Self::Gc => "garbage-collected types",
            Self::Exnref => "exceptions as references (exnref)",
            Self::MultiMemory => "multiple memories",
            Self::Memory64 => "64-bit memories",
            Self::WideArithmetic => "wide arithmetic",
        }
    }
}
