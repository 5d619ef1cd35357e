//! `list<T>`: address and length. Numbers are copied in bulk to and from a typed array, all else element by element.

use super::spelling::{Speller, Spelling, Way};
use super::string::{address, load_range, store_range};
use super::{Int, Type, TypeId, Types};
use crate::abi;
use crate::adapter::{Adapter, Expr, Numeric, Op, Stmt};

/// The bulk form of an element type, if it has one.
pub(crate) fn numeric(types: &Types, element: TypeId) -> Option<Numeric> {
    match types.get(element) {
        Type::Int(int) => Some(Numeric::Int(*int)),
        Type::F32 => Some(Numeric::F32),
        Type::F64 => Some(Numeric::F64),
        _ => None,
    }
}

pub(super) fn lift(types: &Types, a: &mut Adapter, element: TypeId, name: &str, ptr: Expr, len: Expr) -> Expr {
    if let Some(numeric) = numeric(types, element) {
        return Expr::Op(Op::LiftNumeric(numeric), vec![address(ptr), address(len)]);
    }
    let layout = abi::layout(types, element);
    let ptr = a.bind(&format!("{name}-ptr"), address(ptr));
    let len = a.bind(&format!("{name}-len"), address(len));
    a.push(Stmt::CheckList { ptr: ptr.clone(), len: len.clone(), size: layout.size, align: layout.align });
    load_elements(types, a, element, name, ptr, len)
}

/// A list of the elements from an address on (`load_list_from_valid_range`).
pub(super) fn load_elements(
    types: &Types,
    a: &mut Adapter,
    element: TypeId,
    name: &str,
    ptr: Expr,
    count: Expr,
) -> Expr {
    let list = a.local(name);
    a.push(Stmt::NewList(list, count.clone()));
    let (index, moving) = (a.local("i"), a.local("at"));
    let (body, ()) = a.block(|a| {
        let item = super::load(types, a, element, "item", &moving.into(), 0);
        a.push(Stmt::SetElement(list, index, item));
    });
    a.push(Stmt::For { index, count, address: (moving, ptr), step: abi::layout(types, element).size, body });
    list.into()
}

pub(super) fn lower(types: &Types, a: &mut Adapter, element: TypeId, name: &str, value: Expr) -> Vec<Expr> {
    if let Some(element) = numeric(types, element) {
        let (ptr, len) = (a.local(&format!("{name}-ptr")), a.local(&format!("{name}-len")));
        a.push(Stmt::LowerNumeric { element, value, ptr, len });
        return vec![ptr.into(), len.into()];
    }
    lower_elements(types, a, element, name, value).into()
}

/// Stores a list in new memory, element by element: address and length.
fn lower_elements(types: &Types, a: &mut Adapter, element: TypeId, name: &str, value: Expr) -> [Expr; 2] {
    let (ptr, len) = (a.local(&format!("{name}-ptr")), a.local(&format!("{name}-len")));
    let layout = abi::layout(types, element);
    let list = a.bind(name, Expr::Op(Op::Elements, vec![value]));
    a.push(Stmt::Length(len, list.clone()));
    a.push(Stmt::Allocate { ptr, len: len.into(), size: layout.size, align: layout.align });
    store_elements(types, a, element, list, ptr.into(), len.into());
    [ptr.into(), len.into()]
}

pub(super) fn store(
    types: &Types,
    a: &mut Adapter,
    element: TypeId,
    name: &str,
    value: Expr,
    base: &Expr,
    offset: u32,
) {
    if let Some(element) = numeric(types, element) {
        a.push(Stmt::StoreNumeric { element, value, base: base.clone(), offset });
        return;
    }
    let range = lower_elements(types, a, element, name, value);
    store_range(a, range, base, offset);
}

/// Stores the elements of a list from an address on (`store_list_into_valid_range`).
pub(super) fn store_elements(types: &Types, a: &mut Adapter, element: TypeId, list: Expr, ptr: Expr, count: Expr) {
    let (index, moving) = (a.local("i"), a.local("at"));
    let (body, ()) = a.block(|a| {
        let item = Expr::Element(Box::new(list), index);
        super::store(types, a, element, "item", item, &moving.into(), 0);
    });
    a.push(Stmt::For { index, count, address: (moving, ptr), step: abi::layout(types, element).size, body });
}

pub(super) fn load(types: &Types, a: &mut Adapter, element: TypeId, name: &str, base: &Expr, offset: u32) -> Expr {
    let [ptr, len] = load_range(base, offset);
    lift(types, a, element, name, ptr, len)
}

/// A numeric list is its typed array, any other an array.
pub(super) fn ts(s: &Speller<'_>, element: TypeId) -> Spelling {
    match numeric(s.types, element) {
        None => s.spell(element).array().going(s.way),
        Some(numeric) => ts_numbers(s, element, numeric),
    }
}

/// A typed array; where JavaScript gives it, any iterable will do.
pub(super) fn ts_numbers(s: &Speller<'_>, element: TypeId, numeric: Numeric) -> Spelling {
    match s.way {
        Way::Received => Spelling::atom(typed_array(numeric)),
        Way::Given => Spelling::union([typed_array(numeric).to_owned(), format!("Iterable<{}>", s.text(element))]),
    }
}

/// The typed array that holds a list of these.
pub(crate) fn typed_array(numeric: Numeric) -> &'static str {
    match numeric {
        Numeric::Int(Int::S8) => "Int8Array",
        Numeric::Int(Int::U8) => "Uint8Array",
        Numeric::Int(Int::S16) => "Int16Array",
        Numeric::Int(Int::U16) => "Uint16Array",
        Numeric::Int(Int::S32) => "Int32Array",
        Numeric::Int(Int::U32) => "Uint32Array",
        Numeric::Int(Int::S64) => "BigInt64Array",
        Numeric::Int(Int::U64) => "BigUint64Array",
        Numeric::F32 => "Float32Array",
        Numeric::F64 => "Float64Array",
    }
}
