//! Compositions: what they mention, what becomes of them, and where they are wrong.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

mod whole;

use weft_compose::{Composed, Package, compose, references};
use weft_transpiler::diagnostics::Code;
use whole::described;

/// Two components, one of which imports what the other exports.
fn packages() -> Vec<Package> {
    let package = |name: &str, version: Option<&str>, wat: &str| Package {
        name: name.to_owned(),
        version: version.map(str::to_owned),
        bytes: wat::parse_str(wat).unwrap(),
    };
    vec![
        package(
            "demo:app",
            Some("1.0.0"),
            "(component (import \"demo:words/loud\" (instance $l (export \"shout\" (func (param \"a\" u32))))) (export \"greet\" (func $l \"shout\")))",
        ),
        package(
            "demo:words",
            None,
            "(component (import \"log\" (func $f (param \"a\" u32))) (instance $i (export \"shout\" (func $f))) (export \"demo:words/loud\" (instance $i)))",
        ),
    ]
}

const WHOLE: &str = "package demo:whole;

// The words first.
let words = new demo:words { ... };
let app = new demo:app@1.0.0 { \"demo:words/loud\": words[\"demo:words/loud\"] };
export app...;
";

#[test]
fn packages_are_named_with_their_places() {
    let named = |text: &str| {
        let shown = |it: weft_compose::Reference| {
            format!("{} {} {} {}", it.name, it.version.unwrap_or_default(), it.place, it.offset)
        };
        references(text).unwrap().into_iter().map(shown).collect::<Vec<_>>()
    };
    assert_eq!(named(WHOLE), ["demo:words  line 4, column 17 57", "demo:app 1.0.0 line 5, column 15 91"]);
    let types = "package demo:x@2.0.0 targets demo:w/world@0.1.0;\n/* ü */ import a: demo:i/face;\nimport b: demo:i/other;\n\
        interface own { use demo:x/own2.{t}; use demo:j:k/deep/er.{t}; }\n";
    assert_eq!(
        named(types),
        ["demo:w 0.1.0 line 1, column 30 29", "demo:i  line 2, column 19 68", "demo:j:k  line 4, column 42 146"]
    );
}

#[test]
fn a_composition_is_done() {
    let Composed { bytes, diagnostics } = compose(WHOLE, packages()).unwrap_or_else(|found| panic!("{found:?}"));
    assert_eq!(diagnostics, []);
    assert_eq!(described(&bytes), (vec!["log".to_owned()], vec!["greet".to_owned()]));
    assert_eq!(compose(WHOLE, packages()).unwrap().bytes, bytes, "the output is deterministic");
}

#[test]
fn what_is_wrong_has_its_place() {
    for (from, to, expected) in [
        ("package demo:whole;", "packet demo:whole;", "line 1, column 1: expected `package` keyword, found identifier"),
        ("export app...;", "export app...", "line 6, column 14: expected `;`, found end of input"),
        ("words[", "word[", "line 5, column 51: undefined name `word`"),
        ("new demo:words {", "new demo:wards {", "line 4, column 17: unknown package `demo:wards`"),
        ("{ ... }", "{ }", "line 4, column 17: missing instantiation argument `log` for package `demo:words`"),
        (
            "\"demo:words/loud\": words",
            "\"demo:words/l\": words",
            "line 5, column 32: component `demo:app` has no import named `demo:words/l`",
        ),
        (
            "words[\"demo:words/loud\"] }",
            "words }",
            "line 5, column 32: mismatched instantiation argument `demo:words/loud`: ",
        ),
        ("let app", "let words", "line 5, column 5: `words` is already defined"),
        ("// The", "/* The", "line 3, column 1: an unterminated comment was encountered"),
        ("@1.0.0", "@1.0", "line 5, column 24: `1.0` is not a valid semantic version"),
        (
            "export app...;",
            "export app;",
            "line 6, column 8: export statement requires an `as` clause as the export name cannot be inferred",
        ),
    ] {
        assert!(WHOLE.contains(from), "{from}");
        let found = compose(&WHOLE.replacen(from, to, 1), packages()).unwrap_err();
        assert_eq!(found.code, Code::Wac, "{found:?}");
        assert!(found.message.starts_with(expected), "{to}: {}", found.message);
        assert!(found.offset.is_some(), "{found:?}");
    }
}

#[test]
fn what_else_is_to_be_looked_at_is_help() {
    let found = compose(&WHOLE.replace("let app", "let words"), packages()).unwrap_err();
    assert_eq!(found.help.as_deref(), Some("`words` previously defined here: line 4, column 5"));
}

#[test]
fn text_that_would_exhaust_the_stack_is_refused() {
    for (open, close) in [("(", ")"), ("new a:b { x: ", " }"), ("list<", ">")] {
        let text = format!("package a:b;\nlet x = {}y{};\n", open.repeat(100_000), close.repeat(100_000));
        let found = compose(&text, Vec::new()).unwrap_err();
        assert_eq!(found.code, Code::Limit, "{}", found.message);
        assert!(found.message.starts_with("line 2, column "), "{}", found.message);
    }
    let found = compose(&" ".repeat(5 << 20), Vec::new()).unwrap_err();
    assert_eq!(found.code, Code::Limit, "{}", found.message);
}

/// Whatever is taken out or doubled, the answer is a composition or a finding.
#[test]
fn damaged_text_breaks_nothing() {
    let tokens: Vec<&str> = WHOLE.split_inclusive([' ', ';', '.', '[', ']', '"', '\n']).collect();
    let mut done = 0;
    for at in 0..tokens.len() {
        for with in ["", "...", "{", "}", "\"", "demo:words", "demo:whole/x", "new ", "import x: ", "/*", "ü"] {
            let mut tokens = tokens.clone();
            if let Some(token) = tokens.get_mut(at) {
                *token = with;
            }
            let text = tokens.concat();
            let packages = || packages().into_iter().filter(|it| text.contains(&it.name)).collect();
            match references(&text).and_then(|_| compose(&text, packages())) {
                Ok(composed) => drop(described(&composed.bytes)),
                Err(found) => assert!(!found.message.is_empty(), "{text}"),
            }
            done += 1;
        }
    }
    assert!(done > 200, "{done}");
}
