;; about: a class that an ES module exports by itself and, under another name, in an interface
;; mode: esm
(component
  (core module $m
    (func (export "take") (param i32) (result i32) (local.get 0))
    (func (export "read") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (type $ticket' (resource (rep i32)))
  (func $pass (param "ticket" (own $ticket')) (result (own $ticket')) (canon lift (core func $i "take")))
  (func $read (param "self" (borrow $ticket')) (result u32) (canon lift (core func $i "read")))
  (component $desk
    (import "t" (type $t (sub resource)))
    (import "pass" (func $pass (param "ticket" (own $t)) (result (own $t))))
    (export $ticket "ticket" (type $t))
    (export "[constructor]ticket" (func $pass) (func (param "ticket" (own $ticket)) (result (own $ticket)))))
  (instance $desk (instantiate $desk (with "t" (type $ticket')) (with "pass" (func $pass))))
  (export "acme:office/desk" (instance $desk))
  (export $ticket "voucher" (type $ticket'))
  (export "[method]voucher.read" (func $read) (func (param "self" (borrow $ticket)) (result u32))))
