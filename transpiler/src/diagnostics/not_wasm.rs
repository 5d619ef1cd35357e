//! The input is not WebAssembly.
//!
//! Every WebAssembly binary begins with the bytes `00 61 73 6d` ("\0asm"). The input begins otherwise: it may be an
//! error page that was downloaded instead of the file, a Git LFS pointer, an archive, or source text.
//!
//! Example:
//!
//! ```text
//! $ weft transpile README.md -o out
//! error[not-wasm]: the input does not start with the WebAssembly magic number `\0asm`
//!   at byte 0 (0x0)
//! ```
//!
//! What to do: give the `.wasm` file that your toolchain writes. `head -c 4 FILE | xxd` shows how a file begins.
