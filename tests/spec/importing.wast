;; What a root imports besides functions and flat instances, and what of it leaves again.

;; The host of what follows: an instance with instances and core modules in it.
(component $host
  (core module $add (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))
  (core module $double (func (export "f") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 2))))
  (core instance $a (instantiate $add))
  (core instance $d (instantiate $double))
  (func $add (param "x" u32) (result u32) (canon lift (core func $a "f")))
  (func $double (param "x" u32) (result u32) (canon lift (core func $d "f")))
  (instance $innermost (export "double" (func $double)) (export "two" (core module $double)))
  (instance $inner (export "add" (func $add)) (export "acme:shop/deep@1.2.0" (instance $innermost)))
  (instance $lib (export "inner" (instance $inner)) (export "one" (core module $add)))
  (export "lib" (instance $lib))
  (export "constructor" (instance $inner)))
(register "host" $host)

;; Instances in instances, at any depth, by names with versions too; core modules among them are instantiated here.
(component
  (import "host" (instance $host
    (export "constructor" (instance (export "add" (func (param "x" u32) (result u32)))))
    (export "lib" (instance
      (export "inner" (instance
        (export "acme:shop/deep@1.2.0" (instance
          (export "double" (func (param "x" u32) (result u32)))
          (export "two" (core module (export "f" (func (param i32) (result i32)))))))
        (export "add" (func (param "x" u32) (result u32)))))
      (export "one" (core module (export "f" (func (param i32) (result i32)))))))))
  (alias export $host "lib" (instance $lib))
  (alias export $lib "inner" (instance $inner))
  (alias export $inner "acme:shop/deep@1.2.0" (instance $deep))
  (alias export $host "constructor" (instance $same))
  (alias export $lib "one" (core module $one))
  (alias export $deep "two" (core module $two))
  (core func $add (canon lower (func $inner "add")))
  (core func $again (canon lower (func $same "add")))
  (core func $double (canon lower (func $deep "double")))
  (core instance $a (instantiate $one))
  (core instance $d (instantiate $two))
  (core module $M
    (import "host" "add" (func $add (param i32) (result i32)))
    (import "host" "again" (func $again (param i32) (result i32)))
    (import "host" "double" (func $double (param i32) (result i32)))
    (import "a" "f" (func $own-add (param i32) (result i32)))
    (import "d" "f" (func $own-double (param i32) (result i32)))
    (func (export "by-host") (param i32) (result i32) (call $again (call $double (call $add (local.get 0)))))
    (func (export "by-modules") (param i32) (result i32) (call $own-double (call $own-add (local.get 0)))))
  (core instance $m (instantiate $M
    (with "host" (instance (export "add" (func $add)) (export "again" (func $again)) (export "double" (func $double))))
    (with "a" (instance $a))
    (with "d" (instance $d))))
  (func (export "by-host") (param "x" u32) (result u32) (canon lift (core func $m "by-host")))
  (func (export "by-modules") (param "x" u32) (result u32) (canon lift (core func $m "by-modules")))
  (func (export "from-module") (param "x" u32) (result u32) (canon lift (core func $d "f"))))
(assert_return (invoke "by-host" (u32.const 4)) (u32.const 11))
(assert_return (invoke "by-modules" (u32.const 4)) (u32.const 10))
(assert_return (invoke "from-module" (u32.const 4)) (u32.const 8))

;; An imported module may be instantiated in a nested component, which gets it as an argument or aliases it, as often as it likes.
(component
  (import "host" (instance $host
    (export "lib" (instance (export "one" (core module $t (export "f" (func (param i32) (result i32)))))))))
  (alias export $host "lib" (instance $lib))
  (alias export $lib "one" (core module $one))
  (component $given
    (import "m" (core module $m (export "f" (func (param i32) (result i32)))))
    (core instance $i (instantiate $m))
    (func (export "f") (param "x" u32) (result u32) (canon lift (core func $i "f"))))
  (component $aliasing
    (core instance $i (instantiate $one))
    (func (export "f") (param "x" u32) (result u32) (canon lift (core func $i "f"))))
  (instance $a (instantiate $given (with "m" (core module $one))))
  (instance $b (instantiate $given (with "m" (core module $one))))
  (instance $c (instantiate $aliasing))
  (func (export "a") (alias export $a "f"))
  (func (export "b") (alias export $b "f"))
  (func (export "c") (alias export $c "f")))
(assert_return (invoke "a" (u32.const 1)) (u32.const 2))
(assert_return (invoke "b" (u32.const 2)) (u32.const 3))
(assert_return (invoke "c" (u32.const 3)) (u32.const 4))

;; What is imported leaves again: functions, instances, modules. The second component gets all of it from the first.
(component $passes
  (import "host" (instance $host
    (export "lib" (instance
      (export "inner" (instance (export "add" (func (param "x" u32) (result u32)))))
      (export "one" (core module (export "f" (func (param i32) (result i32)))))))))
  (alias export $host "lib" (instance $lib))
  (alias export $lib "inner" (instance $inner))
  (alias export $inner "add" (func $add))
  (export "lib" (instance $lib))
  (export "add" (func $add))
  (export "one" (core module $lib "one")))
(assert_return (invoke "add" (u32.const 7)) (u32.const 8))
(register "passes" $passes)
(component
  (import "passes" (instance $passes
    (export "add" (func (param "x" u32) (result u32)))
    (export "one" (core module (export "f" (func (param i32) (result i32)))))
    (export "lib" (instance
      (export "inner" (instance (export "add" (func (param "x" u32) (result u32)))))))))
  (alias export $passes "lib" (instance $lib))
  (alias export $lib "inner" (instance $inner))
  (core func $first (canon lower (func $passes "add")))
  (core func $second (canon lower (func $inner "add")))
  (alias export $passes "one" (core module $one))
  (core instance $third (instantiate $one))
  (core module $M
    (import "" "first" (func $first (param i32) (result i32)))
    (import "" "second" (func $second (param i32) (result i32)))
    (import "third" "f" (func $third (param i32) (result i32)))
    (func (export "f") (param i32) (result i32) (call $first (call $second (call $third (local.get 0))))))
  (core instance $m (instantiate $M
    (with "" (instance (export "first" (func $first)) (export "second" (func $second))))
    (with "third" (instance $third))))
  (func (export "f") (param "x" u32) (result u32) (canon lift (core func $m "f"))))
(assert_return (invoke "f" (u32.const 10)) (u32.const 13))

;; What is not there is told with its place: an instance in an instance, what such a one holds, a module, what a module exports.
(assert_unlinkable
  (component
    (import "host" (instance $host (export "missing" (instance (export "f" (func))))))
    (alias export $host "missing" (instance $i))
    (core func (canon lower (func $i "f"))))
  "missing imports: host#missing#f")
(assert_unlinkable
  (component
    (import "host" (instance $host (export "lib" (instance (export "inner" (instance (export "sub" (func))))))))
    (alias export $host "lib" (instance $lib))
    (alias export $lib "inner" (instance $inner))
    (core func (canon lower (func $inner "sub"))))
  "missing imports: host#lib#inner#sub")
(assert_unlinkable
  (component
    (import "host" (instance $host (export "valueOf" (core module))))
    (alias export $host "valueOf" (core module $m))
    (core instance (instantiate $m)))
  "is not in kebab case")
(assert_unlinkable
  (component
    (import "host" (instance $host (export "value-of" (core module))))
    (alias export $host "value-of" (core module $m))
    (core instance (instantiate $m)))
  "missing imports: host#value-of")
(assert_unlinkable
  (component
    (import "host" (instance $host
      (export "lib" (instance (export "one" (core module (export "f" (memory 1)) (export "a b" (func))))))))
    (alias export $host "lib" (instance $lib))
    (alias export $lib "one" (core module $m))
    (core instance (instantiate $m)))
  "missing imports: host#lib#one#f, host#lib#one#a b")

;; Resources of the host's: their own functions go along in their class; functions that a component adds stand by themselves.
(component $shop
  (core module $M
    (func (export "price") (param i32) (result i32) (i32.mul (local.get 0) (i32.const 10))))
  (core instance $m (instantiate $M))
  (component $Things
    (import "price" (func $price (param "rep" u32) (result u32)))
    (type $thing' (resource (rep i32)))
    (export $thing "thing" (type $thing'))
    (core func $new (canon resource.new $thing'))
    (core module $M
      (func (export "get") (param i32) (result i32) (local.get 0)))
    (core instance $m (instantiate $M))
    (func $make (param "rep" u32) (result (own $thing)) (canon lift (core func $new)))
    (func $get (param "self" (borrow $thing)) (result u32) (canon lift (core func $m "get")))
    (export "[constructor]thing" (func $make))
    (export "[method]thing.get" (func $get)))
  (func $price (param "rep" u32) (result u32) (canon lift (core func $m "price")))
  (instance $things (instantiate $Things (with "price" (func $price))))
  (export "things" (instance $things)))
(register "shop" $shop)
(component $adds
  (import "shop" (instance $shop
    (export "things" (instance
      (export "thing" (type $thing (sub resource)))
      (export "[constructor]thing" (func (param "rep" u32) (result (own $thing))))
      (export "[method]thing.get" (func (param "self" (borrow $thing)) (result u32)))))))
  (alias export $shop "things" (instance $things))
  (alias export $things "thing" (type $thing))
  (core func $get (canon lower (func $things "[method]thing.get")))
  (core func $drop (canon resource.drop $thing))
  (core module $M
    (import "" "get" (func $get (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "twice") (param i32) (result i32)
      (i32.mul (call $get (local.get 0)) (i32.const 2))
      (call $drop (local.get 0))))
  (core instance $m (instantiate $M (with "" (instance (export "get" (func $get)) (export "drop" (func $drop))))))
  (func $twice (param "self" (borrow $thing)) (result u32) (canon lift (core func $m "twice")))
  (component $More
    (import "thing" (type $thing (sub resource)))
    (import "make" (func $make (param "rep" u32) (result (own $thing))))
    (import "get" (func $get (param "self" (borrow $thing)) (result u32)))
    (import "twice" (func $twice (param "self" (borrow $thing)) (result u32)))
    (export $thing' "thing" (type $thing))
    (export "[constructor]thing" (func $make) (func (param "rep" u32) (result (own $thing'))))
    (export "[method]thing.get" (func $get) (func (param "self" (borrow $thing')) (result u32)))
    (export "[method]thing.twice" (func $twice) (func (param "self" (borrow $thing')) (result u32))))
  (instance $more (instantiate $More
    (with "thing" (type $thing))
    (with "make" (func $things "[constructor]thing"))
    (with "get" (func $things "[method]thing.get"))
    (with "twice" (func $twice))))
  (export "more" (instance $more)))
(register "adds" $adds)
;; The class has arrived: it is constructed and called. The function that was added is no method of it.
(component
  (import "adds" (instance $adds
    (export "more" (instance
      (export "thing" (type $thing (sub resource)))
      (export "[constructor]thing" (func (param "rep" u32) (result (own $thing))))
      (export "[method]thing.get" (func (param "self" (borrow $thing)) (result u32)))))))
  (alias export $adds "more" (instance $more))
  (core func $new (canon lower (func $more "[constructor]thing")))
  (core func $get (canon lower (func $more "[method]thing.get")))
  (core module $M
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "get" (func $get (param i32) (result i32)))
    (func (export "run") (result i32) (call $get (call $new (i32.const 21)))))
  (core instance $m (instantiate $M (with "" (instance (export "new" (func $new)) (export "get" (func $get))))))
  (func (export "run") (result u32) (canon lift (core func $m "run"))))
(assert_return (invoke "run") (u32.const 21))
