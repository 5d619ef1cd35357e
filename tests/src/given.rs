//! Components for the differential test: what their core modules give may be anything, and a second component may stand in between.
//!
//! Of each function there are three exports: `f0` passes on what it gets, as in [`component`](crate::component); `c0` calls the import with the
//! core values at the beginning of an image of memory that was given before; `r0` returns the first of them. So values that no toolchain writes are
//! lifted in both positions. In a pair they are lifted by what connects the two components: the first calls, the last returns.

use crate::component::{Encoding, INTERFACE, Named, Proxy, calling, libc, options, values};
use crate::composition::composition;
use crate::random::Random;
use crate::reference::{Context, flatten_functype};
use crate::value_type::Func;
use std::fmt::Write;

/// Where an image lies in memory. There are as many words of eight bytes as a function has flat parameters at most, then the rest of it.
pub const IMAGE: u32 = 16;
/// Where the words of an image end.
pub const WORDS_END: u32 = IMAGE + 17 * 8;
/// How many bytes of memory there are. It cannot grow, so that what is out of bounds does not depend on what was allocated before.
pub const MEMORY: u32 = 32 * 65536;

/// A component as text, and what its exports are called beside those of the functions.
#[derive(Debug)]
pub struct Given {
    /// The text.
    pub wat: String,
    /// The exports that take the image from which arguments of the import are given, and the one from which results are; without them values are only passed on.
    pub images: Option<[&'static str; 2]>,
    /// What makes an allocation go wrong: the one with this number from now on gives this address. It is that of the component that calls the host.
    pub spoil: &'static str,
    /// What sets memory and allocator back.
    pub resets: &'static [&'static str],
}

/// One component between the host's two sides.
#[must_use]
pub fn alone(proxies: &[Proxy]) -> Given {
    Given {
        wat: format!("(component\n{})\n", Stage { proxies, last: true }.text()),
        images: Some(["image", "image"]),
        spoil: "spoil",
        resets: &["reset"],
    }
}

/// Two components, of which the first calls the last; `between` has the encoding of each function's strings in the first.
#[must_use]
pub fn pair(proxies: &[Proxy], between: &[Encoding]) -> Given {
    let first: Vec<Proxy> =
        proxies.iter().zip(between).map(|(proxy, encoding)| Proxy { encoding: *encoding, ..proxy.clone() }).collect();
    let last = Stage { proxies, last: true };
    let (types, funcs) = last.types();
    let mut wat = String::from("(component\n");
    types.imported(&mut wat, &named("f", &funcs.passed));
    let _ = writeln!(wat, "(component $Last\n{})", last.text());
    let _ = writeln!(wat, "(component $First\n{})", Stage { proxies: &first, last: false }.text());
    let _ = writeln!(wat, "  (instance $last (instantiate $Last (with \"{INTERFACE}\" (instance $host))))");
    wat.push_str("  (instance $between\n");
    for i in 0..types.definitions.len() {
        let _ = writeln!(wat, "    (export \"t{i}\" (type $t{i}))");
    }
    for (name, _) in named("f", &funcs.passed).into_iter().chain(named("r", &funcs.returned)) {
        let _ = writeln!(wat, "    (export \"{name}\" (func $last \"{name}\"))");
    }
    wat.push_str("  )\n");
    let _ = writeln!(wat, "  (instance $first (instantiate $First (with \"{INTERFACE}\" (instance $between))))");
    for i in 0..proxies.len() {
        for letter in ["f", "c", "r"] {
            let _ = writeln!(wat, "  (export \"{letter}{i}\" (func $first \"{letter}{i}\"))");
        }
    }
    for (name, instance, export) in [
        ("image-first", "first", "image"),
        ("image-last", "last", "image"),
        ("spoil-last", "last", "spoil"),
        ("reset-first", "first", "reset"),
        ("reset-last", "last", "reset"),
    ] {
        let _ = writeln!(wat, "  (export \"{name}\" (func ${instance} \"{export}\"))");
    }
    wat.push_str(")\n");
    Given {
        wat,
        images: Some(["image-first", "image-last"]),
        spoil: "spoil-last",
        resets: &["reset-first", "reset-last"],
    }
}

/// A component composed of others at random, which only passes on.
#[must_use]
pub fn composed(random: &mut Random, proxies: &[Proxy]) -> Given {
    Given { wat: composition(random, proxies), images: None, spoil: "", resets: &[] }
}

/// Memory, and an allocator that can be told to go wrong; an image is moved to its place, and what follows it in memory is zero.
fn spoilable() -> String {
    let pages = MEMORY / 65536;
    let further = format!(
        r#"
    (global $spoil-in (mut i32) (i32.const 0))
    (global $spoiled (mut i32) (i32.const 0))
    (func (export "spoil") (param i32 i32)
      (global.set $spoil-in (local.get 0))
      (global.set $spoiled (local.get 1)))
    (func (export "allocate") (param i32 i32 i32 i32) (result i32)
      (global.set $spoil-in (i32.sub (global.get $spoil-in) (i32.const 1)))
      (if (result i32) (i32.eqz (global.get $spoil-in))
        (then (global.get $spoiled))
        (else (call $realloc (local.get 0) (local.get 1) (local.get 2) (local.get 3)))))
    (func (export "image") (param $ptr i32) (param $size i32)
      (memory.copy (i32.const {IMAGE}) (local.get $ptr) (local.get $size))
      (global.set $top (i32.add (i32.const {IMAGE}) (local.get $size)))
      (memory.fill (global.get $top) (i32.const 0) (i32.sub (i32.const {MEMORY}) (global.get $top))))
    (func (export "reset")
      (call $free)
      (global.set $spoil-in (i32.const 0)))
    (func (export "post")"#
    );
    libc(2)
        .replace("(memory (export \"memory\") 1)", &format!("(memory (export \"memory\") {pages} {pages})"))
        .replace("(func (export \"realloc\")", "(func $realloc (export \"realloc\")")
        .replace("\n    (func (export \"post\")", &further)
        .replace(
            "(alias core export $libc \"realloc\" (core func $realloc))",
            "(alias core export $libc \"allocate\" (core func $realloc))",
        )
}

/// The types of the functions, spelled.
struct Funcs {
    /// Those of the functions themselves.
    passed: Vec<String>,
    /// Those without the parameters.
    returned: Vec<String>,
}

/// The functions' names with their types.
fn named<'a>(letter: &str, funcs: &'a [String]) -> Vec<(String, &'a str)> {
    funcs.iter().enumerate().map(|(i, func)| (format!("{letter}{i}"), func.as_str())).collect()
}

/// `func` without its parameters.
fn returning(func: &Func) -> Func {
    Func { params: Vec::new(), result: func.result.clone() }
}

/// One component of a chain.
struct Stage<'a> {
    proxies: &'a [Proxy],
    /// Whether it calls the host and gives results; else it calls one that does.
    last: bool,
}

impl Stage<'_> {
    fn types(&self) -> (Named, Funcs) {
        let mut types = Named::default();
        let passed = self.proxies.iter().map(|proxy| types.func(&proxy.func)).collect();
        let returned = self.proxies.iter().map(|proxy| types.func(&returning(&proxy.func))).collect();
        (types, Funcs { passed, returned })
    }

    /// What stands between `(component` and `)`.
    fn text(&self) -> String {
        let (types, funcs) = self.types();
        let mut imports = named("f", &funcs.passed);
        if !self.last {
            imports.extend(named("r", &funcs.returned));
        }
        let mut out = String::new();
        types.imported(&mut out, &imports);
        out.push_str(&spoilable());
        for (i, proxy) in self.proxies.iter().enumerate() {
            for letter in self.letters() {
                let _ = writeln!(
                    out,
                    "  (core func ${letter}{i} (canon lower (func ${letter}{i}) {}))",
                    options(proxy.encoding)
                );
            }
        }
        self.main(&mut out);
        for (i, proxy) in self.proxies.iter().enumerate() {
            let options = options(proxy.encoding);
            let (passed, returned) = (&funcs.passed[i], &funcs.returned[i]);
            for (letter, ty) in [("f", passed), ("c", returned), ("r", returned)] {
                let post = if proxy.post_return {
                    format!(" (post-return (core func $main \"{letter}post{i}\"))")
                } else {
                    String::new()
                };
                let _ = writeln!(
                    out,
                    "  (func (export \"{letter}{i}\"){ty} (canon lift (core func $main \"{letter}{i}\") {options}{post}))"
                );
            }
        }
        let memory = options(Encoding::Utf8);
        let _ = writeln!(
            out,
            "  (func (export \"image\") (param \"bytes\" (list u8)) (canon lift (core func $libc \"image\") {memory}))"
        );
        out.push_str("  (func (export \"spoil\") (param \"nth\" u32) (param \"ptr\" u32) (canon lift (core func $libc \"spoil\")))\n");
        out.push_str("  (func (export \"reset\") (canon lift (core func $libc \"reset\")))\n");
        out
    }

    /// The letters of what is imported.
    fn letters(&self) -> &'static [&'static str] {
        if self.last { &["f"] } else { &["f", "r"] }
    }

    /// The core module whose functions are lifted.
    fn main(&self, out: &mut String) {
        out.push_str("  (core module $main\n");
        out.push_str("    (import \"libc\" \"memory\" (memory 1))\n");
        out.push_str("    (import \"libc\" \"realloc\" (func $realloc (param i32 i32 i32 i32) (result i32)))\n");
        out.push_str("    (import \"libc\" \"post\" (func $post))\n");
        for (i, proxy) in self.proxies.iter().enumerate() {
            for letter in self.letters() {
                let func = if *letter == "f" { proxy.func.clone() } else { returning(&proxy.func) };
                let lower = flatten_functype(&func, Context::Lower);
                let (params, results) = (values("param", &lower.params), values("result", &lower.results));
                let _ = writeln!(out, "    (import \"host\" \"{letter}{i}\" (func ${letter}{i}{params}{results}))");
            }
        }
        for (i, proxy) in self.proxies.iter().enumerate() {
            let func = &proxy.func;
            let lift = flatten_functype(func, Context::Lift);
            let passed: Vec<String> = (0..lift.params.len()).map(|param| format!("(local.get {param})")).collect();
            let callee = format!("$f{i}");
            calling(out, &format!("f{i}"), &lift.params, func, (&callee, &passed));
            let given = lift.params.iter().enumerate().map(|(at, ty)| word(ty, at));
            calling(out, &format!("c{i}"), &[], func, (&callee, &given.collect::<Vec<_>>()));
            let returned = returning(func);
            if self.last {
                let result = lift.results.first().map_or(String::new(), |ty| word(ty, 0));
                let _ = writeln!(out, "    (func (export \"r{i}\"){} {result})", values("result", &lift.results));
            } else {
                calling(out, &format!("r{i}"), &[], &returned, (&format!("$r{i}"), &[]));
            }
            for letter in ["f", "c", "r"] {
                let params = values("param", &lift.results);
                let _ = writeln!(out, "    (func (export \"{letter}post{i}\"){params} (call $post))");
            }
        }
        out.push_str("  )\n  (core instance $main (instantiate $main (with \"libc\" (instance $libc)) (with \"host\" (instance\n");
        for i in 0..self.proxies.len() {
            for letter in self.letters() {
                let _ = writeln!(out, "    (export \"{letter}{i}\" (func ${letter}{i}))");
            }
        }
        out.push_str("  ))))\n");
    }
}

/// The word of the image with this number.
fn word(ty: &str, number: usize) -> String {
    format!("({ty}.load (i32.const {}))", IMAGE as usize + 8 * number)
}
