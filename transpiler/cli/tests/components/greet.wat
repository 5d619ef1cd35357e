;; Asks another component to shout.
(component
  (import "demo:words/loud@0.1.0" (instance $loud (export "shout" (func (param "text" string) (result string)))))
  (core module $memory
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32) (result i32)
      (memory.copy (global.get $free) (local.get $old) (local.get $size))
      (global.get $free)
      (global.set $free (i32.add (global.get $free) (local.get $new)))))
  (core instance $memory (instantiate $memory))
  (core func $shout
    (canon lower (func $loud "shout") (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))
  (core module $app
    (import "loud" "shout" (func $shout (param i32 i32 i32)))
    (func (export "greet") (param i32 i32) (result i32)
      (call $shout (local.get 0) (local.get 1) (i32.const 0))
      (i32.const 0)))
  (core instance $app (instantiate $app (with "loud" (instance (export "shout" (func $shout))))))
  (func (export "greet") (param "name" string) (result string)
    (canon lift (core func $app "greet") (memory (core memory $memory "memory")) (realloc (core func $memory "realloc")))))
