//! A library component of 67 functions with every value kind and a resource; see `wit/calls.wit`.

use std::cell::Cell;

wit_bindgen::generate!({ path: "wit", world: "calls-world" });

use exports::weft::calls::calls::{Counter, CounterBorrow, Guest, GuestCounter};
use weft::calls::host;
use weft::calls::types::*;

struct Calls;

export!(Calls);

struct Number(Cell<u32>);

impl GuestCounter for Number {
    fn new(start: u32) -> Self {
        Self(Cell::new(start))
    }

    fn add(&self, value: u32) -> u32 {
        self.0.set(self.0.get().wrapping_add(value));
        self.0.get()
    }

    fn value(&self) -> u32 {
        self.0.get()
    }

    fn merge(a: Counter, b: CounterBorrow<'_>) -> Counter {
        Counter::new(Number(Cell::new(a.get::<Number>().value().wrapping_add(b.get::<Number>().value()))))
    }
}

/// The functions that return their argument, and those that do something.
macro_rules! guest {
    ($($name:ident($ty:ty);)* { $($other:item)* }) => {
        impl Guest for Calls {
            type Counter = Number;

            $(fn $name(value: $ty) -> $ty {
                value
            })*

            $($other)*
        }
    };
}

guest! {
    echo_bool(bool);
    echo_s8(i8);
    echo_u8(u8);
    echo_s16(i16);
    echo_u16(u16);
    echo_s32(i32);
    echo_u32(u32);
    echo_s64(i64);
    echo_u64(u64);
    echo_f32(f32);
    echo_f64(f64);
    echo_char(char);
    echo_string(String);
    echo_point(Point);
    echo_person(Person);
    echo_pixel(Pixel);
    echo_tuple((u32, f64));
    echo_nested((Point, (u8, bool)));
    echo_shape(Shape);
    echo_colour(Colour);
    echo_day(Day);
    echo_rights(Rights);
    echo_many(Many);
    echo_option_u32(Option<u32>);
    echo_option_string(Option<String>);
    echo_option_point(Option<Point>);
    echo_option_option(Option<Option<u32>>);
    echo_result(Result<u32, u32>);
    echo_result_string(Result<String, String>);
    echo_results((Result<(), ()>, Result<(), u8>, Result<u8, ()>));
    echo_list_bool(Vec<bool>);
    echo_list_u8(Vec<u8>);
    echo_list_s8(Vec<i8>);
    echo_list_u16(Vec<u16>);
    echo_list_s16(Vec<i16>);
    echo_list_u32(Vec<u32>);
    echo_list_s32(Vec<i32>);
    echo_list_u64(Vec<u64>);
    echo_list_s64(Vec<i64>);
    echo_list_f32(Vec<f32>);
    echo_list_f64(Vec<f64>);
    echo_list_char(Vec<char>);
    echo_list_string(Vec<String>);
    echo_list_point(Vec<Point>);
    echo_list_person(Vec<Person>);
    echo_list_tuple(Vec<(u32, String)>);
    echo_list_shape(Vec<Shape>);
    echo_list_option(Vec<Option<u32>>);
    echo_list_result(Vec<Result<u32, String>>);
    echo_list_colour(Vec<Colour>);
    echo_list_rights(Vec<Rights>);
    echo_list_list(Vec<Vec<u8>>);
    {
        fn noop() {}

        fn add(a: u32, b: u32) -> u32 {
            a.wrapping_add(b)
        }

        fn string_in(value: String) -> u32 {
            value.len() as u32
        }

        fn string_out(length: u32) -> String {
            "x".repeat(length as usize)
        }

        fn bytes_in(value: Vec<u8>) -> u32 {
            value.len() as u32
        }

        fn bytes_out(length: u32) -> Vec<u8> {
            vec![7; length as usize]
        }

        fn fail_text(fail: bool) -> Result<u32, String> {
            if fail { Err("failed".into()) } else { Ok(7) }
        }

        fn fail_fault(fail: bool) -> Result<String, Fault> {
            if fail { Err(Fault::Code(7)) } else { Ok("fine".into()) }
        }

        fn host_noop(count: u32) {
            for _ in 0..count {
                host::noop();
            }
        }

        fn host_text(count: u32, value: String) -> u32 {
            (0..count).fold(0, |sum, _| sum + host::text(&value))
        }

        fn host_place(count: u32, value: Point) -> Point {
            (0..count).fold(value, |place, _| host::place(place))
        }
    }
}
