;; about: short names: what others see keeps its name, even where the runtime calls a property of its own so
;; minify: true
(component
  (import "acme:names/host@1.0.0" (instance $host
    (type $view' (record (field "bytes" u32) (field "state" u32)))
    (export "view" (type $view (eq $view')))
    (export "state" (func (param "view" $view) (result u32)))
    (export "a" (func))))
  (alias export $host "view" (type $view))
  (alias export $host "state" (func $state))
  (alias export $host "a" (func $a))
  (core func $state (canon lower (func $state)))
  (core func $a (canon lower (func $a)))
  (core module $m
    (import "host" "state" (func $state (param i32 i32) (result i32)))
    (import "host" "a" (func $a))
    (func (export "may-leave") (param i32 i32 i32 i32) (result i32)
      (call $a)
      (call $state (local.get 0) (local.get 1))))
  (core instance $i (instantiate $m (with "host" (instance
    (export "state" (func $state))
    (export "a" (func $a))))))
  (alias core export $i "may-leave" (core func $may-leave))
  (export $own "view" (type $view))
  (func (export "may-leave") (param "view" $own) (param "undefined" u32) (param "true" bool) (result bool)
    (canon lift (core func $may-leave))))
