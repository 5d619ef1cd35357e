//! `wasi:io`. What stands in stdin and where stdout goes is the host's part; it looks at what has arrived there.

use wasip2::cli::stdin::get_stdin;
use wasip2::cli::stdout::get_stdout;
use wasip2::clocks::monotonic_clock::{now, subscribe_duration, subscribe_instant};
use wasip2::io::poll::poll;
use wasip2::io::streams::StreamError;

use crate::{Row, holds, same, wrong};

const WAIT: u64 = 20_000_000;

pub const ROWS: &[Row] = &[
    ("wasi:io/error#[method]error.to-debug-string", |_| {
        let stream = get_stdin();
        let Err(StreamError::LastOperationFailed(error)) = stream.read(9) else { return Err("no error".into()) };
        let over =
            matches!(stream.read(9), Err(StreamError::Closed)) && matches!(stream.read(0), Err(StreamError::Closed));
        drop(stream);
        same((error.to_debug_string(), over), ("the line is dead".into(), true))
    }),
    ("wasi:io/poll#[method]pollable.ready", |_| {
        let (past, far) = (subscribe_instant(0), subscribe_duration(u64::MAX));
        same((past.ready(), far.ready(), past.ready()), (true, false, true))
    }),
    ("wasi:io/poll#[method]pollable.block", |wait| {
        let (start, time) = (now(), if wait { WAIT } else { 0 });
        let pollable = subscribe_duration(time);
        let before = pollable.ready();
        pollable.block();
        pollable.block();
        holds(before != wait && pollable.ready() && now() - start >= time, "not too early")
    }),
    ("wasi:io/poll#poll", |wait| {
        let far = subscribe_duration(u64::MAX);
        let near = subscribe_duration(if wait { WAIT } else { 0 });
        same(poll(&[&far, &near, &far, &near]), vec![1, 3])
    }),
    ("wasi:io/streams#[method]input-stream.read", |_| {
        let stream = get_stdin();
        let parts = [3, 0, u64::MAX].map(|length| stream.read(length).map_err(wrong));
        let end = [stream.read(1), stream.read(0)].iter().all(|end| matches!(end, Err(StreamError::Closed)));
        same((parts, end), ([Ok(b"inp".into()), Ok(vec![]), Ok(b"ut".into())], true))
    }),
    ("wasi:io/streams#[method]input-stream.blocking-read", |wait| {
        let stream = get_stdin();
        let before = stream.subscribe().ready();
        let first = stream.blocking_read(2).map_err(wrong)?;
        let second = stream.blocking_read(9).map_err(wrong)?;
        let end = matches!(stream.blocking_read(9), Err(StreamError::Closed));
        same((before, first, second, end), (!wait, b"in".into(), b"put".into(), true))
    }),
    ("wasi:io/streams#[method]input-stream.skip", |_| {
        let stream = get_stdin();
        let skipped = [2, 0, 2].map(|length| stream.skip(length).map_err(wrong));
        let rest = stream.read(9).map_err(wrong)?;
        let end = matches!(stream.skip(1), Err(StreamError::Closed));
        same((skipped, rest, end), ([Ok(2), Ok(0), Ok(2)], b"t".into(), true))
    }),
    ("wasi:io/streams#[method]input-stream.blocking-skip", |wait| {
        let stream = get_stdin();
        let before = stream.subscribe().ready();
        let skipped = [2, u64::MAX].map(|length| stream.blocking_skip(length).map_err(wrong));
        let end = matches!(stream.blocking_skip(1), Err(StreamError::Closed));
        same((before, skipped, end), (!wait, [Ok(2), Ok(3)], true))
    }),
    ("wasi:io/streams#[method]input-stream.subscribe", |_| {
        let stream = get_stdin();
        let pollable = stream.subscribe();
        let before = pollable.ready();
        stream.read(9).map_err(wrong)?;
        same((before, poll(&[&pollable])), (true, vec![0]))
    }),
    ("wasi:io/streams#[method]output-stream.check-write", |_| {
        let stream = get_stdout();
        let permit = stream.check_write().map_err(wrong)?;
        holds(permit >= 4096 && get_stdout().check_write().is_ok_and(|other| other == permit), permit)
    }),
    ("wasi:io/streams#[method]output-stream.write", |_| {
        let stream = get_stdout();
        stream.check_write().map_err(wrong)?;
        same((stream.write(b"out").map_err(wrong), stream.write(&[]).map_err(wrong)), (Ok(()), Ok(())))
    }),
    ("wasi:io/streams#[method]output-stream.blocking-write-and-flush", |_| {
        let stream = get_stdout();
        stream.blocking_write_and_flush(b"ou").map_err(wrong)?;
        stream.blocking_write_and_flush(b"t").map_err(wrong)?;
        holds(stream.check_write().is_ok_and(|permit| permit > 0), "written")
    }),
    ("wasi:io/streams#[method]output-stream.flush", |_| {
        let stream = get_stdout();
        stream.check_write().map_err(wrong)?;
        stream.write(b"out").map_err(wrong)?;
        stream.flush().map_err(wrong)?;
        holds(stream.check_write().is_ok_and(|permit| permit > 0), "flushed")
    }),
    ("wasi:io/streams#[method]output-stream.blocking-flush", |wait| {
        let stream = get_stdout();
        stream.check_write().map_err(wrong)?;
        stream.write(b"out").map_err(wrong)?;
        let before = stream.check_write().map_err(wrong)?;
        stream.blocking_flush().map_err(wrong)?;
        let after = stream.check_write().map_err(wrong)?;
        holds((before == 0) == wait && after > 0, (before, after))
    }),
    ("wasi:io/streams#[method]output-stream.subscribe", |_| {
        let stream = get_stdout();
        let pollable = stream.subscribe();
        same((pollable.ready(), poll(&[&pollable])), (true, vec![0]))
    }),
    ("wasi:io/streams#[method]output-stream.write-zeroes", |_| {
        let stream = get_stdout();
        stream.check_write().map_err(wrong)?;
        same(stream.write_zeroes(3).map_err(wrong), Ok(()))
    }),
    ("wasi:io/streams#[method]output-stream.blocking-write-zeroes-and-flush", |_| {
        same(get_stdout().blocking_write_zeroes_and_flush(3).map_err(wrong), Ok(()))
    }),
    ("wasi:io/streams#[method]output-stream.splice", |_| {
        let (from, to) = (get_stdin(), get_stdout());
        let moved = [2, 0, u64::MAX].map(|length| to.splice(&from, length).map_err(wrong));
        let end = matches!(to.splice(&from, 1), Err(StreamError::Closed));
        same((moved, end), ([Ok(2), Ok(0), Ok(3)], true))
    }),
    ("wasi:io/streams#[method]output-stream.blocking-splice", |_| {
        let (from, to) = (get_stdin(), get_stdout());
        let moved = [2, u64::MAX].map(|length| to.blocking_splice(&from, length).map_err(wrong));
        let end = matches!(to.blocking_splice(&from, 1), Err(StreamError::Closed));
        to.blocking_flush().map_err(wrong)?;
        same((moved, end), ([Ok(2), Ok(3)], true))
    }),
];
