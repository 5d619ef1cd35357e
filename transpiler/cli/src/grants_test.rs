#![allow(clippy::unwrap_used)]

use super::*;

fn variable(value: &str) -> Result<Option<(String, String)>, String> {
    let outer = |name: &str| (name == "LANG").then(|| "de".into());
    variable_of(option("env").unwrap(), value, outer).map_err(|found| found.message)
}

fn pair(name: &str, value: &str) -> Option<(String, String)> {
    Some((name.into(), value.into()))
}

#[test]
fn variables_are_given_or_passed_on() {
    assert_eq!(variable("A=b=c"), Ok(pair("A", "b=c")));
    assert_eq!(variable("A="), Ok(pair("A", "")));
    assert_eq!(variable("LANG"), Ok(pair("LANG", "de")));
    assert_eq!(variable("NOT_SET"), Ok(None));
    assert_eq!(variable("=b").unwrap_err(), r#"--env "=b": a variable has a name"#);
}

fn dir(value: &str) -> Result<(String, bool), String> {
    let folder = |path: &str| if path == "src" { Ok("/src".into()) } else { Err(format!("{path}: not a folder")) };
    let found = dir_of(option("dir").unwrap(), value, folder).map_err(|found| found.message)?;
    assert!(found.host.is_absolute());
    Ok((found.guest, found.read_only))
}

#[test]
fn folders_have_a_name_in_the_guest() {
    assert_eq!(dir("src"), Ok(("src".into(), false)));
    assert_eq!(dir("src::/data"), Ok(("/data".into(), false)));
    assert_eq!(dir("src::/data::ro"), Ok(("/data".into(), true)));
    for bad in ["", "src::", "::/data", "src::/data::rw", "src::/data::ro::x"] {
        assert!(dir(bad).unwrap_err().contains("not of the form"), "{bad}");
    }
    assert!(dir("Cargo.toml").unwrap_err().contains("not a folder"));
}
