//! `list<T>`: address and length. Numbers are copied in bulk to and from a typed array, all else element by element.

use super::string::{address, load_range};
use super::{Type, TypeId, Types};
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
    let list = a.local(name);
    a.push(Stmt::NewList(list));
    let (index, moving) = (a.local("i"), a.local("at"));
    let (body, ()) = a.block(|a| {
        let item = super::load(types, a, element, "item", &moving.into(), 0);
        a.push(Stmt::Push(list, item));
    });
    a.push(Stmt::For { index, count: len, address: (moving, ptr), step: layout.size, body });
    list.into()
}

pub(super) fn lower(types: &Types, a: &mut Adapter, element: TypeId, name: &str, value: Expr) -> Vec<Expr> {
    let ptr = a.local(&format!("{name}-ptr"));
    let len = a.local(&format!("{name}-len"));
    if let Some(element) = numeric(types, element) {
        a.push(Stmt::LowerNumeric { element, value, ptr, len });
        return vec![ptr.into(), len.into()];
    }
    let layout = abi::layout(types, element);
    let list = a.bind(name, Expr::Op(Op::Elements, vec![value]));
    a.push(Stmt::Length(len, list.clone()));
    a.push(Stmt::Allocate { ptr, len: len.into(), size: layout.size, align: layout.align });
    let (index, moving, item) = (a.local("i"), a.local("at"), a.local("item"));
    let (body, ()) = a.block(|a| {
        a.push(Stmt::Element(item, list, index));
        super::store(types, a, element, "item", item.into(), &moving.into(), 0);
    });
    a.push(Stmt::For { index, count: len.into(), address: (moving, ptr.into()), step: layout.size, body });
    vec![ptr.into(), len.into()]
}

pub(super) fn load(types: &Types, a: &mut Adapter, element: TypeId, name: &str, base: &Expr, offset: u32) -> Expr {
    let [ptr, len] = load_range(base, offset);
    lift(types, a, element, name, ptr, len)
}
