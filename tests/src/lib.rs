//! What several tests share: random component types, the specification's arithmetic on them written down a second time, and components
//! generated for them.
//!
//! Nothing here uses the transpiler's own `abi`: a mistake there must not be made here too.

// Test code: a wrong assumption fails the test where it stands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

pub mod component;
pub mod composition;
pub mod generate;
pub mod given;
pub mod random;
pub mod reference;
pub mod value_type;
