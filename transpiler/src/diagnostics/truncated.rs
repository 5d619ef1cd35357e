//! The input ends in the middle of an item.
//!
//! A section, a name or a function says how long it is, and the input stops before that. What is there may be right;
//! the rest is missing. Most often a download or a copy was cut short, or the file was read while it was written.
//!
//! Example:
//!
//! ```text
//! $ head -c 1000 hello.wasm | weft transpile - -o out
//! error[truncated]: unexpected end of the input
//!   at byte 1000 (0x3e8)
//!   in component > core module 0
//! ```
//!
//! What to do: compare the file's size with that of the original and fetch or build it again.
