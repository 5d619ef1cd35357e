;; about: an `esm` command: WASI from the package, a promise, a short and a full name
;; mode: esm
(component
  (import "wasi:cli/environment@0.2.6" (instance $environment
    (export "get-environment" (func (result (list (tuple string string)))))))
  (import "wasi:io/poll@0.2.6" (instance $poll
    (export "pollable" (type $pollable (sub resource)))
    (export "[method]pollable.block" (func (param "self" (borrow $pollable))))))
  (core module $libc
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
  (core instance $libc (instantiate $libc))
  (alias export $environment "get-environment" (func $get))
  (alias export $poll "[method]pollable.block" (func $block))
  (core func $get (canon lower (func $get)
    (memory (core memory $libc "memory")) (realloc (core func $libc "realloc"))))
  (core func $block (canon lower (func $block)))
  (core module $m
    (import "host" "get" (func (param i32)))
    (import "host" "block" (func (param i32)))
    (func (export "run") (result i32) (i32.const 0)))
  (core instance $i (instantiate $m (with "host" (instance
    (export "get" (func $get))
    (export "block" (func $block))))))
  (func $run (result (result)) (canon lift (core func $i "run")))
  (instance $run (export "run" (func $run)))
  (export "wasi:cli/run@0.2.6" (instance $run)))
