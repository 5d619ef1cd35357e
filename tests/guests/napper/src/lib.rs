//! A library component whose functions sleep; see `wit/napper.wit`.

use std::cell::Cell;
use std::thread::sleep;
use std::time::Duration;

wit_bindgen::generate!({ path: "wit", world: "napper" });

struct Napper;

export!(Napper);

thread_local! {
    static NAPS: Cell<u32> = const { Cell::new(0) };
}

impl Guest for Napper {
    fn nap(milliseconds: u32, dream: String) -> String {
        sleep(Duration::from_millis(milliseconds.into()));
        NAPS.set(NAPS.get() + 1);
        format!("{}: {dream}", NAPS.get())
    }

    fn try_nap(milliseconds: u32, dream: Result<String, String>) -> Result<String, String> {
        sleep(Duration::from_millis(milliseconds.into()));
        dream
    }

    fn doze(milliseconds: u32) -> u64 {
        sleep(Duration::from_millis(milliseconds.into()));
        milliseconds.into()
    }

    fn nightmare(milliseconds: u32) {
        sleep(Duration::from_millis(milliseconds.into()));
        panic!("a nightmare");
    }
}
