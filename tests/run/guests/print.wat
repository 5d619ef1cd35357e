;; A program for WASI 0.1: prints a line and ends with the code 1.
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $fd-write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $proc-exit (param i32)))
  (memory (export "memory") 1)
  (data (i32.const 8) "written by hand\n")
  (func (export "_start")
    (i32.store (i32.const 0) (i32.const 8))
    (i32.store (i32.const 4) (i32.const 16))
    (drop (call $fd-write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 32)))
    (call $proc-exit (i32.const 1))))
