//! The options: one list, from which the CLI's arguments and help, the API's types and the docs derive.
//!
//! An [`OptionSpec`] is a value: its names, what it takes, its help, its default, the verbs that know it, and (for
//! what the pipeline itself reads) how its text becomes a field of [`Options`]. Options that only a front end reads
//! (the output folder, the directories of a run) stand in the same list, without that function.

mod verbs;

pub use verbs::{ArgumentSpec, Count, VERBS, Verb, VerbSpec};

use crate::diagnostics::{Code, Diagnostic};
use crate::docs::Docs;
use crate::property_name;
use crate::wasi::split_version;

/// How the generated module is delivered (one file per mode in `emit/`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// An ES module with top-level await whose exports are the component's.
    #[default]
    Esm,
    /// A module that exports `instantiate` and `instantiateSync`.
    Instantiate,
    /// A module that exports `instantiate`, which runs the component in a worker.
    Worker,
}

impl Mode {
    /// The modes with their names.
    pub const ALL: &'static [(&'static str, Self)] =
        &[("esm", Self::Esm), ("instantiate", Self::Instantiate), ("worker", Self::Worker)];
}

/// Where the generated module has the runtime from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Runtime {
    /// It holds what it needs itself.
    #[default]
    Inline,
    /// It imports `@weft-wasm/runtime`.
    Shared,
}

impl Runtime {
    /// The ways with their names.
    pub const ALL: &'static [(&'static str, Self)] = &[("inline", Self::Inline), ("shared", Self::Shared)];
}

/// What strings in UTF-8 are lifted and lowered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strings {
    /// The platform's encoder and decoder alone: the least text.
    Small,
    /// Short text by quicker ways: more text, less time.
    Fast,
}

impl Strings {
    /// The ways with their names.
    pub const ALL: &'static [(&'static str, Self)] = &[("small", Self::Small), ("fast", Self::Fast)];
}

/// What the caller may choose.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Base name of the generated files; `component` when empty.
    pub name: String,
    /// Delivery of the generated module.
    pub mode: Mode,
    /// `SPEC=TARGET` pairs: the module specifier to import instead of an import's name; `*` in both is carried over.
    pub map: Vec<(String, String)>,
    /// Exports that return promises although their type is synchronous.
    pub async_exports: Vec<String>,
    /// Do not import Weft's WASI: every import comes from the caller.
    pub no_wasi: bool,
    /// Where the runtime comes from.
    pub runtime: Runtime,
    /// What strings in UTF-8 are lifted and lowered with; `None`: as many functions as have strings make it worth while.
    pub strings: Option<Strings>,
    /// Print the module in as few bytes as possible.
    pub minify: bool,
    /// Write a source map beside the module.
    pub source_map: bool,
    /// What WIT says about the component's items: comments for the declarations.
    pub docs: Docs,
    /// The module asks its caller for `@weft-wasm/wasi/p2` (its namespace, the option `wasiModule`) instead of importing it: for modules that are
    /// imported from where no name of a package means anything, such as a `blob:` URL. Only in the mode `instantiate`.
    pub given_wasi: bool,
    /// Calls between components are written for engines that let a module have one memory only, and for those alone; else for both, and the engine decides.
    pub single_memory: bool,
}

impl Options {
    /// Sets the option called `name` (long, without dashes) from text; a flag takes the empty text.
    ///
    /// # Errors
    /// [`Code::Option`] when there is no such option, or the text does not fit it.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), Diagnostic> {
        let spec = OPTIONS.iter().find(|spec| spec.name == name || spec.aliases.contains(&name));
        let Some(spec) = spec.filter(|spec| spec.is_of_pipeline()) else {
            return Err(Diagnostic::new(Code::Option, format!("there is no option --{name}")));
        };
        spec.apply(self, value).map_err(|problem| spec.problem(value, &problem))
    }

    /// The module specifier that `map` gives to an import, if one of its patterns fits.
    pub(crate) fn mapped(&self, name: &str) -> Option<String> {
        let bare = split_version(name).0;
        for (pattern, target) in &self.map {
            for candidate in [name, bare] {
                match pattern.split_once('*') {
                    None if pattern == candidate => return Some(target.clone()),
                    Some((before, after)) => {
                        let fits = candidate.len() >= before.len() + after.len();
                        if let (true, Some(rest)) = (fits, candidate.strip_prefix(before))
                            && let Some(star) = rest.strip_suffix(after)
                        {
                            return Some(target.replace('*', star));
                        }
                    }
                    None => {}
                }
            }
        }
        None
    }

    /// Base name of the generated files.
    #[must_use]
    pub fn base_name(&self) -> &str {
        if self.name.is_empty() { "component" } else { &self.name }
    }

    /// Checks what the fields' types do not: for callers that fill them in themselves.
    ///
    /// # Errors
    /// [`Code::Option`] for the first field that does not fit.
    pub fn check(&self) -> Result<(), Diagnostic> {
        let mut again = Self::default();
        if !self.name.is_empty() {
            again.set("name", &self.name)?;
        }
        for (spec, target) in &self.map {
            again.set("map", &format!("{spec}={target}"))?;
        }
        for name in &self.async_exports {
            again.set("async", name)?;
        }
        Ok(())
    }
}

/// What an option takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Nothing: it is given or not.
    Nothing,
    /// One value, by this name in help texts.
    One(&'static str),
    /// One value each time it is given.
    Many(&'static str),
}

type Set = fn(&mut Options, &str) -> Result<(), String>;

/// One option.
#[derive(Debug, Clone, Copy)]
pub struct OptionSpec {
    /// The long name, without dashes.
    pub name: &'static str,
    /// The one-letter name.
    pub short: Option<char>,
    /// Other long names: jco's, where the meaning is the same.
    pub aliases: &'static [&'static str],
    /// The property of the JavaScript API that stands for it, where that is not its name in camelCase.
    api_name: Option<&'static str>,
    /// What it takes.
    pub takes: Takes,
    /// The values that it takes, where they are a few words.
    pub choices: &'static [&'static str],
    /// What it does: one sentence, without a full stop.
    pub help: &'static str,
    /// What holds when it is not given, in words or as a value.
    pub default: Option<&'static str>,
    /// Whether the verbs that know it cannot do without.
    pub required: bool,
    /// The verbs that know it.
    pub verbs: &'static [Verb],
    /// How it changes [`Options`]; `None` when only the front end reads it.
    set: Option<Set>,
}

impl OptionSpec {
    /// The property of the JavaScript API that stands for it.
    #[must_use]
    pub fn property(&self) -> String {
        self.api_name.map_or_else(|| property_name(self.name), str::to_owned)
    }

    /// Whether [`Options::set`] knows it.
    #[must_use]
    pub fn is_of_pipeline(&self) -> bool {
        self.set.is_some()
    }

    /// Sets the option in `options` from text, if the pipeline reads it.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn apply(&self, options: &mut Options, value: &str) -> Result<(), String> {
        self.set.map_or(Ok(()), |set| set(options, value))
    }

    /// The finding that `value` does not fit.
    #[must_use]
    pub fn problem(&self, value: &str, problem: &str) -> Diagnostic {
        Diagnostic::new(Code::Option, format!("--{} {value:?}: {problem}", self.name)).help(self.help)
    }
}

/// The option called `name`, by its long name or an alias.
#[must_use]
pub fn option(name: &str) -> Option<&'static OptionSpec> {
    OPTIONS.iter().find(|spec| spec.name == name || spec.aliases.contains(&name))
}

const BASE: OptionSpec = OptionSpec {
    name: "",
    short: None,
    aliases: &[],
    api_name: None,
    takes: Takes::Nothing,
    choices: &[],
    help: "",
    default: None,
    required: false,
    verbs: &[],
    set: None,
};

/// The options, in the order of the help.
pub const OPTIONS: &[OptionSpec] = &[
    OptionSpec {
        name: "out-dir",
        short: Some('o'),
        takes: Takes::One("DIR"),
        help: "Folder to write to; it is made when missing",
        required: true,
        verbs: &[Verb::Transpile, Verb::Types],
        ..BASE
    },
    OptionSpec {
        name: "output",
        short: Some('o'),
        takes: Takes::One("FILE"),
        help: "File to write; its folder is made when missing",
        required: true,
        verbs: &[Verb::Compose],
        ..BASE
    },
    OptionSpec {
        name: "plug",
        takes: Takes::Many("COMPONENT"),
        help: "Give INPUT what this component exports; may be given several times",
        verbs: &[Verb::Compose],
        ..BASE
    },
    OptionSpec {
        name: "dep",
        short: Some('d'),
        takes: Takes::Many("PACKAGE=PATH"),
        help: "What a composition means by PACKAGE, e.g. `a:b` or `a:b@1.0.0`; may be given several times",
        verbs: &[Verb::Compose],
        ..BASE
    },
    OptionSpec {
        name: "deps-dir",
        takes: Takes::One("DIR"),
        help: "Folder with the other packages that a composition mentions",
        default: Some("deps"),
        verbs: &[Verb::Compose],
        ..BASE
    },
    OptionSpec {
        name: "mode",
        takes: Takes::One("MODE"),
        choices: &["esm", "instantiate", "worker"],
        help: "How the module is delivered: `esm` instantiates on import, `instantiate` exports a function that does, `worker` one that does so in a worker, which waits without JSPI where memory is shared",
        default: Some("esm"),
        verbs: &[Verb::Transpile, Verb::Types],
        set: Some(|options, value| {
            options.mode = one_of(Mode::ALL, value)?;
            Ok(())
        }),
        ..BASE
    },
    OptionSpec {
        name: "name",
        takes: Takes::One("NAME"),
        help: "Base name of the files",
        default: Some("the input's file name without extension, or the world of WIT"),
        verbs: &[Verb::Transpile, Verb::Types],
        set: Some(set_name),
        ..BASE
    },
    OptionSpec {
        name: "map",
        takes: Takes::Many("SPEC=TARGET"),
        help: "Import from module TARGET what the component imports as SPEC; a `*` in both is carried over",
        verbs: &[Verb::Transpile],
        set: Some(set_map),
        ..BASE
    },
    OptionSpec {
        name: "async",
        aliases: &["async-exports"],
        api_name: Some("asyncExports"),
        takes: Takes::Many("NAME"),
        help: "Let the export NAME return a promise although its type is synchronous",
        verbs: &[Verb::Transpile, Verb::Types],
        set: Some(set_async),
        ..BASE
    },
    OptionSpec {
        name: "no-wasi",
        aliases: &["no-wasi-shim"],
        help: "Take WASI from the caller instead of importing @weft-wasm/wasi",
        verbs: &[Verb::Transpile, Verb::Types],
        set: Some(|options, value| set_flag(&mut options.no_wasi, value)),
        ..BASE
    },
    OptionSpec {
        name: "runtime",
        takes: Takes::One("WAY"),
        choices: &["inline", "shared"],
        help: "Where the module has the runtime from: `inline` holds what it needs, `shared` imports @weft-wasm/runtime, of which several components on a page share one copy",
        default: Some("inline"),
        verbs: &[Verb::Transpile],
        set: Some(|options, value| {
            options.runtime = one_of(Runtime::ALL, value)?;
            Ok(())
        }),
        ..BASE
    },
    OptionSpec {
        name: "strings",
        takes: Takes::One("WAY"),
        choices: &["small", "fast"],
        help: "How strings in UTF-8 cross: `small` leaves them to the platform's encoder and decoder, `fast` has quicker ways for short ones, in more code",
        default: Some("fast where four functions or more, without WASI's, have strings"),
        verbs: &[Verb::Transpile],
        set: Some(|options, value| {
            options.strings = Some(one_of(Strings::ALL, value)?);
            Ok(())
        }),
        ..BASE
    },
    OptionSpec {
        name: "minify",
        help: "Print the module in as few bytes as possible, with short names",
        verbs: &[Verb::Transpile],
        set: Some(|options, value| set_flag(&mut options.minify, value)),
        ..BASE
    },
    OptionSpec {
        name: "source-map",
        help: "Write a source map that leads to the runtime's TypeScript, and with --minify to the readable module",
        verbs: &[Verb::Transpile],
        set: Some(|options, value| set_flag(&mut options.source_map, value)),
        ..BASE
    },
    OptionSpec {
        name: "wit",
        takes: Takes::One("PATH"),
        help: "WIT file or folder of the component: what it says becomes comments of the declarations",
        verbs: &[Verb::Transpile, Verb::Types],
        ..BASE
    },
    OptionSpec {
        name: "world",
        takes: Takes::One("NAME"),
        help: "The world, where WIT has several",
        verbs: &[Verb::Transpile, Verb::Types],
        ..BASE
    },
    OptionSpec {
        name: "features",
        takes: Takes::Many("NAME"),
        help: "Declare what WIT marks `@unstable(feature = NAME)`, too; `*` for all",
        verbs: &[Verb::Types],
        ..BASE
    },
    OptionSpec {
        name: "dir",
        takes: Takes::Many("HOST[::GUEST[::ro]]"),
        help: "Let the command see the folder HOST as GUEST (by default under the same name), `ro` for reading only; may be given several times",
        verbs: &[Verb::Run],
        ..BASE
    },
    OptionSpec {
        name: "env",
        takes: Takes::Many("NAME[=VALUE]"),
        help: "Set an environment variable of the command; without a value, pass on the caller's",
        verbs: &[Verb::Run],
        ..BASE
    },
    OptionSpec {
        name: "argv0",
        takes: Takes::One("NAME"),
        help: "The command's own name, its first argument",
        default: Some("the name of the component's file"),
        verbs: &[Verb::Run],
        ..BASE
    },
    OptionSpec {
        name: "wasi",
        short: Some('S'),
        takes: Takes::Many("KEY[=y|n]"),
        help: "wasmtime's options of WASI, as far as they mean something here: `inherit-env` passes on all variables",
        verbs: &[Verb::Run],
        ..BASE
    },
    OptionSpec {
        name: "invoke",
        takes: Takes::One("CALL"),
        help: "Call an exported function instead of running the command, and print its result: `f(1, \"a\")` or `a:b/c.f(1, \"a\")`, in WAVE",
        verbs: &[Verb::Run],
        ..BASE
    },
    OptionSpec {
        name: "json",
        help: "Print JSON on stdout: the report, or the diagnostics",
        verbs: &[Verb::Transpile, Verb::Types, Verb::Compose, Verb::Inspect],
        ..BASE
    },
];

fn one_of<T: Copy>(all: &[(&str, T)], value: &str) -> Result<T, String> {
    let found = all.iter().find(|(name, _)| *name == value);
    found.map(|(_, one)| *one).ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|(name, _)| *name).collect();
        format!("not one of {}", names.join(", "))
    })
}

/// A name becomes part of file names on every system, of URLs and of import specifiers.
fn set_name(options: &mut Options, value: &str) -> Result<(), String> {
    if value.is_empty() {
        return Err("a name has at least one character".into());
    }
    if value.len() > 200 {
        return Err("a name has at most 200 bytes".into());
    }
    if let Some(bad) = value.chars().find(|&letter| !fits_file_name(letter)) {
        return Err(format!("{bad:?} cannot stand in a file name"));
    }
    if value.starts_with(['.', '-', ' ']) || value.ends_with(['.', ' ']) {
        return Err("a name does not begin with `.`, `-` or a space, nor end with `.` or a space".into());
    }
    if is_device(value) {
        return Err("Windows has a device of this name".into());
    }
    value.clone_into(&mut options.name);
    Ok(())
}

/// Whether Windows takes a file of this name, whatever its extension, for a device.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().filter_map(|device| stem.strip_prefix(device));
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || numbered.into_iter().any(|rest| matches!(rest, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"))
}

/// Whether `letter` may stand in the base name of the generated files.
#[must_use]
pub fn fits_file_name(letter: char) -> bool {
    let breaks_lines = letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
    !breaks_lines && !matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '#' | '%')
}

fn set_map(options: &mut Options, value: &str) -> Result<(), String> {
    let Some((spec, target)) = value.split_once('=').filter(|(spec, target)| !spec.is_empty() && !target.is_empty())
    else {
        return Err("not of the form SPEC=TARGET".into());
    };
    let stars = |text: &str| text.matches('*').count();
    if stars(spec) > 1 || stars(target) > stars(spec) {
        return Err("at most one `*` in SPEC, and one in TARGET only with it".into());
    }
    options.map.push((spec.to_owned(), target.to_owned()));
    Ok(())
}

fn set_async(options: &mut Options, value: &str) -> Result<(), String> {
    if value.is_empty() {
        return Err("the name of an export is wanted".into());
    }
    options.async_exports.push(value.to_owned());
    Ok(())
}

fn set_flag(flag: &mut bool, value: &str) -> Result<(), String> {
    *flag = match value {
        "" | "true" => true,
        "false" => false,
        _ => return Err("takes no value".into()),
    };
    Ok(())
}

#[cfg(test)]
#[path = "options_test.rs"]
mod tests;
