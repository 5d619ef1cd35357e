//! Components with a random name wherever one may be, and what of them a caller has to know.
//!
//! Each has functions that only call the host's of the same type, so that values pass under every name, both ways.

use crate::random::label;
use crate::scope::{Scope, canonical, texts};
use serde_json::{Value, json};
use weft_tests::random::Random;

/// A component as text, and the names in it.
pub struct Made {
    /// The text format.
    pub wat: String,
    /// The names, for `evaluate.mjs`.
    pub names: Value,
}

/// Makes one.
pub fn component(random: &mut Random) -> Made {
    let labels = Labels::random(random);
    let (host, world) = (Host::random(random), World::random(random));
    let names = json!({
        "labels": { "record": labels.record, "flags": labels.flags, "cases": labels.cases, "variant": labels.variant },
        "host": {
            "name": host.name, "all": host.all, "numbers": host.numbers,
            "resource": host.resource, "method": host.method, "static": host.fixed,
        },
        "plain": host.plain,
        "call": world.call,
        "numbers": world.numbers,
        "interfaces": world.interfaces,
    });
    let mut wat = vec!["(component".to_owned()];
    let param = label(random);
    wat.push(host.import(&labels, &param));
    wat.push(core(random, labels.record.len() + 4));
    wat.push(world.export(&labels, &param));
    wat.push(")".to_owned());
    Made { wat: wat.join("\n"), names }
}

/// Labels of the four types that have labels, and of the parameters of a function that takes one of each.
struct Labels {
    record: Vec<String>,
    flags: Vec<String>,
    cases: Vec<String>,
    variant: Vec<String>,
    params: Vec<String>,
}

impl Labels {
    fn random(random: &mut Random) -> Self {
        let mut labels = |most| {
            let count = 1 + random.below(most);
            Scope::default().labels(random, count)
        };
        let (record, flags, cases, variant) = (labels(6), labels(9), labels(9), labels(4));
        Self { record, flags, cases, variant, params: Scope::default().labels(random, 4) }
    }

    /// The definitions of the four types. Every other case of the variant has a payload, the first among them.
    fn types(&self) -> [String; 4] {
        let list = |names: &[String]| names.iter().map(|name| format!(" \"{name}\"")).collect::<String>();
        let field = |name: &String| format!(" (field \"{name}\" u32)");
        let case =
            |(at, name): (usize, &String)| format!(" (case \"{name}\"{})", if at % 2 == 0 { " u32" } else { "" });
        [
            format!("(record{})", self.record.iter().map(field).collect::<String>()),
            format!("(flags{})", list(&self.flags)),
            format!("(enum{})", list(&self.cases)),
            format!("(variant{})", self.variant.iter().enumerate().map(case).collect::<String>()),
        ]
    }

    /// Parameters and result of a function that takes one of each and returns one of each.
    fn signature(&self) -> String {
        let param = |(name, ty): (&String, &str)| format!("(param \"{name}\" {ty}) ");
        let params = self.params.iter().zip(TYPES).map(param).collect::<String>();
        format!("{params}(result (tuple {}))", TYPES.join(" "))
    }
}

/// The four types where they have names.
const TYPES: [&str; 4] = ["$record", "$flags", "$enum", "$variant"];

/// Function of one number.
fn number(param: &str) -> String {
    format!("(param \"{param}\" u32) (result u32)")
}

/// What the host gives.
struct Host {
    name: String,
    types: Vec<String>,
    resource: String,
    method: String,
    fixed: String,
    all: String,
    numbers: Vec<String>,
    plain: String,
}

/// The functions of one number: the host's three, the static one, the constructor, the method, the one of the world.
const FUNCS: usize = 7;
const CONSTRUCTOR: usize = 4;
const METHOD: usize = 5;

impl Host {
    fn random(random: &mut Random) -> Self {
        let (mut world, mut inside) = (Scope::default(), Scope::default());
        let (name, plain) = (world.interface(random), world.label(random));
        let (types, resource) = (inside.labels(random, 4), inside.label(random));
        let (method, fixed) = (inside.member(random, &resource), inside.member(random, &resource));
        let (all, numbers) = (inside.label(random), inside.labels(random, 3));
        Self { name, types, resource, method, fixed, all, numbers, plain }
    }

    /// The imports, and aliases `$call` and `$n0` to `$n6` of their functions.
    fn import(&self, labels: &Labels, param: &str) -> String {
        let Self { name, resource, method, fixed, all, plain, .. } = self;
        let types = self.types.iter().zip(labels.types()).zip(TYPES).map(|((name, ty), local)| {
            format!("(type {local}' {ty}) (export \"{name}\" (type {local} (eq {local}')))\n")
        });
        let types = types.collect::<String>();
        let (number, signature) = (number(param), labels.signature());
        let other = if canonical(param) == "self" { "other" } else { param };
        let numbers = self.numbers.iter().map(|name| format!("(export \"{name}\" (func {number}))\n"));
        let numbers = numbers.collect::<String>();
        let members = self.numbers.iter().cloned().chain([
            format!("[static]{resource}.{fixed}"),
            format!("[constructor]{resource}"),
            format!("[method]{resource}.{method}"),
        ]);
        let aliases = (0..).zip(members).map(|(at, name)| format!("(alias export $host \"{name}\" (func $n{at}))\n"));
        let aliases = aliases.collect::<String>();
        format!(
            r#"(import "{name}" (instance $host
{types}(export "{resource}" (type $class (sub resource)))
(export "[constructor]{resource}" (func (param "{param}" u32) (result (own $class))))
(export "[method]{resource}.{method}" (func (param "self" (borrow $class)) (param "{other}" u32) (result u32)))
(export "[static]{resource}.{fixed}" (func {number}))
(export "{all}" (func {signature}))
{numbers}))
(alias export $host "{all}" (func $call))
{aliases}(import "{plain}" (func $n6 {number}))"#
        )
    }
}

/// Core modules that hand on what they get, and aliases `$call` and `$n0` to `$n6` of their functions; `flat` values make up one of each.
fn core(random: &mut Random, flat: usize) -> String {
    let modules = texts(random, 3);
    let [memory, calls, numbers] = &modules[..] else { unreachable!("there are three") };
    let (bytes, call) = (&texts(random, 1)[0], &texts(random, 1)[0]);
    let (inner, mut outer) = (texts(random, FUNCS), texts(random, FUNCS + 1));
    let entry = outer.pop().expect("one more");
    let params = "i32 ".repeat(flat);
    let gets = (0..flat).map(|at| format!("(local.get {at}) ")).collect::<String>();
    let each = |line: &dyn Fn(usize) -> String| (0..FUNCS).map(line).collect::<Vec<_>>().join("\n");
    let lowers = each(&|at| format!("(core func $n{at} (canon lower (func $n{at})))"));
    let imports = each(&|at| {
        let params = if at == METHOD { "i32 i32" } else { "i32" };
        format!("(import {numbers} {} (func $n{at} (param {params}) (result i32)))", inner[at])
    });
    let funcs = each(&|at| {
        let called = match at {
            // Of a new one.
            METHOD => format!("(call $n{METHOD} (call $n{CONSTRUCTOR} (local.get 0)) (local.get 0))"),
            CONSTRUCTOR => "(local.get 0)".to_owned(),
            at => format!("(call $n{at} (local.get 0))"),
        };
        format!("(func (export {}) (param i32) (result i32) {called})", outer[at])
    });
    let given = each(&|at| format!("(export {} (func $n{at}))", inner[at]));
    let aliases = each(&|at| format!("(alias core export $i {} (core func $o{at}))", outer[at]));
    format!(
        r#"(core module $bytes (memory (export {bytes}) 1))
(core instance $bytes (instantiate $bytes))
(alias core export $bytes {bytes} (core memory $memory))
(core func $call (canon lower (func $call) (memory (core memory $memory))))
{lowers}
(core module $m
(import {memory} {bytes} (memory 1))
(import {calls} {call} (func $call (param {params} i32)))
{imports}
(func (export {entry}) (param {params}) (result i32) (call $call {gets}(i32.const 64)) (i32.const 64))
{funcs})
(core instance $i (instantiate $m
(with {memory} (instance $bytes))
(with {calls} (instance (export {call} (func $call))))
(with {numbers} (instance
{given}))))
(alias core export $i {entry} (core func $entry))
{aliases}"#
    )
}

/// What the component exports.
struct World {
    types: Vec<String>,
    call: String,
    /// Names of `$o0` to `$o2`.
    numbers: Vec<String>,
    /// Each with its names of `$o3`, `$o5` and `$o6`.
    interfaces: Vec<(String, Vec<String>)>,
}

impl World {
    fn random(random: &mut Random) -> Self {
        let mut scope = Scope::default();
        let (types, call, numbers) = (scope.labels(random, 4), scope.label(random), scope.labels(random, 3));
        let first = scope.interface(random);
        // The second may be called like the first, or like a function.
        let second = match random.below(4) {
            0 => scope.interface_called(random, first.split(['/', '@']).nth(1).unwrap_or(&first)),
            1 => scope.interface_called(random, &numbers[0]),
            _ => scope.interface(random),
        };
        let mut members = || Scope::default().labels(random, 3);
        let interfaces = vec![(first, members()), (second, members())];
        Self { types, call, numbers, interfaces }
    }

    fn export(&self, labels: &Labels, param: &str) -> String {
        let mut out = Vec::new();
        for ((name, ty), local) in self.types.iter().zip(labels.types()).zip(TYPES) {
            out.push(format!("(type {local}' {ty}) (export {local} \"{name}\" (type {local}'))"));
        }
        let lift = "(canon lift (core func $entry) (memory (core memory $memory)))";
        out.push(format!("(func (export \"{}\") {} {lift})", self.call, labels.signature()));
        for at in 0..FUNCS {
            out.push(format!("(func $o{at} {} (canon lift (core func $o{at})))", number(param)));
        }
        out.extend((0..).zip(&self.numbers).map(|(at, name)| format!("(export \"{name}\" (func $o{at}))")));
        for (at, (name, members)) in self.interfaces.iter().enumerate() {
            let members =
                members.iter().zip([3, METHOD, 6]).map(|(name, of)| format!(" (export \"{name}\" (func $o{of}))"));
            out.push(format!("(instance $x{at}{})", members.collect::<String>()));
            out.push(format!("(export \"{name}\" (instance $x{at}))"));
        }
        out.join("\n")
    }
}
