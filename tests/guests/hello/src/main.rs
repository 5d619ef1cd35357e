//! The `std` command that has to run everywhere: it touches each way in and out that a program has.
//!
//! `hello [READ [WRITE]]` greets `$GREETED` ("world" when unset), prints its arguments, every environment variable
//! whose name starts with `HELLO_` (sorted), how many lines and bytes stdin holds, and the file READ (default
//! `/data/in.txt`); it writes the file's text in capitals to WRITE (default `/data/out.txt`), reads that back, and says on
//! stderr that it is done. The argument `fail` in the first place makes it exit with a failure, `panic` makes
//! it panic.

use std::env;
use std::fs;
use std::io::{self, Read};
use std::process::ExitCode;

fn main() -> ExitCode {
    match hello() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("hello: {error}");
            ExitCode::FAILURE
        }
    }
}

fn hello() -> io::Result<ExitCode> {
    let args: Vec<String> = env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("fail") => {
            eprintln!("hello: asked to fail");
            return Ok(ExitCode::FAILURE);
        }
        Some("panic") => panic!("asked to panic"),
        _ => {}
    }

    println!("Hello, {}!", env::var("GREETED").unwrap_or_else(|_| "world".into()));
    println!("arguments: {args:?}");

    let mut variables: Vec<(String, String)> = env::vars().filter(|(name, _)| name.starts_with("HELLO_")).collect();
    variables.sort();
    for (name, value) in variables {
        println!("environment: {name}={value}");
    }

    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    println!("stdin: {} lines, {} bytes", input.lines().count(), input.len());
    for line in input.lines() {
        println!("  | {line}");
    }

    let source = args.first().map_or("/data/in.txt", String::as_str);
    let target = args.get(1).map_or("/data/out.txt", String::as_str);
    let text = named(source, fs::read_to_string(source))?;
    println!("read {source}: {:?}", text.trim_end());
    named(target, fs::write(target, text.to_uppercase()))?;
    println!("wrote {target}: {:?}", named(target, fs::read_to_string(target))?.trim_end());

    eprintln!("hello: done");
    Ok(ExitCode::SUCCESS)
}

/// Puts the file's name before what went wrong with it.
fn named<T>(path: &str, result: io::Result<T>) -> io::Result<T> {
    result.map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))
}
