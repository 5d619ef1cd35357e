//! A command that waits: for time, then for input.
//!
//! `sleeper [MILLISECONDS]` sleeps that long and prints `slept N ms`, as it measured it itself; then it echoes stdin line
//! by line, each as soon as it is there.

use std::env;
use std::io::{self, BufRead, Write};
use std::thread::sleep;
use std::time::{Duration, Instant};

fn main() -> io::Result<()> {
    let argument = env::args().nth(1);
    if let Some(milliseconds) = argument.as_deref().and_then(|text| text.parse().ok()) {
        let start = Instant::now();
        sleep(Duration::from_millis(milliseconds));
        println!("slept {} ms", start.elapsed().as_millis());
    }
    for line in io::stdin().lock().lines() {
        println!("echo: {}", line?);
        io::stdout().flush()?;
    }
    Ok(())
}
