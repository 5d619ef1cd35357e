//! The machine itself as the program's host: its files and streams, the libraries linked in, Node as another process.

mod files;
mod node;

use std::ffi::{OsStr, OsString};
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use weft_cli::{Found, Host, guarded};
use weft_compose::{Composed, Package, Part, Reference};
use weft_encode::Component;
use weft_encode::wit::{Features, Source, Wit};
use weft_transpiler::diagnostics::Diagnostic;
use weft_transpiler::docs::Docs;
use weft_transpiler::functions::Functions;
use weft_transpiler::options::Options;
use weft_transpiler::{File, Output, Report};

/// This machine.
pub struct Machine;

impl Host for Machine {
    fn read(&self, path: &OsStr) -> Result<Vec<u8>, String> {
        files::read(path).map_err(|error| error.to_string())
    }

    fn read_stdin(&self) -> Result<Vec<u8>, String> {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(|error| error.to_string())
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, String> {
        let list = std::fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
        let mut list: Vec<PathBuf> = list.map_err(|error: std::io::Error| error.to_string())?;
        list.sort();
        Ok(list)
    }

    fn folder(&self, path: &str) -> Result<PathBuf, String> {
        let path = std::path::absolute(path).map_err(|error| error.to_string())?;
        match std::fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => Ok(path),
            Ok(_) => Err("not a folder".into()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn write_all(&self, folder: &Path, files: &[File<'_>]) -> Result<(), String> {
        files::put(folder, files).map_err(|error| error.to_string())
    }

    fn variables(&self) -> Vec<(OsString, OsString)> {
        std::env::vars_os().collect()
    }

    fn print(&self, text: &str) -> Result<(), Option<String>> {
        std::io::stdout()
            .lock()
            .write_all(text.as_bytes())
            .map_err(|error| (error.kind() != ErrorKind::BrokenPipe).then(|| error.to_string()))
    }

    fn talk(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    fn width(&self) -> Option<usize> {
        None
    }

    fn compile(&self, text: &str) -> Found<Vec<u8>> {
        guarded(|| one(weft_wat::compile(text)))
    }

    fn component(&self, bytes: Vec<u8>) -> Found<Component> {
        guarded(|| one(weft_encode::component(bytes)))
    }

    fn interface(&self, bytes: Vec<u8>, world: Option<&str>, features: Features) -> Found<Component> {
        guarded(|| one(weft_encode::interface(bytes, world, features)))
    }

    fn world(&self, source: Source, world: Option<&str>, features: Features) -> Found<Component> {
        guarded(|| one(Wit::parse(source, features).and_then(|wit| wit.component(world))))
    }

    fn docs(&self, source: Source, world: Option<&str>) -> Found<Docs> {
        guarded(|| one(Wit::parse(source, Features::All).and_then(|wit| wit.docs(world))))
    }

    fn wit(&self, component: &[u8]) -> Found<String> {
        guarded(|| one(weft_encode::wit::print(component)))
    }

    fn package(&self, bytes: Vec<u8>) -> Found<Component> {
        guarded(|| one(weft_encode::package(bytes)))
    }

    fn wit_package(&self, source: Source) -> Found<Component> {
        guarded(|| one(Wit::parse(source, Features::All).and_then(|wit| wit.package())))
    }

    fn plug(&self, socket: Part, plugs: Vec<Part>) -> Found<Composed> {
        guarded(|| weft_compose::plug(socket, plugs))
    }

    fn references(&self, text: &str) -> Found<Vec<Reference>> {
        guarded(|| one(weft_compose::references(text)))
    }

    fn compose(&self, text: &str, packages: Vec<Package>) -> Found<Composed> {
        guarded(|| one(weft_compose::compose(text, packages)))
    }

    fn transpile<'a>(&self, component: &'a [u8], options: &Options) -> Found<Output<'a>> {
        guarded(|| weft_transpiler::transpile(component, options))
    }

    fn types(&self, component: &[u8], options: &Options) -> Found<File<'static>> {
        guarded(|| weft_transpiler::types(component, options))
    }

    fn inspect(&self, component: &[u8]) -> Found<Report> {
        guarded(|| weft_transpiler::inspect(component))
    }

    fn functions(&self, component: &[u8]) -> Found<Functions> {
        guarded(|| weft_transpiler::functions(component))
    }

    fn gives_wasi(&self) -> bool {
        false
    }

    fn run(&self, files: &[File<'_>], run: &str) -> Result<u8, Diagnostic> {
        node::run(files, run)
    }
}

fn one<T>(outcome: Result<T, Diagnostic>) -> Found<T> {
    outcome.map_err(|found| vec![found])
}
