;; about: the same in a worker: two modules, and every export returns a promise
;; mode: worker
(component
  (import "wasi:io/poll@0.2.0" (instance $poll
    (export "pollable" (type $pollable (sub resource)))
    (export "[method]pollable.block" (func (param "self" (borrow $pollable))))
    (export "poll" (func (param "in" (list (borrow $pollable))) (result (list u32))))))
  (alias export $poll "pollable" (type $pollable))
  (import "wasi:clocks/monotonic-clock@0.2.0" (instance $clock
    (alias outer 1 $pollable (type $outer))
    (export "pollable" (type $pollable (eq $outer)))
    (export "subscribe-duration" (func (param "when" u64) (result (own $pollable))))))
  (alias export $poll "[method]pollable.block" (func $block))
  (alias export $clock "subscribe-duration" (func $subscribe))
  (core func $block (canon lower (func $block)))
  (core func $subscribe (canon lower (func $subscribe)))
  (core func $drop (canon resource.drop $pollable))
  (core module $napper
    (import "host" "block" (func $block (param i32)))
    (import "host" "subscribe" (func $subscribe (param i64) (result i32)))
    (import "host" "drop" (func $drop (param i32)))
    (func (export "nap") (export "doze") (param $duration i64)
      (local $pollable i32)
      (local.set $pollable (call $subscribe (local.get $duration)))
      (call $block (local.get $pollable))
      (call $drop (local.get $pollable))))
  (core instance $i (instantiate $napper (with "host" (instance
    (export "block" (func $block))
    (export "subscribe" (func $subscribe))
    (export "drop" (func $drop))))))
  (alias core export $i "nap" (core func $nap))
  (alias core export $i "doze" (core func $doze))
  (func (export "nap") (param "duration" u64) (canon lift (core func $nap)))
  (func (export "doze") (param "duration" u64) (canon lift (core func $doze))))
