//! `--invoke`: a call written in WAVE, matched with the function that it means.
//!
//! Names are written as wasmtime takes them: `f(…)` for a function of the component or, where only one has it, of an exported
//! interface; `a:b/c.f@1.2.3(…)` for one of an interface. A version finds every compatible one, and may be left out.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use wasm_wave::ast::Node;
use wasm_wave::parser::{ParserError, ParserErrorKind};
use wasm_wave::untyped::UntypedFuncCall;
use wasm_wave::wasm::{DisplayType, WasmValue as _};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::functions::{Function, Functions};
use weft_transpiler::options::OptionSpec;
use weft_transpiler::value_type::{Type, TypeId};

use crate::wave::{Argument, Shape};

/// So many functions are named in a diagnostic, at most.
const SHOWN: usize = 12;

/// Up to so many bytes a signature stands in a list of several.
const BRIEF: usize = 80;

/// A call that the launcher can make.
#[derive(Debug, Serialize)]
pub struct Call {
    /// The properties that lead to the function.
    path: Vec<String>,
    /// The arguments with their types.
    arguments: Vec<(Shape, Value)>,
    /// The result's type.
    result: Option<Shape>,
    /// The function as `--async` names it.
    #[serde(skip)]
    pub export: String,
}

/// Finds the function that `text` calls, and reads its arguments.
///
/// # Errors
/// `option` when there is no such function or the arguments do not fit it, `unsupported` when WAVE cannot say them.
pub fn call_of(spec: &OptionSpec, text: &str, functions: &Functions) -> Result<Call, Diagnostic> {
    let call = UntypedFuncCall::parse(text).map_err(|error| unreadable(spec, text, &error))?;
    let function = find(spec, text, call.name(), functions)?;
    let ty = &function.ty;
    let shape = |id: TypeId| {
        Shape::of(&functions.types, id).map_err(|what| {
            let message = format!("{} cannot be invoked: WAVE has no way to write {what}", call_name(function));
            Diagnostic::new(Code::Unsupported, message).help(signature(function, functions))
        })
    };
    let shapes = ty.params.iter().map(|(_, id)| shape(*id)).collect::<Result<Vec<_>, _>>()?;
    let result = ty.result.map(shape).transpose()?;

    let nodes: Vec<&Node> = match call.params_node() {
        None => Vec::new(),
        Some(node) => node.as_tuple().map_err(|error| unreadable(spec, text, &error))?.collect(),
    };
    // What is left out at the end is `none`, where it can be.
    let needed = shapes.iter().rposition(|shape| !matches!(shape, Shape::Option(_))).map_or(0, |last| last + 1);
    if !(needed..=shapes.len()).contains(&nodes.len()) {
        let takes = if needed == shapes.len() { needed.to_string() } else { format!("{needed} to {}", shapes.len()) };
        let problem = format!("the function takes {takes} arguments, not {}", nodes.len());
        return Err(spec.problem(text, &problem).help(signature(function, functions)));
    }
    let mut arguments = Vec::new();
    for (index, (shape, (name, _))) in shapes.into_iter().zip(&ty.params).enumerate() {
        let value = match nodes.get(index) {
            Some(node) => node.to_wasm_value::<Argument>(&shape, text).map_err(|error| {
                let problem = format!(
                    "{name} is of type {}; {}",
                    shortened(&DisplayType(&shape).to_string()),
                    place(text, &error)
                );
                spec.problem(text, &problem).help(signature(function, functions))
            })?,
            None => Argument::make_option(&shape, None).map_err(|error| spec.problem(text, &error.to_string()))?,
        };
        let json = value.json();
        arguments.push((shape, json));
    }
    let export = match &function.interface {
        Some(interface) => format!("{interface}#{}", function.name),
        None => function.name.clone(),
    };
    Ok(Call { path: function.path.clone(), arguments, result, export })
}

/// The functions that can be invoked, as help: with their types, where those are short.
pub fn offer(functions: &Functions) -> Option<String> {
    let brief = |function| match signature(function, functions) {
        whole if whole.len() <= BRIEF => whole,
        _ => format!("{}(\u{2026})", call_name(function)),
    };
    let mut offered: Vec<String> = functions.all.iter().take(SHOWN).map(brief).collect();
    if functions.all.len() > SHOWN {
        offered.push("\u{2026}".to_owned());
    }
    (!offered.is_empty()).then(|| offered.join(", "))
}

/// What is wrong with the text as such.
fn unreadable(spec: &OptionSpec, text: &str, error: &ParserError) -> Diagnostic {
    let help = "a call is written like f(1, \"text\", [true], {field: 'c'}), in WAVE: \
                https://github.com/bytecodealliance/wasm-tools/tree/main/crates/wasm-wave#readme";
    let is_bare = !text.is_empty() && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    if is_bare {
        return spec.problem(text, "not a call").help(format!("write {text}(), with the arguments in the parentheses"));
    }
    spec.problem(text, &place(text, error)).help(help)
}

/// Where the parser stumbled and over what, in words.
fn place(text: &str, error: &ParserError) -> String {
    let span = error.span();
    let character = text.get(..span.start).map_or(0, |before| before.chars().count()) + 1;
    let found = text.get(span).unwrap_or_default();
    let what = match error.kind() {
        ParserErrorKind::InvalidType => "another type".to_owned(),
        ParserErrorKind::InvalidValue => "out of range, or not of this type".to_owned(),
        kind => match (std::error::Error::source(error), error.detail()) {
            (Some(source), _) => source.to_string(),
            (None, Some(detail)) => format!("{kind} ({detail})"),
            (None, None) => kind.to_string(),
        },
    };
    if found.is_empty() {
        format!("at character {character}: {what}")
    } else {
        format!("at character {character}, `{}`: {what}", shortened(found))
    }
}

/// At most some words of a text.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(60) {
        None => text.into(),
        Some((at, _)) => format!("{}\u{2026}", text.get(..at).unwrap_or_default()).into(),
    }
}

/// The one function that `name` means.
fn find<'a>(spec: &OptionSpec, text: &str, name: &str, functions: &'a Functions) -> Result<&'a Function, Diagnostic> {
    let wanted = Wanted::of(name);
    let fitting = |fit: Fit| functions.all.iter().filter(move |function| wanted.fit(function) == Some(fit));
    let found: Vec<_> = match fitting(Fit::Exact).collect::<Vec<_>>() {
        exact if exact.is_empty() => fitting(Fit::Loose).collect(),
        exact => exact,
    };
    match *found.as_slice() {
        [function] => Ok(function),
        [] => {
            let mut help = offer(functions)
                .map_or("it exports no functions".to_owned(), |offered| format!("it exports {offered}"));
            if let Some(near) = nearest(name, functions) {
                help = format!("did you mean {}? {help}", signature(near, functions));
            }
            Err(spec.problem(text, &format!("the component exports no function {name}")).help(help))
        }
        ref several => {
            let names: Vec<_> = several.iter().map(|function| call_name(function)).collect();
            let problem = format!("the component exports several functions {name}");
            Err(spec.problem(text, &problem).help(format!("say which: {}", names.join(", "))))
        }
    }
}

/// A function's name as it was written.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    package: Option<&'a str>,
    interface: Option<&'a str>,
    name: &'a str,
    version: Option<&'a str>,
}

#[derive(PartialEq, Eq, Clone, Copy)]
enum Fit {
    /// It says all that there is to say.
    Exact,
    /// It leaves something out, or names another version that is compatible.
    Loose,
}

impl<'a> Wanted<'a> {
    fn of(text: &'a str) -> Self {
        let (text, version) = text.split_once('@').map_or((text, None), |(text, version)| (text, Some(version)));
        let (package, text) = text.split_once('/').map_or((None, text), |(package, text)| (Some(package), text));
        let (interface, name) = text.split_once('.').map_or((None, text), |(interface, name)| (Some(interface), name));
        Self { package, interface, name, version }
    }

    fn fit(self, function: &Function) -> Option<Fit> {
        if function.name != self.name {
            return None;
        }
        let Some(full) = function.interface.as_deref() else {
            let is_bare = self.interface.is_none() && self.package.is_none() && self.version.is_none();
            return is_bare.then_some(Fit::Exact);
        };
        let (full, version) = full.split_once('@').map_or((full, None), |(full, version)| (full, Some(version)));
        let (package, interface) =
            full.split_once('/').map_or((None, full), |(package, interface)| (Some(package), interface));
        if self.package.is_some() && (self.package != package || self.interface.is_none()) {
            return None;
        }
        if self.interface.is_some_and(|wanted| wanted != interface) {
            return None;
        }
        if self.version.is_some() && track(self.version?) != track(version?) {
            return None;
        }
        let is_exact = self.interface.is_some() && self.package == package && self.version == version;
        Some(if is_exact { Fit::Exact } else { Fit::Loose })
    }
}

/// What compatible versions share: the parts up to the first that is not zero.
fn track(version: &str) -> Vec<&str> {
    let release = version.split(['-', '+']).next().unwrap_or(version);
    if release != version {
        return vec![version];
    }
    let parts: Vec<&str> = release.split('.').collect();
    let first = parts.iter().position(|part| *part != "0").unwrap_or(parts.len());
    parts.into_iter().take(first + 1).collect()
}

/// A function as it is written in a call.
fn call_name(function: &Function) -> String {
    match function.interface.as_deref().map(|interface| interface.split_once('@').unwrap_or((interface, ""))) {
        None => function.name.clone(),
        // WAVE has no words for other versions, which may be left out.
        Some((interface, version)) if version.is_empty() || version.contains(['-', '+']) => {
            format!("{interface}.{}", function.name)
        }
        Some((interface, version)) => format!("{interface}.{}@{version}", function.name),
    }
}

/// `a:b/c.f(x: u32, y: string) -> bool`
fn signature(function: &Function, functions: &Functions) -> String {
    let spelled = |id: TypeId| match Shape::of(&functions.types, id) {
        Ok(shape) => DisplayType(&shape).to_string(),
        Err(_) => match functions.types.get(id) {
            Type::Borrow(_) => "borrow<\u{2026}>".to_owned(),
            Type::Own(_) => "own<\u{2026}>".to_owned(),
            _ => "\u{2026}".to_owned(),
        },
    };
    let params: Vec<_> = function.ty.params.iter().map(|(name, id)| format!("{name}: {}", spelled(*id))).collect();
    let result = function.ty.result.map_or(String::new(), |id| format!(" -> {}", spelled(id)));
    format!("{}({}){result}", call_name(function), params.join(", "))
}

/// The function whose name is most like `name`, if one is.
fn nearest<'a>(name: &str, functions: &'a Functions) -> Option<&'a Function> {
    let wanted = Wanted::of(name).name;
    let likeness = |function: &Function| strsim::jaro(wanted, &function.name);
    let best = functions.all.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) > 0.7).then_some(best)
}

#[cfg(test)]
#[path = "invoke_test.rs"]
mod tests;
