//! `map<K, V>`: in memory a list of pairs, in JS a `Map`. Of pairs with one key the last counts when lifting; what the
//! host gives is lowered as it stands, since the Component Model does not ask for unique keys.

use super::spelling::{Speller, Spelling, Way};
use super::string::{address, load_range};
use super::{TypeId, Types};
use crate::abi;
use crate::adapter::{Adapter, Expr, Op, Stmt};

/// The types of keys and values.
type Pair = (TypeId, TypeId);

/// The layout of a pair, and where its value lies.
fn layout(types: &Types, (key, value): Pair) -> (abi::Layout, u32) {
    let sequence = abi::sequence(types, [key, value].into_iter());
    (sequence.layout, sequence.offsets.last().copied().unwrap_or_default())
}

pub(super) fn lift(types: &Types, a: &mut Adapter, pair: Pair, name: &str, ptr: Expr, len: Expr) -> Expr {
    let (layout, offset) = layout(types, pair);
    let ptr = a.bind(&format!("{name}-ptr"), address(ptr));
    let len = a.bind(&format!("{name}-len"), address(len));
    a.push(Stmt::CheckList { ptr: ptr.clone(), len: len.clone(), size: layout.size, align: layout.align });
    let map = a.local(name);
    a.push(Stmt::NewMap(map));
    let (index, moving) = (a.local("i"), a.local("at"));
    let (body, ()) = a.block(|a| {
        let key = super::load(types, a, pair.0, "key", &moving.into(), 0);
        let value = super::load(types, a, pair.1, "value", &moving.into(), offset);
        a.push(Stmt::SetEntry(map, key, value));
    });
    a.push(Stmt::For { index, count: len, address: (moving, ptr), step: layout.size, body });
    map.into()
}

pub(super) fn lower(types: &Types, a: &mut Adapter, pair: Pair, name: &str, value: Expr) -> [Expr; 2] {
    let (layout, offset) = layout(types, pair);
    let (ptr, len) = (a.local(&format!("{name}-ptr")), a.local(&format!("{name}-len")));
    let entries = a.bind(name, Expr::Op(Op::Entries, vec![value]));
    a.push(Stmt::Length(len, entries.clone()));
    a.push(Stmt::Allocate { ptr, len: len.into(), size: layout.size, align: layout.align });
    let (index, moving) = (a.local("i"), a.local("at"));
    let (body, ()) = a.block(|a| {
        let entry = a.bind("entry", Expr::Element(Box::new(entries), index));
        let part = |index| Expr::Part(Box::new(entry.clone()), index);
        super::store(types, a, pair.0, "key", part(0), &moving.into(), 0);
        super::store(types, a, pair.1, "value", part(1), &moving.into(), offset);
    });
    a.push(Stmt::For { index, count: len.into(), address: (moving, ptr.into()), step: layout.size, body });
    [ptr.into(), len.into()]
}

pub(super) fn load(types: &Types, a: &mut Adapter, pair: Pair, name: &str, base: &Expr, offset: u32) -> Expr {
    let [ptr, len] = load_range(base, offset);
    lift(types, a, pair, name, ptr, len)
}

/// Where JavaScript gives it, any iterable of pairs will do; a `Map` is one. (The union of both would double with every
/// map in a map.)
pub(super) fn ts(s: &Speller<'_>, key: TypeId, value: TypeId) -> Spelling {
    let (key, value) = (s.text(key), s.text(value));
    match s.way {
        Way::Received => Spelling::atom(format!("Map<{key}, {value}>")),
        Way::Given => Spelling::atom(format!("Iterable<readonly [{key}, {value}]>")),
    }
}
