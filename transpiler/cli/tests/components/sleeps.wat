;; Of the two functions that it imports one may have to wait.
(component
  (import "wasi:io/poll@0.2.6" (instance $poll
    (export "pollable" (type $pollable (sub resource)))
    (export "[method]pollable.ready" (func (param "self" (borrow $pollable)) (result bool)))
    (export "[method]pollable.block" (func (param "self" (borrow $pollable))))
  ))
  (core func $ready (canon lower (func $poll "[method]pollable.ready")))
  (core func $block (canon lower (func $poll "[method]pollable.block")))
  (core module $module
    (import "poll" "ready" (func $ready (param i32) (result i32)))
    (import "poll" "block" (func $block (param i32)))
    (func (export "run")
      (drop (call $ready (i32.const 1)))
      (call $block (i32.const 1)))
  )
  (core instance $core (instantiate $module
    (with "poll" (instance (export "ready" (func $ready)) (export "block" (func $block))))
  ))
  (func (export "run") (canon lift (core func $core "run")))
)
