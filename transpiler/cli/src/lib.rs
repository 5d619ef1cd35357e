//! The program `weft`: transpiles, composes, runs and describes WebAssembly components. What it meets outside of itself is a [`Host`].
//!
//! stdout is data, stderr is talk. The exit code is 0 when all went well, 1 when the input (or the machine) is at
//! fault, 2 when the command line is; `weft run` ends as the component does.

mod arguments;
mod compose;
mod explain;
mod grants;
mod host;
mod input;
mod inspect;
mod invoke;
mod run;
mod show;
mod transpile;
mod types;
mod wave;
mod wit;

use std::ffi::OsString;

use clap::ArgMatches;
pub use host::{Found, Host};
pub use input::guarded;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::functions::Functions;
use weft_transpiler::options::{self, OptionSpec, Verb};

/// Why a verb did not do what it was asked.
enum Failure {
    /// With these findings.
    Found(Vec<Diagnostic>),
    /// stdout is full, or, without words, gone.
    Output(Option<String>),
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        Self::Found(diagnostics)
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Found(vec![diagnostic])
    }
}

/// Does what the command line `args` says, whose first is the program's own name, and returns the exit code.
pub fn main(args: impl IntoIterator<Item = OsString>, host: &dyn Host) -> u8 {
    let matches = match arguments::command(host.width()).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => {
            let text = error.render().to_string();
            if error.use_stderr() {
                host.talk(&text);
                return show::USAGE;
            }
            // As with everything else that nobody reads.
            let _ = host.print(&text);
            return 0;
        }
    };
    let Some((verb, matches)) = arguments::verb_of(&matches) else { return show::USAGE };
    match perform(verb, matches, host) {
        Ok(code) => code,
        Err(failure) => show::failure(host, &failure, arguments::wants_json(matches)),
    }
}

/// The call that `text` says in WAVE, as JSON, as `weft run --invoke` reads it: the properties that lead to the function, the arguments with their
/// types, and the type of the result.
///
/// # Errors
/// `option` when there is no such function or the arguments do not fit it, `unsupported` when WAVE cannot say them.
pub fn read_call(text: &str, functions: &Functions) -> Result<String, Diagnostic> {
    let call = invoke::call_of(option("invoke")?, text, functions)?;
    serde_json::to_string(&call).map_err(|error| Diagnostic::new(Code::Internal, error.to_string()))
}

/// The option of this name.
fn option(name: &str) -> Result<&'static OptionSpec, Diagnostic> {
    options::option(name).ok_or_else(|| Diagnostic::new(Code::Internal, format!("there is no option --{name}")))
}

fn perform(verb: Verb, matches: &ArgMatches, host: &dyn Host) -> Result<u8, Failure> {
    match verb {
        Verb::Transpile => transpile::perform(matches, host),
        Verb::Types => types::perform(matches, host),
        Verb::Compose => compose::perform(matches, host),
        Verb::Run => run::perform(matches, host),
        Verb::Inspect => inspect::perform(matches, host),
        Verb::Explain => explain::perform(matches, host),
    }
}
