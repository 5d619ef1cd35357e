;; A guest that counts what its allocator is asked for.
(component
  (core module $guest
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 16))
    (global $fresh (mut i32) (i32.const 0))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $new i32)
      (if (i32.eq (local.get $size) (i32.const 666)) (then unreachable))
      (if (i32.and (i32.eqz (local.get $old-size)) (i32.ne (local.get $size) (i32.const 0)))
        (then (global.set $fresh (i32.add (global.get $fresh) (i32.const 1)))))
      (if (i32.and (i32.ge_u (local.get $old-size) (local.get $size)) (i32.ne (local.get $old-size) (i32.const 0)))
        (then (return (local.get $old))))
      (local.set $new (i32.and (i32.add (global.get $free) (i32.const 7)) (i32.const -8)))
      (global.set $free (i32.add (local.get $new) (local.get $size)))
      (memory.copy (local.get $new) (local.get $old) (local.get $old-size))
      (local.get $new))
    (func (export "fresh") (result i32) (global.get $fresh))
    ;; The first string, as it lies in memory.
    (func (export "first") (param $ptr i32) (param $len i32) (param $mark i32) (result i32) (local.get $ptr)))
  (core instance $guest (instantiate $guest))
  (func (export "fresh") (result u32) (canon lift (core func $guest "fresh")))
  (func (export "first") (param "texts" (list string)) (param "mark" char) (result string)
    (canon lift (core func $guest "first") (memory (core memory $guest "memory")) (realloc (core func $guest "realloc")))))
