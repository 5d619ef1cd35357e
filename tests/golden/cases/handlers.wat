;; about: what the imports of a guest with exception handlers throw must get past them
(component
  (import "acme:host/log" (instance $log
    (export "entry" (type $entry (sub resource)))
    (export "write" (func (param "text" string) (result u32)))))
  (alias export $log "entry" (type $entry))
  (alias export $log "write" (func $write))
  (core module $memory (memory (export "memory") 1))
  (core instance $memory (instantiate $memory))
  (core func $write (canon lower (func $write) (memory (core memory $memory "memory"))))
  (core func $drop (canon resource.drop $entry))
  (core module $guest
    (import "host" "write" (func $write (param i32 i32) (result i32)))
    (import "host" "drop" (func $drop (param i32)))
    (func (export "run") (result i32)
      try (result i32)
        (call $drop (i32.const 1))
        (call $write (i32.const 0) (i32.const 0))
      catch_all
        (i32.const -1)
      end))
  (core instance $guest (instantiate $guest
    (with "host" (instance (export "write" (func $write)) (export "drop" (func $drop))))))
  (func (export "run") (result u32) (canon lift (core func $guest "run"))))
