//! WIT that does not parse, or cannot be used as it is wanted.
//!
//! WIT is the language of interfaces: it has types and nothing to run. The message says in which file, line and column the
//! text is wrong, which name is unknown, or which world has to be chosen. It is said, too, where WIT is given as something
//! to run. As a warning of `weft inspect`: the component is valid, but its names or types are such that WIT cannot say them.
//!
//! Example:
//!
//! ```text
//! $ weft types wit -o types
//! error[wit]: wit/app.wit:4:12: interface or world `store` does not exist
//! ```
//!
//! What to do: correct the text at that place; a package that is used lies in the folder `deps` beside it. Where there are
//! several worlds, `--world NAME` chooses. To run something, give the component that was built for the WIT.
