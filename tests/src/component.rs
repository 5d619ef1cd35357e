//! Components generated for functions: each imports every function from the host and exports it again.
//!
//! The core module between the two passes what it gets: parameters, flat or as a pointer, straight on to the import, and the result back. So
//! a value goes through all four ways, lowering and lifting of parameters and of results. The allocator makes mistakes visible: addresses
//! are aligned as asked and no better, new memory is full of `0xa5`, what was moved or freed is overwritten, and the memory
//! grows at the allocation that the test chooses.

use crate::reference::{Context, alignment, elem_size, flatten_functype};
use crate::value_type::{Func, Type};
use std::collections::HashMap;
use std::fmt::Write;

/// The interface that the functions are imported from.
pub const INTERFACE: &str = "weft:random/host";

/// How a component passes strings (`CanonicalABI.md#canonical-abi-options`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// `string-encoding=utf8`
    Utf8,
    /// `string-encoding=utf16`
    Utf16,
    /// `string-encoding=latin1+utf16`
    Latin1Utf16,
}

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Utf8, Self::Utf16, Self::Latin1Utf16];

    /// Its name in WAT.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf8",
            Self::Utf16 => "utf16",
            Self::Latin1Utf16 => "latin1+utf16",
        }
    }
}

/// A function with the options of its canonical definitions.
#[derive(Debug, Clone)]
pub struct Proxy {
    /// Its type.
    pub func: Func,
    /// The encoding of its strings.
    pub encoding: Encoding,
    /// Whether lifting it has a `post-return`.
    pub post_return: bool,
}

/// Memory and allocator; `top` is the first free address, `grow-in` says at which allocation from now the memory grows, `posts` counts the
/// calls of `post-return`.
const LIBC: &str = r#"
  (core module $libc
    (memory (export "memory") 1)
    (global $top (mut i32) (i32.const 16))
    (global $grow-in (export "grow-in") (mut i32) (i32.const 0))
    (global $posts (export "posts") (mut i32) (i32.const 0))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $ptr i32) (local $end i32) (local $twice i32)
      ;; An odd multiple of the alignment.
      (local.set $twice (i32.shl (local.get $align) (i32.const 1)))
      (local.set $ptr (i32.sub (i32.add (global.get $top) (local.get $twice)) (i32.const 1)))
      (local.set $ptr (i32.and (local.get $ptr) (i32.sub (i32.const 0) (local.get $twice))))
      (local.set $ptr (i32.add (local.get $ptr) (local.get $align)))
      (local.set $end (i32.add (local.get $ptr) (local.get $size)))
      (global.set $grow-in (i32.sub (global.get $grow-in) (i32.const 1)))
      (if (i32.eqz (global.get $grow-in)) (then (drop (memory.grow (i32.const 1)))))
      (loop $grow
        (if (i32.gt_u (local.get $end) (i32.shl (memory.size) (i32.const 16)))
          (then
            (if (i32.eq (memory.grow (i32.const 1)) (i32.const -1)) (then unreachable))
            (br $grow))))
      (memory.fill (local.get $ptr) (i32.const 0xa5) (local.get $size))
      (if (local.get $old-size)
        (then
          (memory.copy (local.get $ptr) (local.get $old)
            (select (local.get $size) (local.get $old-size) (i32.lt_u (local.get $size) (local.get $old-size))))
          (memory.fill (local.get $old) (i32.const 0x5a) (local.get $old-size))))
      (global.set $top (local.get $end))
      (local.get $ptr))
    (func $free (export "free")
      (memory.fill (i32.const 16) (i32.const 0xee) (i32.sub (global.get $top) (i32.const 16)))
      (global.set $top (i32.const 16)))
    (func (export "post")
      (call $free)
      (global.set $posts (i32.add (global.get $posts) (i32.const 1)))))
  (core instance $libc (instantiate $libc))
  (alias core export $libc "memory" (core memory $memory))
  (alias core export $libc "realloc" (core func $realloc))
"#;

/// The component as text, with functions called `f0`, `f1`, ….
#[must_use]
pub fn wat(proxies: &[Proxy]) -> String {
    let mut types = Named::default();
    let funcs: Vec<String> = proxies.iter().map(|proxy| types.func(&proxy.func)).collect();
    let mut out = format!("(component\n  (import \"{INTERFACE}\" (instance $host\n");
    for (i, ty) in types.definitions.iter().enumerate() {
        let _ = writeln!(out, "    (type $d{i} {ty}) (export \"t{i}\" (type $t{i} (eq $d{i})))");
    }
    for (i, func) in funcs.iter().enumerate() {
        let _ = writeln!(out, "    (export \"f{i}\" (func{func}))");
    }
    out.push_str("  ))\n");
    for i in 0..types.definitions.len() {
        let _ = writeln!(out, "  (alias export $host \"t{i}\" (type $t{i}))");
    }
    for i in 0..proxies.len() {
        let _ = writeln!(out, "  (alias export $host \"f{i}\" (func $f{i}))");
    }
    out.push_str(LIBC);
    for (i, proxy) in proxies.iter().enumerate() {
        let options = options(proxy.encoding);
        let _ = writeln!(out, "  (core func $f{i} (canon lower (func $f{i}) {options}))");
    }
    out.push_str("  (core module $main\n");
    out.push_str("    (import \"libc\" \"realloc\" (func $realloc (param i32 i32 i32 i32) (result i32)))\n");
    out.push_str("    (import \"libc\" \"post\" (func $post))\n");
    for (i, proxy) in proxies.iter().enumerate() {
        let lower = flatten_functype(&proxy.func, Context::Lower);
        let _ = writeln!(
            out,
            "    (import \"host\" \"f{i}\" (func $f{i}{}{}))",
            values("param", &lower.params),
            values("result", &lower.results)
        );
    }
    proxies.iter().enumerate().for_each(|(i, proxy)| core_func(&mut out, i, proxy));
    out.push_str(
        "  )\n  (core instance $main (instantiate $main (with \"libc\" (instance $libc)) (with \"host\" (instance\n",
    );
    for i in 0..proxies.len() {
        let _ = writeln!(out, "    (export \"f{i}\" (func $f{i}))");
    }
    out.push_str("  ))))\n");
    for (i, (proxy, func)) in proxies.iter().zip(&funcs).enumerate() {
        let options = options(proxy.encoding);
        let post =
            if proxy.post_return { format!(" (post-return (core func $main \"post{i}\"))") } else { String::new() };
        let _ =
            writeln!(out, "  (func (export \"f{i}\"){func} (canon lift (core func $main \"f{i}\") {options}{post}))");
    }
    out.push_str(")\n");
    out
}

fn options(encoding: Encoding) -> String {
    format!("(memory (core memory $memory)) (realloc (core func $realloc)) string-encoding={}", encoding.name())
}

/// ` (param i32 i64)`, or nothing.
fn values(word: &str, types: &[&str]) -> String {
    if types.is_empty() { String::new() } else { format!(" ({word} {})", types.join(" ")) }
}

/// The core function that is lifted: it calls the one that was lowered.
fn core_func(out: &mut String, i: usize, proxy: &Proxy) {
    let lift = flatten_functype(&proxy.func, Context::Lift);
    let lower = flatten_functype(&proxy.func, Context::Lower);
    let spilled = lower.params.len() > lift.params.len();
    let _ = writeln!(
        out,
        "    (func (export \"f{i}\"){}{}{}",
        values("param", &lift.params),
        values("result", &lift.results),
        if spilled { " (local $area i32)" } else { "" }
    );
    if let (true, Some(result)) = (spilled, &proxy.func.result) {
        let (align, size) = (alignment(result), elem_size(result));
        let _ = writeln!(
            out,
            "      (local.set $area (call $realloc (i32.const 0) (i32.const 0) (i32.const {align}) (i32.const {size})))"
        );
    }
    let mut params: String = (0..lift.params.len()).map(|param| format!(" (local.get {param})")).collect();
    if spilled {
        params.push_str(" (local.get $area)");
    }
    let _ = writeln!(out, "      (call $f{i}{params}){})", if spilled { " (local.get $area)" } else { "" });
    if proxy.post_return {
        let _ = writeln!(out, "    (func (export \"post{i}\"){} (call $post))", values("param", &lift.results));
    }
}

/// The types that need a name to stand in a function that is imported or exported, in the order of their definitions.
#[derive(Default)]
struct Named {
    definitions: Vec<String>,
    names: HashMap<String, usize>,
}

impl Named {
    /// A type where it is used: its name, if it needs one.
    fn part(&mut self, ty: &Type) -> String {
        let text = ty.wat(|part| self.part(part));
        if !matches!(ty, Type::Record(_) | Type::Variant(_) | Type::Enum(_) | Type::Flags(_)) {
            return text;
        }
        let next = self.definitions.len();
        let name = *self.names.entry(text.clone()).or_insert(next);
        if name == next {
            self.definitions.push(text);
        }
        format!("$t{name}")
    }

    /// ` (param "p0" …) (result …)`
    fn func(&mut self, func: &Func) -> String {
        let mut out = String::new();
        for (i, ty) in func.params.iter().enumerate() {
            let _ = write!(out, " (param \"p{i}\" {})", self.part(ty));
        }
        if let Some(ty) = &func.result {
            let _ = write!(out, " (result {})", self.part(ty));
        }
        out
    }
}
