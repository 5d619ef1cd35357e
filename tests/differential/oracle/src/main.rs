//! What wasmtime makes of the cases of the differential test: `weft-oracle FOLDER…` reads `component.wasm`, `batch.json` and `cases.json` of each batch
//! and writes `oracle.json`, an array of `{seen, got}` in the words of `tests/differential/weft.mjs`.

mod tree;

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::{env, fs, thread};
use wasmtime::component::{Component, Instance, Linker, Val};
use wasmtime::error::Context as _;
use wasmtime::{Config, Engine, Error, Result, Store, Trap, format_err};

/// The interface that the functions are imported from.
const INTERFACE: &str = "weft:random/host";

/// What the host's function answers with, and what it was given.
#[derive(Default)]
struct Host {
    answer: Option<Val>,
    seen: Option<String>,
}

fn main() -> Result<()> {
    let folders = Mutex::new(env::args_os().skip(1).map(PathBuf::from).collect::<Vec<_>>());
    let mut config = Config::new();
    config.wasm_component_model_map(true).wasm_component_model_fixed_length_lists(true);
    let engine = Engine::new(&config)?;
    let work = || -> Result<()> {
        while let Some(folder) = folders.lock().ok().and_then(|mut folders| folders.pop()) {
            batch(&engine, &folder).with_context(|| folder.display().to_string())?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..thread::available_parallelism()?.get()).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().map_err(|_| format_err!("a thread panicked"))?)
    })
}

/// Runs the cases of a batch.
fn batch(engine: &Engine, folder: &Path) -> Result<()> {
    let read = |name: &str| -> Result<Value> { Ok(serde_json::from_slice(&fs::read(folder.join(name))?)?) };
    let (batch, cases) = (read("batch.json")?, read("cases.json")?);
    let component = Component::from_file(engine, folder.join("component.wasm"))?;
    let mut linker = Linker::<Host>::new(engine);
    let mut host = linker.instance(INTERFACE)?;
    for i in 0..array(&batch, "funcs")?.len() {
        host.func_new(&format!("f{i}"), |mut store, _, params, results| {
            let Host { answer, seen } = store.data_mut();
            *seen = Some(Value::Array(params.iter().map(tree::of).collect::<Result<_>>()?).to_string());
            if let (Some(result), Some(answer)) = (results.first_mut(), answer.take()) {
                *result = answer;
            }
            Ok(())
        })?;
    }
    let mut running: Option<(Store<Host>, Instance)> = None;
    let mut outcomes = Vec::new();
    for case in array(&json!({ "cases": cases }), "cases")? {
        let (mut store, instance) = match running.take() {
            Some(running) => running,
            None => {
                let mut store = Store::new(engine, Host::default());
                let instance = linker.instantiate(&mut store, &component)?;
                (store, instance)
            }
        };
        let got = call(&mut store, instance, &batch, case);
        let seen = store.data_mut().seen.take();
        let text = match &got {
            Ok(tree) => tree.to_string(),
            Err(error) => kind(error),
        };
        outcomes.push(json!({ "seen": seen, "got": text }));
        if got.is_ok() {
            running = Some((store, instance));
        }
    }
    fs::write(folder.join("oracle.json"), Value::Array(outcomes).to_string())?;
    Ok(())
}

/// Makes one call and gives its result.
fn call(store: &mut Store<Host>, instance: Instance, batch: &Value, case: &Value) -> Result<Value> {
    let text = |of: &Value, name: &str| of[name].as_str().map(str::to_string).context("a text");
    for reset in array(batch, "resets")? {
        named(store, instance, reset.as_str().unwrap_or_default(), &[], 0)?;
    }
    if let Some([nth, ptr]) = case["spoil"].as_array().map(Vec::as_slice) {
        named(store, instance, &text(batch, "spoil")?, &[u32(nth)?, u32(ptr)?], 0)?;
    }
    let way = text(case, "way")?;
    if let Some(image) = case["image"].as_str() {
        let export = &array(batch, "images")?[usize::from(way == "r")];
        let digits = |at: usize| image.get(at..at + 2).context("two digits");
        let bytes = (0..image.len()).step_by(2).map(|at| Ok(Val::U8(u8::from_str_radix(digits(at)?, 16)?)));
        let bytes = Val::List(bytes.collect::<Result<_>>()?);
        named(store, instance, export.as_str().unwrap_or_default(), &[bytes], 0)?;
    }
    let index = usize::try_from(case["func"].as_u64().context("a function")?)?;
    let func = &array(batch, "funcs")?[index];
    let (mut params, result) = (Vec::new(), &func["result"]);
    if way == "f" {
        for (ty, tree) in array(func, "params")?.iter().zip(array(case, "params")?) {
            params.push(tree::to(ty, tree)?);
        }
    }
    let answer = if result.is_null() { None } else { Some(tree::to(result, &case["result"])?) };
    *store.data_mut() = Host { answer, seen: None };
    let results = named(store, instance, &format!("{way}{index}"), &params, usize::from(!result.is_null()))?;
    results.first().map_or(Ok(Value::Null), tree::of)
}

/// Calls an export.
fn named(store: &mut Store<Host>, instance: Instance, name: &str, params: &[Val], results: usize) -> Result<Vec<Val>> {
    let func = instance.get_func(&mut *store, name).with_context(|| format!("no export {name}"))?;
    let mut results = vec![Val::Bool(false); results];
    func.call(store, params, &mut results)?;
    Ok(results)
}

fn array<'a>(of: &'a Value, name: &str) -> Result<&'a Vec<Value>> {
    of[name].as_array().with_context(|| format!("no array {name}"))
}

fn u32(number: &Value) -> Result<Val> {
    Ok(Val::U32(u32::try_from(number.as_u64().context("a number")?)?))
}

/// What a failed call is called: wasmtime's own lifting has messages, its adapters between components have codes.
fn kind(error: &Error) -> String {
    if let Some(trap) = error.downcast_ref::<Trap>() {
        let kind = match trap {
            Trap::UnreachableCodeReached => "unreachable",
            Trap::InvalidChar => "char",
            Trap::InvalidDiscriminant => "discriminant",
            Trap::UnalignedPointer => "unaligned",
            Trap::StringOutOfBounds => "string",
            Trap::ListOutOfBounds => "list",
            Trap::MemoryOutOfBounds => "pointer",
            _ => return format!("trap: {trap:?}"),
        };
        return format!("trap: {kind}");
    }
    let message = error.root_cause().to_string();
    let kind = KINDS.iter().find(|(part, _)| message.contains(part)).map_or(message.as_str(), |(_, kind)| kind);
    format!("trap: {kind}")
}

/// Kinds of traps by what is in wasmtime's messages.
const KINDS: [(&str, &str); 13] = [
    ("realloc return: ", "realloc"),
    ("not aligned", "unaligned"),
    ("string pointer/length out of bounds", "string"),
    ("list pointer/length out of bounds", "list"),
    ("map pointer/length out of bounds", "list"),
    ("pointer out of bounds", "pointer"),
    ("discriminant", "discriminant"),
    ("converted integer out of range for `char`", "char"),
    ("invalid utf8 encoding", "utf-8"),
    ("invalid utf-8 sequence", "utf-8"),
    ("incomplete utf-8 byte sequence", "utf-8"),
    ("invalid utf16 encoding", "utf-16"),
    ("unpaired surrogate found", "utf-16"),
];
