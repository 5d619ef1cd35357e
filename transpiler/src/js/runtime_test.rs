#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use super::*;

fn linked(wanted: &[&str]) -> Vec<&'static str> {
    Linker::new(wanted.iter().copied()).unwrap().names().collect()
}

fn as_written(name: &str) -> String {
    name.to_owned()
}

#[test]
fn takes_what_is_mentioned_and_nothing_else() {
    assert_eq!(linked(&[]), [""; 0]);
    assert_eq!(linked(&["trap"]), ["trap"]);
    assert_eq!(linked(&["utf8"]), ["utf8"]);
    assert_eq!(linked(&["liftChar"]), ["trap", "liftChar"]);
    assert_eq!(linked(&["removeOwn"]), ["trap", "wrongType", "getHandle", "remove", "removeOwn"]);
    assert_eq!(linked(&["ComponentError"]), ["componentErrorBrand", "describe", "ComponentError"]);
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
    let some = ["dropHandle", "utf8", "liftChar", "handleTable"];
    let mut reversed = some;
    reversed.reverse();
    assert_eq!(linked(&some), linked(&reversed));
    assert_eq!(linked(&some), linked(&["utf8", "utf8", "dropHandle", "handleTable", "liftChar"]));
}

#[test]
fn an_unknown_name_is_an_error() {
    assert_eq!(Linker::new(["trap", "tarp"]).unwrap_err().to_string(), "the runtime has no `tarp`");
}

#[test]
fn every_mention_follows_the_new_name() {
    let linker = Linker::new(["liftChar"]).unwrap();
    for style in [Style::Pretty, Style::Minified] {
        let text = linker.print(|name| format!("${name}$"), style);
        assert!(text.contains("const $trap$") && text.contains("$trap$(\"invalid `char` bit pattern\")"), "{text}");
        assert!(!text.replace("$trap$", "").contains("trap"), "{text}");
    }
}

#[test]
fn the_pretty_text_reads_like_source() {
    let text = Linker::new(["utf8", "trap", "isPending"]).unwrap().print(as_written, Style::Pretty);
    assert_eq!(
        text,
        "const isPending = (value) => typeof value === \"object\" && value !== null && \
         Symbol.for(\"weft.pending.v1\") in value;\n\
         const trap = (message, options) => {\n  throw new WebAssembly.RuntimeError(message, options);\n};\n\
         const utf8 = new TextDecoder(\"utf-8\", {\n  fatal: true,\n  ignoreBOM: true\n});\n"
    );
}

#[test]
fn the_body_of_an_arrow_is_indented_once() {
    let text = Linker::new(["handleTable"]).unwrap().print(as_written, Style::Pretty);
    assert_eq!(text, "const handleTable = () => ({\n  entries: [\n    undefined\n  ],\n  free: []\n});\n");
}

#[test]
fn the_minified_text_has_short_locals_and_no_spare_space() {
    let text = Linker::new(["trap"]).unwrap().print(|_| "T".to_owned(), Style::Minified);
    assert_eq!(text, "const T=(a,b)=>{throw new WebAssembly.RuntimeError(a,b)};\n");
}

#[test]
fn the_whole_runtime_is_smaller_minified_and_knows_its_globals() {
    let linker = Linker::new(UNITS.iter().map(|unit| unit.name)).unwrap();
    let pretty = linker.print(as_written, Style::Pretty);
    let minified = linker.print(as_written, Style::Minified);
    assert!(minified.len() * 4 < pretty.len() * 3, "{} of {}", minified.len(), pretty.len());
    let globals = linker.globals();
    for global in ["WebAssembly", "TextDecoder", "fetch", "Symbol"] {
        assert!(globals.contains(global), "{global}");
    }
    for text in [pretty, minified] {
        for gone in ["interface ", "weft_slot_", ": string", "readonly ", " as unknown", "/**"] {
            assert!(!text.contains(gone), "{gone:?} in {text}");
        }
        for line in text.lines() {
            assert!(!line.starts_with("import ") && !line.starts_with("export "), "{line}");
        }
    }
}

#[test]
fn a_unit_is_never_hidden_by_its_own_locals() {
    for unit in UNITS {
        for dep in unit.deps {
            assert!(
                !unit.locals.contains(&UNITS[usize::from(*dep)].name),
                "{} in {}",
                unit.locals.join(" "),
                unit.name
            );
        }
    }
}
