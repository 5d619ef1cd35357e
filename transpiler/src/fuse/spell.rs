//! The adapter IR, spelled in core wasm: lift and lower in one function, with no value between them.
//!
//! An adapter lifts from one memory and lowers into another. Its core values are those of wasm; its component-level ones exist only
//! here ([`Value`]): a record is its fields, a variant a variable that tells the case, a list an address and a length together with the statements
//! that lift an element, which run when the element is lowered. So a string or list is read where it is written, and what is found
//! wrong inside of a list is found when memory has been taken for it; nobody can tell, as a trap locks both down.

use wasm_encoder::BlockType;

use super::code::{Code, Slot};
use super::core::numeric_size;
use super::handles::{Walk, lifts_handle};
use super::module::Helpers;
use super::trap::Trap;
use super::value::{List, Value};
use crate::abi::Core;
use crate::adapter::{Access, Adapter, Expr, Local, Numeric, Stmt};
use crate::plan::{Encoding, HandleMove, InstanceId};
use crate::types::Int;

/// What an adapter works with: numbers of memories and functions in the module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Memories {
    /// What is lifted from.
    pub(super) from: u32,
    /// What is lowered to.
    pub(super) to: u32,
    /// How strings lie in the two.
    pub(super) encodings: (Encoding, Encoding),
    /// Takes memory there.
    pub(super) realloc: u32,
    /// The global that keeps `realloc` from calling out, where it could.
    pub(super) gate: Option<u32>,
    /// Traps with a number.
    pub(super) trap: u32,
}

/// From where to where an adapter passes values.
#[derive(Clone, Copy)]
pub(super) struct Way<'a> {
    pub(super) with: Memories,
    pub(super) handles: &'a [(HandleMove, u32)],
    pub(super) instances: (InstanceId, InstanceId),
}

/// Of a function that calls have in common: it passes no handles.
impl From<Memories> for Way<'_> {
    fn from(with: Memories) -> Self {
        Self { with, handles: &[], instances: (InstanceId(0), InstanceId(0)) }
    }
}

/// Spells one adapter.
pub(super) struct Speller<'a> {
    pub(super) code: &'a mut Code,
    pub(super) with: Memories,
    pub(super) helpers: &'a mut Helpers,
    /// What glue does with handles, and the function of the module for it.
    pub(super) handles: &'a [(HandleMove, u32)],
    /// What lifts and what lowers.
    pub(super) instances: (InstanceId, InstanceId),
    pub(super) walk: Walk,
    env: Vec<Value>,
    /// The cases that the branches around have found variables to be.
    pub(super) current: Vec<(Local, String)>,
}

impl<'a> Speller<'a> {
    pub(super) fn new(code: &'a mut Code, way: Way<'a>, helpers: &'a mut Helpers, adapter: &Adapter) -> Self {
        let env = vec![Value::Absent; adapter.locals.len()];
        let Way { with, handles, instances } = way;
        Self { code, with, helpers, handles, instances, walk: Walk::Outside, env, current: Vec::new() }
    }

    /// Says what a variable of the adapter is.
    pub(super) fn set(&mut self, local: Local, value: Value) {
        if let Some(place) = self.env.get_mut(local.0) {
            *place = value;
        }
    }

    pub(super) fn get(&self, local: Local) -> Value {
        self.env.get(local.0).cloned().unwrap_or(Value::Absent)
    }

    pub(super) fn stmts(&mut self, stmts: &[Stmt]) {
        for stmt in stmts {
            self.stmt(stmt);
        }
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match stmt {
            Stmt::Let(local, value) => {
                let value = self.resolve(value);
                let value = self.settle(value);
                self.set(*local, value);
            }
            Stmt::Var(local, value) => self.declare(*local, value.as_ref()),
            Stmt::Set(local, value) => self.assign(*local, value),
            Stmt::Store(access, base, offset, value) => {
                self.core(base);
                self.core(value);
                self.store(*access, *offset);
            }
            Stmt::CheckList { ptr, len, size, align } => {
                let (ptr, len) = (self.keep(ptr), self.keep(len));
                self.check_range((ptr, len), *size, *align, Trap::List);
            }
            Stmt::Length(local, list) => {
                if let Value::List(list) = self.present(list) {
                    self.set(*local, Value::Core(list.count));
                }
            }
            Stmt::Allocate { ptr, len, size, align } => {
                let len = self.keep(len);
                let slot = self.allocate(len, *size, *align, Trap::List);
                self.set(*ptr, Value::Core(slot));
            }
            Stmt::LowerNumeric { element, value, ptr, len } => {
                if let Some(range) = self.lower_numeric(*element, value) {
                    self.set_range(*ptr, *len, range);
                }
            }
            Stmt::StoreNumeric { element, value, base, offset } => {
                if let Some(range) = self.lower_numeric(*element, value) {
                    self.store_range(base, *offset, range);
                }
            }
            Stmt::StoreRange { base, offset, ptr, len } => {
                let range = (self.keep(ptr), self.keep(len));
                self.store_range(base, *offset, range);
            }
            Stmt::StoreNumbers(base, offset, value) => {
                let base = self.keep(base);
                if let Value::Numbers(element, from, count) = self.present(value) {
                    self.copy((base, *offset), from, count, numeric_size(element));
                }
            }
            Stmt::LowerString { value, ptr, len } => {
                if let Some(range) = self.lower_string(value) {
                    self.set_range(*ptr, *len, range);
                }
            }
            Stmt::StoreString { value, base, offset } => {
                if let Some(range) = self.lower_string(value) {
                    self.store_range(base, *offset, range);
                }
            }
            Stmt::For { index, count, address: (moving, start), step, body } => match body.split_last() {
                Some((Stmt::SetElement(list, _, item), body)) => {
                    let (start, count, item) = (self.keep(start), self.keep(count), item.clone());
                    let (body, moves) = (body.to_vec(), lifts_handle(body));
                    let lifted = self.lift_list(List { start, count, step: *step, moving: *moving, body, item, moves });
                    self.set(*list, lifted);
                }
                Some((Stmt::SetEntry(map, key, value), body)) => {
                    let item = Expr::Tuple(vec![key.clone(), value.clone()]);
                    let (start, count) = (self.keep(start), self.keep(count));
                    let (body, moves) = (body.to_vec(), lifts_handle(body));
                    let lifted = self.lift_list(List { start, count, step: *step, moving: *moving, body, item, moves });
                    self.set(*map, lifted);
                }
                _ => self.count(*index, count, (*moving, start), *step, body),
            },
            Stmt::If(test, yes, no) => {
                self.core(test);
                self.code.put().if_(BlockType::Empty);
                self.stmts(yes);
                if !no.is_empty() {
                    self.code.put().else_();
                    self.stmts(no);
                }
                self.code.put().end();
            }
            Stmt::SwitchIndex(on, ways) => {
                self.core(on);
                let on = self.code.keep(Core::I32);
                let targets: Vec<Option<usize>> = (0..ways.len()).map(Some).collect();
                self.switch(on, &targets, ways.len(), |speller, way| {
                    speller.stmts(ways.get(way).map_or(&[], Vec::as_slice));
                });
            }
            Stmt::SwitchTag(on, ways) => self.switch_tag(on, ways),
            Stmt::CheckTwo(value) => {
                self.core(value);
                self.code.put().i32_const(1).i32_gt_u();
                self.trap_if(Trap::Case);
            }
            // Lists are made by the loop that fills them; no argument of a component is refused; nothing is stored apart
            // here, since the adapter was told of no type that is.
            Stmt::NewList(..)
            | Stmt::NewMap(_)
            | Stmt::SetElement(..)
            | Stmt::SetEntry(..)
            | Stmt::Parameter(_)
            | Stmt::CheckObject(..)
            | Stmt::Return(_)
            | Stmt::StoreApart { .. } => {}
        }
    }

    fn set_range(&mut self, ptr: Local, len: Local, range: (Slot, Slot)) {
        self.set(ptr, Value::Core(range.0));
        self.set(len, Value::Core(range.1));
    }

    /// Stores where a string or list is and how long.
    fn store_range(&mut self, base: &Expr, offset: u32, range: (Slot, Slot)) {
        for (slot, offset) in [(range.0, offset), (range.1, offset + 4)] {
            self.core(base);
            self.code.get(slot);
            self.store(Access::Int(Int::U32), offset);
        }
    }

    fn lower_numeric(&mut self, element: Numeric, value: &Expr) -> Option<(Slot, Slot)> {
        let size = numeric_size(element);
        let Value::Numbers(_, from, count) = self.present(value) else { return None };
        let to = self.allocate(count, size, size, Trap::List);
        self.copy((to, 0), from, count, size);
        Some((to, count))
    }

    fn declare(&mut self, local: Local, value: Option<&Expr>) {
        match value {
            Some(value @ Expr::Zero(ty)) => {
                self.core(value);
                let slot = self.code.keep(*ty);
                self.set(local, Value::Core(slot));
            }
            value => {
                // Which case it is has to be zero again in every turn of a loop.
                self.code.put().i32_const(0);
                let tag = self.code.keep(Core::I32);
                self.set(local, Value::Unset(tag));
                if let Some(value) = value {
                    self.assign(local, value);
                }
            }
        }
    }

    fn assign(&mut self, local: Local, expr: &Expr) {
        match self.get(local) {
            Value::Core(slot) => {
                self.core(expr);
                self.code.put().local_set(slot.index);
            }
            Value::Unset(tag) => {
                let value = match self.resolve(expr) {
                    Value::Case(label, payload) => Value::Variant(tag, vec![(label, self.settle_payload(payload))]),
                    value => {
                        let value = self.settle(value);
                        self.code.put().i32_const(1).local_set(tag.index);
                        Value::Option(tag, Box::new(value))
                    }
                };
                self.set(local, value);
            }
            Value::Variant(tag, mut cases) => {
                if let Value::Case(label, payload) = self.resolve(expr) {
                    let payload = self.settle_payload(payload);
                    let number = i32::try_from(cases.len()).unwrap_or(i32::MAX);
                    self.code.put().i32_const(number).local_set(tag.index);
                    cases.push((label, payload));
                    self.set(local, Value::Variant(tag, cases));
                }
            }
            _ => {}
        }
    }

    /// Counts up while an address moves on.
    fn count(&mut self, index: Local, count: &Expr, (moving, start): (Local, &Expr), step: u32, body: &[Stmt]) {
        let count = self.keep(count);
        self.core(start);
        let address = self.code.keep(Core::I32);
        self.code.put().i32_const(0);
        let number = self.code.keep(Core::I32);
        self.set(index, Value::Core(number));
        self.set(moving, Value::Core(address));
        self.code.put().block(BlockType::Empty).loop_(BlockType::Empty);
        self.code.put().local_get(number.index).local_get(count.index).i32_ge_u().br_if(1);
        self.stmts(body);
        self.code.put().local_get(number.index).i32_const(1).i32_add().local_set(number.index);
        self.code.put().local_get(address.index).i32_const(step.cast_signed()).i32_add().local_set(address.index);
        self.code.put().br(0).end().end();
    }

    fn switch_tag(&mut self, on: &Expr, ways: &[(String, Vec<Stmt>)]) {
        let way_of = |label: &String| ways.iter().position(|(way, _)| way == label);
        let local = if let Expr::Local(local) = on { Some(*local) } else { None };
        let run = |speller: &mut Self, way: usize| {
            let Some((label, stmts)) = ways.get(way) else { return };
            speller.current.extend(local.map(|local| (local, label.clone())));
            speller.stmts(stmts);
            if local.is_some() {
                speller.current.pop();
            }
        };
        match self.present(on) {
            Value::Case(label, _) => way_of(&label).into_iter().for_each(|way| run(self, way)),
            Value::Variant(tag, cases) => {
                let targets: Vec<Option<usize>> = cases.iter().map(|(label, _)| way_of(label)).collect();
                self.switch(tag, &targets, ways.len(), run);
            }
            _ => {}
        }
    }

    /// One way per number; any other traps.
    fn switch(&mut self, on: Slot, targets: &[Option<usize>], ways: usize, run: impl Fn(&mut Self, usize)) {
        let depth = |way: usize| u32::try_from(way).unwrap_or(u32::MAX);
        for _ in 0..ways + 2 {
            self.code.put().block(BlockType::Empty);
        }
        let table: Vec<u32> = targets.iter().map(|way| depth(way.unwrap_or(ways))).collect();
        self.code.get(on);
        self.code.put().br_table(table, depth(ways));
        for way in 0..ways {
            self.code.put().end();
            run(self, way);
            self.code.put().br(depth(ways - way));
        }
        self.code.put().end();
        self.trap(Trap::Case);
        self.code.put().end();
    }
}
