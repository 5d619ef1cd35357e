;; What is no component, and the words it is refused with.

;; Names.
(assert_invalid (component (import "1" (func))) "is not in kebab case")
(assert_invalid (component (import "a_b" (func))) "is not in kebab case")
(assert_invalid (component (import "a" (func)) (import "A" (func))) "conflicts with previous name")
(assert_invalid
  (component (import "a" (func $f)) (export "b" (func $f)) (export "B" (func $f)))
  "conflicts with previous name")
(assert_invalid (component (type (record (field "a" u8) (field "A" u8)))) "conflicts with previous field name")
(assert_invalid (component (type (func (param "a" u8) (param "a" u8)))) "conflicts with previous")
(assert_invalid (component (import "[method]a" (func))) "failed to find `.` character")
(component definition (import "a-b1:c/d-e@1.2.3-rc.1+x" (instance)))

;; Indices.
(assert_invalid (component (export "f" (func 0))) "function index out of bounds")
(assert_invalid (component (instance (instantiate 0))) "unknown component 0")
(assert_invalid (component (core instance (instantiate 0))) "unknown module 0")
(assert_invalid (component (type (list 5))) "index out of bounds")
(assert_invalid (component (alias export 0 "f" (func))) "unknown instance")
(assert_invalid (component (component (alias outer 2 0 (type)))) "invalid outer alias count")

;; Types of values.
(assert_invalid (component (type (record))) "record type must have at least one field")
(assert_invalid (component (type (variant))) "variant type must have at least one case")
(assert_invalid (component (type (enum))) "enum type must have at least one variant")
(assert_invalid (component (type (tuple))) "tuple type must have at least one type")
(assert_invalid (component (type (flags))) "flags must have at least one entry")
(assert_invalid
  (component (type (flags "a" "b" "c" "d" "e" "f" "g" "h" "i" "j" "k" "l" "m" "n" "o" "p" "q" "r" "s" "t" "u" "v" "w" "x" "y" "z"
    "a1" "b1" "c1" "d1" "e1" "f1" "g1")))
  "cannot have more than 32 flags")
(assert_invalid
  (component (type $r (resource (rep i32))) (type (func (result (borrow $r)))))
  "function result cannot contain a `borrow` type")
(assert_invalid (component (type (own 0))) "index out of bounds")
(assert_invalid (component (type $t u8) (type (own $t))) "not a resource type")

;; Canonical definitions.
(component definition
  (core module $m (func (export "f") (param i32)) (func (export "g") (result i32) (i32.const 0)) (memory (export "memory") 1))
  (core instance $i (instantiate $m))
  (func (param "x" char) (canon lift (core func $i "f")))
  (func (result string) (canon lift (core func $i "g") (memory (core memory $i "memory")))))
(assert_invalid
  (component
    (core module $m (func (export "f") (param i32)))
    (core instance $i (instantiate $m))
    (func (param "x" u64) (canon lift (core func $i "f"))))
  "lowered parameter types")
(assert_invalid
  (component
    (core module $m (func (export "f") (result i32) (i32.const 0)))
    (core instance $i (instantiate $m))
    (func (canon lift (core func $i "f"))))
  "lowered result types")
(assert_invalid
  (component
    (core module $m (func (export "f") (result i32) (i32.const 0)))
    (core instance $i (instantiate $m))
    (func (result string) (canon lift (core func $i "f"))))
  "canonical option `memory` is required")
(assert_invalid
  (component
    (core module $m (func (export "f") (param i32 i32)) (memory (export "memory") 1))
    (core instance $i (instantiate $m))
    (func (param "x" string) (canon lift (core func $i "f") (memory (core memory $i "memory")))))
  "canonical option `realloc` is required")
(assert_invalid
  (component (import "f" (func $f)) (core func (canon lower (func $f) string-encoding=utf8 string-encoding=utf16)))
  "conflicts with option")
(assert_invalid
  (component
    (import "f" (func $f))
    (core module $m (func (export "p")))
    (core instance $i (instantiate $m))
    (core func (canon lower (func $f) (post-return (core func $i "p")))))
  "canonical option `post-return` cannot be specified for lowerings")
(assert_invalid
  (component (import "r" (type $r (sub resource))) (core func (canon resource.new $r)))
  "not a local resource")
(assert_invalid (component (type $r (resource (rep f32)))) "resources can only be represented by `i32`")
(assert_invalid
  (component
    (core module $m (func (export "d")))
    (core instance $i (instantiate $m))
    (type (resource (rep i32) (dtor (core func $i "d")))))
  "wrong signature for a destructor")

;; What leaves must be made of what has left.
(assert_invalid
  (component
    (type $r (resource (rep i32)))
    (core func $new (canon resource.new $r))
    (func $f (param "rep" u32) (result (own $r)) (canon lift (core func $new)))
    (export "f" (func $f)))
  "func not valid to be used as export")
(component definition
  (type $r (resource (rep i32)))
  (core func $new (canon resource.new $r))
  (export $s "r" (type $r))
  (func $f (param "rep" u32) (result (own $s)) (canon lift (core func $new)))
  (export "f" (func $f)))
(assert_invalid
  (component (type $r (resource (rep i32))) (component (alias outer 1 $r (type $s)) (export "r" (type $s))))
  "refers to resources not defined in the current component")

;; Instantiation.
(assert_invalid
  (component (component $c (import "f" (func))) (instance (instantiate $c)))
  "missing import named `f`")
(assert_invalid
  (component
    (component $c (import "f" (func (param "x" u32))))
    (import "g" (func $g (param "y" u32)))
    (instance (instantiate $c (with "f" (func $g)))))
  "expected parameter named `x`, found `y`")
(assert_invalid
  (component
    (component $c (import "m" (core module (export "f" (func)))))
    (core module $m (func (export "f") (result i32) (i32.const 0)))
    (instance (instantiate $c (with "m" (core module $m)))))
  "type mismatch in export `f`")
(assert_invalid
  (component
    (core module $m (import "" "f" (func)))
    (core instance $i (export "g" (func 0)))
    (core instance (instantiate $m (with "" (instance $i)))))
  "index out of bounds")

;; A core module's own rules.
(assert_invalid (component (core module (func (result i32)))) "type mismatch")
(assert_invalid (component (core module (func (call 1)))) "unknown function 1")
(assert_malformed (component quote "(core module (func (unknown.instruction)))") "unknown operator")

;; Binaries.
(assert_malformed (component binary "\00asm" "\0d\00\01") "the input ends inside the 8-byte header")
(assert_malformed (component binary "\00asm" "\0e\00\01\00") "unknown binary version")
(assert_malformed (component binary "\00asm" "\0d\00\01\00" "\40\00") "malformed section id: 64")
(assert_malformed (component binary "\00asm" "\0d\00\01\00" "\07\02\01\20") "invalid leading byte")
(assert_malformed (component binary "\00asm" "\0d\00\01\00" "\07\04\bf\84\3d\73") "unexpected end-of-file")

;; An attribute may be there once.
(assert_malformed
  (component quote "(import \"a\" (external-id \"x\") (external-id \"x\") (func))")
  "unexpected token")
