;; about: core modules that not every engine compiles: the error of an engine that cannot names what they need
(component
  (core module $plain (func (export "f") (result i32) (i32.const 1)))
  (core module $sums (global (export "g") i32 (i32.add (i32.const 1) (i32.const 2))))
  (core module $both
    (memory 1)
    (memory 1)
    (func $f (export "f") (result i32) (return_call $f)))
  (core instance $plain (instantiate $plain))
  (core instance $sums (instantiate $sums))
  (core instance $both (instantiate $both))
  (func (export "f") (result u32) (canon lift (core func $plain "f")))
  (func (export "g") (result u32) (canon lift (core func $both "f"))))
