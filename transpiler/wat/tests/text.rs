//! Text that compiles, and text that does not.

#![allow(clippy::unwrap_used)]

use weft_transpiler::diagnostics::Code;
use weft_transpiler::outline::MAX_TEXT;
use weft_wat::compile;

#[test]
fn text_is_compiled() {
    let text = ";; a comment\n(; another ;) (component)";
    assert_eq!(compile(text).unwrap(), b"\0asm\x0d\0\x01\0");
    assert_eq!(compile("(module)").unwrap(), b"\0asm\x01\0\0\0");
}

#[test]
fn text_that_does_not_parse_has_a_place() {
    let found = compile("(module\n  (fnc))").unwrap_err();
    assert_eq!((found.code, found.offset), (Code::Wat, Some(11)));
    assert!(found.message.starts_with("line 2, column 4: "), "{}", found.message);
}

#[test]
fn text_that_is_too_deep_or_too_long_is_refused() {
    let deep = format!("(component {} {})", "(component ".repeat(5000), ")".repeat(5000));
    let unfinished = "(module (func ".repeat(20_000);
    let instructions = format!("(module (func {}))", "(block ".repeat(200_000));
    for text in [deep, unfinished, instructions] {
        assert_eq!(compile(&text).unwrap_err().code, Code::Wat);
    }
    assert_eq!(compile(&" ".repeat(MAX_TEXT + 1)).unwrap_err().code, Code::Limit);
}
