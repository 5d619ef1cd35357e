//! `weft run`: transpiles in memory and lets the host run the result in Node as the command line grants.

use clap::ArgMatches;
use serde::Serialize;
use weft_transpiler::diagnostics::{Code, Diagnostic};
use weft_transpiler::options::{Mode, Options, option};

use crate::grants::Grants;
use crate::invoke::{self, Call};
use crate::{Failure, Host, arguments, input, show};

/// What the launcher reads.
#[derive(Serialize)]
struct Run<'a> {
    #[serde(flatten)]
    grants: Grants<'a>,
    /// What to call instead of `wasi:cli/run`.
    invoke: Option<Call>,
}

/// Runs the command component that was named, or the function of it that `--invoke` calls.
pub fn perform(matches: &ArgMatches, host: &dyn Host) -> Result<u8, Failure> {
    let grants = Grants::of(matches, host)?;
    let name = arguments::first(matches)?;
    if name == "-" {
        return Err(Diagnostic::new(Code::Option, "stdin belongs to the component: it is read from a file").into());
    }
    let component = input::component(host, name)?;
    let invoke = match (option("invoke"), arguments::text_of(matches, "invoke")?) {
        (Some(spec), Some(text)) => {
            let functions = host.functions(&component.bytes)?;
            Some(input::guarded(|| invoke::call_of(spec, text, &functions).map_err(|found| vec![found]))?)
        }
        _ => None,
    };
    let async_exports = invoke.iter().map(|call| call.export.clone()).collect();
    let options = Options {
        name: "component".into(),
        mode: Mode::Instantiate,
        async_exports,
        given_wasi: host.gives_wasi(),
        ..Options::default()
    };
    let output = host.transpile(&component.bytes, &options)?;
    if invoke.is_none() && !output.report.exports.iter().any(|name| name.starts_with("wasi:cli/run@")) {
        show::warnings(host, &component.diagnostics);
        return Err(no_command(host, &component.bytes, &output.report.exports).into());
    }
    let run = Run { grants, invoke };
    let json = serde_json::to_string(&run).map_err(|error| Diagnostic::new(Code::Internal, error.to_string()))?;
    Ok(host.run(&output.files, &json)?)
}

/// The finding that there is no `wasi:cli/run`, with what there is instead.
fn no_command(host: &dyn Host, component: &[u8], exports: &[String]) -> Diagnostic {
    let offered = host.functions(component).ok().and_then(|it| invoke::offer(&it));
    let help = match offered {
        Some(offered) => format!("--invoke 'f(1)' calls one of its functions: {offered}"),
        None => format!("it exports {}", list(exports)),
    };
    Diagnostic::new(Code::Unsupported, "the component is no command: it does not export wasi:cli/run").help(help)
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "nothing".into() } else { names.join(", ") }
}
