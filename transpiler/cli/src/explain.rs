//! `weft explain`: the pages of the diagnostic codes.

use clap::ArgMatches;
use weft_transpiler::diagnostics::{Code, Diagnostic};

use crate::{Failure, Host, arguments, show};

/// Prints the page of the code that was named, or the list.
pub fn perform(matches: &ArgMatches, host: &dyn Host) -> Result<u8, Failure> {
    let Some(name) = arguments::positionals(matches).next() else {
        let width = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
        for code in Code::ALL {
            show::data(host, &format!("{:width$}  {}", code.name(), code.title()))?;
        }
        return Ok(0);
    };
    let name = name.to_string_lossy();
    let code = Code::of_name(&name).ok_or_else(|| {
        let names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        Diagnostic::new(Code::Option, format!("there is no code {name:?}")).help(format!("one of {}", names.join(", ")))
    })?;
    show::data(host, code.page().trim_end())?;
    Ok(0)
}
