;; about: an exported instance that has instances in it, by plain names and by those of interfaces, with a resource that belongs to one of them
(component
  (core module $m
    (func (export "f") (result i32) (i32.const 5))
    (func (export "g") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (type $r (resource (rep i32)))
  (core func $new (canon resource.new $r))
  (func $f (result u32) (canon lift (core func $i "f")))
  (component $things
    (import "r" (type $r (sub resource)))
    (import "make" (func $make (param "rep" u32) (result (own $r))))
    (import "rep" (func $rep (param "self" (borrow $r)) (result u32)))
    (export $thing "thing" (type $r))
    (export "[constructor]thing" (func $make) (func (param "rep" u32) (result (own $thing))))
    (export "[method]thing.rep" (func $rep) (func (param "self" (borrow $thing)) (result u32))))
  (func $make (param "rep" u32) (result (own $r)) (canon lift (core func $new)))
  (func $rep (param "self" (borrow $r)) (result u32) (canon lift (core func $i "g")))
  (instance $things (instantiate $things (with "r" (type $r)) (with "make" (func $make)) (with "rep" (func $rep))))
  (component $types
    (type $number u32)
    (export "number" (type $number)))
  (instance $types (instantiate $types))
  (instance $plain (export "f" (func $f)))
  (instance $deeper (export "plain-one" (instance $plain)) (export "f" (func $f)))
  (instance $deep
    (export "acme:shop/things@1.0.0" (instance $things))
    (export "deeper" (instance $deeper))
    (export "types-only" (instance $types))
    (export "f" (func $f)))
  (export "deep" (instance $deep)))
