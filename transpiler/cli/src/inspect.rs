//! `weft inspect`: what a component imports, exports, needs and consists of.

use std::process::ExitCode;

use clap::ArgMatches;
use serde::Serialize;
use weft_transpiler::Report;
use weft_transpiler::diagnostics::Diagnostic;

use crate::{Failure, arguments, input, show};

#[derive(Serialize)]
struct Inspected<'a> {
    #[serde(flatten)]
    report: &'a Report,
    diagnostics: &'a [Diagnostic],
}

/// Prints the report of the component.
pub fn perform(matches: &ArgMatches) -> Result<ExitCode, Failure> {
    let component = input::component(arguments::first(matches)?)?;
    let report = input::guarded(|| weft_transpiler::inspect(&component.bytes))?;
    if arguments::wants_json(matches) {
        show::json(&Inspected { report: &report, diagnostics: &component.diagnostics })?;
        return Ok(ExitCode::SUCCESS);
    }
    show::warnings(&component.diagnostics);
    for (title, names) in [("imports", &report.imports), ("exports", &report.exports)] {
        show::data(&format!("{title}: {}", names.len()))?;
        for name in names {
            show::data(&format!("  {}", show::printable(name)))?;
        }
    }
    let needs = &report.needs;
    show::data("needs:")?;
    for (what, wanted) in [
        ("linear memory", needs.memories > 0),
        ("handle tables", needs.handles),
        ("functions of the host", needs.calls_host),
        ("functions of the host that may have to wait", needs.waits),
        ("exception handlers", needs.handlers),
    ] {
        if wanted {
            show::data(&format!("  {what}"))?;
        }
    }
    show::data(&format!("core modules: {}", report.modules.len()))?;
    for module in &report.modules {
        show::data(&format!("  {} bytes, {} functions", module.bytes, module.functions))?;
    }
    Ok(ExitCode::SUCCESS)
}
