//! `weft compose`: what is composed, what is written, and that it runs.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod program;

use std::path::{Path, PathBuf};

use program::{component, outcome, piped, run, text, weft};
use serde_json::{Value, json};

/// Runs the composed component at `path`, in which two memories meet: in the newest Node that the tests have, since 20 has no such modules.
fn assert_greets(path: &Path) {
    let (os, cpu) = (std::env::consts::OS.replace("macos", "darwin"), std::env::consts::ARCH);
    let cpu = cpu.replace("x86_64", "x64").replace("aarch64", "arm64");
    let nodes = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../node_modules");
    let newest = nodes.join(format!("node-26-{os}-{cpu}/bin"));
    let others = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::join_paths(std::iter::once(newest).chain(std::env::split_paths(&others))).unwrap();
    let outcome = outcome(weft(&["run", "--invoke", "greet(\"grüße\")", text(path)]).env("PATH", folders));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, "\"GRüßE\"\n"), "{}", outcome.stderr);
}

/// Files of a composition in a folder of their own.
fn project(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, contents) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, contents).unwrap();
    }
    folder
}

fn source(name: &str) -> Vec<u8> {
    std::fs::read(component(name)).unwrap()
}

fn binary(name: &str) -> Vec<u8> {
    weft_wat::compile(std::str::from_utf8(&source(name)).unwrap()).unwrap()
}

const WHOLE: &[u8] = b"package demo:whole;\nlet words = new demo:words { };\nlet app = new demo:app@1.2.3 { ...words };\nexport app...;\n";

#[test]
fn a_plug_is_plugged_in_and_the_whole_runs() {
    let folder = project(&[("words.wasm", &binary("words.wat"))]);
    let (words, out) = (folder.path().join("words.wasm"), folder.path().join("deep/whole.wasm"));
    let outcome = run(&["compose", text(&component("greet.wat")), "--plug", text(&words), "-o", text(&out)]);
    assert_eq!((outcome.code, outcome.stdout.as_str()), (0, ""), "{}", outcome.stderr);
    assert!(outcome.stderr.ends_with("deep/whole.wasm\n") && outcome.stderr.contains(" bytes  "), "{}", outcome.stderr);
    assert_eq!(std::fs::read_dir(folder.path().join("deep")).unwrap().count(), 1);
    assert_greets(&out);

    let transpiled = folder.path().join("js");
    let outcome = run(&["transpile", text(&out), "-o", text(&transpiled), "--json"]);
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    assert_eq!((&report["imports"], &report["exports"]), (&json!([]), &json!(["greet"])));
}

#[test]
fn both_programs_compose_the_same_bytes() {
    // The test of the npm package's program is that it gives what the library linked in here does.
    let folder = project(&[]);
    let out = folder.path().join("whole.wasm");
    let args = ["compose", "-", "--plug", text(&component("words.wat")), "-o", text(&out)].map(str::to_owned);
    let outcome = piped(&args.iter().map(String::as_str).collect::<Vec<_>>(), &source("greet.wat"));
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    let part = |name: &str| weft_compose::Part { name: name.to_owned(), bytes: binary(name) };
    let expected = weft_compose::plug(part("greet.wat"), vec![part("words.wat")]).unwrap();
    assert!(std::fs::read(&out).unwrap() == expected.bytes);
}

#[test]
fn the_report_has_what_is_left_to_import() {
    let folder = project(&[]);
    let out = folder.path().join("whole.wasm");
    let socket = "(component (import \"demo:words/loud@0.1.0\" (instance (export \"shout\" (func (param \"text\" string) (result string))))) (import \"rest\" (func)))";
    let outcome = piped(
        &["compose", "-", "--plug", text(&component("words.wat")), "-o", text(&out), "--json"],
        socket.as_bytes(),
    );
    assert_eq!((outcome.code, outcome.stderr.as_str()), (0, ""));
    let report: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let bytes = std::fs::metadata(&out).unwrap().len();
    let expected = json!({ "file": text(&out), "bytes": bytes, "imports": ["rest"], "exports": [], "diagnostics": [] });
    assert_eq!(report, expected);
}

#[test]
fn a_composition_finds_its_packages() {
    // Beside the text in `deps`, as binary or text, with the version as file name; or where --dep says.
    let folder = project(&[
        ("whole.wac", WHOLE),
        ("deps/demo/app/1.2.3.wat", &source("greet.wat")),
        ("deps/demo/words.wasm", &binary("words.wat")),
        ("other/demo/app/1.2.3.wasm", &binary("greet.wat")),
    ]);
    let words = component("words.wat");
    let named = format!("demo:words={}", text(&words));
    let cases: [&[&str]; 3] = [
        &["compose", "whole.wac", "-o", "whole.wasm"],
        &["compose", "whole.wac", "-o", "whole.wasm", "--deps-dir", "other", "--dep", &named],
        &["compose", "whole.wac", "-o", "whole.wasm", "-d", "demo:app@1.2.3=deps/demo/app/1.2.3.wat", "-d", &named],
    ];
    for case in cases {
        let outcome = outcome(weft(case).current_dir(folder.path()));
        assert_eq!((outcome.code, outcome.stdout.as_str()), (0, ""), "{case:?}: {}", outcome.stderr);
        let out = folder.path().join("whole.wasm");
        assert_greets(&out);
        std::fs::remove_file(out).unwrap();
    }
}

#[test]
fn a_composition_may_target_a_world_of_wit() {
    let wit = "package demo:worlds;\nworld greeting { export greet: func(name: string) -> string; }\n\
        world other { export greet: func(name: u32) -> string; }\n";
    let binary = {
        let main = vec![weft_encode::wit::File { path: "w.wit".to_owned(), text: wit.to_owned() }];
        let source = weft_encode::wit::Source { main, dependencies: Vec::new() };
        weft_encode::wit::Wit::parse(source, weft_encode::wit::Features::None).unwrap().package().unwrap().bytes
    };
    let folder = project(&[
        ("deps/demo/app/1.2.3.wat", &source("greet.wat")),
        ("deps/demo/words.wat", &source("words.wat")),
        ("folder/worlds.wit", wit.as_bytes()),
        ("worlds.wit", wit.as_bytes()),
        ("worlds.wasm", &binary),
    ]);
    for at in ["folder", "worlds.wit", "worlds.wasm"] {
        for (world, code) in [("greeting", 0), ("other", 1)] {
            let targeting = format!("package demo:whole targets demo:worlds/{world};");
            let text = String::from_utf8_lossy(WHOLE).replace("package demo:whole;", &targeting);
            std::fs::write(folder.path().join("whole.wac"), text).unwrap();
            let dep = format!("demo:worlds={at}");
            let args = ["compose", "whole.wac", "-o", "whole.wasm", "--dep", &dep];
            let outcome = outcome(weft(&args).current_dir(folder.path()));
            assert_eq!(outcome.code, code, "{at} {world}: {}", outcome.stderr);
            assert_eq!(outcome.stderr.contains("export `greet` has a mismatched type for target world"), code == 1);
        }
    }
}

/// What a command line that fails says, in a folder with the components and a composition; nothing is written.
fn failure(args: &[&str], code: i32) -> String {
    let folder = project(&[
        ("greet.wat", &source("greet.wat")),
        ("words.wat", &source("words.wat")),
        ("add.wat", &source("add.wat")),
        ("whole.wac", WHOLE),
        ("wrong.wac", b"package a:b;\nlet x = new demo:words { y };\n"),
        ("cut.wasm", &binary("words.wat")[..100]),
        ("text.txt", b"(component\n  (export \"f\" (func $f)))"),
    ]);
    let before = names(folder.path());
    let outcome = outcome(weft(&[&["compose"], args].concat()).current_dir(folder.path()));
    assert_eq!((outcome.code, outcome.stdout.as_str()), (code, ""), "{args:?}: {}", outcome.stderr);
    assert_eq!(names(folder.path()), before, "{args:?}");
    outcome.stderr
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

#[test]
fn what_does_not_fit_is_named() {
    for (args, expected) in [
        (
            &["greet.wat", "--plug", "add.wat", "-o", "out.wasm"][..],
            "error[compose]: add.wat exports nothing that greet.wat imports\nhelp: add.wat exports \"add\"; greet.wat imports \"demo:words/loud@0.1.0\"\n",
        ),
        (
            &["greet.wat", "--plug", "cut.wasm", "-o", "out.wasm"],
            "error[truncated]: unexpected end-of-file\n  at byte ",
        ),
        (&["greet.wat", "--plug", "text.txt", "-o", "out.wasm"], "error[wat]: line 2, column 21: "),
        (&["greet.wat", "--plug", "missing.wasm", "-o", "out.wasm"], "error[file]: cannot read \"missing.wasm\": "),
        (
            &["whole.wac", "-o", "out.wasm"],
            "error[wac]: line 2, column 17: there is no package demo:words\n  at byte 36 (0x24)\n  in whole.wac\n\
             help: name it with --dep demo:words=PATH, or put it at \"deps/demo/words.wasm\"\n",
        ),
        (
            &["wrong.wac", "-o", "out.wasm", "--dep", "demo:words=words.wat"],
            "error[wac]: line 2, column 26: undefined name `y`\n  at byte 38 (0x26)\n  in wrong.wac\n",
        ),
    ] {
        let said = failure(args, 1);
        assert!(said.starts_with(expected), "{args:?}: {said}");
    }
    assert!(failure(&["greet.wat", "--plug", "cut.wasm", "-o", "out.wasm"], 1).contains("\n  in cut.wasm"));
}

#[test]
fn a_wrong_command_line_ends_with_2() {
    for (args, expected) in [
        (&["greet.wat", "-o", "out.wasm"][..], "there is nothing to compose: greet.wat is no composition"),
        (&["greet.wat", "--plug", "words.wat"], "--output <FILE>"),
        (&["greet.wat", "--plug", "words.wat", "-o", ".."], "--output \"..\": not the name of a file"),
        (&["whole.wac", "--plug", "words.wat", "-o", "out.wasm"], "whole.wac is a composition (WAC)"),
        (&["whole.wac", "-o", "out.wasm", "--dep", "demo:words"], "--dep \"demo:words\": not of the form PACKAGE=PATH"),
        (
            &["greet.wat", "--plug", "words.wat", "-o", "out.wasm", "--dep", "a:b=c"],
            "--dep \"a:b=c\": it is for compositions",
        ),
        (&["greet.wat", "--plug", "words.wat", "-o", "out.wasm", "--deps-dir", "d"], "--deps-dir \"d\": it is for"),
    ] {
        let said = failure(args, 2);
        assert!(said.contains(expected), "{args:?}: {said}");
    }
}

#[test]
fn a_package_that_nothing_mentions_is_a_warning() {
    let folder = project(&[("whole.wac", b"package a:b;\n")]);
    let args = ["compose", "whole.wac", "-o", "out.wasm", "--dep", "x:y=z.wasm"];
    let outcome = outcome(weft(&args).current_dir(folder.path()));
    assert_eq!(outcome.code, 0, "{}", outcome.stderr);
    assert!(outcome.stderr.starts_with("warning[option]: --dep \"x:y=z.wasm\": the composition does not mention"));
}
