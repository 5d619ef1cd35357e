;; about: functions of interfaces that nobody provides: no lifting, no lowering, no class; and one type for handles that nobody gives
;; mode: esm
(component
  (import "wasi:http/types@0.2.6" (instance $http
    (export "fields" (type $fields (sub resource)))
    (type $error' (variant (case "DNS-timeout") (case "internal-error" (option string))))
    (export "error-code" (type $error (eq $error')))
    (export "[constructor]fields" (func (result (own $fields))))
    (export "[method]fields.get" (func (param "self" (borrow $fields)) (param "name" string) (result (list (list u8)))))
    (export "[static]fields.from-list" (func (param "entries" (list (tuple string (list u8)))) (result (result (own $fields) (error $error)))))))
  (import "wasi:sockets/network@0.2.6" (instance $network
    (export "network" (type (sub resource)))))
  (import "wasi:sockets/instance-network@0.2.6" (instance $instance-network
    (export "code" (func (result u64)))))
  (import "host" (func $host (param "text" string)))
  (alias export $http "fields" (type $fields))
  (alias export $network "network" (type $network))
  (alias export $http "[constructor]fields" (func $new))
  (alias export $http "[method]fields.get" (func $get))
  (alias export $http "[static]fields.from-list" (func $from-list))
  (alias export $instance-network "code" (func $code))
  (core module $libc
    (memory (export "memory") 1)
    (func (export "realloc") (param i32 i32 i32 i32) (result i32) i32.const 64))
  (core instance $libc (instantiate $libc))
  (alias core export $libc "memory" (core memory $memory))
  (alias core export $libc "realloc" (core func $realloc))
  (core func $new' (canon lower (func $new)))
  (core func $get' (canon lower (func $get) (memory $memory) (realloc $realloc)))
  (core func $from-list' (canon lower (func $from-list) (memory $memory) (realloc $realloc)))
  (core func $code' (canon lower (func $code)))
  (core func $host' (canon lower (func $host) (memory $memory)))
  (core func $drop-fields (canon resource.drop $fields))
  (core func $drop-network (canon resource.drop $network))
  (core module $m
    (import "http" "new" (func $new (result i32)))
    (import "http" "get" (func (param i32 i32 i32 i32)))
    (import "http" "from-list" (func (param i32 i32 i32)))
    (import "http" "drop" (func (param i32)))
    (import "sockets" "code" (func (result i64)))
    (import "sockets" "drop" (func (param i32)))
    (import "host" "host" (func (param i32 i32)))
    (func (export "run") (drop (call $new))))
  (core instance $m (instantiate $m
    (with "http" (instance
      (export "new" (func $new'))
      (export "get" (func $get'))
      (export "from-list" (func $from-list'))
      (export "drop" (func $drop-fields))))
    (with "sockets" (instance (export "code" (func $code')) (export "drop" (func $drop-network))))
    (with "host" (instance (export "host" (func $host'))))))
  (func (export "run") (canon lift (core func $m "run"))))
