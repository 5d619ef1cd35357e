#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use super::*;

fn linked(wanted: &[&str]) -> Vec<&'static str> {
    Linker::new(wanted.iter().copied()).unwrap().names().collect()
}

#[test]
fn takes_what_is_mentioned_and_nothing_else() {
    assert_eq!(linked(&[]), [""; 0]);
    assert_eq!(linked(&["trap"]), ["trap"]);
    assert_eq!(linked(&["utf16"]), ["utf16"]);
    assert_eq!(linked(&["liftChar"]), ["trap", "liftChar"]);
    assert_eq!(linked(&["removeOwn"]), ["trap", "wrongType", "getHandle", "removeHandle", "removeOwn"]);
    assert_eq!(linked(&["ComponentError"]), ["componentErrorBrand", "BrandedError", "describe", "ComponentError"]);
}

#[test]
fn what_is_mentioned_stands_first() {
    for unit in UNITS {
        let order = linked(&[unit.name]);
        for (at, name) in order.iter().enumerate() {
            let unit = UNITS.iter().find(|unit| unit.name == *name).unwrap();
            for dep in unit.deps {
                let dep = UNITS[usize::from(*dep)].name;
                assert!(order[..at].contains(&dep), "{dep} before {name}");
            }
        }
    }
}

#[test]
fn the_order_of_the_wishes_does_not_matter() {
    let some = ["dropHandle", "utf16", "liftChar", "handleTable"];
    let mut reversed = some;
    reversed.reverse();
    assert_eq!(linked(&some), linked(&reversed));
    assert_eq!(linked(&some), linked(&["utf16", "utf16", "dropHandle", "handleTable", "liftChar"]));
}

#[test]
fn an_unknown_name_is_an_error() {
    assert_eq!(Linker::new(["trap", "tarp"]).unwrap_err().to_string(), "the runtime has no `tarp`");
}

#[test]
fn the_pretty_text_reads_like_source() {
    let text = Linker::new(["utf16", "trap", "isPending"]).unwrap().text();
    assert_eq!(
        text,
        "const isPending = (value) => typeof value === \"object\" && value !== null && \
         Symbol.for(\"weft.pending.v1\") in value;\n\
         const trap = function(message) {\n  throw new WebAssembly.RuntimeError(message);\n};\n\
         const utf16 = new TextDecoder(\"utf-16le\", {\n  fatal: true,\n  ignoreBOM: true\n});\n"
    );
}

#[test]
fn the_body_of_an_arrow_is_indented_once() {
    let text = Linker::new(["handleTable"]).unwrap().text();
    assert_eq!(
        text,
        "const handleTable = (hosts = new Map()) => ({\n  entries: [\n    undefined\n  ],\n  free: [],\n  hosts\n});\n"
    );
}

#[test]
fn names_are_marked_for_what_they_are() {
    let unit = UNITS.iter().find(|unit| unit.name == "checkRange").unwrap();
    assert!(unit.exported);
    assert!(unit.text.starts_with("const \u{3}checkRange = function(\u{4}memory, \u{4}ptr,"), "{}", unit.text);
    assert!(unit.text.contains("\u{4}memory.\u{5}bytes.length"), "{}", unit.text);
    let unit = UNITS.iter().find(|unit| unit.name == "addHandle").unwrap();
    assert!(unit.text.contains("\u{7}\u{4}rep,"), "{}", unit.text);
    assert!(unit.text.contains("\u{5}lends: 0"), "{}", unit.text);
}

#[test]
fn fields_are_the_runtimes_own() {
    for internal in ["bytes", "undo", "state", "rep"] {
        assert!(is_field(internal), "{internal}");
    }
    // Of the platform, of host values, and of what others see.
    for other in ["length", "entries", "then", "payload", "code", "tag", "p", "default"] {
        assert!(!is_field(other), "{other}");
    }
}

#[test]
fn the_text_is_plain_and_its_globals_are_known() {
    let linker = Linker::all();
    let globals = linker.globals();
    for global in ["WebAssembly", "TextDecoder", "fetch", "Symbol"] {
        assert!(globals.contains(global), "{global}");
    }
    let text = linker.text();
    for gone in ["interface ", ": string", "readonly ", " as unknown", "/**"] {
        assert!(!text.contains(gone), "{gone:?} in {text}");
    }
    assert!(!text.contains(|letter: char| letter != '\n' && !matches!(letter, ' '..='~')), "engines read ASCII faster");
    let is_arrow =
        |line: &&str| line.starts_with("const ") && line.ends_with(") => {") && line.matches("=>").count() == 1;
    assert_eq!(text.lines().find(is_arrow), None, "engines read function expressions faster");
    for line in text.lines() {
        assert!(!line.starts_with("import ") && !line.starts_with("export "), "{line}");
    }
}

#[test]
fn the_runtime_is_plain() {
    let all = Linker::all();
    for global in ["eval", "Function"] {
        assert!(!all.globals().contains(global), "{global}");
    }
    for trick in ["import(", "setPrototypeOf", "__proto__"] {
        assert!(!all.text().contains(trick), "{trick}");
    }
}
