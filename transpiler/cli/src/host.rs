//! What the program meets outside of itself, behind one trait: a machine's files and streams, the libraries and what runs components.
//!
//! Natively that is the system, and the libraries are linked in; in the npm package it is Node, and the libraries are the package's
//! other wasm files. So both are the same program: the same verbs, options, checks and words.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use weft_compose::{Composed, Package, Part, Reference};
use weft_encode::Component;
use weft_encode::wit::{Features, Source};
use weft_transpiler::diagnostics::Diagnostic;
use weft_transpiler::docs::Docs;
use weft_transpiler::functions::Functions;
use weft_transpiler::options::Options;
use weft_transpiler::{File, Output, Report};

/// What a library found wrong, at least one.
pub type Found<T> = Result<T, Vec<Diagnostic>>;

/// The outside. Errors of files are the system's words for what went wrong.
pub trait Host {
    /// The contents of a file.
    ///
    /// # Errors
    /// What went wrong.
    fn read(&self, path: &OsStr) -> Result<Vec<u8>, String>;

    /// Standard input, to its end.
    ///
    /// # Errors
    /// What went wrong.
    fn read_stdin(&self) -> Result<Vec<u8>, String>;

    /// Whether there is a folder at `path`.
    fn is_folder(&self, path: &Path) -> bool;

    /// What is in a folder, in the order of names.
    ///
    /// # Errors
    /// What went wrong.
    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, String>;

    /// The absolute path of a folder that is there.
    ///
    /// # Errors
    /// What went wrong.
    fn folder(&self, path: &str) -> Result<PathBuf, String>;

    /// Writes all files into `folder`, which is made when missing, or none of them: the first, which imports the others, last.
    ///
    /// # Errors
    /// What went wrong.
    fn write_all(&self, folder: &Path, files: &[File<'_>]) -> Result<(), String>;

    /// The environment variables of the process.
    fn variables(&self) -> Vec<(OsString, OsString)>;

    /// Writes to stdout.
    ///
    /// # Errors
    /// What went wrong; nothing where nobody reads any more.
    fn print(&self, text: &str) -> Result<(), Option<String>>;

    /// Writes to stderr, if anybody listens.
    fn talk(&self, text: &str);

    /// How many columns help may have, if it is not for clap to find out.
    fn width(&self) -> Option<usize>;

    /// See [`weft_wat::compile`].
    ///
    /// # Errors
    /// What was found.
    fn compile(&self, text: &str) -> Found<Vec<u8>>;

    /// See [`weft_encode::component`].
    ///
    /// # Errors
    /// What was found.
    fn component(&self, bytes: Vec<u8>) -> Found<Component>;

    /// See [`weft_encode::interface`].
    ///
    /// # Errors
    /// What was found.
    fn interface(&self, bytes: Vec<u8>, world: Option<&str>, features: Features) -> Found<Component>;

    /// See [`weft_encode::wit::Wit::component`].
    ///
    /// # Errors
    /// What was found.
    fn world(&self, source: Source, world: Option<&str>, features: Features) -> Found<Component>;

    /// See [`weft_encode::wit::Wit::docs`]; of all features.
    ///
    /// # Errors
    /// What was found.
    fn docs(&self, source: Source, world: Option<&str>) -> Found<Docs>;

    /// See [`weft_encode::wit::print`].
    ///
    /// # Errors
    /// What was found.
    fn wit(&self, component: &[u8]) -> Found<String>;

    /// See [`weft_encode::package`].
    ///
    /// # Errors
    /// What was found.
    fn package(&self, bytes: Vec<u8>) -> Found<Component>;

    /// See [`weft_encode::wit::Wit::package`].
    ///
    /// # Errors
    /// What was found.
    fn wit_package(&self, source: Source) -> Found<Component>;

    /// See [`weft_compose::plug`].
    ///
    /// # Errors
    /// What was found.
    fn plug(&self, socket: Part, plugs: Vec<Part>) -> Found<Composed>;

    /// See [`weft_compose::references`].
    ///
    /// # Errors
    /// What was found.
    fn references(&self, text: &str) -> Found<Vec<Reference>>;

    /// See [`weft_compose::compose`].
    ///
    /// # Errors
    /// What was found.
    fn compose(&self, text: &str, packages: Vec<Package>) -> Found<Composed>;

    /// See [`weft_transpiler::transpile`].
    ///
    /// # Errors
    /// What was found.
    fn transpile<'a>(&self, component: &'a [u8], options: &Options) -> Found<Output<'a>>;

    /// See [`weft_transpiler::types`].
    ///
    /// # Errors
    /// What was found.
    fn types(&self, component: &[u8], options: &Options) -> Found<File<'static>>;

    /// See [`weft_transpiler::inspect`].
    ///
    /// # Errors
    /// What was found.
    fn inspect(&self, component: &[u8]) -> Found<Report>;

    /// See [`weft_transpiler::functions`].
    ///
    /// # Errors
    /// What was found.
    fn functions(&self, component: &[u8]) -> Found<Functions>;

    /// Whether generated modules are given `@weft-wasm/wasi` by [`Host::run`], or import it.
    fn gives_wasi(&self) -> bool;

    /// Runs a transpiled component as `run`, which is JSON, says, and ends as it does: with an exit code, or never, where the process becomes another.
    ///
    /// # Errors
    /// What kept it from starting.
    fn run(&self, files: &[File<'_>], run: &str) -> Result<u8, Diagnostic>;
}
