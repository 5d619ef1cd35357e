//! Writes the components of the property test: `round-trips FOLDER` → `FOLDER/round-trip-<n>/…`.
//!
//! Each folder holds a component as text, what the transpiler makes of it, and `batch.json` with the types of its functions. The functions
//! follow from the seed and their number alone (one batch in three is minified), so `WEFT_CASE=17` makes the same function 17 in a component of its own. Prints
//! the folders' names on stdout, and on stderr what it has made.

use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use weft_tests::component::{Encoding, Proxy, wat};
use weft_tests::generate;
use weft_tests::random::{self, Random};
use weft_transpiler::options::{Mode, Options};
use weft_transpiler::transpile;

/// Calls in all, if `WEFT_CASES` does not say another number.
const CASES: u64 = 3_000;
/// Calls of one function, each with other values.
const VALUES: u64 = 4;
/// Functions in one component.
const FUNCS: u64 = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: round-trips FOLDER")?);
    let seed = random::seed();
    let cases = random::number("WEFT_CASES").unwrap_or(CASES);
    let numbers: Vec<u64> = match random::number("WEFT_CASE") {
        Some(number) => vec![number],
        None => (0..cases.div_ceil(VALUES)).collect(),
    };
    eprintln!("WEFT_SEED={seed} WEFT_CASES={cases}: {} random functions, {VALUES} calls of each", numbers.len());
    for (batch, numbers) in numbers.chunks(usize::try_from(FUNCS)?).enumerate() {
        let name = format!("round-trip-{batch}");
        write(&folder.join(&name), seed, numbers, batch % 3 == 2)
            .map_err(|error| format!("{name}, WEFT_SEED={seed}: {error}"))?;
        println!("{name}");
    }
    Ok(())
}

/// Function `number` of the test.
fn proxy(seed: u64, number: u64) -> Proxy {
    let mut random = Random::new(seed, number);
    let func = generate::func(&mut random);
    Proxy { func, encoding: *random.pick(&Encoding::ALL), post_return: !random.once_in(4) }
}

/// Writes one component and what is made of it.
fn write(folder: &Path, seed: u64, numbers: &[u64], minify: bool) -> Result<(), Box<dyn Error>> {
    let proxies: Vec<Proxy> = numbers.iter().map(|number| proxy(seed, *number)).collect();
    fs::create_dir_all(folder.join("batch"))?;
    let text = wat(&proxies);
    fs::write(folder.join("batch.wat"), &text)?;
    let bytes = wat::parse_str(&text)?;
    let options = Options { name: "batch".to_string(), mode: Mode::Instantiate, minify, ..Options::default() };
    let output = transpile(&bytes, &options).map_err(|diagnostics| format!("{diagnostics:#?}"))?;
    for file in output.files {
        fs::write(folder.join("batch").join(file.name), file.contents)?;
    }
    let funcs = numbers.iter().zip(&proxies).map(|(number, proxy)| {
        json!({
            "number": number,
            "text": proxy.func.to_string(),
            "params": proxy.func.params.iter().map(|ty| ty.json()).collect::<Vec<_>>(),
            "result": proxy.func.result.as_ref().map(|ty| ty.json()),
            "encoding": proxy.encoding.name(),
            "postReturn": proxy.post_return,
        })
    });
    let batch = json!({ "seed": seed.to_string(), "values": VALUES, "funcs": funcs.collect::<Vec<_>>() });
    fs::write(folder.join("batch.json"), batch.to_string())?;
    Ok(())
}
