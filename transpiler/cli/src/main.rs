//! `weft`, natively.

mod native;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(weft_cli::main(std::env::args_os(), &native::Machine))
}
