//! Component-level values in a fused call. There are none at run time: what a lift makes is taken apart by the lower that follows, so a value is
//! known by where its core values are.

use std::rc::Rc;

use super::code::Slot;
use crate::adapter::{Expr, Local, Numeric, Stmt};

/// A value, as the speller knows it.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// A core value in a variable.
    Core(Slot),
    /// An expression that is still to be evaluated, once.
    Pending(Expr),
    /// Fields by their labels.
    Record(Vec<(String, Value)>),
    /// Parts in order.
    Tuple(Vec<Value>),
    /// One case, known while the code is written.
    Case(String, Option<Box<Value>>),
    /// A variable that is set later; the slot will say which case it is.
    Unset(Slot),
    /// A case that the slot tells by its position here.
    Variant(Slot, Vec<(String, Option<Value>)>),
    /// Nothing where the slot is 0.
    Option(Slot, Box<Value>),
    /// The absent value of an option.
    Absent,
    /// A handle that glue carries.
    Carried,
    /// Numbers in the memory that is lifted from: address, and how many.
    Numbers(Numeric, Slot, Slot),
    /// A string there: address and length, tagged as its encoding has it.
    Text(Slot, Slot),
    /// A list whose elements are lifted when they are lowered.
    List(Rc<List>),
}

/// A list in the memory that is lifted from.
#[derive(Debug)]
pub(super) struct List {
    /// Address of the first element.
    pub(super) start: Slot,
    /// Number of elements.
    pub(super) count: Slot,
    /// Bytes from one element to the next.
    pub(super) step: u32,
    /// The variable that holds an element's address while it is lifted.
    pub(super) moving: Local,
    /// Lifts an element.
    pub(super) body: Vec<Stmt>,
    /// The element then.
    pub(super) item: Expr,
    /// There are handles among what is lifted.
    pub(super) moves: bool,
}
