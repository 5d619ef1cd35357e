//! `weft inspect`: what a component imports, exports, needs and consists of.

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
