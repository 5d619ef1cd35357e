;; The built-ins of tasks and threads, in components whose calls are synchronous.

;; What is not translated may be imported, and where it is never called the component runs.
(component $declares
  (core module $Memory (memory (export "mem") 1))
  (core instance $memory (instantiate $Memory))
  (type $stream (stream u32))
  (core func $new (canon stream.new $stream))
  (core func $poll (canon waitable-set.poll (memory (core memory $memory "mem"))))
  (core func $yield (canon thread.yield))
  (core module $M
    (import "" "new" (func $new (result i64)))
    (import "" "poll" (func (param i32 i32) (result i32)))
    (import "" "yield" (func (result i32)))
    (func (export "quiet") (result i32) (i32.const 7)))
  (core instance $m (instantiate $M (with "" (instance
    (export "new" (func $new))
    (export "poll" (func $poll))
    (export "yield" (func $yield))))))
  (func (export "quiet") (result u32) (canon lift (core func $m "quiet"))))
(assert_return (invoke "quiet") (u32.const 7))

;; During a `post-return` none of them may be called; nor does the component go on.
(component
  (core func $index (canon thread.index))
  (core module $M
    (import "" "index" (func $index (result i32)))
    (func (export "run"))
    (func (export "post") (drop (call $index))))
  (core instance $m (instantiate $M (with "" (instance (export "index" (func $index))))))
  (func (export "run") (canon lift (core func $m "run") (post-return (core func $m "post")))))
(assert_trap (invoke "run") "cannot leave component instance")
(assert_trap (invoke "run") "cannot enter component instance")

;; The storage of a thread has two words and ends with the call.
(component
  (core func $get (canon context.get i32 0))
  (core func $set (canon context.set i32 0))
  (core func $get1 (canon context.get i32 1))
  (core func $set1 (canon context.set i32 1))
  (core module $M
    (import "" "get" (func $get (result i32)))
    (import "" "set" (func $set (param i32)))
    (import "" "get1" (func $get1 (result i32)))
    (import "" "set1" (func $set1 (param i32)))
    (func (export "add") (param i32) (result i32)
      (local $before i32)
      (local.set $before (i32.add (call $get) (call $get1)))
      (call $set (local.get 0))
      (call $set1 (i32.const 100))
      (i32.add (local.get $before) (i32.add (call $get) (call $get1)))))
  (core instance $m (instantiate $M (with "" (instance
    (export "get" (func $get))
    (export "set" (func $set))
    (export "get1" (func $get1))
    (export "set1" (func $set1))))))
  (func (export "add") (param "x" s32) (result s32) (canon lift (core func $m "add"))))
(assert_return (invoke "add" (s32.const 3)) (s32.const 103))
(assert_return (invoke "add" (s32.const -4)) (s32.const 96))

;; What is lifted or lowered with `async` may be there as long as nobody calls it.
(component
  (component $C
    (core module $M (func (export "later")) (func (export "now") (result i32) (i32.const 3)))
    (core instance $m (instantiate $M))
    (func (export "later") async (canon lift (core func $m "later") async))
    (func (export "now") (result u32) (canon lift (core func $m "now"))))
  (component $D
    (import "c" (instance $c
      (export "later" (func async))
      (export "now" (func (result u32)))))
    (core func $later (canon lower (func $c "later") async))
    (core func $now (canon lower (func $c "now")))
    (core module $M
      (import "" "later" (func $later (result i32)))
      (import "" "now" (func $now (result i32)))
      (func (export "later") (result i32) (call $later))
      (func (export "now") (result i32) (call $now)))
    (core instance $m (instantiate $M (with "" (instance (export "later" (func $later)) (export "now" (func $now))))))
    (func (export "now") (result u32) (canon lift (core func $m "now"))))
  (instance $c (instantiate $C))
  (instance $d (instantiate $D (with "c" (instance $c))))
  (func (export "now") (alias export $d "now")))
(assert_return (invoke "now") (u32.const 3))

;; Each instance has threads of its own: what the caller keeps is there after the call, and the callee begins with nothing.
(component
  (component $Callee
    (core func $get (canon context.get i32 0))
    (core func $set (canon context.set i32 0))
    (core module $M
      (import "" "get" (func $get (result i32)))
      (import "" "set" (func $set (param i32)))
      (func (export "swap") (param i32) (result i32)
        (call $get)
        (call $set (local.get 0))))
    (core instance $m (instantiate $M (with "" (instance (export "get" (func $get)) (export "set" (func $set))))))
    (func (export "swap") (param "x" u32) (result u32) (canon lift (core func $m "swap"))))
  (component $Caller
    (import "swap" (func $swap (param "x" u32) (result u32)))
    (core func $get (canon context.get i32 0))
    (core func $set (canon context.set i32 0))
    (core func $lowered (canon lower (func $swap)))
    (core module $M
      (import "" "get" (func $get (result i32)))
      (import "" "set" (func $set (param i32)))
      (import "" "swap" (func $swap (param i32) (result i32)))
      (func (export "run") (result i32)
        (call $set (i32.const 42))
        (i32.add
          (i32.mul (i32.const 1000) (i32.add (call $swap (i32.const 7)) (call $swap (i32.const 8))))
          (call $get))))
    (core instance $m (instantiate $M (with "" (instance
      (export "get" (func $get)) (export "set" (func $set)) (export "swap" (func $lowered))))))
    (func (export "run") (result u32) (canon lift (core func $m "run"))))
  (instance $callee (instantiate $Callee))
  (instance $caller (instantiate $Caller (with "swap" (func $callee "swap"))))
  (func (export "run") (alias export $caller "run")))
(assert_return (invoke "run") (u32.const 42))
(assert_return (invoke "run") (u32.const 42))

;; Backpressure is counted.
(component $backpressure
  (core func $inc (canon backpressure.inc))
  (core func $dec (canon backpressure.dec))
  (core module $M
    (import "" "inc" (func $inc))
    (import "" "dec" (func $dec))
    (func (export "inc") (param i32)
      (loop $again
        (call $inc)
        (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
    (func (export "dec") (call $dec)))
  (core instance $m (instantiate $M (with "" (instance (export "inc" (func $inc)) (export "dec" (func $dec))))))
  (func (export "inc") (param "times" u32) (canon lift (core func $m "inc")))
  (func (export "dec") (canon lift (core func $m "dec"))))
(assert_return (invoke "inc" (u32.const 65535)))
(assert_return (invoke "dec"))
(assert_return (invoke "inc" (u32.const 1)))
(assert_trap (invoke "inc" (u32.const 1)) "")
(component instance $again $backpressure)
(assert_trap (invoke "dec") "")

;; Of the canonical definitions' bytes: what is not allocated, and flags that are neither 0 nor 1.
(assert_malformed (component binary "\00asm\0d\00\01\00" "\08\03\01\2f\00") "invalid leading byte (0x2f) for canonical function")
(assert_malformed (component binary "\00asm\0d\00\01\00" "\08\03\01\29\02") "invalid boolean value")
(assert_malformed (component binary "\00asm\0d\00\01\00" "\08\05\02\0c\01\0c\07") "invalid boolean value")
(assert_malformed (component binary "\00asm\0d\00\01\00" "\08\02\01\0c") "unexpected end-of-file")
(component definition binary "\00asm\0d\00\01\00" "\08\07\03\0c\01\0c\00\29\01")
