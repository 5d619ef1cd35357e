//! How findings and results look: text for people on stderr, JSON for machines on stdout.

use std::path::Path;

use serde::Serialize;
use weft_transpiler::File;
use weft_transpiler::diagnostics::{Code, Diagnostic};

use crate::{Failure, Host};

/// The command line is at fault.
pub const USAGE: u8 = 2;
/// The input or the machine is at fault.
pub const BAD_INPUT: u8 = 1;

#[derive(Serialize)]
struct Findings<'a> {
    diagnostics: &'a [Diagnostic],
}

/// Shows why a verb failed; returns the exit code.
pub fn failure(host: &dyn Host, failure: &Failure, as_json: bool) -> u8 {
    let diagnostics = match failure {
        Failure::Found(diagnostics) => diagnostics,
        // Whoever read our output had enough: nobody is left to tell.
        Failure::Output(None) => return BAD_INPUT,
        Failure::Output(Some(error)) => {
            talk(host, &format!("error: cannot write to stdout: {error}"));
            return BAD_INPUT;
        }
    };
    if as_json {
        if let Err(Failure::Output(Some(error))) = json(host, &Findings { diagnostics }) {
            talk(host, &format!("error: cannot write to stdout: {error}"));
        }
    } else {
        for diagnostic in diagnostics {
            talk(host, &text(diagnostic, "error"));
        }
    }
    if diagnostics.iter().any(|it| it.code == Code::Option) { USAGE } else { BAD_INPUT }
}

/// Says what did not stop the work.
pub fn warnings(host: &dyn Host, diagnostics: &[Diagnostic]) {
    for diagnostic in diagnostics {
        talk(host, &text(diagnostic, "warning"));
    }
}

/// Says which file was written.
pub fn file(host: &dyn Host, folder: &Path, file: &File) {
    talk(host, &format!("{:>9} bytes  {}", file.contents.len(), folder.join(&file.name).display()));
}

/// One finding as text: several lines, without a line break at the end.
pub fn text(diagnostic: &Diagnostic, severity: &str) -> String {
    let mut lines = vec![format!("{severity}[{}]: {}", diagnostic.code, printable(&diagnostic.message))];
    if let Some(offset) = diagnostic.offset {
        lines.push(format!("  at byte {offset} (0x{offset:x})"));
    }
    if !diagnostic.path.is_empty() {
        lines.push(format!("  in {}", printable(&diagnostic.path.join(" > "))));
    }
    if let Some(help) = &diagnostic.help {
        lines.push(format!("help: {}", printable(help)));
    }
    lines.join("\n")
}

/// `text` without what a terminal would obey: names come from the component, which nobody trusts.
pub fn printable(text: &str) -> String {
    let obeyed = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars()
        .map(|letter| if obeyed(letter) { letter.escape_default().to_string() } else { letter.into() })
        .collect()
}

/// Says a line on stderr.
pub fn talk(host: &dyn Host, line: &str) {
    host.talk(&format!("{line}\n"));
}

/// Writes a line of data to stdout.
pub fn data(host: &dyn Host, line: &str) -> Result<(), Failure> {
    host.print(&format!("{line}\n")).map_err(Failure::Output)
}

/// Writes `value` as JSON to stdout.
pub fn json(host: &dyn Host, value: &impl Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value)
        .map_err(|error| Diagnostic::new(Code::Internal, format!("the report is no JSON: {error}")))?;
    data(host, &text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_shows_all_it_knows() {
        let path = ["component".to_owned(), "instance 2".to_owned(), "canon lower 5 \"a:b/c\u{1b}[2J\"".to_owned()];
        let diagnostic =
            Diagnostic::new(Code::Truncated, "unexpected end").at(1000).within(&path).help("fetch it again");
        assert_eq!(
            text(&diagnostic, "error"),
            "error[truncated]: unexpected end\n  at byte 1000 (0x3e8)\n  \
             in component > instance 2 > canon lower 5 \"a:b/c\\u{1b}[2J\"\nhelp: fetch it again"
        );
    }
}
