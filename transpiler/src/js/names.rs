//! Identifiers: hostile names from the component become harmless and unique ones.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// Words that cannot be a binding in module code, and globals that generated code uses.
const RESERVED: &[&str] = &[
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "arguments",
    "eval",
    "undefined",
    "NaN",
    "Infinity",
    "Array",
    "BigInt",
    "BigInt64Array",
    "BigUint64Array",
    "Float32Array",
    "Float64Array",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Map",
    "Number",
    "Object",
    "Promise",
    "String",
    "Symbol",
    "TypeError",
    "URL",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "WebAssembly",
    "globalThis",
    "async",
    "of",
    "get",
    "set",
];

/// `kebab-case` → `camelCase`, the JS spelling of WIT names: of a record's fields and of flags.
#[must_use]
pub fn camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for (i, word) in name.split(['-', '_']).filter(|w| !w.is_empty()).enumerate() {
        let word = word.to_lowercase();
        if i == 0 { out.push_str(&word) } else { capitalise(&mut out, &word) }
    }
    out
}

/// `kebab-case` → `UpperCamelCase`, the JS spelling of resource and type names.
pub(crate) fn upper_camel(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split(['-', '_']).filter(|w| !w.is_empty()) {
        capitalise(&mut out, &word.to_lowercase());
    }
    out
}

fn capitalise(out: &mut String, word: &str) {
    let mut chars = word.chars();
    if let Some(first) = chars.next() {
        out.extend(first.to_uppercase());
        out.push_str(chars.as_str());
    }
}

/// What every object inherits, among the names that [`camel`] gives.
const INHERITED: &[&str] = &[
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// Whether an object that was never given such a property has it all the same.
pub(crate) fn is_inherited(name: &str) -> bool {
    INHERITED.contains(&name)
}

/// The name of a function in JavaScript, wherever it is a member.
///
/// `await` calls what is called `then`, every object has a `constructor` and every class a `prototype`: such a function
/// gets an underscore, which no other name has.
pub(crate) fn function_name(name: &str) -> String {
    // A function of a resource that stands by itself.
    if name.starts_with('[') {
        return name.to_owned();
    }
    let mut name = camel(name);
    if matches!(name.as_str(), "then" | "constructor" | "prototype") {
        name.push('_');
    }
    name
}

/// Whether a property can be written `.name`.
pub(crate) fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$')
}

/// A string literal of JavaScript and TypeScript in ASCII, whatever the text holds; harmless inside a `<script>`, too.
///
/// ASCII, because engines read a module with one letter more as UTF-16, which takes them longer from the first byte to the last.
pub(crate) fn literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut last = '\0';
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            // Keeps `</script>` and `<!--` from ending or opening anything in a page.
            '/' | '!' if last == '<' => out.extend(['\\', c]),
            ' '..='~' => out.push(c),
            c => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
        }
        last = c;
    }
    out.push('"');
    out
}

/// Whether nothing may be called so.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// Whether a character breaks the line, changes the direction of what follows, or is not to be seen: what makes text read
/// otherwise than it is.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

/// The identifiers of one scope and those around it.
#[derive(Debug)]
pub(crate) struct Names {
    outer: Option<Rc<HashSet<String>>>,
    used: Rc<HashSet<String>>,
    /// The number to try next for a name that was taken.
    suffixes: HashMap<String, u32>,
}

impl Names {
    pub(crate) fn new() -> Self {
        Self {
            outer: None,
            used: Rc::new(RESERVED.iter().map(|word| (*word).to_owned()).collect()),
            suffixes: HashMap::new(),
        }
    }

    /// A scope inside this one. The outer scope takes no further names while it is in use, or they could be hidden.
    pub(crate) fn inner(&self) -> Self {
        Self { outer: Some(Rc::clone(&self.used)), used: Rc::default(), suffixes: HashMap::new() }
    }

    /// Whether the name is given to something in this scope.
    pub(crate) fn is_given(&self, name: &str) -> bool {
        self.used.contains(name) && !is_reserved(name)
    }

    /// Keeps a name free for what is called so already.
    pub(crate) fn reserve(&mut self, name: &str) {
        Rc::make_mut(&mut self.used).insert(name.to_owned());
    }

    /// Takes a name, unless it is taken.
    fn claim(&mut self, name: &str) -> bool {
        let hidden = self.outer.as_ref().is_some_and(|outer| outer.contains(name));
        !hidden && Rc::make_mut(&mut self.used).insert(name.to_owned())
    }

    /// A new identifier like `hint`, whatever `hint` holds.
    pub(crate) fn unique(&mut self, hint: &str) -> String {
        let mut base = String::with_capacity(hint.len().min(40));
        let mut upper = false;
        for c in hint.chars().take(60) {
            if c.is_ascii_alphanumeric() || c == '$' {
                let c = if upper && !base.is_empty() { c.to_ascii_uppercase() } else { c };
                base.push(c);
                upper = false;
            } else {
                upper = true;
            }
        }
        if !base.starts_with(|c: char| c.is_ascii_alphabetic() || c == '$') {
            base.insert(0, '$');
        }
        if self.claim(&base) {
            return base;
        }
        let mut suffix = self.suffixes.get(&base).copied().unwrap_or(2);
        let mut name = format!("{base}{suffix}");
        while !self.claim(&name) {
            suffix += 1;
            name = format!("{base}{suffix}");
        }
        self.suffixes.insert(base, suffix + 1);
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wit_names_become_camel_case() {
        assert_eq!(camel("get-environment"), "getEnvironment");
        assert_eq!(camel("read-HTTP-body"), "readHttpBody");
        assert_eq!(upper_camel("input-stream"), "InputStream");
    }

    #[test]
    fn what_is_not_ascii_is_escaped() {
        assert_eq!(
            literal("a\u{202e}b\u{200d}\u{e0041}\u{feff}\u{85}"),
            r#""a\u{202e}b\u{200d}\u{e0041}\u{feff}\u{85}""#
        );
        assert_eq!(literal("\0é\u{1f600}~"), r#""\u{0}\u{e9}\u{1f600}~""#);
    }

    #[test]
    fn functions_leave_alone_what_objects_mean_by_a_name() {
        for (name, expected) in [
            ("then", "then_"),
            ("THEN", "then_"),
            ("constructor", "constructor_"),
            ("prototype", "prototype_"),
            ("to-string", "toString"),
            ("then-what", "thenWhat"),
        ] {
            assert_eq!(function_name(name), expected);
        }
    }

    #[test]
    fn hostile_names_become_harmless() {
        let mut names = Names::new();
        assert_eq!(names.unique("class"), "class2");
        assert_eq!(names.unique("a-b"), "aB");
        assert_eq!(names.unique("aB"), "aB2");
        assert_eq!(names.unique("*/\u{2028}\""), "$");
        assert_eq!(names.unique("__proto__"), "proto");
        assert_eq!(names.unique("1x"), "$1x");
    }
}
