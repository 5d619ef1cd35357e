//! `weft compose`: several components → one.
//!
//! What is composed is whatever the other verbs take; each part is made a component and looked at by itself first, so that what is wrong with one is said of it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use serde::Serialize;
use weft_compose::{Composed, Package, Part, Reference};
use weft_encode::Component;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::option;
use weft_transpiler::{File, Report};

use crate::{Failure, Found, Host, arguments, input, show, transpile, wit};

#[derive(Serialize)]
struct Written<'a> {
    file: &'a str,
    bytes: usize,
    /// Null where the transpiler cannot say yet what it is.
    imports: Option<&'a [String]>,
    exports: Option<&'a [String]>,
    diagnostics: &'a [Diagnostic],
}

/// Writes the composed component to the file that was named.
pub fn perform(matches: &ArgMatches, host: &dyn Host) -> Result<u8, Failure> {
    let name = arguments::first(matches)?;
    let out = Path::new(arguments::one(matches, "output").unwrap_or_default());
    let Some(file) = out.file_name() else {
        return Err(problem("output", &out.to_string_lossy(), "not the name of a file").into());
    };
    let plugs: Vec<&OsStr> = arguments::paths(matches, "plug").collect();
    let Composed { bytes, diagnostics } =
        if plugs.is_empty() { composition(matches, host, name)? } else { plugged(matches, host, name, &plugs)? };
    let report = checked(host, &bytes).map_err(|found| found.into_iter().map(unfit).collect::<Vec<_>>())?;
    let parent = out.parent().unwrap_or(out);
    let folder = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
    let file = File { name: file.to_string_lossy().into_owned(), contents: bytes.into() };
    transpile::write_all(host, folder, std::slice::from_ref(&file))?;

    if arguments::wants_json(matches) {
        let (imports, exports) = report.as_ref().map(|it| (it.imports.as_slice(), it.exports.as_slice())).unzip();
        let (bytes, diagnostics) = (file.contents.len(), diagnostics.as_slice());
        show::json(host, &Written { file: &out.to_string_lossy(), bytes, imports, exports, diagnostics })?;
    } else {
        show::warnings(host, &diagnostics);
        show::file(host, parent, &file);
    }
    Ok(0)
}

/// A component with what others export.
fn plugged(matches: &ArgMatches, host: &dyn Host, socket: &OsStr, plugs: &[&OsStr]) -> Found<Composed> {
    for name in ["dep", "deps-dir"] {
        if let Some(value) = arguments::one(matches, name) {
            let why = "it is for compositions (WAC), which take no --plug";
            return Err(vec![problem(name, &value.to_string_lossy(), why)]);
        }
    }
    if Path::new(socket).extension().is_some_and(|it| it == "wac") {
        let why = format!("{} is a composition (WAC): it says itself what is plugged in", shown(socket));
        return Err(vec![Diagnostic::new(Code::Option, why).help("leave --plug away, or give a component")]);
    }
    let mut warnings = Vec::new();
    let mut part = |name: &OsStr| -> Found<Part> {
        let found = input::component(host, name).map_err(|found| of_file(name, found))?;
        warnings.extend(of_file(name, found.diagnostics));
        checked(host, &found.bytes).map_err(|found| of_file(name, found))?;
        Ok(Part { name: shown(name), bytes: found.bytes })
    };
    let socket = part(socket)?;
    let plugs = plugs.iter().map(|plug| part(plug)).collect::<Found<Vec<_>>>()?;
    let mut composed = host.plug(socket, plugs)?;
    composed.diagnostics.splice(0..0, warnings);
    Ok(composed)
}

/// What a composition says.
fn composition(matches: &ArgMatches, host: &dyn Host, name: &OsStr) -> Found<Composed> {
    let bytes = input::read(host, name).map_err(|found| vec![found])?;
    // A word or a comment, with which no component begins.
    let begins = bytes.trim_ascii_start().first();
    if !begins.is_some_and(|first| first.is_ascii_alphabetic() || *first == b'/') {
        let what =
            format!("there is nothing to compose: {} is no composition (WAC), and nothing is plugged in", shown(name));
        return Err(vec![
            Diagnostic::new(Code::Option, what).help("give the components that it is to use with --plug"),
        ]);
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| of_file(name, vec![Diagnostic::new(Code::Wac, "the text is not valid UTF-8")]))?;
    let deps = Deps::of(matches).map_err(|found| vec![found])?;
    let references = host.references(&text).map_err(|found| of_file(name, found))?;
    let mut warnings = deps.unused(&references);
    let mut packages = Vec::new();
    for reference in references {
        let path = deps.find(host, &reference).map_err(|found| of_file(name, vec![found]))?;
        let found = package(host, &path).map_err(|found| of_file(path.as_os_str(), found))?;
        warnings.extend(of_file(path.as_os_str(), found.diagnostics));
        packages.push(Package { name: reference.name, version: reference.version, bytes: found.bytes });
    }
    let mut composed = host.compose(&text, packages).map_err(|found| of_file(name, found))?;
    composed.diagnostics.splice(0..0, warnings);
    Ok(composed)
}

/// A package of a composition: a component, or WIT.
fn package(host: &dyn Host, path: &Path) -> Found<Component> {
    let found = if host.is_folder(path) || path.extension().is_some_and(|it| it == "wit") {
        let source = wit::read(host, path).map_err(|found| vec![found])?;
        host.wit_package(source)?
    } else {
        input::compiled(host, path.as_os_str(), |bytes| host.package(bytes))?
    };
    checked(host, &found.bytes)?;
    Ok(found)
}

/// Where the packages of a composition are.
struct Deps<'a> {
    /// Names as the composition has them, with their files.
    named: Vec<(&'a str, &'a Path)>,
    folder: &'a Path,
}

impl<'a> Deps<'a> {
    fn of(matches: &'a ArgMatches) -> Result<Self, Diagnostic> {
        let mut named = Vec::new();
        if let Some(spec) = option("dep") {
            for text in arguments::many(matches, spec)? {
                let split = text.split_once('=').filter(|(name, path)| !name.is_empty() && !path.is_empty());
                let (name, path) = split.ok_or_else(|| spec.problem(text, "not of the form PACKAGE=PATH"))?;
                named.push((name, Path::new(path)));
            }
        }
        Ok(Self { named, folder: Path::new(arguments::one(matches, "deps-dir").unwrap_or(OsStr::new("deps"))) })
    }

    /// The file or folder of a package.
    fn find(&self, host: &dyn Host, reference: &Reference) -> Result<PathBuf, Diagnostic> {
        let key = key_of(reference);
        if let Some((_, path)) = self.named.iter().rev().find(|(name, _)| *name == key) {
            return Ok(path.to_path_buf());
        }
        let mut base = self.folder.to_path_buf();
        base.extend(reference.name.split(':'));
        base.extend(&reference.version);
        let beside = base.parent().and_then(|parent| host.entries(parent).ok()).unwrap_or_default();
        let mut files = ["wasm", "wat", "wit"].into_iter().map(|extension| with_extension(&base, extension));
        if let Some(file) = files.find(|file| beside.contains(file)) {
            return Ok(file);
        }
        if host.is_folder(&base) {
            return Ok(base);
        }
        let file = with_extension(&base, "wasm");
        Err(Diagnostic::new(Code::Wac, format!("{}: there is no package {key}", reference.place))
            .at(reference.offset)
            .help(format!("name it with --dep {key}=PATH, or put it at {:?}", file.to_string_lossy())))
    }

    /// What the composition does not mention.
    fn unused(&self, references: &[Reference]) -> Vec<Diagnostic> {
        let unused = self.named.iter().filter(|(name, _)| !references.iter().any(|it| key_of(it) == *name));
        let said = |(name, path): &(&str, &Path)| {
            let value = format!("{name}={}", path.to_string_lossy());
            problem("dep", &value, "the composition does not mention this package")
        };
        unused.map(said).collect()
    }
}

/// A package's name as it is written.
fn key_of(reference: &Reference) -> String {
    match &reference.version {
        Some(version) => format!("{}@{version}", reference.name),
        None => reference.name.clone(),
    }
}

/// Versions have dots of their own.
fn with_extension(base: &Path, extension: &str) -> PathBuf {
    let mut path = base.as_os_str().to_owned();
    path.push(".");
    path.push(extension);
    path.into()
}

/// What a component is, if it is valid: what composes components meets no others. What the transpiler does not translate yet can be composed all the same.
fn checked(host: &dyn Host, bytes: &[u8]) -> Found<Option<Report>> {
    match host.inspect(bytes) {
        Err(found) if found.iter().all(|it| it.code == Code::Unsupported) => Ok(None),
        outcome => outcome.map(Some),
    }
}

/// What is wrong with the whole: nobody has its bytes.
fn unfit(found: Diagnostic) -> Diagnostic {
    if found.code == Code::Internal {
        return found;
    }
    let message = format!("the components do not fit together: {}", found.message);
    Diagnostic { code: Code::Compose, message, offset: None, ..found }
        .help("a type or resource that two of them share has to come to both from the same place; a composition (WAC) can say so")
}

/// Findings about one of the files.
fn of_file(name: &OsStr, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let within = |mut found: Diagnostic| {
        found.path.insert(0, shown(name));
        found
    };
    found.into_iter().map(within).collect()
}

fn shown(name: &OsStr) -> String {
    if name == "-" { "stdin".to_owned() } else { name.to_string_lossy().into_owned() }
}

fn problem(name: &str, value: &str, why: &str) -> Diagnostic {
    match option(name) {
        Some(spec) => spec.problem(value, why),
        None => Diagnostic::new(Code::Internal, format!("there is no option --{name}")),
    }
}
