//! Random types: every kind in every other, with the counts at which something changes.

use crate::random::Random;
use crate::value_type::{Func, Type};

/// Kinds without parts.
const LEAVES: [fn(&mut Random) -> Type; 15] = [
    |_| Type::Bool,
    |_| Type::S8,
    |_| Type::U8,
    |_| Type::S16,
    |_| Type::U16,
    |_| Type::S32,
    |_| Type::U32,
    |_| Type::S64,
    |_| Type::U64,
    |_| Type::F32,
    |_| Type::F64,
    |_| Type::Char,
    |_| Type::String,
    |random| Type::Enum(labels(random, &[1, 2, 3, 7], &[255, 256, 257, 300])),
    |random| Type::Flags(labels(random, &[1, 2, 7, 8, 9, 15, 16, 17, 31, 32], &[])),
];

/// What can be the key of a map.
const KEYS: [Type; 11] = [
    Type::Bool,
    Type::S8,
    Type::U8,
    Type::S16,
    Type::U16,
    Type::S32,
    Type::U32,
    Type::S64,
    Type::U64,
    Type::Char,
    Type::String,
];

/// Kinds with parts, made of `budget` more types.
const BRANCHES: [fn(&mut Random, usize) -> Type; 9] = [
    |random, budget| Type::List(Box::new(value_type(random, budget))),
    |random, budget| {
        let parts = parts(random, budget);
        Type::Record(labels_for(random, parts))
    },
    |random, budget| Type::Tuple(parts(random, budget)),
    |random, budget| {
        let mut payloads: Vec<Option<Type>> = parts(random, budget).into_iter().map(Some).collect();
        // Cases without payload, now and then so many that the discriminant takes two bytes.
        let more = if random.once_in(16) { *random.pick(&[250, 254, 256]) } else { random.below(3) };
        for _ in 0..more {
            payloads.insert(random.below(payloads.len() + 1), None);
        }
        Type::Variant(labels_for(random, payloads))
    },
    |random, budget| Type::Option(Box::new(value_type(random, budget))),
    |random, budget| result(random, budget),
    |random, budget| {
        let lengths: &[u32] = if budget < 3 { &[1, 2, 3, 16, 17, 40] } else { &[1, 2, 3] };
        let length = *random.pick(lengths);
        Type::FixedList(Box::new(value_type(random, budget / 2)), length)
    },
    |random, budget| {
        let key = random.pick(&KEYS).clone();
        Type::Map(Box::new(key), Box::new(value_type(random, budget)))
    },
    // Payloads of the same width and other core types: what `join` is about.
    |random, _| {
        let numbers = [Type::S32, Type::F32, Type::U64, Type::F64, Type::Char, Type::String, Type::U8];
        let count = 2 + random.below(3);
        let payloads = (0..count).map(|_| Some(random.pick(&numbers).clone())).collect();
        Type::Variant(labels_for(random, payloads))
    },
];

/// A type of about `budget` types.
#[must_use]
pub fn value_type(random: &mut Random, budget: usize) -> Type {
    if budget <= 1 { random.pick(&LEAVES)(random) } else { random.pick(&BRANCHES)(random, budget - 1) }
}

/// A type of a random size: mostly small, sometimes wide or deep.
#[must_use]
pub fn any_type(random: &mut Random) -> Type {
    if random.once_in(24) {
        return deep(random);
    }
    let budget = *random.pick(&[1, 1, 1, 2, 2, 3, 4, 6, 9, 14, 22]);
    value_type(random, budget)
}

/// A type nested in itself many times, one part at each level.
fn deep(random: &mut Random) -> Type {
    let mut ty = value_type(random, 1);
    for _ in 0..6 + random.below(18) {
        let inner = Box::new(ty);
        ty = match random.below(6) {
            0 | 1 => Type::Option(inner),
            2 => Type::Tuple(vec![*inner]),
            3 => Type::Record(labels_for(random, vec![*inner])),
            4 => Type::Result(Some(inner), None),
            _ => Type::Variant(labels_for(random, vec![None, Some(*inner)])),
        };
    }
    ty
}

/// A function type: none to many parameters, flat and spilled ones, results that are thrown.
#[must_use]
pub fn func(random: &mut Random) -> Func {
    let count = *random.pick(&[0, 1, 1, 1, 1, 2, 2, 3, 4, 8, 15, 16, 17, 20]);
    // Of many parameters each is small, so that sixteen and seventeen flat ones are met often.
    let params = (0..count).map(|_| if count < 5 { any_type(random) } else { value_type(random, 1) }).collect();
    let result = match random.below(8) {
        0 => None,
        1 | 2 => {
            let budget = random.below(8);
            Some(result(random, budget))
        }
        _ => Some(any_type(random)),
    };
    Func { params, result }
}

fn result(random: &mut Random, budget: usize) -> Type {
    let mut way = || (!random.once_in(4)).then(|| Box::new(value_type(random, budget / 2)));
    let ok = way();
    Type::Result(ok, way())
}

/// One to seven types that share a budget.
fn parts(random: &mut Random, budget: usize) -> Vec<Type> {
    let count = 1 + random.below(budget.clamp(1, 7));
    (0..count).map(|_| value_type(random, budget / count)).collect()
}

/// Names that mean something to JavaScript, or have more than one word.
const STEMS: [&str; 22] = [
    "a",
    "b-c",
    "x1",
    "constructor",
    "to-string",
    "value-of",
    "has-own-property",
    "then",
    "tag",
    "val",
    "length",
    "class",
    "none",
    "some",
    "ok",
    "err",
    "is-u8",
    "name",
    "get",
    "long-name-of-four-words",
    "URL",
    "s",
];

/// As many different labels as one of `counts` says, rarely one of `rare`.
fn labels(random: &mut Random, counts: &[usize], rare: &[usize]) -> Vec<String> {
    let count = if !rare.is_empty() && random.once_in(12) { *random.pick(rare) } else { *random.pick(counts) };
    labels_for(random, vec![(); count]).into_iter().map(|(label, ())| label).collect()
}

/// Gives each of `items` its own label.
fn labels_for<T>(random: &mut Random, items: Vec<T>) -> Vec<(String, T)> {
    let mut taken = std::collections::HashSet::new();
    let mut label = |i: usize| {
        let stem = *random.pick(&STEMS);
        let label = if random.once_in(2) || taken.contains(stem) { format!("{stem}-n{i}") } else { stem.to_string() };
        taken.insert(label.clone());
        label
    };
    items.into_iter().enumerate().map(|(i, item)| (label(i), item)).collect()
}
