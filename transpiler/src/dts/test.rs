//! Small components and what is declared for them.

#![allow(clippy::unwrap_used, clippy::panic)]

use crate::options::{Mode, Options};

/// The declarations of a component given as text.
fn declarations(wat: &str, options: &Options) -> String {
    let bytes = wat::parse_str(wat).unwrap();
    let plan = crate::link::link(&crate::decode::decode(&bytes).unwrap()).unwrap();
    super::declarations(&plan, options)
}

/// The part of the declarations that stands between the interfaces and the end of the file.
fn check(mode: Mode, wat: &str, expected: &str) {
    let text = declarations(wat, &Options { mode, ..Options::default() });
    assert!(text.contains(expected.trim()), "{text}");
}

/// A component that exports a function `f` of this type.
fn function(ty: &str) -> String {
    format!(
        r#"(component
          (core module $m
            (memory (export "memory") 1)
            (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
            (func (export "f") unreachable))
          (core instance $i (instantiate $m))
          {ty})"#
    )
}
