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

/// Memory and allocator, which aligns by `LEAST`; `top` is the first free address, `grow-in` says at which allocation from now the memory grows, `posts` counts the
/// calls of `post-return`.
const LIBC: &str = r#"
  (core module $libc
    (memory (export "memory") 1)
    (global $top (mut i32) (i32.const 16))
    (global $grow-in (export "grow-in") (mut i32) (i32.const 0))
    (global $posts (export "posts") (mut i32) (i32.const 0))
    (func (export "realloc") (param $old i32) (param $old-size i32) (param $align i32) (param $size i32) (result i32)
      (local $ptr i32) (local $end i32) (local $twice i32)
      (if (i32.lt_u (local.get $align) (i32.const LEAST)) (then (local.set $align (i32.const LEAST))))
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

/// [`LIBC`], with an allocator that aligns everything by so many bytes at least.
pub(crate) fn libc(least: u32) -> String {
    LIBC.replace("LEAST", &least.to_string())
}

/// The component as text, with functions called `f0`, `f1`, ….
#[must_use]
pub fn wat(proxies: &[Proxy]) -> String {
    aligned(proxies, 1)
}

/// The same for a component whose strings may come from another component: what was UTF-16 there and is Latin-1 here is left at an address that is
/// aligned by one (`store_probably_utf16_to_latin1_or_utf16`), which the one that passes it on must not have made use of.
pub(crate) fn aligned(proxies: &[Proxy], least: u32) -> String {
    let mut types = Named::default();
    let funcs: Vec<String> = proxies.iter().map(|proxy| types.func(&proxy.func)).collect();
    let named: Vec<(String, &str)> = funcs.iter().enumerate().map(|(i, func)| (format!("f{i}"), &**func)).collect();
    let mut out = String::from("(component\n");
    types.imported(&mut out, &named);
    out.push_str(&libc(least));
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

pub(crate) fn options(encoding: Encoding) -> String {
    format!("(memory (core memory $memory)) (realloc (core func $realloc)) string-encoding={}", encoding.name())
}

/// ` (param i32 i64)`, or nothing.
pub(crate) fn values(word: &str, types: &[&str]) -> String {
    if types.is_empty() { String::new() } else { format!(" ({word} {})", types.join(" ")) }
}

/// The core function that is lifted: it calls the one that was lowered.
fn core_func(out: &mut String, i: usize, proxy: &Proxy) {
    let lift = flatten_functype(&proxy.func, Context::Lift);
    let params: Vec<String> = (0..lift.params.len()).map(|param| format!("(local.get {param})")).collect();
    calling(out, &format!("f{i}"), &lift.params, &proxy.func, (&format!("$f{i}"), &params));
    if proxy.post_return {
        let _ = writeln!(out, "    (func (export \"post{i}\"){} (call $post))", values("param", &lift.results));
    }
}

/// A core function `name` with these parameters and the results of `func` as it is lifted, which calls `callee`, the lowered `func`, with `arguments`.
pub(crate) fn calling(
    out: &mut String,
    name: &str,
    params: &[&str],
    func: &Func,
    (callee, arguments): (&str, &[String]),
) {
    let lift = flatten_functype(func, Context::Lift);
    let spilled = flatten_functype(func, Context::Lower).params.len() > lift.params.len();
    let _ = writeln!(
        out,
        "    (func (export \"{name}\"){}{}{}",
        values("param", params),
        values("result", &lift.results),
        if spilled { " (local $area i32)" } else { "" }
    );
    if let (true, Some(result)) = (spilled, &func.result) {
        let (align, size) = (alignment(result), elem_size(result));
        let _ = writeln!(
            out,
            "      (local.set $area (call $realloc (i32.const 0) (i32.const 0) (i32.const {align}) (i32.const {size})))"
        );
    }
    let arguments = arguments.iter().map(|argument| format!(" {argument}")).collect::<String>();
    let area = if spilled { " (local.get $area)" } else { "" };
    let _ = writeln!(out, "      (call {callee}{arguments}{area}){area})");
}

/// The types that need a name to stand in a function that is imported or exported, in the order of their definitions.
#[derive(Default)]
pub(crate) struct Named {
    pub(crate) definitions: Vec<String>,
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

    /// The import of the host's instance with these types and `funcs`, and the aliases of both.
    pub(crate) fn imported(&self, out: &mut String, funcs: &[(String, &str)]) {
        let _ = writeln!(out, "  (import \"{INTERFACE}\" (instance $host");
        for (i, ty) in self.definitions.iter().enumerate() {
            let _ = writeln!(out, "    (type $d{i} {ty}) (export \"t{i}\" (type $t{i} (eq $d{i})))");
        }
        for (name, func) in funcs {
            let _ = writeln!(out, "    (export \"{name}\" (func{func}))");
        }
        out.push_str("  ))\n");
        for i in 0..self.definitions.len() {
            let _ = writeln!(out, "  (alias export $host \"t{i}\" (type $t{i}))");
        }
        for (name, _) in funcs {
            let _ = writeln!(out, "  (alias export $host \"{name}\" (func ${name}))");
        }
    }

    /// ` (param "p0" …) (result …)`
    pub(crate) fn func(&mut self, func: &Func) -> String {
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
