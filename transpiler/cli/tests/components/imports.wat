;; A function that needs one of a host other than WASI.
(component
  (import "a:b/c" (instance $c (export "g" (func))))
  (core func $g (canon lower (func $c "g")))
  (core module $m (import "" "g" (func $g)) (func (export "f") (call $g)))
  (core instance $i (instantiate $m (with "" (instance (export "g" (func $g))))))
  (func (export "f") (canon lift (core func $i "f"))))
