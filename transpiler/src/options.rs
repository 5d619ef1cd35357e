//! The options of a transpilation: one list, from which the CLI help, the API types and the docs derive.

/// How the generated module is delivered (DESIGN: one file per mode in `emit/`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// An ES module with top-level await whose exports are the component's.
    #[default]
    Esm,
    /// A module that exports `instantiate` and `instantiateSync`.
    Instantiate,
}

/// What the caller may choose.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Base name of the generated files; `component` when empty.
    pub name: String,
    /// Delivery of the generated module.
    pub mode: Mode,
    /// `SPEC=TARGET` pairs: the module specifier to import instead of an import's name; `*` in both is carried over.
    pub map: Vec<(String, String)>,
    /// Exports that return promises although their type is synchronous.
    pub async_exports: Vec<String>,
    /// Do not import Weft's WASI: every import comes from the caller.
    pub no_wasi: bool,
}
