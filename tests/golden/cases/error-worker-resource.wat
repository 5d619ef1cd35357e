;; about: a resource of the component's own cannot leave a worker
;; mode: worker
(component
  (type $token' (resource (rep i32)))
  (export $token "token" (type $token'))
  (core module $m (func (export "make") (result i32) (i32.const 5)))
  (core func $new (canon resource.new $token'))
  (core instance $i (instantiate $m))
  (func $make (result (own $token')) (canon lift (core func $i "make")))
  (export "make" (func $make) (func (result (own $token)))))
