#![allow(clippy::unwrap_used)]

use std::process::{Command, Stdio};

use serde_json::json;
use wasm_wave::value;
use weft_transpiler::options::option;
use weft_transpiler::value_type::{FuncType, Int, Types};

use super::*;
use crate::wave::Label;

/// The same type for `wasm-wave`'s own values, which print as wasmtime's do.
fn oracle(shape: &Shape) -> value::Type {
    let of = |shape: &Shape| oracle(shape);
    match shape {
        Shape::Bool => value::Type::BOOL,
        Shape::S8 => value::Type::S8,
        Shape::U8 => value::Type::U8,
        Shape::S16 => value::Type::S16,
        Shape::U16 => value::Type::U16,
        Shape::S32 => value::Type::S32,
        Shape::U32 => value::Type::U32,
        Shape::S64 => value::Type::S64,
        Shape::U64 => value::Type::U64,
        Shape::F32 => value::Type::F32,
        Shape::F64 => value::Type::F64,
        Shape::Char => value::Type::CHAR,
        Shape::String => value::Type::STRING,
        Shape::List(element) | Shape::FixedList(element, _) => value::Type::list(of(element)),
        Shape::Map(key, it) => value::Type::map(of(key), of(it)).unwrap(),
        Shape::Record(fields) => value::Type::record(fields.iter().map(|(label, ty)| (label.name(), of(ty)))).unwrap(),
        Shape::Tuple(parts) => value::Type::tuple(parts.iter().map(of).collect::<Vec<_>>()).unwrap(),
        Shape::Variant(cases) => {
            value::Type::variant(cases.iter().map(|(name, ty)| (name.as_str(), ty.as_ref().map(of)))).unwrap()
        }
        Shape::Enum(names) => value::Type::enum_ty(names.iter().map(String::as_str)).unwrap(),
        Shape::Option(payload) => value::Type::option(of(payload)),
        Shape::Result(ok, err) => value::Type::result(ok.as_deref().map(of), err.as_deref().map(of)),
        Shape::Flags(labels) => value::Type::flags(labels.iter().map(Label::name)).unwrap(),
    }
}

/// Types, and values of each.
fn cases(types: &mut Types) -> Vec<(TypeId, Vec<String>)> {
    let mut cases: Vec<(Type, Vec<String>)> = Vec::new();
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    cases.push((Type::Bool, texts(&["true", "false"])));
    for (int, edges) in [
        (Int::S8, ["-128", "127"]),
        (Int::U8, ["0", "255"]),
        (Int::S16, ["-32768", "32767"]),
        (Int::U16, ["0", "65535"]),
        (Int::S32, ["-2147483648", "2147483647"]),
        (Int::U32, ["0", "4294967295"]),
        (Int::S64, ["-9223372036854775808", "9223372036854775807"]),
        (Int::U64, ["9007199254740993", "18446744073709551615"]),
    ] {
        cases.push((Type::Int(int), texts(&edges)));
    }
    let mut floats =
        texts(&["0", "-0", "0.1", "-1.5", "1e21", "123456.789e3", "1e-7", "nan", "inf", "-inf", "16777217"]);
    floats.extend((-45..39).map(|power| format!("-1.3e{power}")));
    // Above a power of two the neighbours are farther away than below.
    let mut singles = floats.clone();
    singles.extend((0..255).map(|exponent| f32::from_bits(exponent << 23).to_string()));
    singles.extend((0..300).map(|n: u32| f32::from_bits(n.wrapping_mul(2_654_435_761) & 0x7f7f_ffff).to_string()));
    cases.push((Type::F32, singles));
    floats.extend(["1.7976931348623157e308", "5e-324", "9007199254740993", "0.30000000000000004"].map(str::to_owned));
    floats.extend((0..2047).step_by(7).map(|exponent: u64| f64::from_bits(exponent << 52).to_string()));
    cases.push((Type::F64, floats));
    let mut chars =
        texts(&["'\\u{10ffff}'", "'\\u{0}'", "'\\u{e000}'", "'\\u{301}'", "'\\u{a0}'", "'\\u{2028}'", "'\\u{ad}'"]);
    chars.extend((0..0x180u32).map(|code| format!("'\\u{{{code:x}}}'")));
    cases.push((Type::Char, chars));
    cases.push((Type::String, texts(&["\"\"", r#""a \"b\" 'c' \\ \t\r\n \u{7f} \u{1f600} e\u{301} \u{feff}""#])));

    let mut id = |ty| types.intern(ty);
    let (boolean, byte, long, text) =
        (id(Type::Bool), id(Type::Int(Int::U8)), id(Type::Int(Int::S64)), id(Type::String));
    let float = id(Type::F32);
    let name = str::to_owned;
    let longs = id(Type::List(long));
    cases.push((Type::List(byte), texts(&["[]", "[1, 2,]"])));
    cases.push((Type::List(longs), texts(&["[[], [-1]]"])));
    cases.push((Type::FixedList(float, 3), texts(&["[0.1, nan, -0]"])));
    cases.push((Type::FixedList(text, 1), texts(&["[\"a\"]"])));
    cases.push((Type::Map(text, byte), texts(&["{}", "{\"b\": 1, \"a\": 2, \"\\u{62}\": 3}"])));
    cases.push((Type::Map(boolean, longs), texts(&["{true: [1], false: []}"])));
    cases.push((Type::Map(long, text), texts(&["{-1: \"x\", 1: \"y\"}"])));
    cases.push((Type::Tuple(vec![byte]), texts(&["(1)"])));
    cases.push((Type::Tuple(vec![byte, text, boolean]), texts(&["(1, \"x\", true)"])));
    let colours = ["red", "dark-green", "none", "nan"];
    cases.push((Type::Enum(colours.map(name).to_vec()), texts(&["red", "dark-green", "%none", "%nan"])));
    let flags = ["read", "to-string", "constructor", "ok"];
    cases.push((Type::Flags(flags.map(name).to_vec()), texts(&["{}", "{to-string}", "{ok, constructor, read}"])));
    let maybe = id(Type::Option(byte));
    let maybe_maybe = id(Type::Option(maybe));
    cases.push((Type::Option(byte), texts(&["none", "some(1)", "1"])));
    cases.push((Type::Option(maybe), texts(&["none", "some(none)", "some(some(1))", "some(1)"])));
    cases.push((Type::Option(maybe_maybe), texts(&["none", "some(none)", "some(some(none))", "some(some(some(1)))"])));
    let outcome = id(Type::Result(Some(byte), Some(text)));
    cases.push((Type::Result(Some(byte), Some(text)), texts(&["1", "ok(1)", "err(\"no\")"])));
    cases.push((Type::Result(None, None), texts(&["ok", "err"])));
    cases.push((Type::Result(None, Some(maybe)), texts(&["ok", "err(none)", "err(1)"])));
    cases.push((Type::Result(Some(outcome), None), texts(&["ok(err(\"x\"))", "err"])));
    let variants = vec![(name("point"), None), (name("err"), Some(text)), (name("maybe"), Some(maybe))];
    cases.push((Type::Variant(variants), texts(&["point", "%err(\"x\")", "maybe(none)", "maybe(some(3))"])));
    let fields = vec![(name("to-string"), byte), (name("constructor"), maybe), (name("x"), maybe_maybe)];
    cases.push((Type::Record(fields), texts(&["{to-string: 1}", "{x: some(none), constructor: 2, to-string: 3}"])));
    cases.push((Type::Record(vec![(name("a"), maybe)]), texts(&["{:}", "{a: none}", "{a: 1}"])));
    cases.into_iter().map(|(ty, texts)| (types.intern(ty), texts)).collect()
}

#[test]
fn the_launcher_prints_what_it_is_given() {
    let mut types = Types::default();
    let mut given = Vec::new();
    let mut expected = Vec::new();
    for (id, texts) in cases(&mut types) {
        let shape = Shape::of(&types, id).unwrap();
        let ty = oracle(&shape);
        for text in texts {
            let argument: Argument = wasm_wave::from_str(&shape, &text).unwrap();
            given.push(json!([shape, argument.json()]));
            let value: value::Value = wasm_wave::from_str(&ty, &text).unwrap();
            expected.push(wasm_wave::to_string(&value).unwrap());
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let files: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/node_files.rs"));
    let (_, module) = files.iter().find(|(name, _)| *name == "invoke.js").unwrap();
    std::fs::write(folder.path().join("invoke.js"), module).unwrap();
    std::fs::write(folder.path().join("package.json"), r#"{"type":"module"}"#).unwrap();
    std::fs::write(folder.path().join("given.json"), serde_json::to_vec(&given).unwrap()).unwrap();
    let main = r#"
        import { readFileSync, writeSync } from "node:fs";
        import { print, valueOf } from "./invoke.js";
        const given = JSON.parse(readFileSync(new URL("given.json", import.meta.url), "utf8"));
        writeSync(1, JSON.stringify(given.map(([type, json]) => print(type, valueOf(type, json)))));
    "#;
    std::fs::write(folder.path().join("main.js"), main).unwrap();
    let output = Command::new("node").arg(folder.path().join("main.js")).stderr(Stdio::inherit()).output().unwrap();
    let printed: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
    let differing: Vec<_> = printed.iter().zip(&expected).filter(|(printed, expected)| printed != expected).collect();
    assert!(differing.is_empty() && printed.len() == expected.len(), "printed, expected: {differing:?}");
}

/// Functions that only have names and types.
fn functions() -> Functions {
    let mut types = Types::default();
    let (byte, text) = (types.intern(Type::Int(Int::U8)), types.intern(Type::String));
    let maybe = types.intern(Type::Option(byte));
    let (floats, pair) = (types.intern(Type::FixedList(byte, 2)), types.intern(Type::Flags(vec!["a".into()])));
    let mut all = Vec::new();
    let mut add = |interface: Option<&str>, name: &str, params: &[(&str, TypeId)]| {
        let params = params.iter().map(|(name, ty)| ((*name).to_owned(), *ty)).collect();
        let ty = FuncType { params, result: None, is_async: false };
        let path = interface.into_iter().chain([name]).map(str::to_owned).collect();
        all.push(Function { interface: interface.map(str::to_owned), name: name.to_owned(), path, ty });
    };
    add(None, "plain", &[("n", byte), ("text", text), ("maybe", maybe)]);
    add(None, "lists", &[("two", floats), ("flags", pair)]);
    add(Some("a:b/old@1.2.3"), "get", &[]);
    add(Some("a:b/old@2.0.0"), "get", &[]);
    add(Some("a:b/early@0.2.5"), "get", &[]);
    add(Some("a:b/early@0.2.5"), "plain", &[]);
    add(Some("a:b/next@1.0.0-rc.1"), "only-here", &[]);
    add(Some("bare"), "set", &[]);
    Functions { all, types }
}

fn called(text: &str) -> String {
    match call_of(option("invoke").unwrap(), text, &functions()) {
        Ok(call) => call.path.join(" "),
        Err(found) => format!("{} | {}", found.message, found.help.unwrap_or_default()),
    }
}

#[test]
fn a_name_finds_one_function() {
    for (text, path) in [
        ("plain(1, \"\")", "plain"),
        ("a:b/early.plain()", "a:b/early@0.2.5 plain"),
        ("a:b/early.get@0.2.0()", "a:b/early@0.2.5 get"),
        ("a:b/early.get@0.2.99()", "a:b/early@0.2.5 get"),
        ("a:b/old.get@1.2.3()", "a:b/old@1.2.3 get"),
        ("a:b/old.get@1.9.0()", "a:b/old@1.2.3 get"),
        ("a:b/old.get@2.0.0()", "a:b/old@2.0.0 get"),
        ("early.get()", "a:b/early@0.2.5 get"),
        ("only-here()", "a:b/next@1.0.0-rc.1 only-here"),
        ("a:b/next.only-here()", "a:b/next@1.0.0-rc.1 only-here"),
        ("set()", "bare set"),
        ("bare.set( )", "bare set"),
    ] {
        assert_eq!(called(text), path, "{text}");
    }
    let say_which = "say which: a:b/old.get@1.2.3, a:b/old.get@2.0.0, a:b/early.get@0.2.5";
    assert_eq!(
        called("get()"),
        format!("--invoke \"get()\": the component exports several functions get | {say_which}")
    );
    for unknown in
        ["got()", "a:b/old.get@3.0.0()", "a:b/early.get@0.3.0()", "a:b/plain(1)", "c:d/old.get()", "x.plain()"]
    {
        let found = called(unknown);
        assert!(found.contains("the component exports no function ") && found.contains("did you mean "), "{found}");
    }
    assert!(!called("zzzzzz()").contains("did you mean"));
}

#[test]
fn what_is_wrong_with_a_call_is_said_with_its_place() {
    for (text, problem) in [
        ("plain", "not a call"),
        ("", "at character 1: unexpected end of input"),
        ("plain(1", "at character 8: unexpected end of input"),
        ("plain(1, \"\") x", "at character 14, `x`: trailing characters after value"),
        ("plain(1, ü)", "at character 10, `ü`: invalid token"),
        ("plain()", "the function takes 2 to 3 arguments, not 0"),
        ("plain(1, \"\", 3, 4)", "the function takes 2 to 3 arguments, not 4"),
        ("lists([1])", "the function takes 2 arguments, not 1"),
        ("plain(256, \"\")", "n is of type u8; at character 7, `256`: out of range, or not of this type"),
        ("plain(1.5, \"\")", "n is of type u8; at character 7, `1.5`: out of range, or not of this type"),
        ("plain(1, 'ü')", "text is of type string; at character 10, `'ü'`: another type"),
        (
            "plain(1, \"ü\", -1)",
            "maybe is of type option<u8>; at character 15, `-1`: out of range, or not of this type",
        ),
        ("lists([1], {})", "two is of type list<u8>; at character 7, `[1]`: expected 2 elements; got 1"),
        ("lists([1, 2], {b})", "flags is of type flags { a }; at character 15, `{b}`: unknown flag \"b\""),
    ] {
        let (message, help) = called(text).split_once(" | ").map(|(a, b)| (a.to_owned(), b.to_owned())).unwrap();
        assert_eq!(message, format!("--invoke {text:?}: {problem}"));
        assert!(!help.is_empty());
    }
}

#[test]
fn what_wave_cannot_write_is_named() {
    let mut functions = functions();
    let handle = functions.types.intern(Type::Own(weft_transpiler::value_type::ResourceId(0)));
    let list = functions.types.intern(Type::List(handle));
    if let Some(function) = functions.all.first_mut() {
        function.ty.params = Vec::new();
        function.ty.result = Some(list);
    }
    let found = call_of(option("invoke").unwrap(), "plain()", &functions).unwrap_err();
    assert_eq!(found.code, Code::Unsupported);
    assert_eq!(found.message, "plain cannot be invoked: WAVE has no way to write a resource");
}
