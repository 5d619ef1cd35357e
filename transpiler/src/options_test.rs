#![allow(clippy::unwrap_used)]

use super::*;

fn check(settings: &[(&str, &str)], expected: &str) {
    let mut options = Options::default();
    let outcome = settings.iter().try_for_each(|(name, value)| options.set(name, value));
    let shown = match outcome {
        Ok(()) => format!("{options:?}"),
        Err(diagnostic) => {
            assert_eq!(diagnostic.code, Code::Option);
            diagnostic.message
        }
    };
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn values_become_fields() {
    check(&[("mode", "instantiate")], "mode: Instantiate");
    check(&[("name", "grüße v1.2")], "name: \"grüße v1.2\"");
    check(&[("map", "a:b/*=./x/*.js"), ("map", "c=d=e")], r#"map: [("a:b/*", "./x/*.js"), ("c", "d=e")]"#);
    check(&[("async", "run"), ("async-exports", "go")], r#"async_exports: ["run", "go"]"#);
    check(&[("no-wasi", "")], "no_wasi: true");
}

#[test]
fn wrong_values_are_named() {
    check(&[("mode", "cjs")], r#"--mode "cjs": not one of esm, instantiate"#);
    check(&[("map", "wasi:cli")], r#"--map "wasi:cli": not of the form SPEC=TARGET"#);
    check(&[("map", "a=b*")], "at most one `*`");
    check(&[("async", "")], "the name of an export is wanted");
    check(&[("no-wasi", "maybe")], "takes no value");
    check(&[("out-dir", "x")], "there is no option --out-dir");
    check(&[("colour", "x")], "there is no option --colour");
}

#[test]
fn names_stay_in_their_folder() {
    for bad in ["", "..", "../x", "a/b", "a\\b", "C:x", "a\0", "a\n", ".hidden", "-o", "end.", "a?b", &"x".repeat(201)]
    {
        check(&[("name", bad)], "--name ");
        assert!(bad.is_empty() || Options { name: bad.into(), ..Options::default() }.check().is_err(), "{bad:?}");
    }
    for bad in ["a\u{2028}b", "a\u{85}b", "con", "Aux.d", "COM1", "lpt9.x"] {
        check(&[("name", bad)], "--name ");
    }
    for good in ["console", "com", "com10", "a'b`c${d}&;", "\u{feff}x\u{301}\u{1f600}"] {
        check(&[("name", good)], "name: ");
    }
    assert_eq!(Options::default().check(), Ok(()));
}

#[test]
fn the_list_is_in_order() {
    for (at, spec) in OPTIONS.iter().enumerate() {
        assert!(!spec.help.is_empty() && !spec.help.ends_with('.') && !spec.verbs.is_empty(), "{}", spec.name);
        for name in spec.aliases.iter().chain([&spec.name]) {
            assert_eq!(option(name).unwrap().name, spec.name);
            assert!(!OPTIONS.iter().skip(at + 1).any(|other| other.name == *name || other.aliases.contains(name)));
        }
    }
    assert_eq!(
        Mode::ALL.iter().find(|(_, mode)| *mode == Mode::default()).unwrap().0,
        option("mode").unwrap().default.unwrap()
    );
    let names = |all: &[(&'static str, Mode)]| all.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert_eq!(option("mode").unwrap().choices, names(Mode::ALL));
    let names = |all: &[(&'static str, Runtime)]| all.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert_eq!(option("runtime").unwrap().choices, names(Runtime::ALL));
    let names = |all: &[(&'static str, Strings)]| all.iter().map(|(name, _)| *name).collect::<Vec<_>>();
    assert_eq!(option("strings").unwrap().choices, names(Strings::ALL));
}

#[test]
fn a_property_of_the_api_has_its_name_in_camel_case() {
    for (name, expected) in
        [("mode", "mode"), ("no-wasi", "noWasi"), ("source-map", "sourceMap"), ("async", "asyncExports")]
    {
        assert_eq!(option(name).unwrap().property(), expected);
    }
}
