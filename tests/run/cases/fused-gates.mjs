/**
 * `may_leave` among components: nothing is called out of a `realloc` or `post-return`, neither the host nor another component, whoever has
 * called it; and a component calls neither itself, nor one around it, nor one inside it.
 *
 * @module
 */


const related = `(component
  (core module $Own (func (export "f")))
  (core instance $own (instantiate $Own))
  (func $f (canon lift (core func $own "f")))
  (component $Child
    (import "f" (func $f))
    (core func $f (canon lower (func $f)))
    (core module $M (import "" "f" (func $f)) (func (export "up") (call $f)) (func (export "same")))
    (core instance $m (instantiate $M (with "" (instance (export "f" (func $f))))))
    (func (export "up") (canon lift (core func $m "up")))
    (func (export "same") (canon lift (core func $m "same"))))
  (instance $child (instantiate $Child (with "f" (func $f))))
  (core func $f' (canon lower (func $f)))
  (core func $same (canon lower (func $child "same")))
  (core module $M
    (import "" "f" (func $f)) (import "" "same" (func $same))
    (func (export "self") (call $f)) (func (export "down") (call $same)))
  (core instance $m (instantiate $M (with "" (instance (export "f" (func $f')) (export "same" (func $same))))))
  (func (export "self") (canon lift (core func $m "self")))
  (func (export "down") (canon lift (core func $m "down")))
  (export "up" (func $child "up"))
  (export "same" (func $child "same")))`;

/** Nothing of the host is imported, and all the same the allocator must not call out. */
const alone = `(component
  (component $Log
    (core module $M (func (export "log")))
    (core instance $m (instantiate $M))
    (func (export "log") (canon lift (core func $m "log"))))
  (component $Caller
    (import "log" (func $log))
    (core func $log (canon lower (func $log)))
    (core module $M
      (import "" "log" (func $log))
      (memory (export "memory") 1)
      (func (export "realloc") (param i32 i32 i32 i32) (result i32)
        (if (i32.eq (local.get 3) (i32.const 3)) (then (call $log)))
        (i32.const 64))
      (func (export "length") (param i32 i32) (result i32) (call $log) (local.get 1))
      (func (export "done") (param i32) (if (i32.eq (local.get 0) (i32.const 2)) (then (call $log)))))
    (core instance $m (instantiate $M (with "" (instance (export "log" (func $log))))))
    (func (export "length") (param "text" string) (result u32)
      (canon lift (core func $m "length") (memory (core memory $m "memory")) (realloc (core func $m "realloc"))
        (post-return (core func $m "done")))))
  (instance $log (instantiate $Log))
  (instance $caller (instantiate $Caller (with "log" (func $log "log"))))
  (export "length" (func $caller "length")))`;

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { gates: { guest: "gates.wat" }, related: { text: related }, alone: { text: alone } };

/** @type {import("../execute.mjs").Case["default"]} */
export default async function ({ assert, component }) {
  const { instantiate: relate } = await component("related");
  (await relate()).same();
  for (const name of ["self", "down", "up"]) {
    const guest = await relate();
    assert.traps(() => guest[name](), /^cannot enter component instance$/, name);
    assert.throws(() => guest.same(), /^cannot enter component instance$/);
  }

  const { instantiate: startAlone } = await component("alone");
  assert.equal((await startAlone()).length("a"), 1);
  for (const text of ["ab", "abc"]) {
    const guest = await startAlone();
    assert.throws(() => guest.length(text), /^cannot leave component instance$/);
    assert.throws(() => guest.length("a"), /^cannot enter component instance$/);
  }

  const { instantiate } = await component("gates");
  let touched = 0;
  const start = () => instantiate({ touch: () => { touched++; } });

  for (const when of [0, 3, 19]) {
    const guest = await start();
    guest.when(when);
    assert.deepEqual([guest.echo("abc"), guest.outerEcho("déf"), guest.outerEcho(""), guest.echo("x")], ["abc", "déf", "", "x"]);
    guest.outerPass();
  }
  assert.equal(touched, 5, "the host is called where it may be");

  /** @type {((guest: any) => unknown)[]} */
  const attempts = [1, 2, 17, 18].flatMap((when) => [
    (guest) => (guest.when(when), guest.echo("abc")),
    (guest) => (guest.when(when), guest.outerEcho("abc")),
    (guest) => (guest.when(when), guest.outerPass()),
  ]);
  attempts.push((guest) => (guest.outerWhen(1), guest.outerEcho("abc")), (guest) => (guest.outerWhen(1), guest.outerPass()));
  for (const [i, attempt] of attempts.entries()) {
    const guest = await start();
    assert.traps(() => attempt(guest), /^cannot leave component instance$/, `attempt ${i}`);
    assert.throws(() => guest.when(0), /^cannot enter component instance$/);
  }
  assert.equal(touched, 5);
}
