//! Damage: what changes the structure, an item, a name or a type, and what only breaks bytes.

use crate::seeds::Seed;
use crate::tree::{Body, Section, Tree, leb, write_leb};
use weft_tests::random::Random;

/// One of the seeds, damaged, with its name.
pub fn input(seeds: &[Seed], random: &mut Random) -> (String, Vec<u8>) {
    let seed = random.pick(seeds);
    let bytes = match random.below(16) {
        0 => broken(seed.bytes.clone(), random),
        1 => seed.bytes[..random.below(seed.bytes.len())].to_vec(),
        2 => {
            let length = random.below(64);
            let noise = (0..length).map(|_| byte(random));
            seed.bytes[..8].iter().copied().chain(noise).collect()
        }
        _ => {
            let mut tree = seed.tree.clone();
            for _ in 0..1 + random.below(3) {
                let inside = random.below(tree.count());
                restructure(tree.nth(inside), seeds, random);
            }
            tree.encode()
        }
    };
    (seed.name.clone(), bytes)
}

/// One change to a module or component that leaves its sections well-formed.
fn restructure(tree: &mut Tree, seeds: &[Seed], random: &mut Random) {
    let count = tree.sections.len();
    if count == 0 {
        return;
    }
    let at = random.below(count);
    match random.below(20) {
        0 => {
            let section = tree.sections[at].clone();
            tree.sections.insert(random.below(count + 1), section);
        }
        1 => {
            tree.sections.remove(at);
        }
        2 => {
            let other = random.below(count);
            tree.sections.swap(at, other);
        }
        3 => splice(tree, at, seeds, random),
        4 => {
            let mut bytes = vec![1, b'x'];
            bytes.extend((0..random.below(20)).map(|_| byte(random)));
            tree.sections.insert(at, Section { id: 0, body: Body::Bytes(bytes) });
        }
        // A whole component once more inside.
        5 if tree.header[6] == 1 => {
            let nested = random.pick(seeds).tree.clone();
            tree.sections.insert(at, Section { id: 4, body: Body::Nested(nested) });
        }
        change => {
            let Body::Bytes(bytes) = &mut tree.sections[at].body else { return };
            match change {
                6..=8 => rename(bytes, random),
                9..=13 => retype(bytes, random),
                14..=17 => renumber(bytes, random),
                18 => repeat(bytes, random),
                _ => *bytes = broken(std::mem::take(bytes), random),
            }
        }
    }
}

/// A section of another seed of the same kind, instead of this one or beside it.
fn splice(tree: &mut Tree, at: usize, seeds: &[Seed], random: &mut Random) {
    let mut other = random.pick(seeds).tree.clone();
    let inside = random.below(other.count());
    let id = tree.sections[at].id;
    let same: Vec<Section> = other.nth(inside).sections.iter().filter(|section| section.id == id).cloned().collect();
    if same.is_empty() {
        return;
    }
    let section = random.pick(&same).clone();
    if random.once_in(2) { tree.sections[at] = section } else { tree.sections.insert(at, section) }
}

/// Names that mean something to JavaScript, to URLs or to the Component Model.
const NAMES: [&str; 24] = [
    "a",
    "constructor",
    "__proto__",
    "then",
    "default",
    "a-b",
    "x:y/z",
    "x:y/z@1.0.0",
    "wasi:cli/run@0.2.0",
    "[method]a.b",
    "[constructor]a",
    "[static]a.b",
    "[async]a",
    "[resource-drop]a",
    "memory",
    "",
    "*/",
    "\"",
    "\u{2028}",
    "</script>",
    "${x}",
    "\\",
    "A-B-C",
    "wasi:io/streams@0.2.0",
];

/// Another name instead of one that is in the section, or a letter of it changed.
fn rename(bytes: &mut Vec<u8>, random: &mut Random) {
    let names: Vec<(usize, usize)> = (0..bytes.len()).filter_map(|at| name_at(bytes, at)).collect();
    if names.is_empty() {
        return;
    }
    let (start, end) = *random.pick(&names);
    if random.once_in(2) {
        let at = start + random.below(end - start);
        bytes[at] = *random.pick(b"abcxyz019-AZ@:/._[]");
        return;
    }
    let name = if random.once_in(40) { "n".repeat(200) } else { (*random.pick(&NAMES)).to_string() };
    let mut new = Vec::new();
    write_leb(&mut new, name.len());
    new.extend(name.bytes());
    bytes.splice(start - 1..end, new);
}

/// What looks like a name with its length before it: where its text starts and ends.
fn name_at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let (length, start) = leb(bytes, at)?;
    let text = bytes.get(start..start.checked_add(length)?)?;
    let is_name = (1..60).contains(&length) && text.iter().all(|byte| byte.is_ascii_graphic());
    (is_name && start == at + 1).then_some((start, start + length))
}

/// A primitive value type, or an option of a canonical definition, becomes another: much that does so stays valid.
fn retype(bytes: &mut [u8], random: &mut Random) {
    let types: Vec<usize> = (0..bytes.len()).filter(|at| (0x64..=0x7f).contains(&bytes[*at])).collect();
    if types.is_empty() {
        return renumber(bytes, random);
    }
    let at = *random.pick(&types);
    // Mostly one with the same flat form, which the core function's type allows.
    let like: &[u8] = match bytes[at] {
        0x7a..=0x7f | 0x74 | 0x79 => &[0x7f, 0x7e, 0x7d, 0x7c, 0x7b, 0x7a, 0x79, 0x74],
        0x77 | 0x78 => &[0x77, 0x78],
        _ => &[0x73, 0x64, 0x75, 0x76, 0x70, 0x6f, 0x6b],
    };
    bytes[at] =
        if random.once_in(6) { 0x64 + u8::try_from(random.below(28)).expect("small") } else { *random.pick(like) };
}

/// An index, count or opcode becomes its neighbour, or another small number.
fn renumber(bytes: &mut [u8], random: &mut Random) {
    let numbers: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] < 0x20).collect();
    if numbers.is_empty() {
        return;
    }
    let at = *random.pick(&numbers);
    bytes[at] = match random.below(3) {
        0 => bytes[at] + 1,
        1 => bytes[at].saturating_sub(1),
        _ => u8::try_from(random.below(12)).expect("small"),
    };
}

/// The items of the section twice, with the count that goes with them.
fn repeat(bytes: &mut Vec<u8>, _: &mut Random) {
    if let Some((count, start)) = leb(bytes, 0).filter(|(count, _)| *count < 64) {
        let items = bytes[start..].to_vec();
        let mut new = Vec::new();
        write_leb(&mut new, count * 2);
        new.extend(&items);
        new.extend(&items);
        *bytes = new;
    }
}

/// Bytes changed, removed, added or swapped, one to four of them.
fn broken(mut bytes: Vec<u8>, random: &mut Random) -> Vec<u8> {
    for _ in 0..=random.below(4) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(6) {
            0 | 1 => bytes[at] ^= 1 << random.below(8),
            2 => bytes[at] = byte(random),
            3 => {
                bytes.remove(at);
            }
            4 => bytes.insert(at, byte(random)),
            _ => {
                let other = random.below(bytes.len());
                bytes.swap(at, other);
            }
        }
    }
    bytes
}

/// A byte that is often one that means something.
fn byte(random: &mut Random) -> u8 {
    match random.below(4) {
        0 => [0x00, 0x01, 0x7f, 0x80, 0xff, 0x40, 0x0b, 0x41][random.below(8)],
        _ => random.next().to_le_bytes()[0],
    }
}
