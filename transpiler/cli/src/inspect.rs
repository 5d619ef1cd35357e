//! `weft inspect`: what a component imports and exports.

use std::process::ExitCode;

use clap::ArgMatches;

use crate::{Failure, arguments, input, show};

/// Prints the report of the component.
pub fn perform(matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let bytes = input::read(arguments::first(matches)?)?;
    let report = input::guarded(|| weft_transpiler::inspect(&bytes))?;
    if arguments::wants_json(matches) {
        show::json(&report)?;
        return Ok(ExitCode::SUCCESS);
    }
    for (title, names) in [("imports", &report.imports), ("exports", &report.exports)] {
        show::data(&format!("{title}: {}", names.len()))?;
        for name in names {
            show::data(&format!("  {}", show::printable(name)))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
