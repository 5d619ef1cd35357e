//! The crate is filled by its owner.
