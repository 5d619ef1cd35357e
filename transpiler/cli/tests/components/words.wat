;; Shouts, in a version of the interface that is newer than `greet.wat` knows.
(component
  (core module $words
    (memory (export "memory") 1)
    (global $free (mut i32) (i32.const 1024))
    (func (export "realloc") (param $old i32) (param $size i32) (param $align i32) (param $new i32) (result i32)
      (memory.copy (global.get $free) (local.get $old) (local.get $size))
      (global.get $free)
      (global.set $free (i32.add (global.get $free) (local.get $new))))
    ;; Small letters of ASCII become capitals where they stand.
    (func (export "shout") (param $at i32) (param $length i32) (result i32)
      (local $end i32)
      (i32.store (i32.const 0) (local.get $at))
      (i32.store (i32.const 4) (local.get $length))
      (local.set $end (i32.add (local.get $at) (local.get $length)))
      (block $done
        (loop $next
          (br_if $done (i32.eq (local.get $at) (local.get $end)))
          (if (i32.lt_u (i32.sub (i32.load8_u (local.get $at)) (i32.const 97)) (i32.const 26))
            (then (i32.store8 (local.get $at) (i32.sub (i32.load8_u (local.get $at)) (i32.const 32)))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next)))
      (i32.const 0)))
  (core instance $words (instantiate $words))
  (func $shout (param "text" string) (result string)
    (canon lift (core func $words "shout") (memory (core memory $words "memory")) (realloc (core func $words "realloc"))))
  (instance $loud (export "shout" (func $shout)))
  (export "demo:words/loud@0.1.2" (instance $loud)))
