;; about: bytes for an output stream, of which a class that keeps nothing gets a view
(component
  (import "wasi:io/error@0.2.0" (instance $io (export "error" (type (sub resource)))))
  (alias export $io "error" (type $error))
  (import "wasi:io/streams@0.2.0" (instance $streams
    (alias outer 1 $error (type $outer))
    (export "error" (type $e (eq $outer)))
    (type $failure (variant (case "last-operation-failed" (own $e)) (case "closed")))
    (export "stream-error" (type $stream-error (eq $failure)))
    (export "output-stream" (type $output (sub resource)))
    (export "[method]output-stream.write" (func
      (param "self" (borrow $output)) (param "contents" (list u8)) (result (result (error $stream-error)))))))
  (alias export $streams "[method]output-stream.write" (func $write))
  (core module $libc (memory (export "memory") 1))
  (core instance $libc (instantiate $libc))
  (core func $write (canon lower (func $write) (memory (core memory $libc "memory"))))
  (core module $m
    (import "host" "write" (func $write (param i32 i32 i32 i32)))
    (func (export "put") (param i32) (call $write (local.get 0) (i32.const 16) (i32.const 4) (i32.const 0))))
  (core instance $i (instantiate $m (with "host" (instance (export "write" (func $write))))))
  (func (export "put") (param "handle" u32) (canon lift (core func $i "put"))))
