(component
  (core module $m
    (func (export "sum") (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m))
  (func (export "sum") (param "a" u8) (param "b" u8) (result u16) (canon lift (core func $i "sum"))))
