;; Components in components, instances passed in, and a call from one to the other.
(component
  (import "log" (func $log (param "n" u32)))
  (component $inner
    (import "log" (func $log (param "n" u32)))
    (core func $log (canon lower (func $log)))
    (core module $m
      (import "host" "log" (func $log (param i32)))
      (func (export "twice") (param i32) (result i32) (call $log (local.get 0)) (i32.mul (local.get 0) (i32.const 2))))
    (core instance $i (instantiate $m (with "host" (instance (export "log" (func $log))))))
    (func (export "twice") (param "n" u32) (result u32) (canon lift (core func $i "twice"))))
  (instance $first (instantiate $inner (with "log" (func $log))))
  (component $outer
    (import "math" (instance $math (export "twice" (func (param "n" u32) (result u32)))))
    (alias export $math "twice" (func $twice))
    (core func $twice (canon lower (func $twice)))
    (core module $m
      (import "math" "twice" (func $twice (param i32) (result i32)))
      (func (export "four-times") (param i32) (result i32) (call $twice (call $twice (local.get 0)))))
    (core instance $i (instantiate $m (with "math" (instance (export "twice" (func $twice))))))
    (func (export "four-times") (param "n" u32) (result u32) (canon lift (core func $i "four-times"))))
  (instance $second (instantiate $outer (with "math" (instance $first))))
  (export "four-times" (func $second "four-times"))
  (export "weft:test/math" (instance $first)))
