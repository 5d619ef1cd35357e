;; A program for WASI 0.1: prints how many arguments it has, which must be fewer than ten, and ends with the code 1.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args-sizes-get (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd-write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc-exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 16) "0 arguments\n")
  (func (export "_start")
    (drop (call $args-sizes-get (i32.const 0) (i32.const 4)))
    (i32.store8 (i32.const 16) (i32.add (i32.load8_u (i32.const 16)) (i32.load (i32.const 0))))
    (i32.store (i32.const 0) (i32.const 16))
    (i32.store (i32.const 4) (i32.const 12))
    (drop (call $fd-write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
    (call $proc-exit (i32.const 1))))
