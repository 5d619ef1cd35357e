//! The program as a user meets it: exit codes, what goes to stdout and what to stderr, what is written.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod program;

use std::path::Path;

use program::{component, piped, run, text};
use serde_json::Value;
use weft_transpiler::diagnostics::Code;
use weft_transpiler::options::{OPTIONS, VERBS};

/// The component `add` in binary form.
fn add() -> Vec<u8> {
    weft_wat::compile(&std::fs::read_to_string(component("add.wat")).unwrap()).unwrap()
}

#[test]
fn the_help_lists_every_verb_and_option() {
    let help = run(&["--help"]);
    assert_eq!((help.code, help.stderr.as_str()), (0, ""));
    for verb in VERBS {
        assert!(help.stdout.contains(verb.name) && help.stdout.contains(verb.help), "{}", help.stdout);
        let help = run(&[verb.name, "--help"]);
        assert_eq!(help.code, 0);
        for option in OPTIONS {
            let listed = help.stdout.contains(&format!("--{}", option.name));
            assert_eq!(listed, option.verbs.contains(&verb.verb), "{} of {}: {}", option.name, verb.name, help.stdout);
        }
    }
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    let out = tempfile::tempdir().unwrap();
    let out = text(out.path());
    let add = component("add.wat");
    let cases: &[&[&str]] = &[
        &[],
        &["weave"],
        &["transpile"],
        &["transpile", text(&add)],
        &["transpile", text(&add), "-o", out, "--colour"],
        &["transpile", text(&add), "-o", out, "--mode", "cjs"],
        &["transpile", text(&add), "-o", out, "--map", "a"],
        &["transpile", text(&add), "-o", out, "--name", "../x"],
        &["transpile", text(&add), "-o", out, "--world", "x"],
        &["types", text(&add), "-o", out, "--world", "x"],
        &["types", text(&add)],
        &["run", "--dir", "no such folder", text(&add)],
        &["run", "-"],
        &["explain", "everything"],
    ];
    for case in cases {
        let outcome = run(case);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""), "{case:?}: {}", outcome.stderr);
        assert!(!outcome.stderr.is_empty(), "{case:?}");
    }
    assert_eq!(std::fs::read_dir(out).unwrap().count(), 0);
}

#[test]
fn every_code_is_explained() {
    let list = run(&["explain"]);
    assert_eq!((list.code, list.stderr.as_str()), (0, ""));
    for code in Code::ALL {
        assert!(list.stdout.lines().any(|line| line.starts_with(code.name()) && line.ends_with(code.title())));
        let page = run(&["explain", code.name()]);
        assert_eq!((page.code, page.stdout), (0, code.page()));
    }
}

/// Bad inputs with the code that each gets.
fn bad_inputs() -> Vec<(&'static str, Vec<u8>)> {
    let add = add();
    let core = b"\0asm\x01\0\0\0".to_vec();
    let unknown_section = b"\0asm\x0d\0\x01\0\x7f\0".to_vec();
    vec![
        ("empty", Vec::new()),
        ("not-wasm", b"<!doctype html><title>404</title>".to_vec()),
        ("truncated", b"\0as".to_vec()),
        ("truncated", add[..add.len() / 2].to_vec()),
        ("truncated", add[..add.len() - 1].to_vec()),
        ("core-module", core),
        ("invalid", unknown_section),
        ("wat", b"(component\n  (func $f))".to_vec()),
        ("core-module", b"(module (func (export \"add\")))".to_vec()),
        ("invalid", b"(module (func (result i32)))".to_vec()),
        ("wit", b"// WIT\npackage a:b;\nworld w {}".to_vec()),
        ("encode", b"(module (func (export \"_start\")))".to_vec()),
    ]
}

#[test]
fn bad_input_is_named_and_nothing_is_written() {
    for (expected, bytes) in bad_inputs() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("input.wasm");
        let out = folder.path().join("out");
        std::fs::write(&input, &bytes).unwrap();
        let begin = &bytes[..bytes.len().min(12)];

        let human = run(&["transpile", text(&input), "-o", text(&out)]);
        assert_eq!((human.code, human.stdout.as_str()), (1, ""), "{begin:x?}: {}", human.stderr);
        assert!(human.stderr.starts_with(&format!("error[{expected}]: ")), "{begin:x?}: {}", human.stderr);

        for machine in [
            run(&["transpile", text(&input), "-o", text(&out), "--json"]),
            piped(&["transpile", "-", "-o", text(&out), "--json"], &bytes),
            run(&["inspect", text(&input), "--json"]),
        ] {
            assert_eq!((machine.code, machine.stderr.as_str()), (1, ""));
            let json: Value = serde_json::from_str(&machine.stdout).unwrap();
            assert_eq!(json["diagnostics"][0]["code"], expected, "{begin:x?}: {json}");
        }
        assert!(!out.exists(), "{begin:x?}");
    }
}

#[test]
fn whatever_bit_is_flipped_nothing_breaks() {
    let add = add();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    for at in (0..add.len()).step_by(7) {
        let mut flipped = add.clone();
        flipped[at] ^= 1 << (at % 8);
        let outcome = piped(&["transpile", "-", "-o", text(&out), "--json"], &flipped);
        let json: Value = serde_json::from_str(&outcome.stdout).unwrap();
        if outcome.code == 0 {
            assert!(out.join(json["main"].as_str().unwrap()).exists());
            std::fs::remove_dir_all(&out).unwrap();
        } else {
            assert_eq!((outcome.code, outcome.stderr.as_str()), (1, ""), "byte {at}");
            assert_ne!(json["diagnostics"][0]["code"], "internal", "byte {at}: {json}");
            assert!(!out.exists(), "byte {at}");
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let outcome = run(&["inspect", "no such file.wasm"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert!(outcome.stderr.starts_with("error[file]: cannot read \"no such file.wasm\": "), "{}", outcome.stderr);
}

#[test]
fn a_component_is_transpiled() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("deep/out");
    let outcome = run(&["transpile", text(&component("add.wat")), "-o", text(&out), "--json"]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""), "{}", outcome.stdout);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!(report["main"], "add.js");
    assert_eq!(report["exports"], serde_json::json!(["add"]));
    assert_eq!(report["imports"], serde_json::json!([]));
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), std::fs::read_dir(&out).unwrap().count());
    for file in files {
        let size = std::fs::metadata(out.join(file["name"].as_str().unwrap())).unwrap().len();
        assert_eq!(file["bytes"], size);
    }

    let again = piped(&["transpile", "-", "-o", text(&out), "--name", "sum", "--mode", "instantiate"], &add());
    assert_eq!((again.code, again.stdout.as_str()), (0, ""), "{}", again.stderr);
    assert!(again.stderr.contains("sum.js"), "{}", again.stderr);
    assert!(out.join("sum.js").exists() && out.join("add.js").exists());
}

#[test]
fn a_component_is_described() {
    let outcome = run(&["inspect", text(&component("add.wat"))]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    assert_eq!(
        outcome.stdout,
        concat!(
            "imports: 0\nexports: 1\n  add\nneeds:\ncore modules: 1\n  52 bytes, 1 functions\n",
            "wit:\n  package root:component;\n\n  world root {\n    export add: func(a: u32, b: u32) -> u32;\n  }\n"
        )
    );
}

#[test]
fn what_may_have_to_wait_is_named() {
    let outcome = run(&["inspect", text(&component("sleeps.wat"))]);
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let (_, needs) = outcome.stdout.split_once("needs:\n").unwrap();
    assert!(
        needs.starts_with(concat!(
            "  handle tables\n  functions of the host\n  functions of the host that may have to wait\n",
            "    wasi:io/poll@0.2.6#[method]pollable.block\ncore modules: 1\n"
        )),
        "{needs}"
    );
}

#[test]
fn what_a_core_module_needs_of_an_engine_is_named() {
    let module = "(component (core module (memory 1) (memory 1) (global i32 (i32.add (i32.const 1) (i32.const 2))))
        (core module) (core instance (instantiate 0)) (core instance (instantiate 1)))";
    let outcome = piped(&["inspect", "-"], module.as_bytes());
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let (_, modules) = outcome.stdout.split_once("core modules: 2\n").unwrap();
    let (first, second) = modules
        .split_once(" bytes, 0 functions\n    needs extended constant expressions\n    needs multiple memories\n")
        .unwrap();
    assert!(!first.contains("needs") && !second.contains("needs"), "{modules}");
    let machine = piped(&["inspect", "-", "--json"], module.as_bytes());
    let report: Value = serde_json::from_str(&machine.stdout).unwrap();
    assert_eq!(report["modules"][0]["features"], serde_json::json!(["extended-const", "multi-memory"]));
}

#[test]
fn text_says_where_it_is_wrong() {
    let outcome = piped(&["inspect", "-"], b"(component\n  (core instance (instantiate $m)))");
    assert_eq!((outcome.code, outcome.stdout.as_str()), (1, ""));
    assert_eq!(
        outcome.stderr,
        "error[wat]: line 2, column 31: unknown core module: failed to find name `$m`\n  at byte 41 (0x29)\n"
    );
}

#[test]
fn a_module_that_exports_nothing_useful_is_a_warning() {
    let module = b"(module (import \"wasi_snapshot_preview1\" \"sched_yield\" (func (result i32))) (memory (export \"memory\") 1))";
    let human = piped(&["inspect", "-"], module);
    assert_eq!(human.code, 0, "{}", human.stderr);
    assert!(human.stderr.starts_with("warning[core-module]: the module is no program"), "{}", human.stderr);
    let machine = piped(&["inspect", "-", "--json"], module);
    let json: Value = serde_json::from_str(&machine.stdout).unwrap();
    assert_eq!((machine.stderr.as_str(), json["diagnostics"][0]["code"].as_str()), ("", Some("core-module")));
}

#[test]
fn a_component_that_wit_cannot_say_is_described_without() {
    let component = b"(component (type $t (func)) (export \"t\" (type $t)))";
    let human = piped(&["inspect", "-"], component);
    assert_eq!((human.code, human.stdout.contains("wit:")), (0, false), "{}", human.stdout);
    assert!(
        human.stderr.starts_with("warning[wit]: the component's world cannot be written as WIT: "),
        "{}",
        human.stderr
    );
    let machine = piped(&["inspect", "-", "--json"], component);
    let json: Value = serde_json::from_str(&machine.stdout).unwrap();
    assert_eq!((&json["wit"], json["diagnostics"][0]["code"].as_str()), (&Value::Null, Some("wit")));
}

#[test]
fn types_are_what_transpile_declares() {
    let folder = tempfile::tempdir().unwrap();
    let add = component("add.wat");
    for mode in ["esm", "instantiate"] {
        let [whole, types] = ["whole", "types"].map(|name| folder.path().join(mode).join(name));
        assert_eq!(run(&["transpile", text(&add), "-o", text(&whole), "--mode", mode]).code, 0);
        let outcome = run(&["types", text(&add), "-o", text(&types), "--mode", mode, "--json"]);
        assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
        let json: Value = serde_json::from_str(&outcome.stdout).unwrap();
        assert_eq!(json["files"][0]["name"], "add.d.ts");
        assert_eq!(std::fs::read_dir(&types).unwrap().count(), 1);
        let read = |folder: &Path| std::fs::read_to_string(folder.join("add.d.ts")).unwrap();
        assert_eq!(read(&types), read(&whole));
    }
}

/// A folder with a package of two worlds that uses another package.
fn wit_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("deps/units")).unwrap();
    for (path, contents) in [
        ("worlds.wit", "package test:calc;\n/// Adds.\nworld add { export sums; }\nworld bare {}"),
        (
            "sums.wit",
            "package test:calc;\ninterface sums { use test:units/lengths.{metre};\n  /// The sum.\n  sum: func(a: metre) -> metre; }",
        ),
        ("deps/units/units.wit", "package test:units;\ninterface lengths { record metre { n: u32 } }"),
        ("deps/README.md", "nothing"),
    ] {
        std::fs::write(folder.path().join(path), contents).unwrap();
    }
    folder
}

#[test]
fn types_are_declared_of_wit() {
    let (wit, out) = (wit_folder(), tempfile::tempdir().unwrap());
    let ambiguous = run(&["types", text(wit.path()), "-o", text(out.path())]);
    assert_eq!(ambiguous.code, 1);
    assert!(ambiguous.stderr.contains("--world names one of add, bare"), "{}", ambiguous.stderr);
    let outcome = run(&["types", text(wit.path()), "-o", text(out.path()), "--world", "add"]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, ""), "{}", outcome.stderr);
    let declared = std::fs::read_to_string(out.path().join("add.d.ts")).unwrap();
    for part in
        ["/**\n * Adds.\n *\n * @packageDocumentation\n */\n", "  /** The sum. */\n  sum(a: TestCalcSums.Metre)"]
    {
        assert!(declared.contains(part), "{declared}");
    }
}

#[test]
fn wit_that_is_wrong_has_a_place() {
    let (wit, out) = (wit_folder(), tempfile::tempdir().unwrap());
    std::fs::write(
        wit.path().join("deps/units/units.wit"),
        "package test:units;\ninterface lengths {\n  record metre }",
    )
    .unwrap();
    let outcome = run(&["types", text(wit.path()), "-o", text(out.path()), "--world", "add"]);
    assert_eq!(outcome.code, 1);
    assert!(outcome.stderr.starts_with("error[wit]: "), "{}", outcome.stderr);
    assert!(outcome.stderr.contains("units.wit:3:16: expected"), "{}", outcome.stderr);
    assert_eq!(std::fs::read_dir(out.path()).unwrap().count(), 0);
}

#[test]
fn wit_comments_the_declarations_of_a_component() {
    let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let wit = folder.path().join("add.wit");
    std::fs::write(&wit, "package a:b;\nworld w {\n  /// Adds.\n  export add: func(a: u32, b: u32) -> u32;\n}")
        .unwrap();
    let add = component("add.wat");
    for verb in ["transpile", "types"] {
        assert_eq!(run(&[verb, text(&add), "-o", text(out.path()), "--wit", text(&wit)]).code, 0);
        let declared = std::fs::read_to_string(out.path().join("add.d.ts")).unwrap();
        assert!(declared.contains("/** Adds. */\nexport function add("), "{verb}: {declared}");
    }
}
