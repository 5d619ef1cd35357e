//! Names as random as they may be, and a few that were thought of.

/// The generator `splitmix64`: small, good enough, and the same everywhere.
pub struct Random(pub u64);

impl Random {
    /// The next 64 bits.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("a usize")
    }

    /// One of them.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Labels that JavaScript, TypeScript or generated code means something by.
const WORDS: &[&str] = &[
    "abstract",
    "accessor",
    "any",
    "apply",
    "arguments",
    "array",
    "as",
    "asserts",
    "async",
    "at",
    "atob",
    "await",
    "big-int",
    "bind",
    "boolean",
    "borrows",
    "break",
    "bytes",
    "call",
    "caller",
    "case",
    "catch",
    "class",
    "compile",
    "const",
    "constructor",
    "context",
    "continue",
    "core",
    "create-context",
    "debugger",
    "declare",
    "default",
    "delete",
    "dispose",
    "disposing",
    "do",
    "else",
    "encoder",
    "enter",
    "enum",
    "err",
    "error",
    "eval",
    "exports",
    "extends",
    "fail",
    "failed",
    "false",
    "fetch",
    "finally",
    "for",
    "from",
    "function",
    "get",
    "get-core-module",
    "global",
    "global-this",
    "handle",
    "handles",
    "has-instance",
    "has-own-property",
    "i",
    "if",
    "implements",
    "import",
    "imports",
    "in",
    "index",
    "infer",
    "infinity",
    "inner",
    "instance",
    "instanceof",
    "instantiate",
    "instantiate-sync",
    "interface",
    "intrinsic",
    "is",
    "is-prototype-of",
    "item",
    "iterable",
    "iterator",
    "keyof",
    "lend",
    "length",
    "let",
    "link",
    "link-async",
    "map",
    "may-leave",
    "memory",
    "message",
    "missing",
    "module",
    "modules",
    "name",
    "namespace",
    "nan",
    "never",
    "new",
    "none",
    "null",
    "number",
    "object",
    "of",
    "ok",
    "omit",
    "options",
    "out",
    "override",
    "own-property",
    "package",
    "params",
    "pending",
    "private",
    "process",
    "promise",
    "property-is-enumerable",
    "protected",
    "proto",
    "prototype",
    "proxy",
    "ptr",
    "public",
    "readonly",
    "realloc",
    "record",
    "reflect",
    "rep",
    "require",
    "resource",
    "resource-type",
    "result",
    "return",
    "returned",
    "satisfies",
    "self",
    "set",
    "some",
    "state",
    "static",
    "string",
    "super",
    "switch",
    "symbol",
    "sync-options",
    "tag",
    "then",
    "this",
    "throw",
    "to-json",
    "to-locale-string",
    "to-string",
    "trap",
    "true",
    "try",
    "type",
    "type-error",
    "typeof",
    "uint8-array",
    "undefined",
    "unique",
    "unknown",
    "unversioned",
    "url",
    "using",
    "utf8",
    "val",
    "value",
    "value-of",
    "values",
    "var",
    "view",
    "void",
    "wait",
    "waiting",
    "wasi",
    "web-assembly",
    "while",
    "window",
    "with",
    "yield",
];

/// Core names that mean something, end something or begin something.
const TEXTS: &[&str] = &[
    "",
    " ",
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "then",
    "default",
    "exports",
    "\"",
    "'",
    "`",
    "\\",
    "\\\"",
    "${x}",
    "`${x}`",
    "*/",
    "/*",
    "//",
    "<!--",
    "-->",
    "</script>",
    "]]>",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\u{b}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{feff}",
    "\u{202e}",
    "\u{2066}",
    "\u{200d}",
    "\u{301}",
    "e\u{301}",
    "\u{e9}",
    "\u{1f600}",
    "\u{1f468}\u{200d}\u{1f469}",
    "\u{10ffff}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{d7ff}",
    "\u{e000}",
    "\u{e0041}",
    "0",
    "-0",
    "1e1000",
    "4294967295",
    "01",
    "a.b",
    "a b",
    "a-b",
    "#a",
    "@",
    "{}",
    "\\u0041",
    "\\x41",
    "\\u{41}",
    "');alert(1);//",
    "\"});process.exit(1);//",
    "__defineGetter__",
    "__lookupSetter__",
    "undefined",
    "null",
    "NaN",
    "await",
    "arguments",
    "eval",
    "\u{130}",
    "\u{df}",
    "\u{1e9e}",
];

/// A label (`Explainer.md#import-and-export-definitions`): kebab case, words and acronyms.
pub fn label(random: &mut Random) -> String {
    if random.below(3) > 0 {
        let word = *random.pick(WORDS);
        return match random.below(8) {
            0 => word.to_uppercase(),
            1 => format!("{word}-{}", random.below(20)),
            2 => format!("{word}-{}", random.pick(WORDS)),
            3 => format!("get-{word}"),
            _ => word.to_owned(),
        };
    }
    let long = random.below(200) == 0;
    let (words, letters) = if long { (400, 12) } else { (4, 5) };
    let words = (0..=random.below(words)).map(|at| word(random, letters, at == 0));
    words.collect::<Vec<_>>().join("-")
}

/// A word or an acronym; only a later one may begin with a digit.
fn word(random: &mut Random, letters: usize, is_first: bool) -> String {
    let upper = random.below(4) == 0;
    let alphabet: &[u8] = if upper { b"ABCXYZ0129" } else { b"abcxyz0129" };
    let limit = |at| if is_first && at == 0 { 6 } else { alphabet.len() };
    (0..=random.below(letters)).map(|at| char::from(alphabet[random.below(limit(at))])).collect()
}

/// Any text that core WebAssembly takes for a name.
pub fn text(random: &mut Random) -> String {
    match random.below(6) {
        0 | 1 => (*random.pick(TEXTS)).to_owned(),
        2 => format!("{}{}", random.pick(TEXTS), random.pick(TEXTS)),
        3 if random.below(20) == 0 => random.pick(TEXTS).repeat(1000),
        _ => (0..random.below(12)).map(|_| scalar(random)).collect(),
    }
}

/// A Unicode scalar value, of any plane and often one that matters to a parser.
fn scalar(random: &mut Random) -> char {
    let limit = *random.pick(&[0x20, 0x80, 0x80, 0x100, 0x3000, 0x1_0000, 0x11_0000]);
    loop {
        if let Some(scalar) = u32::try_from(random.below(limit)).ok().and_then(char::from_u32) {
            return scalar;
        }
    }
}
