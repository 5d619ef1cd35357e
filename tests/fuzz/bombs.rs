//! Small components that ask for a lot: nesting, counts, and what doubles at each of many levels.
//!
//! Each is refused with a diagnostic that names the limit, or transpiled in memory that has a bound. The validator has limits of its own, whose texts are its own.

use crate::memory;
use std::fmt::Write;
use weft_transpiler::options::{Mode, Options, Runtime};
use weft_transpiler::transpile;

/// No component of this kind may take more, in bytes.
const MOST: usize = 64 << 20;

/// A component, and in what its diagnostic has to end; `None`: it is transpiled.
type Bomb = (String, String, Option<&'static str>);

const INSTANCES: Option<&str> = Some("limit: more than 10000 component instances");
const ITEMS: Option<&str> = Some("limit: the instantiation runs more than 200000 items");
const LEAVING: Option<&str> = Some("limit: the component exports more than 10000 definitions");
const VALUES: Option<&str> = Some("limit: the function types have more than 200000 values when written out");
const DEPTH: Option<&str> = Some("invalid: type nesting is too deep");
const SIZE: Option<&str> = Some("invalid: effective type size exceeds the limit of 1000000");

/// A core instance `$i` with a function `f`, and a component-level function `$f` that lifts it.
const FUNC: &str = r#"
  (core module $m (func (export "f") (param i32) (result i32) local.get 0))
  (core instance $i (instantiate $m))
  (func $f (param "x" u32) (result u32) (canon lift (core func $i "f")))
"#;

/// What `text` says of each number below `count`.
fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// `leaf` instantiated twice by a component that is instantiated twice, and so on; each exports both, if asked.
fn doubling(levels: usize, leaf: &str, exported: bool) -> String {
    let mut out = format!("(component $top\n(component $c0 {leaf})\n");
    for level in 1..=levels {
        let _ = write!(out, "(component $c{level} (alias outer $top $c{} (component $c))", level - 1);
        out.push_str("(instance $a (instantiate $c)) (instance $b (instantiate $c))");
        out.push_str(if exported { "(export \"a\" (instance $a)) (export \"b\" (instance $b)))\n" } else { ")\n" });
    }
    let _ = write!(out, "(instance $x (instantiate $c{levels}))");
    out.push_str(if exported { "(export \"x\" (instance $x)))" } else { ")" });
    out
}

/// One function in an instance that is twice in an instance that is twice in an instance, and so on.
fn tree(levels: usize) -> String {
    let mut out = format!("(component {FUNC} (instance $i0 (export \"f\" (func $f)))\n");
    for level in 1..=levels {
        let inner = level - 1;
        let _ = writeln!(
            out,
            "(instance $i{level} (export \"a\" (instance $i{inner})) (export \"b\" (instance $i{inner})))"
        );
    }
    let _ = write!(out, "(export \"x\" (instance $i{levels})))");
    out
}

/// A function with a parameter of a type that is made of itself so many times.
fn types(levels: usize, wrap: impl Fn(&str) -> String) -> String {
    let steps = each(levels, |level| format!("(type $t{} {})\n", level + 1, wrap(&format!("$t{level}"))));
    format!("(component (type $t0 (list u8)) {steps} (import \"f\" (func (param \"x\" $t{levels}))))")
}

/// `count` items, one after the other, of a component that imports a function.
fn items(count: usize) -> String {
    format!("(component (import \"f\" (func $f)) {})", each(count, |_| "(core func (canon lower (func $f)))\n".into()))
}

/// Two components, of which one calls the other by `count` functions of its own.
fn calls(count: usize) -> String {
    let lowered = each(count, |i| format!("(core func $l{i} (canon lower (func $q \"f\")))"));
    let imports = each(count, |i| format!("(import \"\" \"{i}\" (func (param i32) (result i32)))"));
    let exports = each(count, |i| format!("(export \"{i}\" (func $l{i}))"));
    format!(
        "(component $q {FUNC} (export \"f\" (func $f))) (instance $q (instantiate $q)) {lowered}
         (core module $n {imports}) (core instance (instantiate $n (with \"\" (instance {exports}))))"
    )
}

/// Two components, of which one gives the other a tuple of two to so many parts.
fn passed(levels: usize) -> String {
    let steps = each(levels, |level| format!("(type $t{} (tuple $t{level} $t{level}))\n", level + 1));
    format!(
        "(component $top (type $t0 string) {steps}
         (component $q (alias outer $top $t{levels} (type $t))
           (core module $m (memory (export \"memory\") 1) (func (export \"f\") (param i32))
             (func (export \"realloc\") (param i32 i32 i32 i32) (result i32) i32.const 0))
           (core instance $i (instantiate $m))
           (func (export \"f\") (param \"x\" $t) (canon lift (core func $i \"f\") (memory (core memory $i \"memory\")) (realloc (core func $i \"realloc\")))))
         (instance $q (instantiate $q))
         (core module $m (memory (export \"memory\") 1)) (core instance $i (instantiate $m))
         (core func $l (canon lower (func $q \"f\") (memory (core memory $i \"memory\"))))
         (core module $n (import \"\" \"f\" (func (param i32))))
         (core instance (instantiate $n (with \"\" (instance (export \"f\" (func $l)))))) (export \"f\" (func $q \"f\")))"
    )
}

fn bombs() -> Vec<Bomb> {
    let nested = |depth: usize| "(component ".repeat(depth) + &")".repeat(depth);
    let resources = each(400, |_| "(type (resource (rep i32)))".into());
    let synthetic =
        each(20, |_| format!("(core instance {})", each(100, |i| format!("(export \"{i}\" (func $i \"f\"))"))));
    let name = |length: usize| format!("(component (import \"{}\" (func)))", "a".repeat(length));
    let import = |ty: &str| format!("(component (type $l {ty}) (import \"f\" (func (param \"x\" $l))))");
    let labels = |kind: &str, count: usize| {
        let labels = each(count, |i| format!("\"l{i}\" "));
        format!(
            "(component (type $l ({kind} {labels})) (import \"t\" (type $t (eq $l))) (import \"f\" (func (param \"x\" $t))))"
        )
    };
    let cases = each(3000, |i| format!("(case \"l{i}\" (list string))"));
    [
        ("components nested 64 deep", nested(64), None),
        ("components nested 65 deep", nested(65), Some("limit: components are nested deeper than 64")),
        ("4,000 instances", doubling(11, "", false), None),
        ("16,000 instances", doubling(13, "", false), INSTANCES),
        ("instances without end", doubling(40, "", false), INSTANCES),
        ("16,000 core instances", doubling(12, "(core module $m) (core instance (instantiate $m)) (core instance (instantiate $m)) (core instance (instantiate $m)) (core instance (instantiate $m))", false), Some("limit: more than 10000 core instances")),
        ("1,600,000 resource types", doubling(12, &resources, false), ITEMS),
        ("50,000 resource types", doubling(7, &resources, true), None),
        ("8,000,000 parts of instances", doubling(12, &format!("{FUNC} {synthetic}"), false), ITEMS),
        ("2,000,000 calls between components", doubling(11, &calls(1000), false), ITEMS),
        ("8,000 calls between components", doubling(3, &calls(1000), false), None),
        ("8,000 exports", tree(10), None),
        ("20,000 exports", tree(12), LEAVING),
        ("500,000 exports", tree(17), LEAVING),
        ("exports without end", tree(90), SIZE),
        ("8,000 exports of 2,000 instances", doubling(9, &format!("{FUNC} (export \"f\" (func $f))"), true), None),
        ("exports of too many instances", doubling(12, &format!("{FUNC} (export \"f\" (func $f))"), true), LEAVING),
        ("30,000 items", items(30_000), None),
        ("101,000 items", items(101_000), Some("limit: the component has more than 100000 items")),
        ("a name of 9,000 bytes", name(9_000), None),
        ("a name of 10,001 bytes", name(10_001), Some("limit: a name is longer than 10000 bytes")),
        ("a list 90 deep", types(90, |t| format!("(list {t})")), None),
        ("a list 5,000 deep", types(5_000, |t| format!("(list {t})")), DEPTH),
        ("an option 5,000 deep", types(5_000, |t| format!("(option {t})")), DEPTH),
        ("a tuple of 130,000", types(14, |t| format!("(tuple {t} {t} )")), None),
        ("a tuple of 500,000", types(17, |t| format!("(tuple {t} {t})")), VALUES),
        ("a tuple without end", types(80, |t| format!("(tuple {t} {t})")), SIZE),
        ("a variant of two to the 17th", types(17, |t| format!("(result {t} (error {t}))")), VALUES),
        ("a list of 1,000,000 bytes", import("(list u8 1000000)"), None),
        ("a list of 2^32 - 1 bytes", import("(list u8 4294967295)"), Some("invalid: fixed-length list element count exceeds limit of 1073741824")),
        ("a list of 4,000,000,000 bytes", "(component (type $k (list u64 1000000)) (type $l (list $k 500)) (import \"f\" (func (param \"x\" $l))))".into(), Some("invalid: value type's maximum in-memory size exceeds maximum byte size")),
        ("an enum of 9,000", labels("enum", 9_000), None),
        ("an enum of 70,000", labels("enum", 70_000), Some("invalid: enum cases size is out of bounds")),
        ("33 flags", labels("flags", 33), Some("invalid: cannot have more than 32 flags")),
        ("a variant of 3,000", format!("(component (type $l (variant {cases})) (import \"t\" (type $t (eq $l))) (import \"f\" (func (param \"x\" $t))))"), None),
        ("a tuple of 4,096 strings between components", passed(12), None),
        ("a tuple of 65,536 strings between components", passed(16), VALUES),
        ("900 parameters", format!("(component (import \"f\" (func {})))", each(900, |i| format!("(param \"p{i}\" string)"))), None),
    ]
    .map(|(name, text, end)| (name.to_string(), text, end))
    .to_vec()
}

/// Transpiles each of them, `watched` being told which.
pub fn check_all(mut watched: impl FnMut(u64, &mut dyn FnMut())) {
    for (number, (name, text, end)) in (0u64..).zip(bombs()) {
        let bytes = wat::parse_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let options = Options {
            name: "bomb".to_string(),
            mode: Mode::Instantiate,
            runtime: Runtime::Shared,
            ..Options::default()
        };
        watched(number, &mut || {
            let (result, peak) = memory::measure(|| transpile(&bytes, &options));
            assert!(peak <= MOST, "{name}: {} bytes of input take {peak} bytes of memory", bytes.len());
            let said = result.err().map(|diagnostics| match diagnostics.as_slice() {
                [diagnostic] => format!("{}: {}", diagnostic.code.name(), diagnostic.message),
                several => format!("{several:?}"),
            });
            println!(
                "{name}: {} bytes of input, {} KiB of memory: {}",
                bytes.len(),
                peak >> 10,
                said.as_deref().unwrap_or("transpiled")
            );
            match (end, &said) {
                (None, None) => {}
                (Some(end), Some(said)) if said.starts_with(end) => {}
                _ => panic!("{name}: {said:?} and not {end:?}"),
            }
        });
    }
}
