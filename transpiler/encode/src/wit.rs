//! WIT: read from text or from its binary form, made a component that has its types, written as text.

use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::docs::Docs;
use weft_transpiler::outline::MAX_TEXT;
use wit_component::{ComponentEncoder, StringEncoding, WitPrinter, embed_component_metadata};
use wit_parser::decoding::{DecodedWasm, decode};
use wit_parser::{PackageId, Resolve, SourceMap, UnresolvedPackageGroup, WorldId};

use crate::{Component, docs, hollow};

/// A WIT file; the path is only for messages.
#[derive(Debug, Clone, Default)]
pub struct File {
    /// Where it is.
    pub path: String,
    /// What it says.
    pub text: String,
}

/// A package that another one uses.
#[derive(Debug, Clone)]
pub enum Dependency {
    /// The files of one package.
    Files(Vec<File>),
    /// The binary form of a package and of all that it uses.
    Binary(Vec<u8>),
}

/// A package with what it uses.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// The files of the package.
    pub main: Vec<File>,
    /// What it uses, in any order.
    pub dependencies: Vec<Dependency>,
}

/// Which items that are marked `@unstable(feature = …)` are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Features {
    /// None.
    #[default]
    None,
    /// All.
    All,
    /// Those of features with these names.
    Named(Vec<String>),
}

/// A package whose names are resolved.
#[derive(Debug)]
pub struct Wit {
    resolve: Resolve,
    package: PackageId,
}

impl Wit {
    /// Parses WIT text.
    ///
    /// # Errors
    /// `wit`, with file, line and column; `limit` for text that is too long.
    pub fn parse(source: Source, features: Features) -> Result<Self, Diagnostic> {
        let mut resolve = Resolve::new();
        match features {
            Features::All => resolve.all_features = true,
            Features::None => {}
            Features::Named(names) => resolve.features.extend(names),
        }
        let mut left = MAX_TEXT;
        let main = group(source.main, &mut left)?;
        let mut groups = Vec::new();
        for dependency in source.dependencies {
            match dependency {
                Dependency::Files(files) => groups.push(group(files, &mut left)?),
                Dependency::Binary(bytes) => {
                    let package = Self::decode(&bytes)?;
                    resolve.merge(package.resolve).map_err(|error| unfit(&error))?;
                }
            }
        }
        let package = resolve.push_groups(main, groups);
        let package = package.map_err(|error| problem(&resolve.render_location(error.kind().span()), &error))?;
        Ok(Self { resolve, package })
    }

    /// Reads the binary form of a package.
    ///
    /// # Errors
    /// `wit` when it is none.
    pub fn decode(bytes: &[u8]) -> Result<Self, Diagnostic> {
        match decode(bytes) {
            Ok(DecodedWasm::WitPackage(resolve, package)) => Ok(Self { resolve, package }),
            Ok(DecodedWasm::Component(..)) => {
                Err(Diagnostic::new(Code::Wit, "a package of WIT in binary form is wanted, and this is a component"))
            }
            Err(error) => Err(unfit(&error)),
        }
    }

    /// A component whose imports and exports are those of the world, and which does nothing; with its docs and name.
    ///
    /// # Errors
    /// `wit` when there is no such world, or several and none is named.
    pub fn component(&self, world: Option<&str>) -> Result<Component, Diagnostic> {
        let world = self.world(world)?;
        let mut module = hollow::module(&self.resolve, world);
        let encoded = embed_component_metadata(&mut module, &self.resolve, world, StringEncoding::UTF8, false)
            .and_then(|()| ComponentEncoder::default().module(&module)?.encode());
        let bytes = encoded.map_err(|error| unfit(&error))?;
        let name = self.resolve.worlds.get(world).map(|world| world.name.clone());
        Ok(Component { bytes, docs: docs::docs_of(&self.resolve, world), world: name, diagnostics: Vec::new() })
    }

    /// The binary form of the package and of all that it uses.
    ///
    /// # Errors
    /// `wit` when there is none.
    pub fn package(&self) -> Result<Component, Diagnostic> {
        let bytes = wit_component::encode(&self.resolve, self.package, false).map_err(|error| unfit(&error))?;
        Ok(Component { bytes, ..Component::default() })
    }

    /// Adds its only world to what `module` says of itself.
    pub(crate) fn embed(&self, module: &mut Vec<u8>) -> Result<(), Diagnostic> {
        let world = self.world(None)?;
        embed_component_metadata(module, &self.resolve, world, StringEncoding::UTF8, false)
            .map_err(|error| unfit(&error))
    }

    /// What is said about the items of a world, and about all interfaces.
    ///
    /// # Errors
    /// As [`Wit::component`].
    pub fn docs(&self, world: Option<&str>) -> Result<Docs, Diagnostic> {
        Ok(docs::docs_of(&self.resolve, self.world(world)?))
    }

    fn world(&self, name: Option<&str>) -> Result<WorldId, Diagnostic> {
        self.resolve.select_world(&[self.package], name).map_err(|error| {
            let package = self.resolve.packages.get(self.package);
            let names = package.map(|package| package.worlds.keys().map(String::as_str).collect::<Vec<_>>());
            let names = names.unwrap_or_default();
            let found = unfit(&error);
            if names.is_empty() { found } else { found.help(format!("--world names one of {}", names.join(", "))) }
        })
    }
}

/// The world of a component as WIT text, with the packages that it mentions; of a package in binary form, the package.
///
/// # Errors
/// `wit` when the component has no WIT: its names or types may be such that WIT cannot say them.
pub fn print(component: &[u8]) -> Result<String, Diagnostic> {
    let decoded = decode(component).map_err(|error| unfit(&error))?;
    let (resolve, main) = (decoded.resolve(), decoded.package());
    let others: Vec<PackageId> = resolve.packages.iter().map(|(id, _)| id).filter(|id| *id != main).collect();
    let mut printer = WitPrinter::default();
    printer.print(resolve, main, &others).map_err(|error| unfit(&error))?;
    Ok(printer.output.to_string())
}

/// What a component says about its own items: toolchains leave a section `package-docs` in packages, in components hardly ever.
pub fn docs_of_component(component: &[u8]) -> Result<Docs, Diagnostic> {
    match decode(component) {
        Ok(DecodedWasm::Component(resolve, world)) => Ok(docs::docs_of(&resolve, world)),
        Ok(DecodedWasm::WitPackage(..)) => Ok(Docs::default()),
        Err(error) => Err(unfit(&error)),
    }
}

/// Parses the files of one package.
fn group(files: Vec<File>, left: &mut usize) -> Result<UnresolvedPackageGroup, Diagnostic> {
    let mut sources = SourceMap::new();
    for File { path, text } in files {
        *left = left.checked_sub(text.len()).ok_or_else(|| {
            Diagnostic::new(Code::Limit, format!("the WIT text is longer than {MAX_TEXT} bytes altogether"))
        })?;
        sources.push_str(&path, text);
    }
    sources.parse().map_err(|(sources, error)| problem(&sources.render_location(error.kind().span()), &error))
}

/// An error of the parsers, with its place.
fn problem(place: &str, error: &dyn std::error::Error) -> Diagnostic {
    Diagnostic::new(Code::Wit, format!("{place}: {}", one_line(&error.to_string())))
}

/// An error without a place.
fn unfit(error: &anyhow::Error) -> Diagnostic {
    Diagnostic::new(Code::Wit, one_line(&format!("{error:#}")))
}

/// Messages list alternatives on lines of their own.
fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}
