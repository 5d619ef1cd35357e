/**
 * Handles that the host sees and that components hand each other: objects of the host's stay what they are, whoever has them, and end once; what one
 * component defines another gets from the host.
 *
 * @module
 */

const things = `(component
  (import "host" (instance $host
    (export "thing" (type $thing (sub resource)))
    (export "read" (func (param "t" (borrow $thing)) (result u32)))))
  (alias export $host "thing" (type $thing))
  (component $Keeper
    (import "thing" (type $thing (sub resource)))
    (import "read" (func $read (param "t" (borrow $thing)) (result u32)))
    (type $badge' (resource (rep i32)))
    (export $badge "badge" (type $badge'))
    (core func $read (canon lower (func $read)))
    (core func $drop (canon resource.drop $thing))
    (core func $new (canon resource.new $badge'))
    (core func $rep (canon resource.rep $badge'))
    (core func $end (canon resource.drop $badge'))
    (core module $M
      (import "" "read" (func $read (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (import "" "new" (func $new (param i32) (result i32)))
      (import "" "rep" (func $rep (param i32) (result i32)))
      (import "" "end" (func $end (param i32)))
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32) (i32.const 64))
      (global $kept (mut i32) (i32.const 0))
      (func (export "keep") (param i32) (global.set $kept (local.get 0)))
      (func (export "give-back") (result i32) (global.get $kept))
      (func (export "drop-kept") (call $drop (global.get $kept)))
      (func (export "peek") (param i32) (result i32) (call $read (local.get 0)) (call $drop (local.get 0)))
      ;; The list as it came.
      (func (export "swap") (param i32 i32) (result i32)
        (i32.store (i32.const 16) (local.get 0)) (i32.store (i32.const 20) (local.get 1)) (i32.const 16))
      (func (export "make") (param i32) (result i32) (call $new (local.get 0)))
      (func (export "look") (param i32) (result i32) (local.get 0))
      (func (export "take") (param i32) (result i32) (call $rep (local.get 0)) (call $end (local.get 0))))
    (core instance $m (instantiate $M (with "" (instance
      (export "read" (func $read)) (export "drop" (func $drop)) (export "new" (func $new)) (export "rep" (func $rep)) (export "end" (func $end))))))
    (func (export "keep") (param "t" (own $thing)) (canon lift (core func $m "keep")))
    (func (export "give-back") (result (own $thing)) (canon lift (core func $m "give-back")))
    (func (export "drop-kept") (canon lift (core func $m "drop-kept")))
    (func (export "peek") (param "t" (borrow $thing)) (result u32) (canon lift (core func $m "peek")))
    (func (export "swap") (param "l" (list (own $thing))) (result (list (own $thing)))
      (canon lift (core func $m "swap") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))))
    (func (export "[constructor]badge") (param "n" u32) (result (own $badge)) (canon lift (core func $m "make")))
    (func (export "look") (param "b" (borrow $badge)) (result u32) (canon lift (core func $m "look")))
    (func (export "take") (param "b" (own $badge)) (result u32) (canon lift (core func $m "take"))))
  (component $User
    (import "thing" (type $thing (sub resource)))
    (import "keeper" (instance $keeper
      (export "badge" (type $badge (sub resource)))
      (export "keep" (func (param "t" (own $thing))))
      (export "give-back" (func (result (own $thing))))
      (export "peek" (func (param "t" (borrow $thing)) (result u32)))
      (export "look" (func (param "b" (borrow $badge)) (result u32)))
      (export "take" (func (param "b" (own $badge)) (result u32)))))
    (alias export $keeper "badge" (type $badge))
    (core func $keep (canon lower (func $keeper "keep")))
    (core func $give-back (canon lower (func $keeper "give-back")))
    (core func $peek (canon lower (func $keeper "peek")))
    (core func $look (canon lower (func $keeper "look")))
    (core func $take (canon lower (func $keeper "take")))
    (core func $drop (canon resource.drop $thing))
    (core func $end (canon resource.drop $badge))
    (core module $M
      (import "" "keep" (func $keep (param i32)))
      (import "" "give-back" (func $give-back (result i32)))
      (import "" "peek" (func $peek (param i32) (result i32)))
      (import "" "look" (func $look (param i32) (result i32)))
      (import "" "take" (func $take (param i32) (result i32)))
      (import "" "drop" (func $drop (param i32)))
      (import "" "end" (func $end (param i32)))
      (func (export "keep") (param i32) (call $keep (local.get 0)))
      (func (export "give-back") (result i32) (call $give-back))
      (func (export "hold") (param i32))
      (func (export "peek") (param i32) (result i32) (call $peek (local.get 0)) (call $drop (local.get 0)))
      (func (export "look") (param i32) (result i32) (call $look (local.get 0)) (call $end (local.get 0)))
      (func (export "take") (param i32) (result i32) (call $take (local.get 0))))
    (core instance $m (instantiate $M (with "" (instance
      (export "keep" (func $keep)) (export "give-back" (func $give-back)) (export "peek" (func $peek)) (export "look" (func $look))
      (export "take" (func $take)) (export "drop" (func $drop)) (export "end" (func $end))))))
    (func (export "keep") (param "t" (own $thing)) (canon lift (core func $m "keep")))
    (func (export "give-back") (result (own $thing)) (canon lift (core func $m "give-back")))
    (func (export "hold") (param "t" (own $thing)) (canon lift (core func $m "hold")))
    (func (export "peek") (param "t" (borrow $thing)) (result u32) (canon lift (core func $m "peek")))
    (func (export "look") (param "b" (borrow $badge)) (result u32) (canon lift (core func $m "look")))
    (func (export "take") (param "b" (own $badge)) (result u32) (canon lift (core func $m "take"))))
  (instance $keeper (instantiate $Keeper (with "thing" (type $thing)) (with "read" (func $host "read"))))
  (instance $user (instantiate $User (with "thing" (type $thing)) (with "keeper" (instance $keeper))))
  (export $badge "badge" (type $keeper "badge"))
  (export "[constructor]badge" (func $keeper "[constructor]badge") (func (param "n" u32) (result (own $badge))))
  (export "keep" (func $user "keep"))
  (export "give-back" (func $user "give-back"))
  (export "hold" (func $user "hold"))
  (export "drop-kept" (func $keeper "drop-kept"))
  (export "peek" (func $user "peek"))
  (export "look" (func $user "look") (func (param "b" (borrow $badge)) (result u32)))
  (export "take" (func $user "take") (func (param "b" (own $badge)) (result u32))))`;

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { things: { text: things } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  let disposed = 0;
  class Thing {
    constructor(/** @type {number} */ n) {
      this.n = n;
    }
    [/** @type {typeof Symbol.dispose} */ (Symbol.dispose ?? Symbol.for("dispose"))]() {
      disposed++;
    }
  }
  const { instantiate } = await component("things");
  const imports = { host: { Thing, read: (/** @type {Thing} */ thing) => thing.n } };
  const guest = await instantiate(imports);

  const first = new Thing(7);
  guest.keep(first);
  assert.equal(guest.giveBack(), first, "through two tables and back it is the same object");
  assert.equal(guest.peek(first), 7);
  assert.equal(disposed, 0);
  guest.keep(first);
  guest.dropKept();
  assert.equal(disposed, 1);

  const shared = new Thing(8);
  guest.hold(shared);
  guest.keep(shared);
  guest.dropKept();
  assert.equal(disposed, 1, "another component owns it still");

  const badge = new guest.Badge(4_000_000_000);
  assert.equal(guest.look(badge), 4_000_000_000);
  assert.equal(guest.look(badge), 4_000_000_000);
  assert.equal(guest.take(badge), 4_000_000_000);
  assert.throws(() => guest.look(badge), /^parameter "b": this Badge was passed to the component, which owns it now$/);
  assert.throws(() => guest.dropKept(), /^unknown handle index 1$/);
  assert.throws(() => guest.keep(new Thing(1)), /^cannot enter component instance$/);
}
