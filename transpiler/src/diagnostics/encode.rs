//! The core module cannot be made a component.
//!
//! The module carries component metadata or is a WASI 0.1 program, so Weft tried to wrap it; but what it imports and exports is
//! not what the metadata promises, or it imports something that no host of components has. The message is that of the
//! encoder, outermost reason first.
//!
//! Example:
//!
//! ```text
//! $ weft transpile greet.core.wasm -o out
//! error[encode]: the core module cannot become a component: failed to decode world from module: module was not valid:
//! failed to find export of `greet` function
//! ```
//!
//! What to do: build the module again from a clean folder, with one version of the binding generator, and leave its names
//! alone: a post-processor that renames or removes exports breaks it. `wasm-tools component new FILE` should say the same; if it
//! wraps the module, please report that with the module.
