//! The input has no bytes.
//!
//! A WebAssembly component begins with eight bytes that say what it is; here there is not one. Most often the file
//! was created but never written (a build that failed, a redirection of a program that printed nothing), or the
//! wrong end of a pipe was read.
//!
//! Example:
//!
//! ```text
//! $ weft transpile - -o out < /dev/null
//! error[empty]: the input is empty
//!   at byte 0 (0x0)
//! ```
//!
//! What to do: look at the size of the file and run the build that makes it again. With `-` as the input, check that
//! the program before the pipe succeeded.
