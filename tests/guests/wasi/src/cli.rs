//! `wasi:cli`.

use wasip2::cli::{environment, exit, stderr, stdin, stdout, terminal_stderr, terminal_stdin, terminal_stdout};

use crate::{Row, holds, same, wrong};

pub const ROWS: &[Row] = &[
    ("wasi:cli/environment#get-environment", |_| {
        let expected = [("EMPTY".into(), String::new()), ("GREETING".into(), "grüß dich".into())];
        same(environment::get_environment(), expected.into())
    }),
    ("wasi:cli/environment#get-arguments", |_| {
        same(environment::get_arguments(), ["wasi", "a b", "", "é"].map(String::from).into())
    }),
    ("wasi:cli/environment#initial-cwd", |_| same(environment::initial_cwd(), Some("/data".into()))),
    ("wasi:cli/exit#exit", |wait| {
        exit::exit(if wait { Ok(()) } else { Err(()) });
        Err("it came back".into())
    }),
    ("wasi:cli/exit#exit-with-code", |_| {
        exit::exit_with_code(42);
        Err("it came back".into())
    }),
    ("wasi:cli/stdin#get-stdin", |_| {
        let (one, two) = (stdin::get_stdin(), stdin::get_stdin());
        let first = one.blocking_read(1).map_err(wrong)?;
        drop(one);
        same((first, two.blocking_read(2).map_err(wrong)?), (b"i".into(), b"np".into()))
    }),
    ("wasi:cli/stdout#get-stdout", |_| {
        let (one, two) = (stdout::get_stdout(), stdout::get_stdout());
        one.blocking_write_and_flush(b"to ").map_err(wrong)?;
        drop(one);
        two.blocking_write_and_flush("stdöut".as_bytes()).map_err(wrong)?;
        Ok("written".into())
    }),
    ("wasi:cli/stderr#get-stderr", |_| {
        stderr::get_stderr().blocking_write_and_flush(b"to stderr").map_err(wrong)?;
        Ok("written".into())
    }),
    ("wasi:cli/terminal-stdin#get-terminal-stdin", |_| {
        let terminal = terminal_stdin::get_terminal_stdin();
        holds(terminal.is_some(), terminal)
    }),
    ("wasi:cli/terminal-stdout#get-terminal-stdout", |_| {
        let terminal = terminal_stdout::get_terminal_stdout();
        holds(terminal.is_none(), terminal)
    }),
    ("wasi:cli/terminal-stderr#get-terminal-stderr", |_| {
        let terminal = terminal_stderr::get_terminal_stderr();
        holds(terminal.is_some(), terminal)
    }),
];
