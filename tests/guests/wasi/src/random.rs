//! `wasi:random`.

use wasip2::random::{insecure, insecure_seed, random};

use crate::{Outcome, Row, holds};

pub const ROWS: &[Row] = &[
    ("wasi:random/random#get-random-bytes", |_| bytes(random::get_random_bytes)),
    ("wasi:random/random#get-random-u64", |_| numbers(random::get_random_u64)),
    ("wasi:random/insecure#get-insecure-random-bytes", |_| bytes(insecure::get_insecure_random_bytes)),
    ("wasi:random/insecure#get-insecure-random-u64", |_| numbers(insecure::get_insecure_random_u64)),
    ("wasi:random/insecure-seed#insecure-seed", |_| {
        let (low, high) = insecure_seed::insecure_seed();
        holds(low != high && low != 0, "a seed")
    }),
];

/// As many as asked for, beyond what a browser gives at once, all over the range and never the same.
fn bytes(get: fn(u64) -> Vec<u8>) -> Outcome {
    const MANY: usize = 200_001;
    let many = get(MANY as u64);
    let mut counts = [0usize; 256];
    for byte in &many {
        counts[usize::from(*byte)] += 1;
    }
    let even = counts.iter().all(|count| (MANY / 512..MANY / 128).contains(count));
    let fresh = get(16) != get(16) && many[..16] != many[MANY - 16..];
    holds(many.len() == MANY && even && fresh && get(0).is_empty(), "even and fresh")
}

fn numbers(get: fn() -> u64) -> Outcome {
    let (mut all, mut any) = (u64::MAX, 0);
    for _ in 0..100 {
        let number = get();
        all &= number;
        any |= number;
    }
    holds(all == 0 && any == u64::MAX, "each bit is both")
}
