//! A file could not be read or written.
//!
//! The operating system refused: the file does not exist, is a folder, may not be read or written by you, or the disk
//! is full. The message holds what the system said. Output is written file by file under other names and only then
//! put in place, so a failure does not leave half a file.
//!
//! Example:
//!
//! ```text
//! $ weft inspect helo.wasm
//! error[file]: cannot read "helo.wasm": No such file or directory (os error 2)
//! ```
//!
//! What to do: check the path, the rights and the space. This code comes from the command line only; the library
//! reads and writes no files.
