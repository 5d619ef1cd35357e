;; about: an exception of one component would reach the handler of another, for which there are no words yet.
(component
  (component $Thrower
    (core module $M (tag $t) (func (export "throw") (throw $t)))
    (core instance $m (instantiate $M))
    (func (export "throw") (canon lift (core func $m "throw"))))
  (component $Catcher
    (import "throw" (func $throw))
    (core func $throw (canon lower (func $throw)))
    (core module $M
      (import "" "throw" (func $throw))
      (func (export "run") (block $caught (try_table (catch_all $caught) (call $throw)))))
    (core instance $m (instantiate $M (with "" (instance (export "throw" (func $throw))))))
    (func (export "run") (canon lift (core func $m "run"))))
  (instance $thrower (instantiate $Thrower))
  (instance $catcher (instantiate $Catcher (with "throw" (func $thrower "throw"))))
  (export "run" (func $catcher "run")))
