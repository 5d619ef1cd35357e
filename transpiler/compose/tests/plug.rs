//! What is plugged where, and what is said when it does not fit.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod whole;

use weft_compose::{Composed, Part, plug};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use whole::described;

fn part(name: &str, wat: &str) -> Part {
    Part { name: name.to_owned(), bytes: wat::parse_str(wat).unwrap() }
}

/// A component that exports, by `names`, instances with the function `f` of such a type.
fn exporting(name: &str, names: &[&str], f: &str) -> Part {
    let exports: String = names.iter().map(|it| format!("(export \"{it}\" (instance $i))")).collect();
    part(name, &format!("(component (import \"f\" (func $f {f})) (instance $i (export \"f\" (func $f))) {exports})"))
}

/// A component that imports such instances, and exports nothing.
fn importing(name: &str, names: &[&str], f: &str) -> Part {
    let imports: String =
        names.iter().map(|it| format!("(import \"{it}\" (instance (export \"f\" (func {f}))))")).collect();
    part(name, &format!("(component {imports})"))
}

/// The imports and exports of what comes out, which is valid.
fn composed(socket: Part, plugs: Vec<Part>) -> (Vec<String>, Vec<String>, Vec<Diagnostic>) {
    let again = plug(socket.clone(), plugs.clone());
    let outcome = plug(socket, plugs);
    assert_eq!(outcome, again, "the output is deterministic");
    let Composed { bytes, diagnostics } = outcome.unwrap_or_else(|found| panic!("{found:#?}"));
    let (imports, exports) = described(&bytes);
    (imports, exports, diagnostics)
}

fn check(socket: Part, plugs: Vec<Part>, imports: &[&str]) {
    let (found, _, diagnostics) = composed(socket, plugs);
    assert_eq!(found, imports);
    assert_eq!(diagnostics, []);
}

/// The messages of the errors, with their help.
fn errors(socket: Part, plugs: Vec<Part>) -> Vec<String> {
    let found = plug(socket, plugs).unwrap_err();
    let shown = |it: Diagnostic| {
        assert_eq!(it.code, Code::Compose);
        format!("{}; {}", it.message, it.help.unwrap_or_default())
    };
    found.into_iter().map(shown).collect()
}

#[test]
fn an_import_is_given_the_export_of_its_name() {
    check(importing("app", &["a:b/c"], ""), vec![exporting("p", &["a:b/c"], "")], &["f"]);
    check(importing("app", &["a:b/c@0.2.0"], ""), vec![exporting("p", &["a:b/c@0.2.0", "x:y/z"], "")], &["f"]);
}

#[test]
fn what_nobody_exports_stays_an_import() {
    let plugs = vec![exporting("p", &["a:b/c"], "")];
    check(importing("app", &["a:b/c", "a:b/d", "e"], ""), plugs, &["a:b/d", "e", "f"]);
}

#[test]
fn versions_that_are_compatible_fit() {
    for (import, export, fits) in [
        ("a:b/c@0.2.0", "a:b/c@0.2.6", true),
        ("a:b/c@0.2.6", "a:b/c@0.2.0", true),
        ("a:b/c@1.0.0", "a:b/c@1.9.0", true),
        ("a:b/c@0.2.0", "a:b/c@0.3.0", false),
        ("a:b/c@1.0.0", "a:b/c@2.0.0", false),
        ("a:b/c@0.2.0", "a:b/c@0.2.1-rc.1", false),
        ("a:b/c@0.2.0", "a:b/d@0.2.0", false),
        ("a:b/c@0.2.0", "a:b/c", false),
    ] {
        let outcome = plug(importing("app", &[import], ""), vec![exporting("p", &[export], "")]);
        assert_eq!(outcome.is_ok(), fits, "{import} {export}: {outcome:?}");
    }
}

#[test]
fn one_export_serves_several_versions_and_the_exact_one_goes_first() {
    let names = ["a:b/c@0.2.0", "a:b/c@0.2.3"];
    check(importing("app", &names, ""), vec![exporting("p", &["a:b/c@0.2.3"], "")], &["f"]);
    // Each of two plugs has one of them to the letter.
    let plugs = names.map(|name| exporting(name, &[name], ""));
    check(importing("app", &names, ""), plugs.to_vec(), &["f"]);
}

#[test]
fn the_exports_are_those_of_the_socket() {
    let socket = part(
        "app",
        "(component (import \"a:b/c\" (instance $i (export \"f\" (func)))) (export \"g\" (func $i \"f\")) (export \"a:b/c\" (instance $i)))",
    );
    let (imports, exports, _) = composed(socket, vec![exporting("p", &["a:b/c"], "")]);
    assert_eq!((imports, exports), (vec!["f".to_owned()], vec!["g".to_owned(), "a:b/c".to_owned()]));
}

#[test]
fn a_plug_that_fits_nothing_is_an_error_that_names_both_sides() {
    let fitting = exporting("fits.wasm", &["a:b/c@0.2.0"], "");
    let idle = exporting("idle.wasm", &["a:b/c@0.3.0", "d"], "");
    let socket = importing("app.wasm", &["a:b/c@0.2.0"], "");
    assert_eq!(
        errors(socket, vec![fitting, idle]),
        [concat!(
            "idle.wasm exports nothing that app.wasm imports; ",
            "idle.wasm exports \"a:b/c@0.3.0\", \"d\"; app.wasm imports \"a:b/c@0.2.0\""
        )]
    );
    let names: Vec<String> = (0..12).map(|index| format!("a:b/c{index}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let long = errors(importing("app.wasm", &names, ""), vec![part("none.wasm", "(component)")]);
    assert!(long[0].contains("none.wasm exports nothing; ") && long[0].ends_with("\"a:b/c7\" and 4 more"), "{long:?}");
}

#[test]
fn an_export_of_another_type_is_told_with_the_reason() {
    let socket = || importing("app.wasm", &["a:b/c", "a:b/d"], "(param \"a\" u32)");
    let wrong = exporting("wrong.wasm", &["a:b/c"], "(param \"a\" string)");
    let found = errors(socket(), vec![wrong]);
    assert!(found[0].starts_with("wrong.wasm exports \"a:b/c\", but not as app.wasm imports \"a:b/c\": "), "{found:?}");
    assert!(found[0].contains("u32") && found[0].contains("string"), "{found:?}");

    // Of a plug that has something that fits it is a warning, and the import stays.
    let half = part(
        "half.wasm",
        "(component (import \"f\" (func $f (param \"a\" u32))) (import \"g\" (func $g)) \
           (instance $c (export \"f\" (func $f))) (instance $d (export \"f\" (func $g))) \
           (export \"a:b/c\" (instance $c)) (export \"a:b/d\" (instance $d)))",
    );
    let (imports, _, warnings) = composed(socket(), vec![half]);
    assert_eq!(imports, ["a:b/d", "f", "g"]);
    let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
    assert!(
        warning.message.starts_with("half.wasm exports \"a:b/d\", but not as app.wasm imports \"a:b/d\": "),
        "{warning:?}"
    );
}

#[test]
fn two_plugs_for_one_import_are_an_error() {
    let socket = importing("app.wasm", &["a:b/c@0.2.0"], "");
    let plugs = vec![exporting("one.wasm", &["a:b/c@0.2.1"], ""), exporting("two.wasm", &["a:b/c@0.2.2"], "")];
    let found = errors(socket, plugs);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].contains("\"a:b/c@0.2.0\", which several plugs export: one.wasm, two.wasm"), "{found:?}");
}

#[test]
fn imports_of_several_parts_become_one_or_an_error() {
    let socket = importing("app.wasm", &["a:b/c", "f"], "");
    let found = errors(socket, vec![exporting("p.wasm", &["a:b/c"], "")]);
    assert!(found[0].contains("\"f\""), "{found:?}");
    let socket =
        part("app.wasm", "(component (import \"a:b/c\" (instance (export \"f\" (func)))) (import \"f\" (func)))");
    check(socket, vec![exporting("p.wasm", &["a:b/c"], "")], &["f"]);
}

/// The same interface on both sides, with every kind of value there is.
#[test]
fn every_kind_of_value_passes() {
    let types = "(export \"thing\" (type $thing (sub resource)))
        (type $r' (record (field \"a\" u8) (field \"b\" (list s64)))) (export \"r\" (type $r (eq $r')))
        (type $v' (variant (case \"a\") (case \"b\" $r))) (export \"v\" (type $v (eq $v')))
        (type $e' (enum \"x\" \"y\")) (export \"e\" (type $e (eq $e')))
        (type $g' (flags \"x\" \"y\")) (export \"g\" (type $g (eq $g')))
        (export \"[constructor]thing\" (func (result (own $thing))))
        (export \"[method]thing.get\" (func (param \"self\" (borrow $thing)) (result (list $v))))
        (export \"scalars\" (func (param \"a\" bool) (param \"b\" char) (param \"c\" f32) (param \"d\" f64) (param \"e\" $e) (param \"f\" $g)))
        (export \"compound\" (func (param \"a\" (tuple u8 string)) (param \"b\" (option $r)) (param \"c\" (result $r (error string)))))
        (export \"new\" (func (param \"a\" (list u16 4)) (param \"b\" (map string u32)) (param \"c\" error-context)))
        (export \"later\" (func async (param \"a\" (stream u8)) (param \"b\" (future string)) (param \"c\" (stream)) (result (future))))";
    let socket = part("app", &format!("(component (import \"a:b/c\" (instance {types})))"));
    let other = part(
        "p",
        &format!("(component (import \"a:b/inner\" (instance $i {types})) (export \"a:b/c\" (instance $i)))"),
    );
    check(socket, vec![other], &["a:b/inner"]);
}
