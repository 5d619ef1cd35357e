//! `weft`: transpiles, runs and describes WebAssembly components.
//!
//! stdout is data, stderr is talk. The exit code is 0 when all went well, 1 when the input (or the machine) is at
//! fault, 2 when the command line is; `weft run` ends as the component does.

mod arguments;
mod explain;
mod grants;
mod input;
mod inspect;
mod invoke;
mod run;
mod show;
mod transpile;
mod types;
mod wave;
mod wit;

use std::process::ExitCode;

use clap::ArgMatches;
use weft_transpiler::diagnostics::Diagnostic;
use weft_transpiler::options::Verb;

/// Why a verb did not do what it was asked.
pub enum Failure {
    /// With these findings.
    Found(Vec<Diagnostic>),
    /// stdout is gone or full.
    Output(std::io::Error),
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

fn main() -> ExitCode {
    let matches = match arguments::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { ExitCode::from(show::USAGE) } else { ExitCode::SUCCESS };
        }
    };
    let Some((verb, matches)) = arguments::verb_of(&matches) else { return ExitCode::from(show::USAGE) };
    match perform(verb, matches) {
        Ok(code) => code,
        Err(failure) => show::failure(&failure, arguments::wants_json(matches)),
    }
}

fn perform(verb: Verb, matches: &ArgMatches) -> Result<ExitCode, Failure> {
    match verb {
        Verb::Transpile => transpile::perform(matches),
        Verb::Types => types::perform(matches),
        Verb::Run => run::perform(matches),
        Verb::Inspect => inspect::perform(matches),
        Verb::Explain => explain::perform(matches),
    }
}
