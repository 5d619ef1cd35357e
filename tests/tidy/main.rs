//! The invariants of the repository, as tests: each names the rule, and a failure lists every place that breaks it.
//!
//! They read text, not syntax trees: comments and test modules are cut off first, the rest is searched for words. That is
//! coarse, and enough to stop an accident in review.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod dependencies;
mod files;
mod generated;
mod layers;
mod polyfill;
mod source;
