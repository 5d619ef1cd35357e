//! What is said about bad input: one file per code.

use serde::Serialize;

/// The codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// No bytes at all.
    Empty,
    /// The magic number is missing.
    NotWasm,
    /// The input ends inside an item.
    Truncated,
    /// The input breaks a rule of the binary format or of validation.
    Invalid,
    /// A core module where a component is needed.
    CoreModule,
    /// A limit on nesting, counts or lengths was exceeded.
    Limit,
    /// A feature of the Component Model that this version does not translate yet.
    Unsupported,
    /// An option is wrong.
    Option,
    /// A bug in Weft.
    Internal,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Stable code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Byte offset in the input, where there is one.
    pub offset: Option<usize>,
    /// The item, outermost first: `["component", "instance 2", "canon lower 5 \"wasi:io/streams\""]`.
    pub path: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding without a place.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), offset: None, path: Vec::new(), help: None }
    }

    /// Sets the byte offset.
    #[must_use]
    pub fn at(mut self, offset: usize) -> Self {
        self.offset = Some(offset);
        self
    }

    /// Sets the item's path, outermost first.
    #[must_use]
    pub fn within(mut self, path: &[String]) -> Self {
        self.path = path.to_vec();
        self
    }

    /// Sets what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
