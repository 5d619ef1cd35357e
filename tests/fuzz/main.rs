//! Damaged input: whatever the bytes are, the transpiler answers with files or with diagnostics, soon and in little memory.
//!
//! Components that are known to be good (`seeds`) are damaged with an eye to their structure (`mutate`), so that many damaged ones pass the
//! validator and reach the phases behind it; how many went how far is printed and must not fall. What must hold is in `check`.
//!
//! `WEFT_SEED` sets the seed, `WEFT_FUZZ` how many inputs, or how long (`90s`, `20m`). A failure prints the number of the input, and
//! `WEFT_INPUT=<number>` with the same seed runs it alone and leaves it in `target/fuzz/`. While the test runs, `target/fuzz/now-<thread>` holds the
//! number of each thread's input: after an overflow of the stack, which nothing can catch, the culprit is there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod bombs;
mod check;
mod extent;
mod memory;
mod mutate;
mod seeds;
mod tree;
mod watchdog;

use check::{Fate, check};
use extent::Extent;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use std::{fs, thread};
use weft_tests::random::{self, Random};

/// How many inputs, if `WEFT_FUZZ` does not say; `cargo xtask test` says ten times as many.
const INPUTS: u64 = 10_000;

/// How many whole components.
const COMPOSED: u64 = 60;

/// The stack of a thread that transpiles, as small as a browser's main thread has it for wasm.
const STACK: usize = 1 << 20;

/// At least so many in a thousand inputs meet each fate: less, and the fuzz has become shallow.
const LEAST: [(Fate, u64); 3] = [(Fate::Refused, 300), (Fate::RefusedThoughValid, 5), (Fate::Transpiled, 100)];

#[test]
fn damaged_input_is_transpiled_or_refused() {
    let seed = random::seed();
    let seeds = seeds::all();
    let folder = seeds::root().join("target/fuzz");
    fs::create_dir_all(&folder).expect("target/fuzz");
    if let Some(number) = random::number("WEFT_INPUT") {
        let (name, bytes) = mutate::input(&seeds, &mut Random::new(seed, number));
        fs::write(folder.join(format!("{number}.wasm")), &bytes).expect("the input");
        println!("WEFT_SEED={seed} WEFT_INPUT={number} {name}: {:?}", check(&name, &bytes));
        return;
    }
    let extent = Extent::of_environment(INPUTS);
    println!("WEFT_SEED={seed} WEFT_FUZZ={extent}, {} seeds", seeds.len());
    let (start, next) = (Instant::now(), AtomicU64::new(0));
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get().min(4));
    let fates = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let now = watchdog::Now::new(folder.join(format!("now-{thread}")), watchdog::SMALL);
                let (seeds, next, extent) = (&seeds, &next, &extent);
                let work = move || {
                    let mut fates = BTreeMap::new();
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if extent.is_over(number, start) {
                            return fates;
                        }
                        let (name, bytes) = mutate::input(seeds, &mut Random::new(seed, number));
                        let what = format!("WEFT_SEED={seed} WEFT_INPUT={number} ({name})");
                        let _watched = now.watch(number);
                        *fates.entry(check(&what, &bytes)).or_insert(0u64) += 1;
                    }
                };
                thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).expect("a thread")
            })
            .collect();
        let mut fates = BTreeMap::new();
        for worker in workers {
            let own = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            own.into_iter().for_each(|(fate, count)| *fates.entry(fate).or_insert(0u64) += count);
        }
        fates
    });
    let total: u64 = fates.values().sum();
    println!("{total} inputs in {:.1} s: {fates:?}", start.elapsed().as_secs_f64());
    println!("{}", memory::report());
    for (fate, least) in LEAST {
        let share = fates.get(&fate).copied().unwrap_or(0) * 1000 / total.max(1);
        assert!(share >= least, "{share} ‰ of the inputs are {fate:?}, less than {least} ‰");
    }
}

/// Whole components, as they are: each is transpiled. What they then do is in `tests/differential`.
#[test]
fn composed_components_are_transpiled() {
    let seed = random::seed();
    println!("WEFT_SEED={seed}: {COMPOSED} components");
    let folder = seeds::root().join("target/fuzz");
    fs::create_dir_all(&folder).expect("target/fuzz");
    let now = watchdog::Now::new(folder.join("now-composed"), watchdog::LARGE);
    let work = move || {
        for number in 0..COMPOSED {
            let bytes = seeds::composed(seed, number);
            let what = format!("WEFT_SEED={seed}, component {number} of {} bytes", bytes.len());
            let _watched = now.watch(number);
            assert_eq!(check(&what, &bytes), Fate::Transpiled, "{what}");
        }
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread");
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// What asks for a lot is refused by name, or given it within bounds.
#[test]
fn little_input_does_not_take_much() {
    let folder = seeds::root().join("target/fuzz");
    fs::create_dir_all(&folder).expect("target/fuzz");
    let now = watchdog::Now::new(folder.join("now-bombs"), watchdog::LARGE);
    let work = move || {
        bombs::check_all(|number, transpile| {
            let _watched = now.watch(number);
            transpile();
        });
    };
    let worker = thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread");
    worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

/// What once failed.
#[test]
fn regressions() {
    for (name, bytes) in seeds::below("tests/fuzz/regressions") {
        check(&name, &bytes);
    }
}
