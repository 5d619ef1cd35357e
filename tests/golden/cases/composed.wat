;; about: two components, one of which calls the other: by numbers, by strings and lists in memory; and the call of an enclosing instance, which is a trap.
(component
  (core module $Own (func (export "own")))
  (core instance $own (instantiate $Own))
  (func $own (canon lift (core func $own "own")))

  (component $Greeter
    (core module $M
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 1024))
      (func (export "add") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1)))
      (func (export "greet") (param i32 i32) (result i32)
        (i32.store (i32.const 16) (local.get 0))
        (i32.store (i32.const 20) (local.get 1))
        (i32.const 16))
      (func (export "clear") (param i32)))
    (core instance $m (instantiate $M))
    (func (export "add") (param "a" u8) (param "b" u32) (result u32) (canon lift (core func $m "add")))
    (func (export "greet") (param "name" string) (result string)
      (canon lift (core func $m "greet") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))
        (post-return (core func $m "clear")))))

  (component $App
    (import "own" (func $own))
    (import "greeter" (instance $greeter
      (export "add" (func (param "a" u8) (param "b" u32) (result u32)))
      (export "greet" (func (param "name" string) (result string)))))
    (core module $Memory
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 2048)))
    (core instance $memory (instantiate $Memory))
    (core func $own (canon lower (func $own)))
    (core func $add (canon lower (func $greeter "add")))
    (core func $greet (canon lower (func $greeter "greet")
      (memory (core memory $memory "memory")) (realloc (core func $memory "realloc"))))
    (core module $M
      (import "" "own" (func $own))
      (import "" "add" (func $add (param i32 i32) (result i32)))
      (import "" "greet" (func $greet (param i32 i32 i32)))
      (func (export "own") (call $own))
      (func (export "add") (param i32 i32) (result i32) (call $add (local.get 0) (local.get 1)))
      (func (export "greet") (param i32 i32) (result i32)
        (call $greet (local.get 0) (local.get 1) (i32.const 8))
        (i32.const 8)))
    (core instance $m (instantiate $M (with "" (instance
      (export "own" (func $own)) (export "add" (func $add)) (export "greet" (func $greet))))))
    (func (export "own") (canon lift (core func $m "own")))
    (func (export "add") (param "a" u8) (param "b" u32) (result u32) (canon lift (core func $m "add")))
    (func (export "greet") (param "name" string) (result string)
      (canon lift (core func $m "greet") (memory (core memory $memory "memory")) (realloc (core func $memory "realloc")))))

  (instance $greeter (instantiate $Greeter))
  (instance $app (instantiate $App (with "own" (func $own)) (with "greeter" (instance $greeter))))
  (export "own" (func $app "own"))
  (export "add" (func $app "add"))
  (export "greet" (func $app "greet")))
