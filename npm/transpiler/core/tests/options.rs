//! The options of the JavaScript API are those of the one list: `../../src/options.ts` is printed from it. `BLESS=1` rewrites the file.

#![allow(clippy::unwrap_used, missing_docs)]

use std::fmt::Write as _;
use std::path::Path;

use weft_transpiler::options::{OPTIONS, OptionSpec, Takes, VERBS, Verb};

#[test]
fn the_types_are_those_of_the_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/options.ts");
    let printed = printed();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == printed,
        "src/options.ts is not what the list says: BLESS=1 cargo test --workspace --test options"
    );
}

fn printed() -> String {
    let mut out = String::from(
        "/** The options, printed from the one list (`transpiler/src/options.rs`) by a test (`core/tests/options.rs`). */\n\
         import type { WitPackage } from \"./wit.js\";\n",
    );
    for (name, verb, of) in [("TranspileOptions", Verb::Transpile, "transpile"), ("TypesOptions", Verb::Types, "types")]
    {
        writeln!(out, "\n/** What the caller of `{of}` may choose. */\nexport interface {name} {{").unwrap();
        for spec in OPTIONS.iter().filter(|spec| spec.verbs.contains(&verb) && is_of_api(spec)) {
            writeln!(out, "  /** {} */\n  {}?: {} | undefined;", help(spec), spec.property(), type_of(spec)).unwrap();
        }
        out.push_str("}\n");
    }
    let verbs: Vec<_> = VERBS.iter().map(|verb| format!("{:?}", verb.name)).collect();
    writeln!(out, "\n/** What the command `weft` can be asked to do. */\nexport type Verb = {};", verbs.join(" | "))
        .unwrap();
    out.push_str(SPEC);
    out.push_str(
        "\n/** The options, in the order of the command's help. */\nexport const OPTIONS: readonly OptionSpec[] = [\n",
    );
    for spec in OPTIONS {
        let (takes, value) = match spec.takes {
            Takes::Nothing => ("nothing", None),
            Takes::One(value) => ("one", Some(value)),
            Takes::Many(value) => ("many", Some(value)),
        };
        let verbs: Vec<&str> =
            VERBS.iter().filter(|verb| spec.verbs.contains(&verb.verb)).map(|verb| verb.name).collect();
        writeln!(
            out,
            "  {{ name: {}, property: {}, takes: {}, value: {}, choices: {}, help: {}, default: {}, verbs: {} }},",
            json(&spec.name),
            json(&is_of_api(spec).then(|| spec.property())),
            json(&takes),
            json(&value),
            json(&spec.choices),
            json(&spec.help),
            json(&spec.default),
            json(&verbs),
        )
        .unwrap();
    }
    out.push_str("];\n");
    out
}

/// Whether it means something where there are no files and no terminal.
fn is_of_api(spec: &OptionSpec) -> bool {
    let is_of_library = spec.verbs.contains(&Verb::Transpile) || spec.verbs.contains(&Verb::Types);
    is_of_library && !matches!(spec.name, "out-dir" | "json")
}

fn type_of(spec: &OptionSpec) -> String {
    match spec.takes {
        _ if spec.name == "wit" => "string | WitPackage".into(),
        _ if !spec.choices.is_empty() => {
            spec.choices.iter().map(|choice| format!("{choice:?}")).collect::<Vec<_>>().join(" | ")
        }
        Takes::Nothing => "boolean".into(),
        Takes::One(_) => "string".into(),
        Takes::Many(form) if form.contains('=') => "Readonly<Record<string, string>>".into(),
        Takes::Many(_) => "readonly string[]".into(),
    }
}

fn help(spec: &OptionSpec) -> String {
    // The command takes it from the file's name.
    let default = if spec.name == "name" { Some("`component`, or the world of WIT") } else { spec.default };
    let default = default.map_or(String::new(), |default| format!(" Default: {default}."));
    format!("{}.{default}", spec.help.trim_end_matches('.'))
}

const SPEC: &str = "
/** One option of the command. */
export interface OptionSpec {
  /** The long name, without dashes. */
  readonly name: string;
  /** The property of `transpile`'s or `types`' options that stands for it; null where it is the command's alone. */
  readonly property: string | null;
  /** Whether it takes a value, or one each time it is given. */
  readonly takes: \"nothing\" | \"one\" | \"many\";
  /** What the value is called in help texts. */
  readonly value: string | null;
  /** The values that it takes, where they are a few words. */
  readonly choices: readonly string[];
  /** What it does: a sentence without a full stop. */
  readonly help: string;
  /** What holds when it is not given, in words or as a value. */
  readonly default: string | null;
  /** The verbs that know it. */
  readonly verbs: readonly Verb[];
}
";

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
