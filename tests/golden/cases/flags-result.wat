;; about: a core result that lifting looks at more than once is called for once
(component
  (core module $m
    (func (export "bare") (result i32) (i32.const 5))
    (func (export "inside") (result i32) (i32.const 6))
  )
  (core instance $i (instantiate $m))
  (type $access' (flags "read" "write" "execute"))
  (export $access "access" (type $access'))
  (type $entry' (record (field "access" $access)))
  (export $entry "entry" (type $entry'))
  (func (export "bare") (result $access) (canon lift (core func $i "bare")))
  (func (export "inside") (result $entry) (canon lift (core func $i "inside")))
)
