;; about: nor can a resource of the host enter it; the diagnostic says by which function
;; mode: worker
(component
  (import "acme:host/things@1.0.0" (instance $things
    (export "thing" (type $thing (sub resource)))
    (export "[method]thing.act" (func (param "self" (borrow $thing))))))
  (alias export $things "[method]thing.act" (func $act))
  (core func $act (canon lower (func $act)))
  (core module $m
    (import "host" "act" (func (param i32)))
    (func (export "go")))
  (core instance $i (instantiate $m (with "host" (instance (export "act" (func $act))))))
  (func (export "go") (canon lift (core func $i "go"))))
