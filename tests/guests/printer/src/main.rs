//! Prints lines: `printer println|buffered COUNT`. What `cargo xtask bench wasi` measures; a WASI 0.1 program of it is the floor.

use std::io::{BufWriter, Write};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let how = arguments.get(1).map_or("println", String::as_str);
    let count: u32 = arguments.get(2).and_then(|text| text.parse().ok()).unwrap_or(1);
    match how {
        "buffered" => {
            let mut out = BufWriter::new(std::io::stdout().lock());
            for index in 0..count {
                writeln!(out, "line {index:>8} of a guest").expect("stdout takes the line");
            }
        }
        _ => {
            for index in 0..count {
                println!("line {index:>8} of a guest");
            }
        }
    }
}
