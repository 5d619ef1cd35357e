//! What of WASI the package `@weft-wasm/wasi` provides: one table, from which glue imports exactly what it needs.
//!
//! A row is one interface; its factory makes the interface over a context. `pending` lists the functions that may
//! answer "not yet", with the spelling of the component's names; the package's README says when they do. Only for
//! these does generated code have the words for waiting (`emit/waiting.rs`): a call that returns a promise is suspended
//! where the engine has JSPI, else the thread stops where the platform can stop it, else the call traps.

/// One interface of the package.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Name without version.
    pub(crate) interface: &'static str,
    /// The factory, as [`MODULE`] exports it.
    pub(crate) factory: &'static str,
    /// Functions that may have to wait: they return a value, or an object with the brand `weft.pending.v1`.
    pub(crate) pending: &'static [&'static str],
    /// Functions whose pollable is not ready at once, whatever the context.
    pub(crate) later: &'static [&'static str],
    /// What the factory takes of the platform, if the context has no options: names that [`MODULE`] exports.
    pub(crate) parts: &'static [&'static str],
    /// Methods with a `list<u8>` of which the package's own class keeps nothing, if it says so (`takesViews`).
    pub(crate) views: &'static [&'static str],
}

const fn row(interface: &'static str, factory: &'static str) -> Row {
    Row { interface, factory, pending: &[], later: &[], parts: &[], views: &[] }
}

/// The module that exports `createContext` and the factories: one, because each more is a file to find, fetch and parse.
pub(crate) const MODULE: &str = "@weft-wasm/wasi/p2";

const CLOCK: &[&str] = &["clock"];
const ENTROPY: &[&str] = &["entropy"];

/// The interfaces of WASI 0.2.
static TABLE: &[Row] = &[
    row("wasi:cli/environment", "environment"),
    row("wasi:cli/exit", "exit"),
    row("wasi:cli/stdin", "stdin"),
    row("wasi:cli/stdout", "stdout"),
    row("wasi:cli/stderr", "stderr"),
    row("wasi:cli/terminal-input", "terminalInput"),
    row("wasi:cli/terminal-output", "terminalOutput"),
    row("wasi:cli/terminal-stdin", "terminalStdin"),
    row("wasi:cli/terminal-stdout", "terminalStdout"),
    row("wasi:cli/terminal-stderr", "terminalStderr"),
    Row {
        later: &["subscribe-duration", "subscribe-instant"],
        parts: CLOCK,
        ..row("wasi:clocks/monotonic-clock", "monotonicClock")
    },
    row("wasi:clocks/timezone", "timezone"),
    Row { parts: CLOCK, ..row("wasi:clocks/wall-clock", "wallClock") },
    Row { parts: CLOCK, ..row("wasi:filesystem/preopens", "preopens") },
    row("wasi:filesystem/types", "types"),
    row("wasi:io/error", "error"),
    Row { pending: &["poll", "[method]pollable.block"], ..row("wasi:io/poll", "poll") },
    Row {
        pending: &[
            "[method]input-stream.blocking-read",
            "[method]input-stream.blocking-skip",
            "[method]output-stream.blocking-flush",
            "[method]output-stream.blocking-write-and-flush",
            "[method]output-stream.blocking-write-zeroes-and-flush",
            "[method]output-stream.blocking-splice",
        ],
        views: &["[method]output-stream.write", "[method]output-stream.blocking-write-and-flush"],
        ..row("wasi:io/streams", "streams")
    },
    Row { parts: ENTROPY, ..row("wasi:random/insecure", "insecure") },
    Row { parts: ENTROPY, ..row("wasi:random/insecure-seed", "insecureSeed") },
    Row { parts: ENTROPY, ..row("wasi:random/random", "random") },
];

/// Splits `wasi:cli/exit@0.2.6` into name and version.
pub(crate) fn split_version(name: &str) -> (&str, Option<&str>) {
    match name.split_once('@') {
        Some((name, version)) => (name, Some(version)),
        None => (name, None),
    }
}

/// The row for an import, if the package provides it: any 0.2.x is the same. Pre-releases are not: each had functions and types
/// of its own, and semver promises nothing of them.
pub(crate) fn lookup(import: &str) -> Option<&'static Row> {
    let (name, version) = split_version(import);
    let numbers = version?.split('+').next()?;
    let is_release = numbers.starts_with("0.2.") && !numbers.contains('-');
    is_release.then(|| TABLE.iter().find(|row| row.interface == name)).flatten()
}

/// Whether the name belongs to WASI at all.
pub(crate) fn is_wasi(import: &str) -> bool {
    import.starts_with("wasi:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_patch_version_is_the_same() {
        assert!(lookup("wasi:io/streams@0.2.0").is_some());
        assert!(lookup("wasi:io/streams@0.2.99").is_some());
        assert!(lookup("wasi:io/streams@0.2.6+build-7").is_some());
        assert!(lookup("wasi:io/streams@0.2.0-rc-2023-11-10").is_none());
        assert!(lookup("wasi:io/streams@0.20.0").is_none());
        assert!(lookup("wasi:io/streams").is_none());
        assert!(lookup("wasi:io/streams@0.3.0").is_none());
        assert!(lookup("wasi:http/types@0.2.0").is_none());
    }
}
