//! The input is a core module, not a component.
//!
//! A core module has functions of numbers and a memory, but does not say how strings, records and resources lie in
//! it. A component wraps core modules and says so. On the command line Weft wraps a module itself where it can know
//! what the functions mean: where the module carries component metadata (custom sections that wit-bindgen leaves), and
//! where it is a WASI 0.1 program, one that exports `_start`. This one is neither. Through the API, wrapping is a step of
//! its own.
//!
//! As a warning: the module is made for WASI 0.1 but is no program, so the component exports nothing.
//!
//! Example:
//!
//! ```text
//! $ weft transpile target/wasm32-unknown-unknown/release/greet.wasm -o out
//! error[core-module]: the input is a core module without component metadata, and no program for WASI 0.1
//!   at byte 4 (0x4)
//! ```
//!
//! What to do: build for a component target (`cargo build --target wasm32-wasip2`), or describe the functions in WIT and
//! build with wit-bindgen, or write the component around the module as text (WAT).
