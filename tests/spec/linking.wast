;; How definitions find each other, where no component calls another: every alias, argument and export is resolved before anything runs.

;; An instance has its own state, whatever it is an instance of: the same module twice, in the same component twice.
(component
  (component $counter
    (core module $m
      (global $n (mut i32) (i32.const 0))
      (func (export "next") (result i32) (global.set $n (i32.add (global.get $n) (i32.const 1))) (global.get $n)))
    (core instance $a (instantiate $m))
    (core instance $b (instantiate $m))
    (func (export "a") (result u32) (canon lift (core func $a "next")))
    (func (export "b") (result u32) (canon lift (core func $b "next"))))
  (instance $one (instantiate $counter))
  (instance $two (instantiate $counter))
  (func (export "one-a") (alias export $one "a"))
  (func (export "one-b") (alias export $one "b"))
  (func (export "two-a") (alias export $two "a")))
(assert_return (invoke "one-a") (u32.const 1))
(assert_return (invoke "one-a") (u32.const 2))
(assert_return (invoke "one-b") (u32.const 1))
(assert_return (invoke "two-a") (u32.const 1))
(assert_return (invoke "one-a") (u32.const 3))

;; Outer aliases reach modules, components and types at any depth, and what is captured is what stood there when the component was defined.
(component
  (core module $m (func (export "f") (result i32) (i32.const 1)))
  (type $number u32)
  (component $leaf
    (core module $n (func (export "f") (result i32) (i32.const 2)))
    (core instance $i (instantiate $n))
    (type $f (func (result u32)))
    (func (export "f") (type $f) (canon lift (core func $i "f"))))
  (component $outer
    (component $inner
      (alias outer 2 $m (core module $m'))
      (alias outer 2 $leaf (component $leaf'))
      (alias outer 2 $number (type $number'))
      (core instance $i (instantiate $m'))
      (instance $l (instantiate $leaf'))
      (func (export "one") (result $number') (canon lift (core func $i "f")))
      (func (export "two") (alias export $l "f")))
    (instance $i (instantiate $inner))
    (export "inner" (instance $i)))
  (instance $o (instantiate $outer))
  (alias export $o "inner" (instance $i))
  (func (export "one") (alias export $i "one"))
  (func (export "two") (alias export $i "two")))
(assert_return (invoke "one") (u32.const 1))
(assert_return (invoke "two") (u32.const 2))

;; Modules, components and instances as arguments: the same component, given different ones.
(component
  (component $runner
    (import "m" (core module $m (export "f" (func (result i32)))))
    (import "c" (component $c (import "m" (core module (export "f" (func (result i32))))) (export "f" (func (result u32)))))
    (import "i" (instance $i (export "deep" (instance (export "f" (func (result u32)))))))
    (core instance $own (instantiate $m))
    (instance $made (instantiate $c (with "m" (core module $m))))
    (alias export $i "deep" (instance $deep))
    (func (export "module") (result u32) (canon lift (core func $own "f")))
    (func (export "component") (alias export $made "f"))
    (func (export "instance") (alias export $deep "f")))
  (component $lifter
    (import "m" (core module $m (export "f" (func (result i32)))))
    (core instance $i (instantiate $m))
    (func (export "f") (result u32) (canon lift (core func $i "f"))))
  (core module $three (func (export "f") (result i32) (i32.const 3)))
  (core module $four (func (export "f") (result i32) (i32.const 4)) (func (export "g")))
  (instance $i (instantiate $lifter (with "m" (core module $four))))
  (instance $bag (export "deep" (instance $i)))
  (instance $r3 (instantiate $runner (with "m" (core module $three)) (with "c" (component $lifter)) (with "i" (instance $bag))))
  (instance $r4 (instantiate $runner (with "m" (core module $four)) (with "c" (component $lifter)) (with "i" (instance $bag))))
  (func (export "three") (alias export $r3 "module"))
  (func (export "three-made") (alias export $r3 "component"))
  (func (export "four") (alias export $r4 "module"))
  (func (export "four-made") (alias export $r4 "component"))
  (func (export "given") (alias export $r3 "instance")))
(assert_return (invoke "three") (u32.const 3))
(assert_return (invoke "three-made") (u32.const 3))
(assert_return (invoke "four") (u32.const 4))
(assert_return (invoke "four-made") (u32.const 4))
(assert_return (invoke "given") (u32.const 4))

;; A component that exports a component and a module, which the one around it instantiates.
(component
  (component $library
    (core module $m (func (export "f") (result i32) (i32.const 5)))
    (component $c
      (core module $n (func (export "f") (result i32) (i32.const 6)))
      (core instance $i (instantiate $n))
      (func (export "f") (result u32) (canon lift (core func $i "f"))))
    (export "m" (core module $m))
    (export "c" (component $c)))
  (instance $library (instantiate $library))
  (core instance $i (instantiate (module $library "m")))
  (alias export $library "c" (component $c))
  (instance $c (instantiate $c))
  (func (export "five") (result u32) (canon lift (core func $i "f")))
  (func (export "six") (alias export $c "f")))
(assert_return (invoke "five") (u32.const 5))
(assert_return (invoke "six") (u32.const 6))

;; Memories, tables and globals pass between core instances by whatever name; start functions run in the order of the instantiations.
(component
  (core module $state
    (memory (export "memory") 1)
    (table (export "table") 2 funcref)
    (global (export "at") i32 (i32.const 8)))
  (core module $write
    (import "s" "bytes" (memory 1))
    (import "s" "functions" (table 2 funcref))
    (import "s" "offset" (global $at i32))
    (func $start (i32.store (global.get $at) (i32.mul (i32.add (i32.load (global.get $at)) (i32.const 1)) (i32.const 3))))
    (func $seven (result i32) (i32.const 7))
    (elem (i32.const 1) $seven)
    (start $start))
  (core module $read
    (import "s" "memory" (memory 1))
    (import "s" "table" (table 2 funcref))
    (func (export "read") (result i32) (i32.load (i32.const 8)))
    (func (export "call") (result i32) (call_indirect (result i32) (i32.const 1))))
  (core instance $state (instantiate $state))
  (core instance $renamed
    (export "bytes" (memory $state "memory"))
    (export "functions" (table $state "table"))
    (export "offset" (global $state "at")))
  (core instance (instantiate $write (with "s" (instance $renamed))))
  (core instance (instantiate $write (with "s" (instance $renamed))))
  (core instance $read (instantiate $read (with "s" (instance $state))))
  (func (export "read") (result u32) (canon lift (core func $read "read")))
  (func (export "call") (result u32) (canon lift (core func $read "call"))))
(assert_return (invoke "read") (u32.const 12))
(assert_return (invoke "call") (u32.const 7))

;; A tag is known by its identity, whatever it is called; each instance of its module has its own.
(component
  (core module $tag (tag (export "t") (param i32)))
  (core module $thrower
    (import "" "mine" (tag $t (param i32)))
    (func (export "throw") (param i32) (throw $t (local.get 0))))
  (core module $catcher
    (import "" "t" (tag $t (param i32)))
    (import "" "same" (func $same (param i32)))
    (import "" "other" (func $other (param i32)))
    (func (export "same") (param i32) (result i32)
      (block $caught (result i32) (try_table (catch $t $caught) (call $same (local.get 0))) (i32.const -1)))
    (func (export "other") (param i32) (result i32)
      (block $any
        (block $caught (result i32)
          (try_table (catch $t $caught) (catch_all $any) (call $other (local.get 0)))
          (i32.const -1))
        (return))
      (i32.const -2)))
  (core instance $a (instantiate $tag))
  (core instance $b (instantiate $tag))
  (core instance $ta (instantiate $thrower (with "" (instance (export "mine" (tag $a "t"))))))
  (core instance $tb (instantiate $thrower (with "" (instance (export "mine" (tag $b "t"))))))
  (core instance $c (instantiate $catcher (with "" (instance
    (export "t" (tag $a "t")) (export "same" (func $ta "throw")) (export "other" (func $tb "throw"))))))
  (func (export "same") (param "x" s32) (result s32) (canon lift (core func $c "same")))
  (func (export "other") (param "x" s32) (result s32) (canon lift (core func $c "other"))))
(assert_return (invoke "same" (s32.const 42)) (s32.const 42))
(assert_return (invoke "other" (s32.const 42)) (s32.const -2))

;; Each instance of a component has resource types of its own, with tables and destructors of their own.
(component
  (component $maker
    (core module $d
      (global $sum (mut i32) (i32.const 0))
      (func (export "dtor") (param i32) (global.set $sum (i32.add (global.get $sum) (local.get 0))))
      (func (export "sum") (result i32) (global.get $sum)))
    (core instance $d (instantiate $d))
    (type $r (resource (rep i32) (dtor (core func $d "dtor"))))
    (core func $new (canon resource.new $r))
    (core func $drop (canon resource.drop $r))
    (func (export "make") (param "rep" u32) (result u32) (canon lift (core func $new)))
    (func (export "drop") (param "index" u32) (canon lift (core func $drop)))
    (func (export "sum") (result u32) (canon lift (core func $d "sum"))))
  (instance $one (instantiate $maker))
  (instance $two (instantiate $maker))
  (func (export "make-one") (alias export $one "make"))
  (func (export "make-two") (alias export $two "make"))
  (func (export "drop-one") (alias export $one "drop"))
  (func (export "drop-two") (alias export $two "drop"))
  (func (export "sum-one") (alias export $one "sum"))
  (func (export "sum-two") (alias export $two "sum")))
(assert_return (invoke "make-one" (u32.const 10)) (u32.const 1))
(assert_return (invoke "make-one" (u32.const 20)) (u32.const 2))
(assert_return (invoke "make-two" (u32.const 40)) (u32.const 1))
(assert_return (invoke "drop-one" (u32.const 2)))
(assert_return (invoke "sum-one") (u32.const 20))
(assert_return (invoke "sum-two") (u32.const 0))
(assert_return (invoke "drop-two" (u32.const 1)))
(assert_return (invoke "sum-two") (u32.const 40))
(assert_trap (invoke "drop-two" (u32.const 1)) "unknown handle index 1")
;; They are instances of one root, which the trap has locked down.
(assert_trap (invoke "sum-one") "cannot enter component instance")

;; What does not fit is refused.
(assert_invalid
  (component
    (component $c (import "f" (func (param "x" u32))))
    (instance (instantiate $c)))
  "missing import named `f`")
(assert_invalid
  (component
    (core module $m (import "a" "b" (func)))
    (core instance (instantiate $m)))
  "missing module instantiation argument")
(assert_invalid
  (component
    (component $c
      (type $r (resource (rep i32)))
      (export $s "r" (type $r))
      (core module $m (func (export "f") (param i32)))
      (core instance $i (instantiate $m))
      (func (export "f") (param "r" (borrow $s)) (canon lift (core func $i "f"))))
    (component $user
      (import "r" (type $r (sub resource)))
      (import "f" (func (param "r" (borrow $r)))))
    (instance $one (instantiate $c))
    (instance $two (instantiate $c))
    (alias export $one "r" (type $r))
    (instance (instantiate $user (with "r" (type $r)) (with "f" (func $two "f")))))
  "resource types are not the same")
