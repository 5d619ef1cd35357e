//! JavaScript: the only place that knows how it is spelled.

pub mod runtime;
