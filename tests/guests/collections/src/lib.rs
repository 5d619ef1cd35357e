//! Maps and fixed-length lists, there and back through the host; see `wit/collections.wit`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Debug;

wit_bindgen::generate!({ path: "wit", world: "collections" });

use exports::weft::collections::values::Guest as Values;
use weft::collections::types::{Colour, Entry};
use weft::collections::values as host;

struct Collections;

export!(Collections);

thread_local! {
    static SEEN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Remembers how a value prints.
fn note<T: Debug>(value: T) -> T {
    SEEN.with_borrow_mut(|seen| *seen = format!("{seen}{value:?};"));
    value
}

impl Guest for Collections {
    fn seen() -> String {
        SEEN.take()
    }
}

impl Values for Collections {
    fn counts(value: BTreeMap<String, u32>) -> BTreeMap<String, u32> {
        note(host::counts(&note(value)))
    }
    fn names(value: BTreeMap<i16, Vec<String>>) -> BTreeMap<i16, Vec<String>> {
        note(host::names(&note(value)))
    }
    fn nested(value: BTreeMap<bool, BTreeMap<u64, Option<String>>>) -> BTreeMap<bool, BTreeMap<u64, Option<String>>> {
        note(host::nested(&note(value)))
    }
    fn numbers(value: [u16; 3]) -> [u16; 3] {
        note(host::numbers(note(value)))
    }
    fn single(value: [i8; 1]) -> [i8; 1] {
        note(host::single(note(value)))
    }
    fn letters(value: [char; 2]) -> [char; 2] {
        note(host::letters(note(value)))
    }
    fn colours(value: [Colour; 3]) -> [Colour; 3] {
        note(host::colours(note(value)))
    }
    fn matrix(value: [[f64; 4]; 5]) -> [[f64; 4]; 5] {
        note(host::matrix(note(value)))
    }
    fn long(value: [u8; 300]) -> [u8; 300] {
        note(host::long(note(value)))
    }
    fn entries(value: Vec<Entry>) -> Vec<Entry> {
        note(host::entries(&note(value)))
    }
}
