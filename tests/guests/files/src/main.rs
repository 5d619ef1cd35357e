//! What a Rust `std` program does with files, everything that `std::fs` offers for WASI. It asserts what must hold and prints what it did;
//! nothing it prints depends on the place, so two places can be compared.
//!
//! `files DIRECTORY [READ-ONLY]`: DIRECTORY is writable, and empty but for `in.txt`, which holds "words\n"; READ-ONLY holds the file
//! `kept` and the directory `sub`.

mod contents;
mod directories;
mod links;
mod metadata;
mod read_only;

use std::env;
use std::fmt::Debug;
use std::io;
use std::path::PathBuf;

fn main() -> io::Result<()> {
    let mut args = env::args().skip(1).map(PathBuf::from);
    let directory = args.next().expect("the argument DIRECTORY");
    contents::run(&directory)?;
    directories::run(&directory)?;
    links::run(&directory)?;
    metadata::run(&directory)?;
    if let Some(directory) = args.next() {
        read_only::run(&directory)?;
    }
    println!("done");
    Ok(())
}

/// Prints how an operation that must fail fails.
fn refused<T: Debug>(what: &str, result: io::Result<T>) {
    let error = result.expect_err(what);
    println!("{what}: {:?} ({})", error.kind(), error.raw_os_error().unwrap_or_default());
}
