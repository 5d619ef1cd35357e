//! Names: whatever a component calls its parts, the JavaScript is a module, the declarations are TypeScript, and values arrive.
//!
//! A thousand components with a random name in every place ([`component`]) are transpiled. swc parses every module, `tsc --strict`
//! checks all declarations at once, with both ways of resolving modules, and `evaluate.mjs` instantiates some of them in
//! Node and calls every function. `WEFT_SEED` sets the seed, which is printed; a failure names the component, whose
//! text lies in `target/names/` with what was made of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod component;
mod random;
mod scope;

use component::{Made, component};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use swc_core::common::sync::Lrc;
use swc_core::common::{FileName, SourceMap};
use swc_core::ecma::parser::{Parser, StringInput, Syntax};
use weft_tests::random::Random;
use weft_transpiler::options::{Mode, Options};
use weft_transpiler::transpile;

/// How many components.
const COMPONENTS: u64 = 1_000;

/// One in so many is evaluated.
const EVALUATED: u64 = 5;

#[test]
fn random_names_are_harmless() {
    let seed = weft_tests::random::seed();
    println!("WEFT_SEED={seed}");
    let root = fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).expect("the root");
    let folder = root.join("target/names");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("parsed")).expect("target/names");
    fs::write(folder.join("package.json"), r#"{ "type": "module" }"#).expect("target/names");
    let mut evaluated = Vec::new();
    for number in 0..COMPONENTS {
        let Made { wat, names } = component(&mut Random::new(seed, number));
        let is_evaluated = number.is_multiple_of(EVALUATED);
        let mode = if (number / EVALUATED).is_multiple_of(4) { Mode::Esm } else { Mode::Instantiate };
        let name = format!("c{number}");
        let place = if is_evaluated { folder.join(&name) } else { folder.join("parsed") };
        fs::create_dir_all(&place).expect("a folder");
        fs::write(place.join(format!("{name}.wat")), &wat).expect("a file");
        let what = format!("target/names/…/{name}.wat with WEFT_SEED={seed}");
        let bytes = wat::parse_str(&wat).unwrap_or_else(|error| panic!("{what}: {error}"));
        let options = Options {
            name: name.clone(),
            mode,
            minify: number % 2 == 1,
            // In mode `esm`; `evaluate.mjs` writes these modules.
            map: [(&names["host"]["name"], "./host.mjs"), (&names["plain"], "./plain.mjs")]
                .map(|(name, module)| (name.as_str().expect("a name").to_owned(), module.to_owned()))
                .to_vec(),
            ..Options::default()
        };
        let output = transpile(&bytes, &options).unwrap_or_else(|error| panic!("{what}: {error:#?}"));
        for file in &output.files {
            if is_evaluated || !file.name.ends_with(".wasm") {
                fs::write(place.join(&file.name), &file.contents).expect("a file");
            }
            if file.name.ends_with(".js") {
                assert!(file.contents.is_ascii(), "{what}: engines read ASCII faster");
                parse(&what, String::from_utf8(file.contents.to_vec()).expect("text"));
            }
        }
        if is_evaluated {
            evaluated
                .push(json!({ "name": name, "mode": format!("{mode:?}"), "names": names, "minify": options.minify }));
        }
    }
    check_declarations(&root, &folder);
    evaluate(&root, &folder, evaluated);
}

/// Parses a module; early errors count.
fn parse(what: &str, text: String) {
    let map: Lrc<SourceMap> = Lrc::default();
    let file = map.new_source_file(FileName::Anon.into(), text);
    let mut parser = Parser::new(Syntax::Es(Default::default()), StringInput::from(&*file), None);
    let module = parser.parse_module();
    let errors = parser.take_errors();
    assert!(module.is_ok() && errors.is_empty(), "{what}: {:?} {errors:?}", module.err());
}

/// Checks all declarations.
fn check_declarations(root: &Path, folder: &Path) {
    for (module, resolution) in [("node16", "node16"), ("esnext", "bundler")] {
        let project = folder.join(format!("tsconfig.{resolution}.json"));
        let options = json!({
            "target": "es2022", "lib": ["es2022", "dom", "esnext.disposable"], "types": [],
            "module": module, "moduleResolution": resolution,
            "strict": true, "noEmit": true, "exactOptionalPropertyTypes": true,
            "verbatimModuleSyntax": true, "isolatedModules": true,
        });
        let config = json!({ "compilerOptions": options, "include": ["**/*.d.ts"] });
        fs::write(&project, config.to_string()).expect("a file");
        let tsc = root.join("node_modules/.bin/tsc");
        run(Command::new(tsc).arg("--project").arg(&project), "the TypeScript compiler (`npm ci` installs it)");
    }
}

/// Instantiates and calls.
fn evaluate(root: &Path, folder: &Path, components: Vec<Value>) {
    fs::write(folder.join("manifest.json"), Value::from(components).to_string()).expect("a file");
    run(Command::new("node").arg(root.join("tests/names/evaluate.mjs")).arg(folder), "Node");
}

fn run(command: &mut Command, what: &str) {
    let output = command.output().unwrap_or_else(|error| panic!("{what} does not start: {error}"));
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    let shown: String = text.chars().take(4000).collect();
    assert!(output.status.success(), "{shown}");
    print!("{shown}");
}
