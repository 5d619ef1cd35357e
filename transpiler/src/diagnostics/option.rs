//! An option has a value that does not fit.
//!
//! The message names the option, the value and what is allowed. Nothing was read or written.
//!
//! Example:
//!
//! ```text
//! $ weft transpile hello.wasm -o out --map wasi:cli
//! error[option]: --map "wasi:cli": not of the form SPEC=TARGET
//! ```
//!
//! What to do: `weft help VERB` lists the options with their values. Through the API, the same rules hold for the
//! fields of the options.
