//! A library component whose resources leave it; see `wit/resources.wit`.

use std::cell::{Cell, RefCell};
use std::time::Duration;

wit_bindgen::generate!({ path: "wit", world: "resources" });

use exports::weft::resources::counters::{self, Counter, CounterBorrow, GuestCounter};
use exports::weft::resources::gauges::{self, Either, Gauge, GaugeBorrow, GuestChecked, GuestGauge, Mode, Shelf};
use exports::weft::resources::misuse;
use weft::resources::host::{self, Thing};

struct Resources;

export!(Resources);

thread_local! {
    static ENDED: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) };
    static HELD: RefCell<Option<Thing>> = const { RefCell::new(None) };
}

/// A number; the destructor of 666 traps, those of 777 and 778 wait, that one briefly and this one for a minute, and that of 888 calls the host.
struct Number(Cell<u32>);

impl Number {
    fn add(&self, n: u32) -> u32 {
        self.0.set(self.0.get().wrapping_add(n));
        self.0.get()
    }
}

impl Drop for Number {
    fn drop(&mut self) {
        match self.0.get() {
            666 => core::arch::wasm32::unreachable(),
            777 => std::thread::sleep(Duration::from_millis(20)),
            778 => std::thread::sleep(Duration::from_secs(60)),
            888 => host::notify("dropped"),
            _ => {}
        }
        ENDED.with_borrow_mut(|ended| ended.push(self.0.get()));
    }
}

fn counter(value: u32) -> Counter {
    Counter::new(Number(Cell::new(value)))
}

fn value(c: &Counter) -> u32 {
    c.get::<Number>().0.get()
}

impl GuestCounter for Number {
    fn new(start: u32) -> Self {
        Self(Cell::new(start))
    }

    fn add(&self, n: u32) -> u32 {
        Number::add(self, n)
    }

    fn label(&self) -> String {
        format!("counter at {}", self.0.get())
    }

    fn merge(a: Counter, b: CounterBorrow<'_>) -> Counter {
        counter(value(&a) + b.get::<Number>().0.get())
    }

    fn call(&self) {
        host::notify("call");
    }
}

impl counters::Guest for Resources {
    type Counter = Number;

    fn make(start: u32) -> Counter {
        counter(start)
    }

    fn read(c: CounterBorrow<'_>) -> u32 {
        c.get::<Number>().0.get()
    }

    fn consume(c: Counter) -> u32 {
        value(&c)
    }

    fn pair(start: u32) -> (Counter, Option<Counter>) {
        (counter(start), (start > 1).then(|| counter(start + 1)))
    }

    fn sum(all: Vec<CounterBorrow<'_>>) -> u32 {
        all.iter().map(|c| c.get::<Number>().0.get()).sum()
    }
}

struct Reading(Cell<u32>);

impl GuestGauge for Reading {
    fn get(&self) -> u32 {
        self.0.get()
    }

    fn reset(&self, to: u32) -> Result<u32, String> {
        if to > 100 { Err(format!("{to} is off the scale")) } else { Ok(self.0.replace(to)) }
    }
}

struct Small(u32);

impl GuestChecked for Small {
    fn new(start: u32) -> Result<Self, String> {
        if start < 10 { Ok(Self(start)) } else { Err(format!("{start} is not small")) }
    }

    fn get(&self) -> u32 {
        self.0
    }
}

impl gauges::Guest for Resources {
    type Gauge = Reading;
    type Checked = Small;

    fn of(c: CounterBorrow<'_>) -> Gauge {
        Gauge::new(Reading(Cell::new(c.get::<Number>().0.get())))
    }

    fn turn(all: Vec<Counter>) -> Vec<Counter> {
        all.into_iter().rev().collect()
    }

    fn repack(s: Shelf) -> Shelf {
        let mut more = s.more;
        more.push(s.one);
        Shelf { one: more.remove(0), maybe: None, more: more.into_iter().chain(s.maybe).collect() }
    }

    fn choose(e: Either) -> Either {
        match e {
            Either::Counter(c) => Either::Gauge(Gauge::new(Reading(Cell::new(value(&c))))),
            Either::Gauge(g) => Either::Counter(counter(g.get::<Reading>().0.get())),
            Either::Nothing => Either::Nothing,
        }
    }

    fn attempt(c: Counter, good: bool) -> Result<Counter, Gauge> {
        if good { Ok(c) } else { Err(Gauge::new(Reading(Cell::new(value(&c))))) }
    }

    fn swap(a: Counter, b: Counter) -> (Counter, Counter) {
        (b, a)
    }

    fn tag(all: Vec<Counter>, one: Counter, m: Mode) -> u32 {
        all.iter().map(value).sum::<u32>() + value(&one) + m as u32
    }

    fn many(
        a: Counter,
        b: CounterBorrow<'_>,
        c: Vec<Counter>,
        d: String,
        e: String,
        f: String,
        g: String,
        h: String,
        i: u32,
        m: Mode,
    ) -> u32 {
        let text = [d, e, f, g, h].concat().len() as u32;
        value(&a) + b.get::<Number>().0.get() + c.iter().map(value).sum::<u32>() + text + i + m as u32
    }

    fn peek(g: GaugeBorrow<'_>, c: CounterBorrow<'_>) -> u32 {
        g.get::<Reading>().0.get() * 1000 + c.get::<Number>().0.get()
    }

    fn nap(c: CounterBorrow<'_>, ms: u32) -> u32 {
        std::thread::sleep(Duration::from_millis(ms.into()));
        c.get::<Number>().0.get()
    }

    fn ended() -> Vec<u32> {
        ENDED.take()
    }
}

impl misuse::Guest for Resources {
    fn lend_and_give() {
        let thing = Thing::new(1);
        let same = unsafe { Thing::from_handle(thing.handle()) };
        host::mix(&thing, same);
        std::mem::forget(thing);
    }

    fn drop_twice() {
        let thing = Thing::new(1);
        drop(unsafe { Thing::from_handle(thing.handle()) });
    }

    fn give_borrowed(t: &Thing) {
        host::mix(&Thing::new(1), unsafe { Thing::from_handle(t.handle()) });
    }

    fn drop_unknown(index: u32) {
        drop(unsafe { Thing::from_handle(index) });
    }

    fn two(a: &Thing, m: Thing) -> u32 {
        let again = host::mix(a, m);
        host::many(&[a, a]) + again
    }

    fn hold(t: Thing) {
        HELD.set(Some(t));
    }

    fn let_go() {
        HELD.take();
    }
}
