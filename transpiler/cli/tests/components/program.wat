;; A program for WASI 0.1 that does what its first argument begins with: see the calls at the end.
(module
  (import "wasi_snapshot_preview1" "args_sizes_get" (func $args-sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ-sizes (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "environ_get" (func $environ (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_fdstat_get" (func $stat (param i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_read" (func $fd-read (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "fd_write" (func $fd-write (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (memory (export "memory") 4)
  (data (i32.const 512) "ready\n")
  (data (i32.const 528) "terminal\n")
  (data (i32.const 544) "no terminal\n")

  ;; Writes all of some bytes; what fails ends the program with 9.
  (func $write (param $fd i32) (param $at i32) (param $size i32)
    (loop $more
      (i32.store (i32.const 0) (local.get $at))
      (i32.store (i32.const 4) (local.get $size))
      (if (call $fd-write (local.get $fd) (i32.const 0) (i32.const 1) (i32.const 8)) (then (call $exit (i32.const 9))))
      (local.set $at (i32.add (local.get $at) (i32.load (i32.const 8))))
      (local.set $size (i32.sub (local.get $size) (i32.load (i32.const 8))))
      (br_if $more (local.get $size))))
  (func $ready (call $write (i32.const 1) (i32.const 512) (i32.const 6)))

  ;; Reads at most so many bytes to 65536: how many there were, 0 at the end.
  (func $read (param $size i32) (result i32)
    (i32.store (i32.const 0) (i32.const 65536))
    (i32.store (i32.const 4) (local.get $size))
    (if (call $fd-read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)) (then (call $exit (i32.const 9))))
    (i32.load (i32.const 8)))

  ;; Hands on stdin in pieces of so many bytes, until the end or, if they are of one byte, of the line.
  (func $copy (param $size i32)
    (local $read i32)
    (loop $more
      (local.set $read (call $read (local.get $size)))
      (if (local.get $read)
        (then
          (call $write (i32.const 1) (i32.const 65536) (local.get $read))
          (br_if $more (i32.or
            (i32.ne (local.get $size) (i32.const 1))
            (i32.ne (i32.load8_u (i32.const 65536)) (i32.const 10))))))))

  ;; Waits for a thousand seconds.
  (func $sleep
    (memory.fill (i32.const 1024) (i32.const 0) (i32.const 48))
    (i32.store (i32.const 1040) (i32.const 1))
    (i64.store (i32.const 1048) (i64.const 1000000000000))
    (drop (call $poll (i32.const 1024) (i32.const 2048) (i32.const 1) (i32.const 8))))

  ;; Says of the standard streams whether they are terminals.
  (func $terminals
    (local $fd i32)
    (loop $more
      (drop (call $stat (local.get $fd) (i32.const 1024)))
      (if (i32.eq (i32.load8_u (i32.const 1024)) (i32.const 2))
        (then (call $write (i32.const 1) (i32.const 528) (i32.const 9)))
        (else (call $write (i32.const 1) (i32.const 544) (i32.const 12))))
      (local.set $fd (i32.add (local.get $fd) (i32.const 1)))
      (br_if $more (i32.lt_u (local.get $fd) (i32.const 3)))))

  (func (export "_start")
    (local $what i32)
    (drop (call $args-sizes (i32.const 0) (i32.const 4)))
    (if (i32.lt_u (i32.load (i32.const 0)) (i32.const 2)) (then (return)))
    (drop (call $args (i32.const 1024) (i32.const 4096)))
    (local.set $what (i32.load8_u (i32.load (i32.const 1028))))
    (if (i32.eq (local.get $what) (i32.const 97 (; args ;)))
      (then (call $write (i32.const 1) (i32.const 4096) (i32.load (i32.const 4)))))
    (if (i32.eq (local.get $what) (i32.const 118 (; variables ;)))
      (then
        (drop (call $environ-sizes (i32.const 0) (i32.const 4)))
        (if (i32.load (i32.const 4))
          (then
            (drop (call $environ (i32.const 1024) (i32.const 4096)))
            (call $write (i32.const 1) (i32.const 4096) (i32.load (i32.const 4)))))))
    (if (i32.eq (local.get $what) (i32.const 101 (; exit ;))) (then (call $exit (i32.const 0))))
    (if (i32.eq (local.get $what) (i32.const 102 (; fail ;))) (then (call $exit (i32.const 3))))
    (if (i32.eq (local.get $what) (i32.const 116 (; trap ;))) (then (call $ready) unreachable))
    (if (i32.eq (local.get $what) (i32.const 108 (; loop ;))) (then (call $ready) (loop $forever (br $forever))))
    (if (i32.eq (local.get $what) (i32.const 115 (; sleep ;))) (then (call $ready) (call $sleep)))
    (if (i32.eq (local.get $what) (i32.const 119 (; write ;)))
      (then (loop $forever (call $ready) (br $forever))))
    (if (i32.eq (local.get $what) (i32.const 105 (; is a terminal ;))) (then (call $terminals)))
    (if (i32.eq (local.get $what) (i32.const 112 (; prompt ;))) (then (call $ready) (call $copy (i32.const 65536))))
    (if (i32.eq (local.get $what) (i32.const 99 (; copy ;))) (then (call $copy (i32.const 65536))))
    (if (i32.eq (local.get $what) (i32.const 104 (; head ;))) (then (call $copy (i32.const 1))))))
