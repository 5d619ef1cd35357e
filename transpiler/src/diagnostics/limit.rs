//! The input exceeds a limit of Weft.
//!
//! Components may nest, count and name things without end; a translator that follows them without end can be made to
//! use all memory by a few bytes. So nesting, counts and the lengths of names have limits, far above what toolchains
//! write, and they are checked before anything else is done. The message names the limit, its value and what was
//! found.
//!
//! Example:
//!
//! ```text
//! error[limit]: components are nested deeper than 64
//!   at byte 2112 (0x840)
//! ```
//!
//! What to do: if the component is honest, please report it; the limit is then too low.
