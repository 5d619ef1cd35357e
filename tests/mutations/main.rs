//! Damaged input: whatever the bytes are, the transpiler answers with files or with diagnostics.
//!
//! Mutations of the golden cases and the guests (flipped bits, changed, removed, repeated and swapped bytes, cut ends) and random bytes
//! behind a component's header go through [`transpile`]. None may panic, take long, or end in an internal error.
//! `WEFT_SEED` sets the seed, which is printed; a failure prints the mutation's number, with which it comes again.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use weft_transpiler::diagnostics::Code;
use weft_transpiler::options::{Mode, Options};
use weft_transpiler::transpile;

/// How many inputs in all.
const MUTATIONS: u64 = 10_000;

/// One in so many is a guest, which takes an unoptimised build several times as long as a golden case.
const GUESTS: u64 = 20;

/// No input of this size may take longer, even in an unoptimised build on a busy machine.
const LONGEST: Duration = Duration::from_secs(5);

/// The generator `splitmix64`: small, good enough, and the same everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`, which is not 0.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("a usize")
    }

    /// A byte that is often one that means something.
    fn byte(&mut self) -> u8 {
        match self.below(4) {
            0 => [0x00, 0x01, 0x7f, 0x80, 0xff, 0x40, 0x0b, 0x41][self.below(8)],
            _ => self.next().to_le_bytes()[0],
        }
    }
}

#[test]
fn damaged_input_is_refused_in_order() {
    let seed = std::env::var("WEFT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0x5eed);
    println!("WEFT_SEED={seed}");
    let (golden, guests) = (golden_cases(), guests());
    let (mut taken, mut refused) = (0, 0);
    for number in 0..MUTATIONS {
        let mut random = Random(seed ^ (number << 32));
        let large = number % GUESTS == 0 && !guests.is_empty();
        let (name, bytes) = mutation(if large { &guests } else { &golden }, &mut random);
        let options = Options {
            name: "mutant".to_string(),
            mode: if number % 2 == 0 { Mode::Instantiate } else { Mode::Esm },
            ..Options::default()
        };
        let start = Instant::now();
        let what = format!("mutation {number} of {name} with WEFT_SEED={seed}");
        match catch_unwind(AssertUnwindSafe(|| transpile(&bytes, &options))) {
            Err(_) => panic!("{what} panics"),
            Ok(Ok(output)) => {
                assert!(!output.files.is_empty(), "{what} gives no file");
                taken += 1;
            }
            Ok(Err(diagnostics)) => {
                assert!(!diagnostics.is_empty(), "{what} is refused without a word");
                for diagnostic in diagnostics {
                    assert!(diagnostic.code != Code::Internal, "{what}: {diagnostic:?}");
                    let inside = diagnostic.offset.is_none_or(|offset| offset <= bytes.len());
                    assert!(inside, "{what}: an offset outside: {diagnostic:?}");
                }
                refused += 1;
            }
        }
        assert!(start.elapsed() < LONGEST, "{what} takes {:?}", start.elapsed());
    }
    println!("{taken} were components still, {refused} were refused");
    assert!(refused > taken && taken > 0, "the mutations reach all phases: {taken} taken, {refused} refused");
}

/// The golden cases: the small inputs.
fn golden_cases() -> Vec<(String, Vec<u8>)> {
    let mut cases: Vec<_> = fs::read_dir(root().join("tests/golden/cases"))
        .expect("tests/golden/cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wat"))
        // A limit's own case: nearly all its mutants are just as wide, and cost a hundred times as much as the others.
        .filter(|path| path.file_stem().is_some_and(|name| name != "error-wide-type"))
        .collect();
    cases.sort();
    cases
        .iter()
        .map(|path| {
            let text = fs::read_to_string(path).expect("a golden case");
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            let bytes = wat::parse_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            (name, bytes)
        })
        .collect()
}

/// The guests, which are large; `cargo xtask guests` builds them.
fn guests() -> Vec<(String, Vec<u8>)> {
    let folder = root().join("target/guests/wasm32-wasip2/release");
    let names = ["hello", "kinds"];
    let guests: Vec<_> = names
        .iter()
        .filter_map(|name| Some(((*name).to_string(), fs::read(folder.join(format!("{name}.wasm"))).ok()?)))
        .collect();
    if guests.len() < names.len() {
        println!("guests that are not built are left out: run `cargo xtask guests` first");
    }
    guests
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// One of the inputs, damaged in one to four places, or cut, or random bytes.
fn mutation(inputs: &[(String, Vec<u8>)], random: &mut Random) -> (String, Vec<u8>) {
    let (name, original) = &inputs[random.below(inputs.len())];
    let mut bytes = original.clone();
    match random.below(20) {
        0 => {
            let length = random.below(64);
            bytes.truncate(8);
            bytes.extend((0..length).map(|_| random.byte()));
            return ("random bytes".to_string(), bytes);
        }
        1 => {
            bytes.truncate(random.below(original.len()));
            return (name.clone(), bytes);
        }
        _ => {}
    }
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(6) {
            0 | 1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes[at] = random.byte(),
            3 => {
                bytes.remove(at);
            }
            4 => bytes.insert(at, random.byte()),
            _ => {
                let other = random.below(bytes.len());
                bytes.swap(at, other);
            }
        }
    }
    (name.clone(), bytes)
}
