//! Components do not fit together.
//!
//! `weft compose` gives a component's imports what other components export: by name, of a compatible version, and of the right type. An error
//! says which name did not fit, and names both sides; a plug that has nothing for the component is an error, too. As a warning it
//! says that an import stayed open although a plug has something of its name. What was composed is validated as a whole at the end: two
//! components may each bring a resource type of the same name, which are two types.
//!
//! Example:
//!
//! ```text
//! $ weft compose app.wasm --plug words.wasm -o whole.wasm
//! error[compose]: words.wasm exports nothing that app.wasm imports
//! help: words.wasm exports "demo:words/nouns@0.1.0"; app.wasm imports "demo:words/nouns@0.2.0"
//! ```
//!
//! What to do: build the components with the same version of their WIT, or say in a composition (WAC) which export goes where.
