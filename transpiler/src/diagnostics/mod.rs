//! What is said about bad input: one file per code, whose module comment is the page that `weft explain` prints.
//!
//! A [`Diagnostic`] is data; how it looks on a terminal, in a tab or in an editor is the business of whoever shows it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Writes [`Code`] and everything that is known of each code from one table: the variant, its file, its name.
macro_rules! codes {
    ($($(#[$doc:meta])+ $variant:ident, $file:ident, $name:literal;)+) => {
        $(mod $file;)+

        /// The codes; `weft explain` prints the page of each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $($(#[$doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl Code {
            /// Every code, in the order in which input is looked at.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name by which it is printed and looked up, stable across versions.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The source of its file, whose module comment is its page.
            const fn source(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!(stringify!($file), ".rs")),)+ }
            }
        }
    };
}

codes! {
    /// No bytes at all.
    Empty, empty, "empty";
    /// The magic number is missing.
    NotWasm, not_wasm, "not-wasm";
    /// The input ends inside an item.
    Truncated, truncated, "truncated";
    /// A core module where a component is needed.
    CoreModule, core_module, "core-module";
    /// Text of a module or component that does not parse.
    Wat, wat, "wat";
    /// WIT that does not parse or fit.
    Wit, wit, "wit";
    /// A core module that cannot be made a component.
    Encode, encode, "encode";
    /// Text of a composition that does not parse, or says what cannot be done.
    Wac, wac, "wac";
    /// Components that do not fit together.
    Compose, compose, "compose";
    /// A limit on nesting, counts or lengths was exceeded.
    Limit, limit, "limit";
    /// The input breaks a rule of the binary format or of validation.
    Invalid, invalid, "invalid";
    /// A feature of the Component Model that this version does not translate yet.
    Unsupported, unsupported, "unsupported";
    /// An option is wrong.
    Option, option, "option";
    /// A file could not be read or written; said by front ends, never by the library.
    File, file, "file";
    /// A bug in Weft.
    Internal, internal, "internal";
}

impl Code {
    /// The code called `name`.
    #[must_use]
    pub fn of_name(name: &str) -> std::option::Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }

    /// One line: the first of its page.
    #[must_use]
    pub fn title(self) -> &'static str {
        page_lines(self.source()).next().unwrap_or_default()
    }

    /// What it means, an example, and what to do: Markdown, ends with a line break.
    #[must_use]
    pub fn page(self) -> String {
        page_lines(self.source()).flat_map(|line| [line, "\n"]).collect()
    }
}

/// The lines of a file's module comment.
fn page_lines(source: &str) -> impl Iterator<Item = &str> {
    source.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line))
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_code_has_a_page() {
        for code in Code::ALL {
            let page = code.page();
            assert!(code.title().ends_with('.') && code.title().len() < 90, "{code}: {:?}", code.title());
            assert!(page.contains("\nExample:\n") && page.contains("\nWhat to do: "), "{code}: {page}");
            assert!(page.contains(&format!("error[{code}]: ")), "{code}: {page}");
        }
    }

    #[test]
    fn names_are_what_json_says_and_are_found_again() {
        for code in Code::ALL {
            assert_eq!(serde_json::to_value(code).ok(), Some(code.name().into()));
            assert_eq!(Code::of_name(code.name()), Some(*code));
        }
        assert_eq!(Code::of_name("Empty"), None);
    }
}
