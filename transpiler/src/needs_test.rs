//! What a module pays for, by its mode and options.

#![allow(clippy::unwrap_used)]

use super::Needs;
use crate::options::{Mode, Options};

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
