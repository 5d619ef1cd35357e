;; about: one component gives another its resources; the tables are in glue, what moves from one to the other is what core wasm asks for.
(component
  (component $Maker
    (type $r (resource (rep i32)))
    (core func $new (canon resource.new $r))
    (core module $M (func (export "read") (param i32) (result i32) (local.get 0)))
    (core instance $m (instantiate $M))
    (export $thing "thing" (type $r))
    (func (export "read") (param "t" (borrow $thing)) (result u32) (canon lift (core func $m "read")))
    (func (export "make") (param "rep" u32) (result (own $thing)) (canon lift (core func $new))))
  (component $User
    (import "maker" (instance $maker
      (export "thing" (type $thing (sub resource)))
      (export "make" (func (param "rep" u32) (result (own $thing))))
      (export "read" (func (param "t" (borrow $thing)) (result u32)))))
    (core func $make (canon lower (func $maker "make")))
    (core func $read (canon lower (func $maker "read")))
    (func (export "read") (param "index" u32) (result u32) (canon lift (core func $read)))
    (func (export "make") (param "rep" u32) (result u32) (canon lift (core func $make))))
  (instance $maker (instantiate $Maker))
  (instance $user (instantiate $User (with "maker" (instance $maker))))
  (export "make" (func $user "make"))
  (export "read" (func $user "read")))
