#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;

/// Minifies glue in which `m…` are names of the module.
fn check(text: &str, expected: &str) {
    let parts = [Part { text, unit: None }];
    let is_of_module = &|name: &str| name.starts_with('m') || name == "link";
    let meaning = Meaning { is_of_module, globals: BTreeSet::new(), fields: true };
    assert_eq!(minify(&parts, &meaning).0, format!("{expected}\n"), "{text}");
}

#[test]
fn names_become_short() {
    check("const \u{2}mOne = (\u{2}left, \u{2}right) => \u{1}left + +\u{1}right;", "const A=(a,b)=>a+ +b;");
    check(
        "function \u{2}mOne(\u{2}x) { return \u{1}x; }\nfunction \u{2}mTwo(\u{2}y) { return \u{1}mOne(\u{1}y); }",
        "function A(a){return a}function B(a){return A(a)}",
    );
}

#[test]
fn what_is_declared_nowhere_is_global() {
    check("const \u{2}mA = \u{1}a.b + \u{1}x;", "const A=a.b+x;");
    check("const \u{2}mA = (\u{2}long) => \u{1}a(\u{1}long);", "const A=b=>a(b);");
}

#[test]
fn properties_keep_their_names() {
    check("\u{1}mF({ \u{6}\u{1}mA, b: 1, \"c-d\": 2 });", "B({mA:A,b:1,\"c-d\":2});");
    check("const { \u{6}\u{2}mA, x: \u{2}mB } = \u{1}C;", "const{mA:A,x:B}=C;");
    check("\u{1}mF.\u{5}state = \u{1}mF.\u{5}bytes.length;", "A.b=A.a.length;");
}

#[test]
fn properties_are_no_keywords() {
    check("\u{1}mF({ \u{e}true: 1, \u{e}undefined() { } });", "A({true:1,undefined(){}});");
    check("\u{1}mF.\u{e}const; \u{1}mF.\u{e}let;", "A.const;A.let;");
    check("export { \u{1}mA as \u{e}true };", "export{A as true};");
}

#[test]
fn imports_and_exports_keep_theirs() {
    check(
        "import { \u{8}\u{2}mA, b as \u{2}mB } from \"c\";\nimport * as \u{2}mC from \"d\";",
        "import{mA as A,b as B}from\"c\";import*as C from\"d\";",
    );
    check("export { \u{8}\u{1}mA, \u{1}mB as \"x y\" };", "export{A as mA,B as\"x y\"};");
}

#[test]
fn the_statements_of_link_are_of_the_module() {
    check(
        "function* \u{2}link(\u{2}mIn) { const \u{2}mA = \u{1}mIn; const \u{2}mF = (\u{2}x) => \u{1}x; const \u{2}mG = (\u{2}y) => \u{1}y; }",
        "function*B(A){const C=A,D=a=>a,E=a=>a}",
    );
}

#[test]
fn members_begin_with_the_first_name_again() {
    check(
        "const \u{2}mA = { a(\u{2}x) { return \u{1}x; }, b(\u{2}y) { return \u{1}y; } }; const \u{2}mB = (\u{2}z, \u{2}w) => \u{1}f(\u{1}z, \u{1}w);",
        "const A={a(a){return a},b(a){return a}},B=(a,b)=>f(a,b);",
    );
    check(
        "class \u{2}mA { a(\u{2}x) { return \u{1}x; } b(\u{2}y) { return \u{1}y; } } \u{1}f((\u{2}z, \u{2}w) => \u{1}w);",
        "class A{a(a){return a}b(a){return a}}f((a,b)=>b);",
    );
}

#[test]
fn a_space_stands_where_it_must() {
    check(
        "\u{1}x - -1;\n\u{1}x-- > 1;\n\u{1}a < !\u{1}b;\ntypeof \u{1}x in \u{1}y;\nreturn \"a\" in \u{1}b;\n1 .toString();",
        "x- -1;x-- >1;a< !b;typeof x in y;return\"a\"in b;1 .toString();",
    );
}

#[test]
fn web_assembly_is_named_once() {
    check("\u{1}WebAssembly.a; \u{1}WebAssembly.b; x.WebAssembly;", "WebAssembly.a;WebAssembly.b;x.WebAssembly;");
    check(
        "const \u{2}mA = \u{1}WebAssembly.a + \u{1}WebAssembly.b + \u{1}WebAssembly.c + \"WebAssembly\";",
        "const A=WebAssembly,B=A.a+A.b+A.c+\"WebAssembly\";",
    );
}
