//! The component uses a feature that this version of Weft does not translate yet.
//!
//! The input is valid; the feature is part of the Component Model or of a proposal to it. It is refused by name, as
//! a whole, instead of being translated by halves.
//!
//! Example:
//!
//! ```text
//! error[unsupported]: the value kind `map` is not translated yet
//!   in component > type 7
//! ```
//!
//! What to do: the help names another way where there is one. Else look into CHANGELOG.md whether a newer version
//! has the feature, or build the component without it.
