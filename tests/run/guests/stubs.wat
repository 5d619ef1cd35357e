;; A component beside one whose functions do nothing but trap, as componentize-qjs makes them; and an allocator, as `wit-dylib` has it, that
;; gives new blocks only.
(component
  (import "name" (func $name (result string)))
  (component $stubs
    (core module $main
      (memory (export "memory") 1)
      (func (export "load") (param i32 i32) (result i32) unreachable)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
    (core instance $main (instantiate $main))
    (func (export "load") (param "path" string) (result string)
      (canon lift (core func $main "load") (memory (core memory $main "memory")) (realloc (core func $main "realloc")))))
  (component $app
    (import "load" (func $load (param "path" string) (result string)))
    (import "name" (func $name (result string)))
    (core module $memory
      (memory (export "memory") 1)
      (global $next (mut i32) (i32.const 1024))
      (func (export "wit_dylib_export_call"))
      (func (export "realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32) (result i32)
        (if (i32.or (local.get $old) (local.get $size)) (then unreachable))
        (global.set $next (i32.and (i32.add (global.get $next) (i32.const 7)) (i32.const -8)))
        (global.get $next)
        (global.set $next (i32.add (global.get $next) (local.get $new)))))
    (core instance $memory (instantiate $memory))
    (core func $load (canon lower (func $load) (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))
    (core func $name (canon lower (func $name) (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))
    (core module $main
      (import "app" "load" (func $load (param i32 i32 i32)))
      (import "app" "name" (func $name (param i32)))
      (func (export "load") (call $load (i32.const 0) (i32.const 0) (i32.const 0)))
      (func (export "name") (result i32) (call $name (i32.const 16)) (i32.const 16))
      (func (export "join") (param i32 i32 i32 i32) (result i32) (local.get 3)))
    (core instance $main (instantiate $main (with "app" (instance (export "load" (func $load)) (export "name" (func $name))))))
    (func (export "load") (canon lift (core func $main "load")))
    (func (export "name") (result string) (canon lift (core func $main "name") (memory (core memory $memory "memory"))))
    (func (export "join") (param "text" string) (param "rest" (list string)) (result u32)
      (canon lift (core func $main "join") (memory (core memory $memory "memory")) (realloc (core func $memory "realloc")))))
  (instance $stubs (instantiate $stubs))
  (instance $app (instantiate $app (with "load" (func $stubs "load")) (with "name" (func $name))))
  (export "load" (func $app "load"))
  (export "name" (func $app "name"))
  (export "join" (func $app "join")))
