//! The input is a core module, not a component.
//!
//! A core module has functions of numbers and a memory, but does not say how strings, records and resources lie in
//! it. A component wraps core modules and says so. Toolchains write a core module where the target is
//! `wasm32-unknown-unknown` or `wasm32-wasip1`, and a component where it is `wasm32-wasip2`.
//!
//! Example:
//!
//! ```text
//! $ weft transpile target/wasm32-unknown-unknown/release/greet.wasm -o out
//! error[core-module]: the input is a core module, not a component
//!   at byte 4 (0x4)
//! ```
//!
//! What to do: build for a component target (`cargo build --target wasm32-wasip2`), or wrap the module with
//! `wasm-tools component new` where it was built with component metadata (wit-bindgen puts it there).
