//! The directives of one script as JSON, with its components transpiled.

use crate::value;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::error::Error;
use std::path::Path;
use std::{fmt, fs};
use wast::lexer::Lexer;
use wast::parser::{self, ParseBuffer};
use wast::token::Id;
use wast::{QuoteWat, Wast, WastArg, WastDirective, WastExecute, WastInvoke, WastRet, Wat};
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::Options;
use weft_transpiler::{property_name, transpile};
use weft_wat::what as what_is_wrong;

/// What stands before a directive that is wrong on purpose, followed by what the report has to say of it.
const WRONG: &str = ";; wrong: ";

/// Reads a script. Its components go to `OUT/FOLDER/<m>/c.js`, transpiled with `options`; `wrong` says whether to look for directives that are wrong on purpose.
///
/// A script that does not parse has one directive, which fails with the reason.
pub fn directives(
    text: &str,
    out: &Path,
    folder: &str,
    wrong: bool,
    options: &Options,
) -> Result<Vec<Value>, Box<dyn Error>> {
    let parsed = || {
        let mut lexer = Lexer::new(text);
        // Text about text has to be able to hold any of it.
        lexer.allow_confusing_unicode(true);
        ParseBuffer::new_with_lexer(lexer)
    };
    let unreadable = |error: &wast::Error| {
        let line = error.span().linecol_in(text).0 + 1;
        let why = format!("the script does not parse: {}", error.message());
        vec![json!({ "line": line, "what": { "do": "nothing", "why": why } })]
    };
    let buffer = match parsed() {
        Ok(buffer) => buffer,
        Err(error) => return Ok(unreadable(&error)),
    };
    let wast = match parser::parse::<Wast<'_>>(&buffer) {
        Ok(wast) => wast,
        Err(error) => return Ok(unreadable(&error)),
    };
    let mut script = Script { out, folder, options, components: 0 };
    let mut directives = Vec::new();
    for directive in wast.directives {
        let line = directive.span().linecol_in(text).0;
        let what = script.directive(directive).or_else(|error| match error.downcast::<Core>() {
            Ok(core) => Ok(json!({ "do": "nothing", "why": core.to_string() })),
            Err(other) => Err(other),
        })?;
        let before = line.checked_sub(1).and_then(|before| text.lines().nth(before));
        let reported = before.and_then(|before| before.strip_prefix(WRONG)).filter(|_| wrong);
        directives.push(json!({ "line": line + 1, "wrong": reported, "what": what }));
    }
    Ok(directives)
}

/// Something of core modules, of which these scripts know nothing.
#[derive(Debug)]
struct Core(&'static str);

impl Error for Core {}

impl fmt::Display for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: these scripts are about components", self.0)
    }
}

struct Script<'a> {
    out: &'a Path,
    folder: &'a str,
    options: &'a Options,
    components: usize,
}

impl Script<'_> {
    fn directive(&mut self, directive: WastDirective<'_>) -> Result<Value, Box<dyn Error>> {
        Ok(match directive {
            WastDirective::Module(component) => {
                let name = named(component.name());
                json!({ "do": "instantiate", "name": name, "component": self.component(component)? })
            }
            WastDirective::ModuleDefinition(component) => {
                let name = named(component.name());
                json!({ "do": "define", "name": name, "component": self.component(component)? })
            }
            WastDirective::ModuleInstance { instance, module, .. } => {
                json!({ "do": "instance", "name": named(instance), "of": named(module) })
            }
            WastDirective::Register { name, module, .. } => {
                json!({ "do": "register", "as": name, "name": named(module) })
            }
            WastDirective::Invoke(invoke) => json!({ "do": "invoke", "action": call(&invoke)? }),
            WastDirective::AssertReturn { exec, results, .. } => {
                let results = results.iter().map(result).collect::<Result<Vec<_>, _>>()?;
                json!({ "do": "return", "action": self.action(exec)?, "results": results })
            }
            WastDirective::AssertTrap { exec, message, .. } => {
                json!({ "do": "trap", "action": self.action(exec)?, "message": message })
            }
            WastDirective::AssertMalformed { module, message, .. }
            | WastDirective::AssertInvalid { module, message, .. } => {
                json!({ "do": "reject", "component": self.component(module)?, "message": message })
            }
            WastDirective::AssertUnlinkable { module, message, .. } => {
                let component = self.component(QuoteWat::Wat(module))?;
                json!({ "do": "unlinkable", "component": component, "message": message })
            }
            other => {
                json!({ "do": "nothing", "why": format!("no directive of a synchronous script: {}", what(&other)) })
            }
        })
    }

    fn action(&mut self, action: WastExecute<'_>) -> Result<Value, Box<dyn Error>> {
        match action {
            WastExecute::Invoke(invoke) => call(&invoke),
            WastExecute::Wat(wat) => Ok(json!({ "component": self.component(QuoteWat::Wat(wat))? })),
            WastExecute::Get { .. } => Err(Core("the global of a core module").into()),
        }
    }

    /// What becomes of a component: `{main, features}`, or `{refused: {code, message}}`.
    fn component(&mut self, mut component: QuoteWat<'_>) -> Result<Value, Box<dyn Error>> {
        let number = self.components;
        self.components += 1;
        let is_core = matches!(component, QuoteWat::QuoteModule(..) | QuoteWat::Wat(Wat::Module(_)));
        if is_core {
            let diagnostic = Diagnostic::new(Code::CoreModule, Core("a core module").to_string());
            return Ok(refused(&diagnostic));
        }
        // What the text's parser refuses, `weft` refuses with the code `wat`, in the same words.
        let bytes = match component.encode() {
            Ok(bytes) => bytes,
            Err(error) => return Ok(refused(&Diagnostic::new(Code::Wat, what_is_wrong(&error)))),
        };
        let output = match transpile(&bytes, self.options) {
            Ok(output) => output,
            Err(diagnostics) => return Ok(diagnostics.first().map_or(Value::Null, refused)),
        };
        let folder = format!("{}/{number}", self.folder);
        fs::create_dir_all(self.out.join(&folder))?;
        for file in &output.files {
            fs::write(self.out.join(&folder).join(&file.name), &file.contents)?;
        }
        fs::write(self.out.join(&folder).join("c.wasm"), &bytes)?;
        // What the component's own modules need an engine has or has not; a module of ours has to do without.
        let cores = output.files.iter().filter(|file| file.name.ends_with(".wasm")).zip(&output.report.modules);
        let own = cores.filter(|(file, _)| matches!(file.contents, Cow::Borrowed(_)));
        let features: Vec<_> = own.flat_map(|(_, module)| &module.features).collect();
        Ok(json!({ "main": format!("{folder}/{}", output.main), "features": features }))
    }
}

fn refused(diagnostic: &Diagnostic) -> Value {
    json!({ "refused": { "code": diagnostic.code, "message": diagnostic.message } })
}

fn named(id: Option<Id<'_>>) -> Option<String> {
    id.map(|id| id.name().to_string())
}

fn call(invoke: &WastInvoke<'_>) -> Result<Value, Box<dyn Error>> {
    let args = invoke.args.iter().map(|arg| match arg {
        WastArg::Component(value) => Ok(value::json(value)),
        WastArg::Core(value) => value::float(value).ok_or(Core("an argument that is a core value")),
        _ => Err(Core("an argument of an unknown kind")),
    });
    let args = args.collect::<Result<Vec<_>, _>>()?;
    Ok(json!({ "name": named(invoke.module), "func": property_name(invoke.name), "args": args }))
}

fn result(result: &WastRet<'_>) -> Result<Value, Box<dyn Error>> {
    match result {
        WastRet::Component(value) => Ok(value::json(value)),
        WastRet::Core(value) => value::float_result(value).ok_or(Core("a result that is a core value").into()),
        _ => Err(Core("a result of an unknown kind").into()),
    }
}

/// The name of a directive that is not done.
fn what(directive: &WastDirective<'_>) -> &'static str {
    match directive {
        WastDirective::AssertInvalidCustom { .. } => "assert_invalid_custom",
        WastDirective::AssertMalformedCustom { .. } => "assert_malformed_custom",
        WastDirective::AssertExhaustion { .. } => "assert_exhaustion",
        WastDirective::AssertException { .. } => "assert_exception",
        WastDirective::AssertSuspension { .. } => "assert_suspension",
        WastDirective::Thread(_) => "thread",
        WastDirective::Wait { .. } => "wait",
        _ => "another",
    }
}
