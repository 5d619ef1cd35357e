;; about: one component passes a resource to another, for which there are no words yet.
(component
  (component $Maker
    (type $r (resource (rep i32)))
    (core func $new (canon resource.new $r))
    (export $thing "thing" (type $r))
    (func (export "make") (param "rep" u32) (result (own $thing)) (canon lift (core func $new))))
  (component $User
    (import "maker" (instance $maker
      (export "thing" (type $thing (sub resource)))
      (export "make" (func (param "rep" u32) (result (own $thing))))))
    (core func $make (canon lower (func $maker "make")))
    (func (export "make") (param "rep" u32) (result u32) (canon lift (core func $make))))
  (instance $maker (instantiate $Maker))
  (instance $user (instantiate $User (with "maker" (instance $maker))))
  (export "make" (func $user "make")))
