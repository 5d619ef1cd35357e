//! Weft has a bug.
//!
//! Something happened that the code says cannot happen. It says nothing about your component: a valid one should be
//! translated, and an invalid one should get another code.
//!
//! Example:
//!
//! ```text
//! error[internal]: core instance 3 was never made
//! help: this is a bug in Weft; please report it with the component
//! ```
//!
//! What to do: please report it, if you may with the component or the smallest part of it that still fails.
