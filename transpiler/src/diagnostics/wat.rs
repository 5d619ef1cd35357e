//! The text of a module or component (WAT) does not parse.
//!
//! Input that begins with a parenthesis is read as WebAssembly's text format and compiled first. The message says in which
//! line and column (both from one) that stopped and why; the offset is the same place in bytes. Names that do not resolve
//! are found here too; whether the types fit is found later, under `invalid`.
//!
//! Example:
//!
//! ```text
//! $ weft transpile greet.wat -o out
//! error[wat]: line 3, column 18: unknown core func: failed to find name `$gret`
//!   at byte 61 (0x3d)
//! ```
//!
//! What to do: correct the text at that place. `wasm-tools parse FILE` reads the same language.
