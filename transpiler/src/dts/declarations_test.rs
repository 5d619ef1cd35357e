//! Small components and what is declared for them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::options::{Mode, Options};
use crate::plan::{ImportSort, Interface, Plan, TypeExport};
use crate::types::{FuncType, Type, TypeId};

/// The declarations of a component given as text.
fn declarations(wat: &str, options: &Options) -> String {
    let bytes = wat::parse_str(wat).unwrap();
    let plan = crate::link::link(&crate::decode::decode(&bytes).unwrap()).unwrap();
    super::declarations(&plan, options)
}

/// The part of the declarations that stands between the interfaces and the end of the file.
fn check(mode: Mode, wat: &str, expected: &str) {
    let text = declarations(wat, &Options { mode, ..Options::default() });
    assert!(text.contains(expected.trim()), "{text}");
}

/// A component that exports a function `f` of this type.
fn function(ty: &str) -> String {
    format!(
        r#"(component
          (core module $m
            (memory (export "memory") 1)
            (func (export "realloc") (param i32 i32 i32 i32) (result i32) unreachable)
            (func (export "f") unreachable))
          (core instance $i (instantiate $m))
          {ty})"#
    )
}

const INSTANTIATE: Mode = Mode::Instantiate;

#[test]
fn functions_are_methods_of_the_exports() {
    check(
        INSTANTIATE,
        &function(
            r#"(func (export "f") (param "a" u8) (param "b" s64) (param "c" f32) (param "d" bool) (result char)
              (canon lift (core func $i "f8")))"#,
        )
        .replace("(export \"f\") unreachable", "(export \"f8\") (param i32 i64 f32 i32) (result i32) unreachable"),
        "f(a: number, b: bigint, c: number, d: boolean): string;",
    );
}

#[test]
fn names_of_functions_and_parameters_are_harmless() {
    let wat = function(
        r#"(func (export "new") (param "this" u8) (param "arguments" u8) (param "a-b" u8) (canon lift (core func $i "f")))
           (func (export "constructor") (param "a" u8) (param "b" u8) (param "c" u8) (canon lift (core func $i "f")))"#,
    )
    .replace("(export \"f\") unreachable", "(export \"f\") (param i32 i32 i32) unreachable");
    check(INSTANTIATE, &wat, "  \"new\"(this2: number, arguments2: number, aB: number): void;");
    check(INSTANTIATE, &wat, "  constructor_(a: number, b: number, c: number): void;");
    check(Mode::Esm, &wat, "declare function new2(this2: number, arguments2: number, aB: number): void;");
    check(Mode::Esm, &wat, "export { new2 as new, constructor as constructor_ };");
}

/// The decoder refuses most of these names; declarations do not rely on it.
#[test]
fn names_of_any_kind_are_harmless() {
    let hostile = "a*/b\"\u{2028}\n}";
    let mut plan = Plan::default();
    let record = Type::Record(vec![("__proto__".to_owned(), TypeId(0)), (hostile.to_owned(), TypeId(0))]);
    let types = [Type::Bool, record, Type::Enum(vec![hostile.to_owned()])].map(|ty| plan.types.intern(ty));
    let ty = FuncType { params: vec![(hostile.to_owned(), types[1])], result: Some(types[2]), is_async: false };
    let interface = |name: &str| Interface {
        name: name.to_owned(),
        around: None,
        sort: ImportSort::Instance,
        funcs: vec![(hostile.to_owned(), ty.clone()), ("__proto__".to_owned(), ty.clone())],
        types: vec![(hostile.to_owned(), TypeExport::Value(types[1]))],
    };
    plan.import_interfaces = vec![interface(hostile), interface("a-b"), interface("a:b/*/")];
    let text = super::declarations(&plan, &Options { mode: INSTANTIATE, ..Options::default() });
    let expected = r#"
/** The imported interface `a*\/b"  }`. */
export interface AB {
  "a*/b\"\u{2028}\u{a}}"(aB: AB.AB4): "a*/b\"\u{2028}\u{a}}";
  proto(aB: AB.AB4): "a*/b\"\u{2028}\u{a}}";
}
"#;
    assert!(text.contains(expected.trim()), "{text}");
    assert!(text.contains("    proto: boolean;\n    \"a*/b\\\"\\u{2028}\\u{a}}\": boolean;\n"), "{text}");
    assert!(text.contains("\n  \"a:b/*/\"?: "), "{text}");
}

#[test]
fn types_that_collide_stay_apart() {
    let wat = r#"(component
      (import "a:b/promise" (instance
        (type $a (enum "x"))
        (export "promise" (type $b (eq $a)))
        (type $c (record (field "x1" $b)))
        (export "a-b-promise" (type (eq $c)))
        (export "f" (func (result $b))))))"#;
    check(
        INSTANTIATE,
        wat,
        r#"
export namespace ABPromise {
  type Promise2 = "x";
  interface ABPromise2 {
    x1: Promise2;
  }
}
"#,
    );
    check(INSTANTIATE, wat, "  f(): ABPromise.Promise2;");
}

#[test]
fn resources_have_one_home() {
    let wat = r#"(component
      (import "a:b/streams@1.0.0" (instance $streams (export "stream" (type (sub resource)))
        (export "[method]stream.read" (func (param "self" (borrow 0)) (param "n" u64) (result (list u16))))))
      (alias export $streams "stream" (type $stream))
      (import "a:b/files@1.0.0" (instance
        (alias outer 1 $stream (type $outer))
        (export "file-stream" (type $s (eq $outer)))
        (export "open" (func (result (own $s)))))))"#;
    check(
        INSTANTIATE,
        wat,
        r#"
export namespace ABStreams {
  /** The resource `stream`. */
  interface Stream {
    read(n: bigint): Uint16Array | Iterable<number>;
  }
}
"#,
    );
    check(INSTANTIATE, wat, "  open(): ABFiles.FileStream;");
    check(INSTANTIATE, wat, "  type FileStream = ABStreams.Stream;");
}

#[test]
fn promises_follow_the_options() {
    let wat = function(r#"(func (export "f") (canon lift (core func $i "f")))"#);
    let options = Options { async_exports: vec!["f".to_owned()], ..Options::default() };
    assert!(
        declarations(&wat, &options)
            .contains("export function f(options?: { signal?: AbortSignal | undefined }): Promise<void>;")
    );
    check(Mode::Esm, &wat, "export function f(): void;");
}

#[test]
fn the_same_component_has_the_same_declarations() {
    let wat = function(r#"(func (export "f") (canon lift (core func $i "f")))"#);
    assert_eq!(declarations(&wat, &Options::default()), declarations(&wat, &Options::default()));
}

#[test]
fn exported_resources_are_classes() {
    let wat = r#"(component
      (core module $m
        (func (export "new") (param i32) (result i32) unreachable)
        (func (export "get") (param i32) (result i32) unreachable)
        (func (export "same") (param i32 i32) (result i32) unreachable))
      (core instance $i (instantiate $m))
      (type $counter' (resource (rep i32)))
      (func $new (param "start" u32) (result (own $counter')) (canon lift (core func $i "new")))
      (func $get (param "self" (borrow $counter')) (result u32) (canon lift (core func $i "get")))
      (func $same (param "a" (borrow $counter')) (param "b" (borrow $counter')) (result bool)
        (canon lift (core func $i "same")))
      (component $c
        (import "t" (type $t (sub resource)))
        (import "new" (func $new (param "start" u32) (result (own $t))))
        (import "get" (func $get (param "self" (borrow $t)) (result u32)))
        (import "same" (func $same (param "a" (borrow $t)) (param "b" (borrow $t)) (result bool)))
        (export $counter "counter" (type $t))
        (export "[constructor]counter" (func $new) (func (param "start" u32) (result (own $counter))))
        (export "[method]counter.get" (func $get) (func (param "self" (borrow $counter)) (result u32)))
        (export "[static]counter.same" (func $same)
          (func (param "a" (borrow $counter)) (param "b" (borrow $counter)) (result bool))))
      (instance $c (instantiate $c
        (with "t" (type $counter')) (with "new" (func $new)) (with "get" (func $get)) (with "same" (func $same))))
      (export "a:b/counters" (instance $c)))"#;
    check(
        Mode::Esm,
        wat,
        r#"
export interface ABCounters {
  readonly Counter: typeof ABCountersCounter;
}
"#,
    );
    check(Mode::Esm, wat, "  /** The resource `counter`. */\n  type Counter = ABCountersCounter;");
    check(
        Mode::Esm,
        wat,
        r#"
declare class ABCountersCounter {
  #held;
  constructor(start: number);
  get(): number;
  static same(a: ABCounters.Counter, b: ABCounters.Counter): boolean;
}
interface ABCountersCounter extends Disposing {}
"#,
    );
}

/// A component that exports a resource by itself.
fn root_resource(name: &str) -> String {
    format!(r#"(component (type $r (resource (rep i32))) (export "{name}" (type $r)))"#)
}

#[test]
fn exported_resources_of_the_world_are_types_and_constants() {
    let wat = root_resource("big-token");
    check(Mode::Esm, &wat, "/** The resource `big-token`. */\nexport type BigToken = BigTokenClass;");
    check(Mode::Esm, &wat, "export const BigToken: typeof BigTokenClass;");
    check(INSTANTIATE, &wat, "  readonly BigToken: typeof BigTokenClass;");
    check(INSTANTIATE, &wat, "declare class BigTokenClass {\n  #held;\n  private constructor();\n}");
    check(
        Mode::Esm,
        &root_resource("promise"),
        "declare const Promise3: typeof Promise2Class;\nexport { Promise3 as Promise };",
    );
}

#[test]
fn labels_that_javascript_spells_alike_are_one() {
    let mut plan = Plan::default();
    let flag = plan.types.intern(Type::Bool);
    let labels = ["a-1", "a1"].map(str::to_owned);
    let record = plan.types.intern(Type::Record(labels.iter().map(|label| (label.clone(), flag)).collect()));
    let flags = plan.types.intern(Type::Flags(labels.to_vec()));
    let func = |ty| FuncType { params: vec![("p".to_owned(), ty)], result: None, is_async: false };
    plan.import_interfaces = vec![Interface {
        name: "a:b/c".to_owned(),
        around: None,
        sort: ImportSort::Instance,
        funcs: vec![("f-1".to_owned(), func(record)), ("f1".to_owned(), func(flags)), ("g".to_owned(), func(flags))],
        types: Vec::new(),
    }];
    let text = super::declarations(&plan, &Options::default());
    assert!(text.contains("{\n  f1(p: { a1: boolean }): void;\n  g(p: { a1?: boolean }): void;\n}"), "{text}");
}

#[test]
fn a_class_without_methods_is_an_import_too() {
    let wat = r#"(component
      (import "a:b/c" (instance $c (export "token" (type (sub resource)))))
      (alias export $c "token" (type $token))
      (import "get" (func $get (result (own $token))))
      (core func $get (canon lower (func $get)))
      (core module $m (import "" "get" (func (result i32))))
      (core instance (instantiate $m (with "" (instance (export "get" (func $get)))))))"#;
    check(INSTANTIATE, wat, "  readonly Token: {\n    readonly prototype: ABC.Token;\n  };");
    check(INSTANTIATE, wat, "  type Token = object;");
    check(INSTANTIATE, wat, "  \"a:b/c\": ABC;\n  get(): ABC.Token;\n");
}
