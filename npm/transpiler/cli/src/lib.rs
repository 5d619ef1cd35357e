//! The command `weft` for Node: the same program as the native one, whose host is JavaScript (`../src/command/host.ts`).
//!
//! The libraries are not linked in: they are the package's other wasm files, so that no code is shipped twice. What goes between is bytes, and
//! JSON for the rest.

mod script;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use js_sys::{Array, Object, Reflect, Uint8Array};
use script::{Script, outcome, parsed, strings};
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use weft_cli::{Found, Host};
use weft_compose::{Composed, Package, Part, Reference};
use weft_encode::Component;
use weft_encode::wit::{Dependency, Features, Source};
use weft_transpiler::diagnostics::Diagnostic;
use weft_transpiler::docs::Docs;
use weft_transpiler::functions::Functions;
use weft_transpiler::options::{Mode, Options, Runtime, Strings};
use weft_transpiler::{File, Output, Report};

/// A panic leaves as an exception with its message.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
}

/// Does what the command line says, whose first word is the program's name; returns the exit code.
#[wasm_bindgen(skip_typescript)]
#[must_use]
pub fn main(args: Vec<String>, script: Script) -> u8 {
    weft_cli::main(args.into_iter().map(OsString::from), &Node { script })
}

/// The call that `text` says in WAVE, as JSON: what `weft run --invoke` makes of it. `functions` are the component's, as JSON. The playground asks this.
///
/// # Errors
/// An `Error` whose `diagnostics` say why.
#[wasm_bindgen(skip_typescript)]
pub fn call(text: &str, functions: &str) -> Result<String, JsValue> {
    let call = script::parsed(functions)
        .and_then(|functions| weft_cli::read_call(text, &functions).map_err(|found| vec![found]));
    call.map_err(script::thrown)
}

struct Node {
    script: Script,
}

impl Host for Node {
    fn read(&self, path: &OsStr) -> Result<Vec<u8>, String> {
        outcome(self.script.read(&path.to_string_lossy()))
    }

    fn read_stdin(&self) -> Result<Vec<u8>, String> {
        outcome(self.script.read_stdin())
    }

    fn is_folder(&self, path: &Path) -> bool {
        self.script.is_folder(&path.to_string_lossy())
    }

    fn entries(&self, folder: &Path) -> Result<Vec<PathBuf>, String> {
        let names = outcome(self.script.entries(&folder.to_string_lossy()))?;
        let mut paths: Vec<PathBuf> = names.into_iter().map(|name| folder.join(name)).collect();
        paths.sort();
        Ok(paths)
    }

    fn folder(&self, path: &str) -> Result<PathBuf, String> {
        outcome(self.script.folder(path)).map(PathBuf::from)
    }

    fn write_all(&self, folder: &Path, files: &[File<'_>]) -> Result<(), String> {
        outcome(self.script.write_all(&folder.to_string_lossy(), entries(files)))
    }

    fn variables(&self) -> Vec<(OsString, OsString)> {
        let pairs: Vec<(String, String)> = serde_json::from_str(&self.script.variables()).unwrap_or_default();
        pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect()
    }

    fn print(&self, text: &str) -> Result<(), Option<String>> {
        // The empty message: nobody reads any more.
        outcome(self.script.print(text)).map_err(|message| (!message.is_empty()).then_some(message))
    }

    fn talk(&self, text: &str) {
        self.script.talk(text);
    }

    fn width(&self) -> Option<usize> {
        usize::try_from(self.script.width()).ok()
    }

    fn compile(&self, text: &str) -> Found<Vec<u8>> {
        self.script.compile(text).map_err(script::found)
    }

    fn component(&self, bytes: Vec<u8>) -> Found<Component> {
        encoded(self.script.component(&bytes))
    }

    fn interface(&self, bytes: Vec<u8>, world: Option<&str>, features: Features) -> Found<Component> {
        encoded(self.script.interface(&bytes, world, names_of(features)))
    }

    fn world(&self, source: Source, world: Option<&str>, features: Features) -> Found<Component> {
        encoded(self.script.world(source_of(source), world, names_of(features)))
    }

    fn docs(&self, source: Source, world: Option<&str>) -> Found<Docs> {
        parsed(&self.script.docs(source_of(source), world).map_err(script::found)?)
    }

    fn wit(&self, component: &[u8]) -> Found<String> {
        self.script.wit(component).map_err(script::found)
    }

    fn package(&self, bytes: Vec<u8>) -> Found<Component> {
        encoded(self.script.package(&bytes))
    }

    fn wit_package(&self, source: Source) -> Found<Component> {
        encoded(self.script.wit_package(source_of(source)))
    }

    fn plug(&self, socket: Part, plugs: Vec<Part>) -> Found<Composed> {
        let parts = std::iter::once(socket).chain(plugs);
        let parts = parts.map(|part| Array::of2(&part.name.into(), &Uint8Array::from(part.bytes.as_slice())));
        composed(self.script.plug(parts.collect()))
    }

    fn references(&self, text: &str) -> Found<Vec<Reference>> {
        parsed(&self.script.references(text).map_err(script::found)?)
    }

    fn compose(&self, text: &str, packages: Vec<Package>) -> Found<Composed> {
        let packages = packages.into_iter().map(|Package { name, version, bytes }| {
            Array::of3(&name.into(), &version.into(), &Uint8Array::from(bytes.as_slice()))
        });
        composed(self.script.compose(text, packages.collect()))
    }

    fn transpile<'a>(&self, component: &'a [u8], options: &Options) -> Found<Output<'a>> {
        #[derive(Deserialize)]
        struct Summary {
            main: String,
            diagnostics: Vec<Diagnostic>,
            report: Report,
        }
        let docs = script::json(&options.docs)?;
        let output = self.script.transpile(component, object_of(options)?, &docs, options.given_wasi);
        let output = output.map_err(script::found)?;
        let Summary { main, diagnostics, report } = parsed(&script::text_of(&output, "summary")?)?;
        let files = Array::from(&script::property(&output, "files")?);
        let files = files.iter().map(|pair| {
            let pair: Array = pair.unchecked_into();
            File {
                name: pair.get(0).as_string().unwrap_or_default(),
                contents: Uint8Array::new(&pair.get(1)).to_vec().into(),
            }
        });
        Ok(Output { files: files.collect(), main, diagnostics, report })
    }

    fn types(&self, component: &[u8], options: &Options) -> Found<File<'static>> {
        let docs = script::json(&options.docs)?;
        let file = self.script.types(component, object_of(options)?, &docs).map_err(script::found)?;
        let contents = Uint8Array::new(&script::property(&file, "contents")?).to_vec().into();
        Ok(File { name: script::text_of(&file, "name")?, contents })
    }

    fn inspect(&self, component: &[u8]) -> Found<Report> {
        parsed(&self.script.inspect(component).map_err(script::found)?)
    }

    fn functions(&self, component: &[u8]) -> Found<Functions> {
        parsed(&self.script.functions(component).map_err(script::found)?)
    }

    fn gives_wasi(&self) -> bool {
        true
    }

    fn run(&self, files: &[File<'_>], run: &str) -> Result<u8, Diagnostic> {
        // The component runs after this program has ended, in the same process.
        self.script.run(entries(files), run);
        Ok(0)
    }
}

/// `[name, contents][]`
fn entries(files: &[File<'_>]) -> Array {
    files.iter().map(|file| Array::of2(&file.name.as_str().into(), &Uint8Array::from(&*file.contents))).collect()
}

fn names_of(features: Features) -> Vec<String> {
    match features {
        Features::None => Vec::new(),
        Features::All => vec!["*".to_owned()],
        Features::Named(names) => names,
    }
}

/// The source as the encoder's door takes it.
fn source_of(source: Source) -> JsValue {
    let files = |files: Vec<weft_encode::wit::File>| -> Array {
        files.into_iter().map(|file| Array::of2(&file.path.into(), &file.text.into())).collect()
    };
    let dependencies: Array = source
        .dependencies
        .into_iter()
        .map(|dependency| match dependency {
            Dependency::Files(list) => JsValue::from(files(list)),
            Dependency::Binary(bytes) => Uint8Array::from(bytes.as_slice()).into(),
        })
        .collect();
    let object = Object::new();
    // Properties of a new object can be set.
    let _ = Reflect::set(&object, &"main".into(), &files(source.main));
    let _ = Reflect::set(&object, &"dependencies".into(), &dependencies);
    object.into()
}

/// The options as the transpiler's door takes them.
fn object_of(options: &Options) -> Found<JsValue> {
    let name_of_mode = Mode::ALL.iter().find(|(_, mode)| *mode == options.mode).map(|(name, _)| *name);
    let name_of_runtime = Runtime::ALL.iter().find(|(_, way)| *way == options.runtime).map(|(name, _)| *name);
    let name_of_strings = Strings::ALL.iter().find(|(_, way)| Some(*way) == options.strings).map(|(name, _)| *name);
    let map = Object::new();
    for (spec, target) in &options.map {
        let _ = Reflect::set(&map, &spec.into(), &target.into());
    }
    let object = Object::new();
    for (name, value) in [
        ("name", if options.name.is_empty() { JsValue::UNDEFINED } else { options.name.as_str().into() }),
        ("mode", name_of_mode.into()),
        ("runtime", name_of_runtime.into()),
        ("strings", name_of_strings.into()),
        ("map", map.into()),
        ("asyncExports", strings(&options.async_exports).into()),
        ("noWasi", options.no_wasi.into()),
        ("minify", options.minify.into()),
        ("sourceMap", options.source_map.into()),
    ] {
        let _ = Reflect::set(&object, &name.into(), &value);
    }
    Ok(object.into())
}

fn composed(made: Result<JsValue, JsValue>) -> Found<Composed> {
    let made = made.map_err(script::found)?;
    Ok(Composed {
        bytes: Uint8Array::new(&script::property(&made, "bytes")?).to_vec(),
        diagnostics: parsed(&script::text_of(&made, "findings")?)?,
    })
}

fn encoded(made: Result<JsValue, JsValue>) -> Found<Component> {
    let made = made.map_err(script::found)?;
    Ok(Component {
        bytes: Uint8Array::new(&script::property(&made, "bytes")?).to_vec(),
        docs: parsed(&script::text_of(&made, "docs")?)?,
        world: script::property(&made, "world")?.as_string(),
        diagnostics: parsed(&script::text_of(&made, "findings")?)?,
    })
}
