//! The polyfill: its packages know no platform and keep no state, so one page can hold many guests and a bundler can shake the rest off.

use crate::source::{Source, below, has_word, none, places};

/// What only `platform/` and the chooser of how to wait may name.
const GLOBALS: [&str; 30] = [
    "globalThis",
    "window",
    "self",
    "document",
    "navigator",
    "location",
    "process",
    "Buffer",
    "require",
    "fetch",
    "crypto",
    "performance",
    "console",
    "setTimeout",
    "setInterval",
    "clearTimeout",
    "setImmediate",
    "queueMicrotask",
    "Worker",
    "SharedArrayBuffer",
    "Atomics",
    "indexedDB",
    "localStorage",
    "sessionStorage",
    "caches",
    "WebSocket",
    "XMLHttpRequest",
    "Deno",
    "Bun",
    "Date",
];

/// `polyfill/wasi/src/<package>/…`, without the folders that stand for platforms.
fn packages() -> impl Iterator<Item = &'static Source> {
    let source = "polyfill/wasi/src/";
    below(source, ".ts").filter(move |file| {
        let rest = &file.path[source.len()..];
        rest.contains('/')
            && !["platform/", "suspend/", "testing/"].iter().any(|folder| rest.starts_with(folder))
            && !file.is_test()
    })
}

/// The line without what stands in quotes: names of WASI functions are text.
fn unquoted(line: &str) -> String {
    let mut quote = None;
    line.split("//")
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|&character| match quote {
            Some(open) => {
                if character == open {
                    quote = None;
                }
                false
            }
            None if matches!(character, '"' | '\'' | '`') => {
                quote = Some(character);
                false
            }
            None => true,
        })
        .collect()
}

#[test]
fn packages_touch_no_global() {
    let rule = "a WASI package takes its platform from its context, never from a global";
    let named = |line: &str| {
        let line = unquoted(line);
        GLOBALS.iter().any(|global| {
            // A property, a parameter or a member of that name is no global.
            line.match_indices(global).any(|(start, _)| {
                let before = line[..start].trim_end();
                let after = line[start + global.len()..].trim_start();
                has_word(&line, global)
                    && !before.ends_with('.')
                    && !before.ends_with('#')
                    && !before.ends_with("readonly")
                    && !after.starts_with(':')
                    && !after.starts_with("?:")
            })
        })
    };
    none(rule, places(packages(), named));
}

#[test]
fn packages_import_no_platform() {
    let rule = "a WASI package imports neither node: modules nor platform/";
    none(
        rule,
        places(packages(), |line| {
            line.contains("\"node:") || (line.contains("from \"") && line.contains("/platform/"))
        }),
    );
}

#[test]
fn nothing_polls_with_timers() {
    let rule = "who waits is woken: no setInterval anywhere, and setTimeout only where a deadline is armed";
    let files = below("polyfill/", ".ts").filter(|file| !file.is_test());
    let timers =
        |line: &str| has_word(line, "setInterval") || has_word(line, "setImmediate") || line.contains("setTimeout(");
    none(rule, places(files.filter(|file| file.path != "polyfill/wasi/src/platform/timer.ts"), timers));
}

#[test]
fn modules_keep_no_state() {
    let rule = "no module-level mutable state in the polyfill: no `let` or `var`, no empty collection at the top level";
    let files = below("polyfill/", ".ts").filter(|file| file.path.contains("/src/") && !file.is_test());
    let state = |line: &str| {
        let line = line.strip_prefix("export ").unwrap_or(line);
        line.starts_with("let ")
            || line.starts_with("var ")
            || (line.starts_with("const ")
                && ["= new Map()", "= new Set()", "= new WeakMap()", "= [];", "= {};"]
                    .iter()
                    .any(|empty| line.contains(empty)))
    };
    none(rule, places(files, state));
}

#[test]
fn quoted_words_are_text() {
    assert_eq!(unquoted(r#"f("process", x) // self"#), "f(, x) ");
}
