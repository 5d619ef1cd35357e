//! A command that waits: for time, then for input.
//!
//! `sleeper [MILLISECONDS]` sleeps that long and prints `slept N ms`, as it measured it itself; then it echoes stdin line
//! by line, each as soon as it is there. `sleeper poll MILLISECONDS` waits for stdin and for time at once, again and again: it prints
//! `time` when so long nothing came, `input: TEXT` for what is there then, and `end` behind the last of it.

use std::env;
use std::io::{self, BufRead, Write};
use std::thread::sleep;
use std::time::{Duration, Instant};

use wasip2::cli::stdin::get_stdin;
use wasip2::clocks::monotonic_clock::subscribe_duration;
use wasip2::io::poll::poll;
use wasip2::io::streams::StreamError;

fn main() -> io::Result<()> {
    let argument = env::args().nth(1);
    if argument.as_deref() == Some("poll") {
        let milliseconds = env::args().nth(2).and_then(|text| text.parse().ok());
        return polls(Duration::from_millis(milliseconds.ok_or(io::ErrorKind::InvalidInput)?));
    }
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

fn polls(patience: Duration) -> io::Result<()> {
    let stdin = get_stdin();
    let nanoseconds = u64::try_from(patience.as_nanos()).map_err(io::Error::other)?;
    loop {
        let (input, time) = (stdin.subscribe(), subscribe_duration(nanoseconds));
        if !poll(&[&input, &time]).contains(&0) {
            println!("time");
            continue;
        }
        match stdin.read(100) {
            Ok(bytes) => println!("input: {}", String::from_utf8_lossy(&bytes).trim_end()),
            Err(StreamError::Closed) => {
                println!("end");
                return Ok(());
            }
            Err(StreamError::LastOperationFailed(error)) => return Err(io::Error::other(error.to_debug_string())),
        }
    }
}
