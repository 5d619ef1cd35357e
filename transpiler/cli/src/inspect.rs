//! `weft inspect`: what a component imports, exports, needs and consists of.

use clap::ArgMatches;
use serde::Serialize;
use weft_transpiler::Report;
use weft_transpiler::diagnostics::{Code, Diagnostic};

use crate::{Failure, Found, Host, arguments, input, show};

#[derive(Serialize)]
struct Inspected<'a> {
    #[serde(flatten)]
    report: &'a Report,
    /// The component's world; null where WIT cannot say it.
    wit: Option<&'a str>,
    diagnostics: &'a [Diagnostic],
}

/// Prints the report of the component.
pub fn perform(matches: &ArgMatches, host: &dyn Host) -> Result<u8, Failure> {
    let component = input::component(host, arguments::first(matches)?)?;
    let report = host.inspect(&component.bytes)?;
    let mut diagnostics = component.diagnostics;
    let wit = wit_of(host, &component.bytes).map_err(|found| diagnostics.extend(found)).ok();
    if arguments::wants_json(matches) {
        show::json(host, &Inspected { report: &report, wit: wit.as_deref(), diagnostics: &diagnostics })?;
        return Ok(0);
    }
    show::warnings(host, &diagnostics);
    for (title, names) in [("imports", &report.imports), ("exports", &report.exports)] {
        show::data(host, &format!("{title}: {}", names.len()))?;
        for name in names {
            show::data(host, &format!("  {}", show::printable(name)))?;
        }
    }
    let needs = &report.needs;
    show::data(host, "needs:")?;
    for (what, wanted) in [
        ("linear memory", needs.memories > 0),
        ("handle tables", needs.handles),
        ("functions of the host", needs.calls_host),
        ("exception handlers", needs.handlers),
        ("functions of the host that may have to wait", needs.waits()),
    ] {
        if wanted {
            show::data(host, &format!("  {what}"))?;
        }
    }
    for name in &needs.waits {
        show::data(host, &format!("    {}", show::printable(name)))?;
    }
    show::data(host, &format!("core modules: {}", report.modules.len()))?;
    for module in &report.modules {
        show::data(host, &format!("  {} bytes, {} functions", module.bytes, module.functions))?;
        for feature in &module.features {
            show::data(host, &format!("    needs {}", feature.name()))?;
        }
    }
    if let Some(wit) = wit {
        show::data(host, "wit:")?;
        for line in wit.trim_end().lines() {
            show::data(host, &if line.is_empty() { String::new() } else { format!("  {}", show::printable(line)) })?;
        }
    }
    Ok(0)
}

/// The component's world as WIT. That there is none is no failure: WIT cannot say all that a component can be.
fn wit_of(host: &dyn Host, component: &[u8]) -> Found<String> {
    host.wit(component).map_err(|found| {
        let because = |found: Diagnostic| format!("the component's world cannot be written as WIT: {}", found.message);
        found.into_iter().map(|found| Diagnostic::new(Code::Wit, because(found))).collect()
    })
}
