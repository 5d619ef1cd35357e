//! Where a component comes from.

use std::ffi::OsStr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use weft_encode::Component;
use weft_encode::wit::Features;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::fits_file_name;
use weft_transpiler::outline::{Text, text};

use crate::{Found, Host, wit};

/// Reads the file `name`, or stdin for `-`.
pub fn read(host: &dyn Host, name: &OsStr) -> Result<Vec<u8>, Diagnostic> {
    let outcome = if name == "-" { host.read_stdin() } else { host.read(name) };
    outcome.map_err(|error| {
        let shown = if name == "-" { "stdin".into() } else { format!("{:?}", name.to_string_lossy()) };
        Diagnostic::new(Code::File, format!("cannot read {shown}: {error}"))
    })
}

/// Reads the file `name` and makes a component of it, whatever it is.
pub fn component(host: &dyn Host, name: &OsStr) -> Found<Component> {
    compiled(host, name, |bytes| host.component(bytes))
}

/// Reads the file or folder `name` and makes a component with its types: see [`weft_encode::interface`].
pub fn interface(host: &dyn Host, name: &OsStr, world: Option<&str>, features: Features) -> Found<Component> {
    if name != "-" && host.is_folder(Path::new(name)) || Path::new(name).extension().is_some_and(|it| it == "wit") {
        let source = wit::read(host, Path::new(name)).map_err(|diagnostic| vec![diagnostic])?;
        return host.world(source, world, features);
    }
    compiled(host, name, |bytes| host.interface(bytes, world, features))
}

/// Reads the file `name` for `take`, compiled if it is WAT.
pub fn compiled(host: &dyn Host, name: &OsStr, take: impl FnOnce(Vec<u8>) -> Found<Component>) -> Found<Component> {
    let bytes = read(host, name).map_err(|diagnostic| vec![diagnostic])?;
    let Some(Text::Wat(text)) = text(&bytes) else { return take(bytes) };
    // Offsets in the binary form mean nothing to whoever wrote the text.
    let placeless =
        |found: Vec<Diagnostic>| found.into_iter().map(|found| Diagnostic { offset: None, ..found }).collect();
    take(host.compile(text)?).map_err(placeless)
}

/// The base name of the output for the input `name`; empty where there is none to take, as for stdin.
pub fn base_name(name: &OsStr) -> String {
    if name == "-" {
        return String::new();
    }
    let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
    let fitting: String = stem.chars().map(|letter| if fits_file_name(letter) { letter } else { '-' }).collect();
    let mut trimmed = fitting.trim_start_matches(['.', '-', ' ']).trim_end_matches(['.', ' ']).to_owned();
    while trimmed.len() > 200 {
        trimmed.pop();
    }
    trimmed
}

/// Runs `work`; a panic, which is a bug, becomes a finding like any other.
///
/// # Errors
/// What `work` found, or `internal`.
pub fn guarded<T>(work: impl FnOnce() -> Found<T>) -> Found<T> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = catch_unwind(AssertUnwindSafe(work));
    std::panic::set_hook(hook);
    outcome.unwrap_or_else(|payload| {
        let said = payload.downcast_ref::<String>().map(String::as_str).or(payload.downcast_ref::<&str>().copied());
        Err(vec![
            Diagnostic::new(Code::Internal, said.unwrap_or("a panic without a message"))
                .help("this is a bug in Weft; please report it with the component"),
        ])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, expected: &str) {
        assert_eq!(base_name(OsStr::new(input)), expected);
    }

    #[test]
    fn base_names_are_file_names() {
        check("a/greet.wasm", "greet");
        check("greet.component.wasm", "greet.component");
        check("-", "");
        check("..", "");
        check("a b?c.wasm", "a b-c");
        check("--x.wasm", "x");
        check(&format!("{}.wasm", "ü".repeat(150)), &"ü".repeat(100));
    }

    #[test]
    fn a_panic_is_a_finding() {
        let outcome = guarded::<()>(|| std::panic::resume_unwind(Box::new("oops")));
        assert_eq!(
            outcome.map_err(|found| found.into_iter().map(|it| (it.code, it.message)).collect::<Vec<_>>()),
            Err(vec![(Code::Internal, "oops".into())])
        );
    }
}
