//! Every form of input, made by the toolchain's own crates, and what becomes of it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::fmt::Write as _;

use weft_encode::wit::Features;
use weft_encode::{component, interface as interface_of};
use weft_transpiler::diagnostics::Code;
use wit_component::{StringEncoding, embed_component_metadata};
use wit_parser::Resolve;

const MAGIC_OF_COMPONENT: &[u8] = b"\0asm\x0d\0\x01\0";

const CALC: &str = "package test:calc;
    world calc { export add: func(a: u32, b: u32) -> u32; }";

const ADD: &str = r#"(module (func (export "add") (param i32 i32) (result i32) local.get 0))"#;

fn binary(text: &str) -> Vec<u8> {
    wat::parse_str(text).unwrap()
}

/// The module `text` with the metadata of the only world of `wit`.
fn with_metadata(text: &str, wit: &str) -> Vec<u8> {
    let mut resolve = Resolve::new();
    let package = resolve.push_source("test.wit", wit).unwrap();
    let world = resolve.select_world(&[package], None).unwrap();
    let mut module = binary(text);
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8, true).unwrap();
    module
}

/// The names that the component imports and exports.
fn interface(bytes: Vec<u8>) -> (Vec<String>, Vec<String>) {
    let made = component(bytes).unwrap();
    assert!(made.bytes.starts_with(MAGIC_OF_COMPONENT));
    assert_eq!(made.diagnostics, []);
    let report = weft_transpiler::inspect(&made.bytes).unwrap();
    (report.imports, report.exports)
}

/// The code and message with which `bytes` are refused.
fn refusal(bytes: impl Into<Vec<u8>>) -> (Code, String) {
    let found = component(bytes.into()).unwrap_err();
    assert!(found.help.is_some(), "{found:?}");
    (found.code, found.message)
}

#[test]
fn a_component_passes_through() {
    let bytes = binary("(component (core module (func unreachable)))");
    assert_eq!(component(bytes.clone()).unwrap().bytes, bytes);
}

#[test]
fn what_is_unknown_is_left_to_the_transpiler() {
    for bytes in [&b""[..], b"<!doctype html>", b"\0as", b"\0asm\x07\0\0\0", b"\xff(module)", b"(module)"] {
        assert_eq!(component(bytes.to_vec()).unwrap().bytes, bytes);
    }
}

#[test]
fn metadata_says_what_a_module_is() {
    let module = with_metadata(ADD, CALC);
    assert_eq!(interface(module.clone()), (vec![], vec!["add".into()]));

    let mut escaped = String::new();
    let mut sections = wasmparser::Parser::new(0).parse_all(&module).filter_map(|payload| match payload.unwrap() {
        wasmparser::Payload::CustomSection(section) => Some(section.data().to_vec()),
        _ => None,
    });
    for byte in sections.next().unwrap() {
        write!(escaped, "\\{byte:02x}").unwrap();
    }
    let text = ADD.replace("(module", &format!("(module (@custom \"component-type:calc\" \"{escaped}\")"));
    assert_eq!(interface(binary(&text)), (vec![], vec!["add".into()]));
}

#[test]
fn a_module_with_metadata_may_use_wasi_0_1() {
    let module = with_metadata(
        r#"(module
          (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
          (memory (export "memory") 1)
          (func (export "add") (param i32 i32) (result i32) (call $random (i32.const 0) (i32.const 4))))"#,
        CALC,
    );
    let (imports, exports) = interface(module);
    assert!(imports.iter().any(|name| name.starts_with("wasi:random/random@0.2.")), "{imports:?}");
    assert_eq!(exports, ["add"]);
}

#[test]
fn a_program_of_wasi_0_1_is_a_command() {
    let text = r#"(module
      (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
      (memory (export "memory") 1)
      (func (export "_start") (call $exit (i32.const 0))))"#;
    let (imports, exports) = interface(binary(text));
    assert!(imports.iter().any(|name| name.starts_with("wasi:cli/exit@0.2.")), "{imports:?}");
    assert!(exports.iter().all(|name| name.starts_with("wasi:cli/run@0.2.")) && exports.len() == 1, "{exports:?}");
}

#[test]
fn a_module_that_says_nothing_is_refused() {
    let (code, message) = refusal(binary(ADD));
    assert_eq!((code, message.contains("without component metadata")), (Code::CoreModule, true), "{message}");
    let old = r#"(module (import "wasi_unstable" "proc_exit" (func (param i32))))"#;
    let found = component(binary(old)).unwrap_err();
    assert!(found.help.as_deref().unwrap().contains("wasm32-wasip1"), "{found:?}");
}

#[test]
fn metadata_that_does_not_fit_is_refused() {
    let (code, message) = refusal(with_metadata("(module)", CALC));
    assert_eq!((code, message.contains("`add`")), (Code::Encode, true), "{message}");
    let (code, message) = refusal(binary(r#"(module (@custom "component-type" "nonsense"))"#));
    assert_eq!(code, Code::Encode, "{message}");
    let (code, message) = refusal(binary(r#"(module (func (export "_start")))"#));
    assert_eq!((code, message.contains("`memory`")), (Code::Encode, true), "{message}");
}

#[test]
fn damaged_modules_are_named_before_they_are_wrapped() {
    let module = with_metadata(ADD, CALC);
    let (code, message) = refusal(&module[..module.len() - 1]);
    assert_eq!(code, Code::Truncated, "{message}");
    let (code, message) = refusal(binary("(module (func (result i32)))"));
    assert_eq!(code, Code::Invalid, "{message}");
}

/// Whatever byte is damaged, the answer is a component or a diagnostic.
#[test]
fn damaged_metadata_never_panics() {
    let module = with_metadata(ADD, CALC);
    let mut made = 0;
    for at in 0..module.len() {
        for bit in [1, 0x10, 0x80] {
            let mut damaged = module.clone();
            damaged[at] ^= bit;
            made += usize::from(component(damaged).is_ok_and(|made| made.bytes.starts_with(MAGIC_OF_COMPONENT)));
        }
    }
    assert!(made > 0, "some damage is harmless");
}

#[test]
fn wit_has_types_and_nothing_to_run() {
    let mut resolve = Resolve::new();
    let package = resolve.push_source("test.wit", CALC).unwrap();
    let encoded = wit_component::encode(&resolve, package, false).unwrap();
    for bytes in [CALC.as_bytes().to_vec(), [b"/* a */ // b\n", CALC.as_bytes()].concat(), encoded] {
        assert_eq!(refusal(bytes.clone()).0, Code::Wit);
        let made = interface_of(bytes, None, Features::None).unwrap();
        assert_eq!(made.world.as_deref(), Some("calc"));
        assert_eq!(weft_transpiler::inspect(&made.bytes).unwrap().exports, ["add"]);
    }
}

#[test]
fn docs_come_with_every_form_of_wit() {
    let text = "package a:b; world w {
      /// Adds.
      export add: func(a: u32, b: u32) -> u32;
      @unstable(feature = more)
      export more: func();
    }";
    let mut resolve = Resolve::new();
    let package = resolve.push_source("test.wit", text).unwrap();
    let encoded = wit_component::encode(&resolve, package, false).unwrap();
    for bytes in [text.as_bytes().to_vec(), encoded] {
        let made = interface_of(bytes, None, Features::None).unwrap();
        assert_eq!(made.docs.exports["add"].text, "Adds.");
        assert_eq!(made.docs.exports.len(), 1);
    }
    for features in [Features::All, Features::Named(vec!["more".into()])] {
        let made = interface_of(text.into(), None, features).unwrap();
        assert_eq!(made.docs.exports["more"].unstable.as_deref(), Some("more"));
        assert_eq!(weft_transpiler::inspect(&made.bytes).unwrap().exports, ["add", "more"]);
    }
}

#[test]
fn a_component_may_bring_docs_of_its_own() {
    let with_docs = |docs: &str| {
        let mut bytes = component(with_metadata(ADD, CALC)).unwrap().bytes;
        let section = [b"\x0cpackage-docs\x01", docs.as_bytes()].concat();
        bytes.extend([0, u8::try_from(section.len()).unwrap()]);
        bytes.extend(section);
        component(bytes).unwrap()
    };
    let made = with_docs(r#"{"worlds":{"root":{"funcs":{"add":{"docs":"Adds."}}}}}"#);
    assert_eq!((made.docs.exports["add"].text.as_str(), made.diagnostics.len()), ("Adds.", 0));
    let made = with_docs("nonsense");
    assert_eq!((made.docs.exports.len(), made.diagnostics[0].code), (0, Code::Wit));
}

/// The types nest by name, so that nothing limits how deep.
#[test]
fn deep_wit_is_refused_or_made() {
    let mut text = "package a:b; world w { export i; } interface i { f: func() -> t0;".to_owned();
    for index in 0..20_000 {
        write!(text, "type t{index} = list<t{}>;", index + 1).unwrap();
    }
    text.push_str("type t20000 = u8; }");
    assert!(interface_of(text.into_bytes(), None, Features::None).is_err());
}

#[test]
fn what_starts_threads_is_refused_before_anything_else() {
    let program = r#"(module
        (import "wasi" "thread-spawn" (func (param i32) (result i32)))
        (import "env" "memory" (memory 1 16 shared))
        (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))
        (func (export "wasi_thread_start") (param i32 i32))
        (func (export "_start"))
        (export "memory" (memory 0)))"#;
    let (code, message) = refusal(binary(program));
    assert_eq!(code, Code::Unsupported);
    assert!(message.contains("threads"), "{message}");
}
