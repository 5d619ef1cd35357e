//! The input breaks a rule of WebAssembly.
//!
//! The bytes are there but what they say is not allowed by the binary format or by validation: an index that names
//! nothing, a type that does not fit, an unknown section or instruction, a name that is no UTF-8. The message says which
//! rule, the offset says where, and the path says in which item. Nothing is generated from an invalid component,
//! because an engine would refuse its core modules, or worse, run something else than was meant.
//!
//! Example:
//!
//! ```text
//! error[invalid]: unknown function 12: function index out of bounds
//!   at byte 48213 (0xbc55)
//!   in component > core module 1 > code 3
//! ```
//!
//! What to do: `wasm-tools validate --features all FILE` should agree; if it does, the toolchain that wrote the file
//! is at fault (or the file was damaged on its way). If it accepts the file, please report it to Weft with the file.
