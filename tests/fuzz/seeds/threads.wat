;; Context, threads and error contexts, none of which have a spelling in JavaScript yet.
(component
  (core module $libc
    (memory (export "memory") 1)
    (table (export "table") 1 funcref)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable))
  (core instance $libc (instantiate $libc))
  (alias core export $libc "memory" (core memory $memory))
  (alias core export $libc "realloc" (core func $realloc))
  (core func $get (canon context.get i32 0))
  (core func $set (canon context.set i32 0))
  (core func $yield (canon thread.yield))
  (core func $index (canon thread.index))
  (core func $error (canon error-context.new (memory (core memory $memory))))
  (core func $error-drop (canon error-context.drop))
  (core module $m
    (import "host" "get" (func (result i32)))
    (func (export "run") (result i32) unreachable))
  (core instance $i (instantiate $m (with "host" (instance (export "get" (func $get))))))
  (func (export "run") (result u32) (canon lift (core func $i "run"))))
