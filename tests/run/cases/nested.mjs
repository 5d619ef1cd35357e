/**
 * Instances that are exported in instances: objects in objects, by the names that the root would give them.
 *
 * @module
 */

const text = `(component
  (core module $m
    (func (export "f") (result i32) (i32.const 5))
    (func (export "rep") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (type $r (resource (rep i32)))
  (core func $new (canon resource.new $r))
  (func $make (param "rep" u32) (result (own $r)) (canon lift (core func $new)))
  (func $rep (param "self" (borrow $r)) (result u32) (canon lift (core func $i "rep")))
  (component $things
    (import "r" (type $r (sub resource)))
    (import "make" (func $make (param "rep" u32) (result (own $r))))
    (import "rep" (func $rep (param "self" (borrow $r)) (result u32)))
    (export $thing "thing" (type $r))
    (export "[constructor]thing" (func $make) (func (param "rep" u32) (result (own $thing))))
    (export "[method]thing.rep" (func $rep) (func (param "self" (borrow $thing)) (result u32))))
  (instance $things (instantiate $things (with "r" (type $r)) (with "make" (func $make)) (with "rep" (func $rep))))
  (instance $inner (export "f" (func $f)))
  (instance $middle (export "plain-one" (instance $inner)) (export "acme:shop/things@1.0.0" (instance $things)))
  (instance $outer (export "middle" (instance $middle)) (export "f" (func $f)))
  (export "outer" (instance $outer)))`;

/** @type {import("../execute.mjs").Case["components"]} */
export const components = { nested: { text } };

/** @param {import("../execute.mjs").Environment} environment */
export default async function ({ assert, component }) {
  const { instantiate } = await component("nested");
  const { outer } = await instantiate();
  assert.deepEqual(Object.keys(outer).sort(), ["f", "middle"]);
  const { middle } = outer;
  assert.deepEqual(Object.keys(middle).sort(), ["acme:shop/things@1.0.0", "plain-one", "plainOne", "things"]);
  assert.equal(outer.f(), 5);
  assert.equal(middle.plainOne.f(), 5);
  assert.equal(middle["plain-one"], middle.plainOne);
  assert.equal(middle["acme:shop/things@1.0.0"], middle.things);
  const thing = new middle.things.Thing(7);
  assert.ok(thing instanceof middle.things.Thing);
  assert.equal(thing.rep(), 7);
}
