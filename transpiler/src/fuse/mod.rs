//! Core wasm that the transpiler writes itself: `wasm-encoder` lives here.

pub(crate) mod waiting;
