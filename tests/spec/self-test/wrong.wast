;; Every directive behind a comment `wrong` is wrong on purpose: the runner has to report it, with the text of the comment.

(component $c
  (core module $m
    (func (export "one") (result i32) (i32.const 1))
    (func (export "stop") unreachable)
    (func (export "pass") (param f64) (result f64) (local.get 0)))
  (core instance $i (instantiate $m))
  (func (export "one") (result u32) (canon lift (core func $i "one")))
  (func (export "truth") (result bool) (canon lift (core func $i "one")))
  (func (export "err") (result (result)) (canon lift (core func $i "one")))
  (func (export "pass") (param "x" f64) (result f64) (canon lift (core func $i "pass")))
  (func (export "stop") (canon lift (core func $i "stop"))))

;; wrong: it returned 1, expected [{"int":2}]
(assert_return (invoke "one") (u32.const 2))
;; wrong: it returned 1, expected [{"long":"1"}]
(assert_return (invoke "one") (u64.const 1))
;; wrong: it returned 1, expected [{"bool":true}]
(assert_return (invoke "one") (bool.const true))
;; wrong: it returned 1, expected []
(assert_return (invoke "one"))
;; wrong: it returned true, expected [{"int":1}]
(assert_return (invoke "truth") (u8.const 1))
;; wrong: it threw ComponentError
(assert_return (invoke "err") (result.ok))
;; wrong: it returned 0, expected
(assert_return (invoke "pass" (f64.const 0)) (f64.const -0))
;; wrong: there is no function two
(assert_return (invoke "two"))
;; wrong: there is no instance d
(assert_return (invoke $d "one") (u32.const 1))
;; wrong: it did not trap and returned 1, expected "unreachable"
(assert_trap (invoke "one") "unreachable")
;; An `err` case is no trap, nor is what the host does wrong: a BigInt is no number.
;; wrong: no trap, but ComponentError
(assert_trap (invoke "err") "")
;; wrong: no trap, but TypeError
(assert_trap (invoke "pass" (u64.const 1)) "")
;; wrong: expected "integer divide by zero"
(assert_trap (invoke "stop") "integer divide by zero")
;; wrong: it threw RuntimeError: cannot enter component instance
(assert_return (invoke "one") (u32.const 1))

;; wrong: it was accepted, expected ""
(assert_invalid (component) "")
;; wrong: the diagnostic says "unknown instance
(assert_invalid (component (alias export 0 "f" (func))) "unknown function")
;; wrong: no rejection, but core-module
(assert_invalid (module) "")
;; wrong: it was instantiated, expected ""
(assert_unlinkable (component) "")
;; A trap while it is linked is no failure to link.
;; wrong: linking failed with RuntimeError
(assert_unlinkable
  (component
    (core module $m (func $start unreachable) (start $start))
    (core instance (instantiate $m)))
  "")
;; wrong: it was refused, invalid: unknown instance
(component (alias export 0 "f" (func)))
;; wrong: there is no instance before it
(invoke "one")
;; wrong: no directive of a synchronous script: assert_exception
(assert_exception (invoke $c "one"))
;; What scripts about core modules say fails, each for itself.
;; wrong: it was refused, core-module: a core module: these scripts are about components
(module (func (export "f")))
;; wrong: an argument that is a core value
(assert_return (invoke "f" (i32.const 1)))
;; wrong: a result that is a core value
(assert_return (invoke "f") (i32.const 1))
;; wrong: the global of a core module
(assert_return (get "g"))
