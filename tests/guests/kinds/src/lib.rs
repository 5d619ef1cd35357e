//! A library component with one function for each value kind, through exports and through imports; see `wit/kinds.wit`.

use std::cell::RefCell;
use std::fmt::Debug;

wit_bindgen::generate!({ path: "wit", world: "kinds" });

use exports::weft::kinds::{behave, calls, owners, values, via_host};
use weft::kinds::counters::{self, Counter};
use weft::kinds::functions::{self, Failure};
use weft::kinds::host;
use weft::kinds::types::*;

struct Kinds;

export!(Kinds);

thread_local! {
    static SEEN: RefCell<String> = const { RefCell::new(String::new()) };
    static KEPT: RefCell<Option<Counter>> = const { RefCell::new(None) };
}

/// Remembers how a value prints.
fn note<T: Debug>(value: &T) {
    SEEN.set(format!("{value:?}"));
}

/// For each kind: an export that returns its argument, and one that asks the host.
macro_rules! echoes {
    ($($name:ident($ty:ty) as |$x:ident| $argument:expr;)*) => {
        impl values::Guest for Kinds {
            $(fn $name(value: $ty) -> $ty {
                note(&value);
                value
            })*

            fn seen() -> String {
                SEEN.take()
            }
        }

        impl via_host::Guest for Kinds {
            $(fn $name($x: $ty) -> $ty {
                let answer = host::$name($argument);
                note(&answer);
                answer
            })*
        }
    };
}

echoes! {
    echo_bool(bool) as |x| x;
    echo_s8(i8) as |x| x;
    echo_u8(u8) as |x| x;
    echo_s16(i16) as |x| x;
    echo_u16(u16) as |x| x;
    echo_s32(i32) as |x| x;
    echo_u32(u32) as |x| x;
    echo_s64(i64) as |x| x;
    echo_u64(u64) as |x| x;
    echo_f32(f32) as |x| x;
    echo_f64(f64) as |x| x;
    echo_char(char) as |x| x;
    echo_string(String) as |x| &x;
    echo_list_u8(Vec<u8>) as |x| &x;
    echo_list_s8(Vec<i8>) as |x| &x;
    echo_list_u16(Vec<u16>) as |x| &x;
    echo_list_s16(Vec<i16>) as |x| &x;
    echo_list_u32(Vec<u32>) as |x| &x;
    echo_list_s32(Vec<i32>) as |x| &x;
    echo_list_u64(Vec<u64>) as |x| &x;
    echo_list_s64(Vec<i64>) as |x| &x;
    echo_list_f32(Vec<f32>) as |x| &x;
    echo_list_f64(Vec<f64>) as |x| &x;
    echo_list_bool(Vec<bool>) as |x| &x;
    echo_list_char(Vec<char>) as |x| &x;
    echo_list_string(Vec<String>) as |x| &x;
    echo_list_record(Vec<Person>) as |x| &x;
    echo_list_list(Vec<Vec<u16>>) as |x| &x;
    echo_list_variant(Vec<Wide>) as |x| &x;
    echo_list_result(Vec<Result<u32, String>>) as |x| &x;
    echo_list_option(Vec<Option<u64>>) as |x| &x;
    echo_list_tuple(Vec<(u8, u64)>) as |x| &x;
    echo_list_colour(Vec<Colour>) as |x| &x;
    echo_list_big(Vec<Big>) as |x| &x;
    echo_list_nine(Vec<Nine>) as |x| &x;
    echo_point(Point) as |x| x;
    echo_mixed(Mixed) as |x| x;
    echo_person(Person) as |x| &x;
    echo_tuple((u8, String, f64)) as |x| (x.0, &x.1, x.2);
    echo_nested((Point, (Mixed, bool))) as |x| x;
    echo_colour(Colour) as |x| x;
    echo_big(Big) as |x| x;
    echo_one(One) as |x| x;
    echo_eight(Eight) as |x| x;
    echo_nine(Nine) as |x| x;
    echo_full(Full) as |x| x;
    echo_option_u32(Option<u32>) as |x| x;
    echo_option_s64(Option<i64>) as |x| x;
    echo_option_bool(Option<bool>) as |x| x;
    echo_option_string(Option<String>) as |x| x.as_deref();
    echo_option_record(Option<Person>) as |x| x.as_ref();
    echo_option_option(Option<Option<String>>) as |x| x.as_ref().map(|x| x.as_deref());
    echo_option_list(Option<Vec<u8>>) as |x| x.as_deref();
    echo_narrow(Narrow) as |x| x;
    echo_wide(Wide) as |x| &x;
    echo_outcome((Result<f32, u64>, Result<String, ()>, Result<(), Colour>, Result<(), ()>)) as |x| (x.0, x.1.as_deref().map_err(|()| ()), x.2.as_ref().map(|()| ()), x.3);
}

fn ada() -> Person {
    let home = Address { street: "St James's Square".into(), number: Some(12) };
    Person { name: "Ada".into(), age: 36, home, tags: vec!["maths".into(), "engines".into()] }
}

impl calls::Guest for Kinds {
    fn nothing() {}

    fn parse(text: String) -> Result<u32, String> {
        text.parse().map_err(|error| format!("{text:?}: {error}"))
    }

    fn check(good: bool) -> Result<(), ()> {
        good.then_some(()).ok_or(())
    }

    fn only_ok(good: bool) -> Result<String, ()> {
        good.then(|| "good".into()).ok_or(())
    }

    fn only_err(good: bool) -> Result<(), Failure> {
        good.then_some(()).ok_or(Failure::Code(7))
    }

    fn both(good: bool) -> Result<Person, Failure> {
        good.then(ada).ok_or_else(|| Failure::Reason("not good".into()))
    }

    fn many(
        a: u8,
        b: String,
        c: f32,
        d: u64,
        e: Vec<u16>,
        f: bool,
        g: char,
        h: i64,
        i: f64,
        j: Option<u32>,
        k: Colour,
        l: i8,
        m: i32,
    ) -> String {
        format!("{:?}", ((a, b, c, d, e, f, g), (h, i, j, k, l, m)))
    }

    fn sixteen(
        a: u8,
        b: String,
        c: f32,
        d: u64,
        e: Vec<u16>,
        f: bool,
        g: char,
        h: i64,
        i: f64,
        j: u32,
        k: Colour,
        l: i8,
        m: i32,
        n: u16,
    ) -> String {
        format!("{:?}", ((a, b, c, d, e, f, g), (h, i, j, k, l, m, n)))
    }

    fn join(a: String, b: String, c: String) -> String {
        format!("{a}|{b}|{c}")
    }

    fn origin() -> Point {
        Point { x: -1, y: 2 }
    }

    fn via_nothing() {
        functions::nothing();
    }

    fn via_parse(text: String) -> Result<u32, String> {
        functions::parse(&text)
    }

    fn via_check(good: bool) -> Result<(), ()> {
        functions::check(good)
    }

    fn via_only_ok(good: bool) -> Result<String, ()> {
        functions::only_ok(good)
    }

    fn via_only_err(good: bool) -> Result<(), Failure> {
        functions::only_err(good)
    }

    fn via_both(good: bool) -> Result<Person, Failure> {
        functions::both(good)
    }

    fn via_many(
        a: u8,
        b: String,
        c: f32,
        d: u64,
        e: Vec<u16>,
        f: bool,
        g: char,
        h: i64,
        i: f64,
        j: Option<u32>,
        k: Colour,
        l: i8,
        m: i32,
    ) -> String {
        functions::many(a, &b, c, d, &e, f, g, h, i, j, k, l, m)
    }

    fn via_join(a: String, b: String, c: String) -> String {
        functions::join(&a, &b, &c)
    }

    fn via_origin() -> Point {
        functions::origin()
    }
}

impl owners::Guest for Kinds {
    fn drive(start: u32) -> Vec<String> {
        let mut lines = Vec::new();
        let counter = Counter::new(start);
        lines.push(format!("add {}", counter.add(2)));
        lines.push(format!("label {}", counter.label()));
        lines.push(format!("read {}", counters::read(&counter)));
        let made = counters::make(100);
        lines.push(format!("sum {}", counters::sum(&[&counter, &made, &counter])));
        let merged = Counter::merge(counter, &made);
        lines.push(format!("merged {}", merged.label()));
        lines.push(format!("consume {}", counters::consume(merged)));
        let (first, second) = counters::pair(5);
        lines.push(format!("pair {} {:?}", first.add(0), second.map(|second| second.add(0))));
        drop(made);
        lines
    }

    fn pass(c: Counter) -> Counter {
        c.add(1);
        c
    }

    fn look(c: &Counter) -> u32 {
        c.add(10)
    }

    fn swap((a, b): (Counter, Counter)) -> (Counter, Counter) {
        (b, a)
    }

    fn keep(c: Option<Counter>) {
        KEPT.set(c);
    }

    fn give_back() -> Option<Counter> {
        KEPT.take()
    }
}

impl behave::Guest for Kinds {
    fn ticks() -> Eight {
        static TICKS: std::sync::atomic::AtomicU8 = std::sync::atomic::AtomicU8::new(0);
        Eight::from_bits_retain(TICKS.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1)
    }

    fn trap() {
        core::arch::wasm32::unreachable()
    }

    fn panic(message: String) {
        panic!("{message}")
    }

    fn recurse(depth: u32) -> u32 {
        std::hint::black_box(if depth == 0 { 0 } else { 1 + Self::recurse(depth - 1) })
    }

    fn grow(mib: u32, text: String) -> Vec<String> {
        let before = vec![1u8; mib as usize * 1024 * 1024];
        let answer = host::echo_string(&text);
        let after = "x".repeat(mib as usize * 1024 * 1024);
        vec![text, answer, format!("{}", std::hint::black_box(before).len()), after]
    }
}

impl Guest for Kinds {
    fn add(a: u32, b: u32) -> u32 {
        a.wrapping_add(b)
    }

    fn shout_twice(text: String) -> String {
        shout(&shout(&text))
    }
}
