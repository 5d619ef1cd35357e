//! What generated code never contains: nothing that a content security policy or a reader would object to.

use crate::source::{below, has_word, none, places};

#[test]
fn golden_files_are_plain() {
    let rule = "generated code has no eval, no new Function, no dynamic import() and no prototype tricks";
    let golden = below("tests/golden/", ".js").chain(below("tests/golden/", ".mjs"));
    let bad = |line: &str| {
        has_word(line, "eval")
            || has_word(line, "Function")
            || line.contains("import(")
            || line.contains("setPrototypeOf")
            || line.contains("__proto__:")
    };
    none(rule, places(golden, bad));
}
