//! Calls every function of wasi:cli, io, clocks, random and filesystem, and imports all of wasi:http and sockets; see `wit/wasi.wit`. What the host has to give stands in
//! `tests/run/cases/wasi.mjs`.

mod absent;
mod cli;
mod clocks;
mod files;
mod io;
mod random;

wit_bindgen::generate!({ path: "wit", world: "wasi", generate_all });

/// What came of a call, or what is wrong with it.
type Outcome = Result<String, String>;

/// A function of WASI and how it is checked; the latter is told whether the function shall have to wait.
type Row = (&'static str, fn(bool) -> Outcome);

struct Wasi;

export!(Wasi);

impl Guest for Wasi {
    fn functions() -> Vec<String> {
        rows().map(|(name, _)| name.to_owned()).collect()
    }

    fn absent() -> Vec<String> {
        absent::import_all();
        absent::ROWS.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    fn check(function: String, wait: bool) -> Outcome {
        let (_, check) =
            rows().chain(absent::ROWS.iter().copied()).find(|(name, _)| *name == function).ok_or("no such function")?;
        check(wait)
    }
}

fn rows() -> impl Iterator<Item = Row> {
    [cli::ROWS, clocks::ROWS, files::ROWS, io::ROWS, random::ROWS].into_iter().flatten().copied()
}

/// Wrong unless both are the same; otherwise that is the outcome.
fn same<T: PartialEq + std::fmt::Debug>(actual: T, expected: T) -> Outcome {
    if actual == expected { Ok(format!("{actual:?}")) } else { Err(format!("{actual:?}, not {expected:?}")) }
}

/// Wrong with what is found unless that holds.
fn holds(condition: bool, found: impl std::fmt::Debug) -> Outcome {
    if condition { Ok(format!("{found:?}")) } else { Err(format!("{found:?}")) }
}

/// An error that should not be there.
fn wrong(error: impl std::fmt::Debug) -> String {
    format!("failed: {error:?}")
}
