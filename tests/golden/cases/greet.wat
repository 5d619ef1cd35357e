;; about: two functions, scalars and strings, no imports: the output should read like code written by hand
;; whole: true
(component
  (core module $greet
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))
    (data (i32.const 0) "Hello, ")

    (func (export "add") (param i32 i32) (result i32)
      (i32.add (local.get 0) (local.get 1)))

    ;; A bump allocator that grows; nothing is freed.
    (func $realloc (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $at i32)
      (local.set $at (i32.and
        (i32.add (global.get $free) (i32.sub (local.get $align) (i32.const 1)))
        (i32.sub (i32.const 0) (local.get $align))))
      (global.set $free (i32.add (local.get $at) (local.get $size)))
      (block $fits
        (br_if $fits (i32.le_u (global.get $free) (i32.shl (memory.size) (i32.const 16))))
        (br_if $fits (i32.ne (i32.const -1) (memory.grow (i32.add (i32.const 1) (i32.shr_u (local.get $size) (i32.const 16))))))
        unreachable)
      (memory.copy (local.get $at) (local.get $old)
        (select (local.get $old-size) (local.get $size) (i32.lt_u (local.get $old-size) (local.get $size))))
      (local.get $at))

    ;; "Hello, " + name + "!"; the result's pointer and length stand at 16.
    (func (export "greet") (param $name i32) (param $length i32) (result i32)
      (local $out i32)
      (local.set $out (call $realloc (i32.const 0) (i32.const 0) (i32.const 1) (i32.add (local.get $length) (i32.const 8))))
      (memory.copy (local.get $out) (i32.const 0) (i32.const 7))
      (memory.copy (i32.add (local.get $out) (i32.const 7)) (local.get $name) (local.get $length))
      (i32.store8 (i32.add (local.get $out) (i32.add (local.get $length) (i32.const 7))) (i32.const 33))
      (i32.store (i32.const 16) (local.get $out))
      (i32.store (i32.const 20) (i32.add (local.get $length) (i32.const 8)))
      (i32.const 16))

    (func (export "greet-post") (param i32)
      (global.set $free (i32.const 1024))))
  (core instance $i (instantiate $greet))
  (alias core export $i "add" (core func $add))
  (alias core export $i "greet" (core func $greet))
  (alias core export $i "greet-post" (core func $greet-post))
  (alias core export $i "realloc" (core func $realloc))
  (alias core export $i "memory" (core memory $memory))
  (func (export "add") (param "a" u32) (param "b" u32) (result u32)
    (canon lift (core func $add)))
  (func (export "greet") (param "name" string) (result string)
    (canon lift (core func $greet)
      (memory (core memory $memory)) (realloc (core func $realloc)) (post-return (core func $greet-post)))))
