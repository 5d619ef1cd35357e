//! Writes the components of the differential test: `differential FOLDER` → `FOLDER/<n>/…`.
//!
//! Each folder holds a component as text and as wasm, what the transpiler makes of it, and `batch.json` with the types of its functions and
//! what the component's other exports are called. The functions follow from the seed and their number alone. Of four batches
//! one is a component, two are pairs of components, one is composed at random.

use serde_json::json;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use weft_tests::component::{Encoding, Proxy};
use weft_tests::generate;
use weft_tests::given::{self, IMAGE, MEMORY, WORDS_END};
use weft_tests::random::{self, Random};
use weft_transpiler::options::{Mode, Options, Strings};
use weft_transpiler::transpile;

/// Cases in all, if `WEFT_CASES` does not say another number: as many as are recorded.
const CASES: u64 = 2_400;
/// Cases of one function.
const OF_A_FUNCTION: u64 = 12;
/// Functions in one component.
const FUNCS: u64 = 25;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: differential FOLDER")?);
    let seed = random::seed();
    let cases = random::number("WEFT_CASES").unwrap_or(CASES);
    let funcs = cases.div_ceil(OF_A_FUNCTION);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let next = AtomicU64::new(0);
    let work = || -> Result<(), String> {
        loop {
            let batch = next.fetch_add(1, Ordering::Relaxed);
            if batch * FUNCS >= funcs {
                return Ok(());
            }
            let numbers: Vec<u64> = (batch * FUNCS..funcs.min((batch + 1) * FUNCS)).collect();
            write(&folder.join(batch.to_string()), seed, &numbers, batch)
                .map_err(|error| format!("batch {batch}, WEFT_SEED={seed}: {error}"))?;
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..thread::available_parallelism()?.get()).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| "a thread panicked")?.map_err(Into::into))
    })
}

/// Writes one component and what is made of it.
fn write(folder: &Path, seed: u64, numbers: &[u64], batch: u64) -> Result<(), Box<dyn Error>> {
    let mut proxies = Vec::new();
    let mut between = Vec::new();
    for number in numbers {
        let mut random = Random::new(seed, *number);
        let func = generate::func(&mut random);
        let mut encoding = || *random.pick(&Encoding::ALL);
        let (first, last) = (encoding(), encoding());
        between.push(first);
        proxies.push(Proxy { func, encoding: last, post_return: random.once_in(3) });
    }
    let (is_pair, given) = match batch % 4 {
        0 => (false, given::alone(&proxies)),
        1 | 2 => (true, given::pair(&proxies, &between)),
        _ => (false, given::composed(&mut Random::new(!seed, batch), &proxies)),
    };
    fs::create_dir_all(folder.join("component"))?;
    fs::write(folder.join("component.wat"), &given.wat)?;
    let bytes = wat::parse_str(&given.wat)?;
    fs::write(folder.join("component.wasm"), &bytes)?;
    let options = Options {
        name: "component".to_string(),
        mode: Mode::Instantiate,
        minify: batch % 3 == 2,
        strings: batch.is_multiple_of(5).then_some(Strings::Small),
        ..Options::default()
    };
    let output = transpile(&bytes, &options).map_err(|diagnostics| format!("{diagnostics:#?}"))?;
    for file in output.files {
        fs::write(folder.join("component").join(file.name), file.contents)?;
    }
    let funcs = numbers.iter().zip(proxies.iter().zip(&between)).map(|(number, (proxy, between))| {
        // Arguments are given in the encoding of the component that calls, results in that of the one that returns.
        let encodings = [if is_pair { *between } else { proxy.encoding }, proxy.encoding];
        json!({
            "number": number,
            "text": proxy.func.to_string(),
            "params": proxy.func.params.iter().map(|ty| ty.json()).collect::<Vec<_>>(),
            "result": proxy.func.result.as_ref().map(|ty| ty.json()),
            "encodings": encodings.map(Encoding::name),
        })
    });
    let text = json!({
        "seed": seed.to_string(),
        "cases": OF_A_FUNCTION,
        "image": IMAGE,
        "wordsEnd": WORDS_END,
        "memory": MEMORY,
        "images": given.images,
        "spoil": given.spoil,
        "resets": given.resets,
        "funcs": funcs.collect::<Vec<_>>(),
    });
    fs::write(folder.join("batch.json"), text.to_string())?;
    Ok(())
}
