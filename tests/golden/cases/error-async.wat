;; about: `--async` names a function that is not there
;; async: acme:host/tools#hurry
(component
  (core module $m (func (export "f") (result i32) (i32.const 5)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (instance $tools (export "wait" (func $f)))
  (export "acme:host/tools@1.0.0" (instance $tools))
  (export "now" (func $f)))
