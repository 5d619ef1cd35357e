;; about: the lifted function's core type does not fit its component type
(component
  (core module $m
    (func (export "f") (param i64) (result i32) (i32.const 0)))
  (core instance $i (instantiate $m))
  (func (export "f") (param "a" u32) (result u32)
    (canon lift (core func $i "f"))))
