//! Compositions: text in the language WAC, which says which components are instantiated, with what, and what of it is exported.

use indexmap::IndexMap;
use miette::{LabeledSpan, SourceSpan};
use semver::Version;
use serde::{Deserialize, Serialize};
use wac_graph::types::BorrowedPackageKey;
use wac_parser::Document;
use wac_parser::lexer::{Lexer, Token};
use weft_transpiler::diagnostics::{Code, Diagnostic};

use crate::{Composed, OPTIONS, with_causes};

/// Bytes of text, at most.
const MAX_TEXT: usize = 4 << 20;
/// Brackets in brackets, at most: the parser calls itself for each.
const MAX_NESTING: usize = 100;

/// A package that a composition mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Its name without version, e.g. `a:b`.
    pub name: String,
    /// The version, where one is written.
    pub version: Option<String>,
    /// Where that is, as [`Diagnostic`]s say it: `line 3, column 9`.
    pub place: String,
    /// The same in bytes.
    pub offset: usize,
}

/// A package that a composition mentions, as it is: a component, or WIT in binary form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// Its name without version.
    pub name: String,
    /// The version, where one is written.
    pub version: Option<String>,
    /// The binary form.
    pub bytes: Vec<u8>,
}

/// The packages that the composition `text` mentions, each once, in the order of the text.
///
/// # Errors
/// `wac` with line and column when the text does not parse; `limit` when it is too long or too deep.
pub fn references(text: &str) -> Result<Vec<Reference>, Diagnostic> {
    let document = parse(text)?;
    let mut found: Vec<Reference> = Vec::new();
    // Names of packages are tokens of their own, so wherever the language may come to have them, they are seen.
    for (token, span) in tokens(text)? {
        if !matches!(token, Ok(Token::PackageName | Token::PackagePath)) {
            continue;
        }
        let (path, version) = match slice(text, span).split_once('@') {
            Some((path, version)) => (path, Some(version.to_owned())),
            None => (slice(text, span), None),
        };
        let name = path.split('/').next().unwrap_or_default();
        let known = found.iter().any(|it| it.name == name && it.version == version);
        if !known && name != document.directive.package.name {
            let name = name.to_owned();
            found.push(Reference { name, version, place: place(text, span), offset: span.offset() });
        }
    }
    Ok(found)
}

/// Does what the composition `text` says; `packages` are those that [`references`] names.
///
/// # Errors
/// `wac` with line and column, when the text does not parse, or says what cannot be done with the packages; `limit` when it is too long or too deep.
pub fn compose(text: &str, packages: Vec<Package>) -> Result<Composed, Diagnostic> {
    let document = parse(text)?;
    let versions: Vec<Option<Version>> =
        packages.iter().map(|it| it.version.as_deref().and_then(|version| Version::parse(version).ok())).collect();
    let (names, bytes): (Vec<String>, Vec<Vec<u8>>) = packages.into_iter().map(|it| (it.name, it.bytes)).unzip();
    let keys = names.iter().zip(&versions);
    let keys = keys.map(|(name, version)| BorrowedPackageKey::from_name_and_version(name, version.as_ref()));
    let packages: IndexMap<BorrowedPackageKey<'_>, Vec<u8>> = keys.zip(bytes).collect();
    let resolution = document.resolve(packages).map_err(|error| placed(text, &error))?;
    let bytes = resolution.encode(OPTIONS).map_err(|error| placed(text, &error))?;
    Ok(Composed { bytes, diagnostics: Vec::new() })
}

fn parse(text: &str) -> Result<Document<'_>, Diagnostic> {
    if text.len() > MAX_TEXT {
        return Err(Diagnostic::new(Code::Limit, format!("the composition is longer than {MAX_TEXT} bytes")));
    }
    let mut depth = 0_usize;
    for (token, span) in tokens(text)? {
        match token {
            Ok(Token::OpenBrace | Token::OpenParen | Token::OpenAngle | Token::OpenBracket) => depth += 1,
            Ok(Token::CloseBrace | Token::CloseParen | Token::CloseAngle | Token::CloseBracket) => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        if depth > MAX_NESTING {
            let message = format!("{}: brackets are nested more than {MAX_NESTING} deep", place(text, span));
            return Err(Diagnostic::new(Code::Limit, message).at(span.offset()));
        }
    }
    Document::parse(text).map_err(|error| placed(text, &error))
}

fn tokens(text: &str) -> Result<Lexer<'_>, Diagnostic> {
    Lexer::new(text).map_err(|(error, span)| problem(text, Some(span), &error.to_string()))
}

/// An error of the library: its first label is where it is, the others and its help are what to look at.
fn placed(text: &str, error: &dyn miette::Diagnostic) -> Diagnostic {
    let labels: Vec<LabeledSpan> = error.labels().into_iter().flatten().collect();
    let first = labels.iter().find(|label| label.primary()).or(labels.first());
    let others = labels
        .iter()
        .filter(|label| !label.primary())
        .filter_map(|label| label.label().map(|said| format!("{said}: {}", place(text, *label.inner()))));
    let help: Vec<String> = error.help().map(|help| help.to_string()).into_iter().chain(others).collect();
    let found = problem(text, first.map(|label| *label.inner()), &with_causes(error));
    if help.is_empty() { found } else { found.help(help.join("; ")) }
}

fn problem(text: &str, span: Option<SourceSpan>, message: &str) -> Diagnostic {
    match span {
        Some(span) => Diagnostic::new(Code::Wac, format!("{}: {message}", place(text, span))).at(span.offset()),
        None => Diagnostic::new(Code::Wac, message),
    }
}

/// Where a span begins, both from one.
fn place(text: &str, span: SourceSpan) -> String {
    let before = text.get(..span.offset()).unwrap_or(text);
    let line = before.rsplit('\n').next().unwrap_or_default();
    format!("line {}, column {}", before.matches('\n').count() + 1, line.chars().count() + 1)
}

/// The text of a span.
fn slice(text: &str, span: SourceSpan) -> &str {
    text.get(span.offset()..).and_then(|rest| rest.get(..span.len())).unwrap_or_default()
}
