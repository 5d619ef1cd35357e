//! A composition (WAC) does not parse, or says what cannot be done.
//!
//! `weft compose FILE.wac` reads a composition in the language of the tool `wac`. The message says in which line and column (both from one) it is wrong
//! and why; the offset is the same place in bytes. A name may be unknown, a package may be neither among `--dep` nor in the folder of `--deps-dir`, an
//! argument may not have the type that the component imports, or the whole may not fit the world that it says it targets.
//!
//! Example:
//!
//! ```text
//! $ weft compose app.wac -o app.wasm
//! error[wac]: line 3, column 13: there is no package demo:words
//!   at byte 41 (0x29)
//! help: name it with --dep demo:words=PATH, or put it to "deps/demo/words.wasm"
//! ```
//!
//! What to do: correct the text at that place, or give the package that is meant. `weft inspect` shows what a component imports and exports.
