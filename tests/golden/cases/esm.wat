;; about: an esm module: exports under all their names, imports from modules
;; mode: esm
;; async: later
(component
  (import "acme:host/clock@1.0.0" (instance $clock
    (type $zone' (variant (case "utc") (case "offset" s32)))
    (export "zone" (type $zone (eq $zone')))
    (export "now" (func (param "zone" $zone) (result u64)))))
  (import "log" (func $log (param "level" u8)))
  (alias export $clock "now" (func $now))
  (core func $now (canon lower (func $now)))
  (core func $log (canon lower (func $log)))
  (core module $m
    (import "" "now" (func (param i32 i32) (result i64)))
    (import "" "log" (func (param i32)))
    (memory (export "memory") 1)
    (func (export "f") (param i32) (result i32) local.get 0)
    (func (export "h") (param i32) (result i32) unreachable)
    (func (export "g") (param i32 i32) (result i32) local.get 1))
  (core instance $i (instantiate $m (with "" (instance (export "now" (func $now)) (export "log" (func $log))))))
  (type $mood' (enum "glad" "very-sad"))
  (export $mood "mood" (type $mood'))
  (func $f (param "value" u8) (result u8) (canon lift (core func $i "f")))
  (export "default" (func $f))
  (export "later" (func $f))
  (export "try-it" (func $f) (func (param "value" u8) (result u8)))
  (func (export "cheer") (param "mood" $mood) (result (result (error $mood))) (canon lift (core func $i "h") (memory (core memory $i "memory"))))
  (func $g (param "value" (option u8)) (result u8) (canon lift (core func $i "g")))
  (instance $tools (export "new" (func $g)) (export "class" (func $f)))
  (export "acme:app/tools@0.1.0" (instance $tools)))
