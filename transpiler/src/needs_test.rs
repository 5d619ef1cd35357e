//! What a module pays for, by its mode and options.

#![allow(clippy::unwrap_used)]

use super::Needs;
use crate::options::{Mode, Options, Strings};

/// A component that waits for pollables and has another import.
fn waiting(other: &str) -> String {
    format!(
        r#"(component
          (import "wasi:io/poll@0.2.6" (instance $poll
            (export "pollable" (type $pollable (sub resource)))
            (export "[method]pollable.block" (func (param "self" (borrow $pollable))))))
          (alias export $poll "pollable" (type $pollable))
          (alias export $poll "[method]pollable.block" (func $block))
          {other}
          (core func $wait (canon lower (func $block)))
          (core func $call (canon lower (func $other)))
          (core module $m
            (import "host" "wait" (func (param i32)))
            (import "host" "call" (func (param i64) (result i32))))
          (core instance (instantiate $m (with "host" (instance
            (export "wait" (func $wait))
            (export "call" (func $call)))))))"#
    )
}

/// A function of the clock that makes something to wait for.
const SUBSCRIBE: &str = r#"
    (import "wasi:clocks/monotonic-clock@0.2.6" (instance $clock
      (alias outer 1 $pollable (type $pollable))
      (export "pollable" (type (eq $pollable)))
      (export "subscribe-duration" (func (param "when" u64) (result (own 1))))))
    (alias export $clock "subscribe-duration" (func $other))"#;

/// A function of the same shape that makes nothing: the code of an error.
const PLAIN: &str = r#"
    (import "wasi:example/codes@0.2.6" (instance $codes
      (export "code" (func (param "of" u64) (result u32)))))
    (alias export $codes "code" (func $other))"#;

#[track_caller]
fn check(other: &str, options: &Options, waits: bool) {
    let bytes = wat::parse_str(waiting(other)).unwrap();
    let plan = crate::link::link(&crate::decode::decode(&bytes).unwrap()).unwrap();
    assert!(Needs::of(&plan).waits());
    assert_eq!(Needs::of(&plan).in_module(&plan, options).waits(), waits);
}

fn esm() -> Options {
    Options { mode: Mode::Esm, ..Options::default() }
}

#[test]
fn with_nothing_from_anybody_else_nothing_is_pending() {
    check(PLAIN, &esm(), false);
}

#[test]
fn a_host_may_give_what_is_pending() {
    check(PLAIN, &Options { mode: Mode::Instantiate, ..Options::default() }, true);
    check(PLAIN, &Options { no_wasi: true, ..esm() }, true);
    check(PLAIN, &Options { map: vec![("wasi:io/poll".into(), "./poll.js".into())], ..esm() }, true);
    check(&PLAIN.replace("wasi:example", "weft:example"), &esm(), true);
}

#[test]
fn time_is_waited_for() {
    check(SUBSCRIBE, &esm(), true);
}

#[test]
fn from_four_functions_with_strings_on_they_go_the_quicker_ways() {
    // An import, and so many exports; a string in a list in a result counts like any other, and a function without strings or of WASI does not.
    let text = |exports: usize, interface: &str| {
        let export = |at: usize| format!("(export \"f{at}\" (func $f))");
        let exports: String = (0..exports).map(export).collect();
        format!(
            r#"(component
              (import "{interface}" (instance $i (export "g" (func (result (list (option string)))))))
              (alias export $i "g" (func $g))
              (import "number" (func $number (result u32)))
              (core module $m
                (import "host" "number" (func (result i32)))
                (import "host" "g" (func (param i32)))
                (memory (export "memory") 1)
                (func (export "f") (param i32 i32))
                (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 0))
              (core module $memory (memory (export "memory") 1)
                (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 0))
              (core instance $own (instantiate $memory))
              (core func $low (canon lower (func $g) (memory (core memory $own "memory")) (realloc (core func $own "realloc"))))
              (core func $plain (canon lower (func $number)))
              (core instance $main (instantiate $m (with "host" (instance (export "g" (func $low)) (export "number" (func $plain))))))
              (func $f (param "text" string) (canon lift (core func $main "f") (memory (core memory $main "memory")) (realloc (core func $main "realloc"))))
              {exports})"#
        )
    };
    let fast_with = |exports, strings, interface| {
        let bytes = wat::parse_str(text(exports, interface)).unwrap();
        let plan = crate::link::link(&crate::decode::decode(&bytes).unwrap()).unwrap();
        Needs::of(&plan).fast_strings(&Options { strings, ..Options::default() })
    };
    let fast = |exports, strings| fast_with(exports, strings, "a:b/c");
    assert!(!fast(2, None));
    assert!(fast(3, None));
    assert!(fast(0, Some(Strings::Fast)));
    assert!(!fast(3, Some(Strings::Small)));
    assert!(!fast_with(3, None, "wasi:cli/environment@0.2.0"));
}
