//! What component-level expressions of the adapter IR are: where their core values are to be found.

use wasm_encoder::BlockType;

use super::code::Slot;
use super::core::numeric_size;
use super::handles::Walk;
use super::spell::Speller;
use super::trap::Trap;
use super::value::{List, Value};
use crate::abi::Core;
use crate::adapter::{Expr, Op};

impl Speller<'_> {
    pub(super) fn settle_payload(&mut self, payload: Option<Box<Value>>) -> Option<Value> {
        payload.map(|payload| self.settle(*payload))
    }

    /// Evaluates what is pending in a value.
    pub(super) fn settle(&mut self, value: Value) -> Value {
        match value {
            Value::Pending(expr) => match self.resolve(&expr) {
                Value::Pending(expr) => Value::Core(self.keep(&expr)),
                value => self.settle(value),
            },
            Value::Record(fields) => {
                Value::Record(fields.into_iter().map(|(label, value)| (label, self.settle(value))).collect())
            }
            Value::Tuple(parts) => Value::Tuple(parts.into_iter().map(|value| self.settle(value)).collect()),
            Value::Case(label, payload) => {
                let payload = payload.map(|payload| Box::new(self.settle(*payload)));
                Value::Case(label, payload)
            }
            value => value,
        }
    }

    /// The value of an expression; what is one core value is left pending.
    pub(super) fn resolve(&mut self, expr: &Expr) -> Value {
        match expr {
            Expr::Local(local) => self.get(*local),
            Expr::None => Value::Absent,
            Expr::Record(fields) => Value::Record(
                fields.iter().map(|(label, value)| (label.clone(), Value::Pending(value.clone()))).collect(),
            ),
            Expr::Tuple(parts) => Value::Tuple(parts.iter().cloned().map(Value::Pending).collect()),
            Expr::Case(label, payload) => {
                Value::Case(label.clone(), payload.as_ref().map(|value| Box::new(Value::Pending((**value).clone()))))
            }
            Expr::Field(value, label) => {
                let Value::Record(fields) = self.present(value) else { return Value::Absent };
                let found = fields.into_iter().find(|(name, _)| name == label);
                self.forced(found.map(|(_, value)| value))
            }
            Expr::Part(value, index) => match self.present(value) {
                Value::Tuple(parts) => self.forced(parts.into_iter().nth(*index as usize)),
                value => value,
            },
            Expr::Element(list, index) => match (self.present(list), self.get(*index)) {
                (Value::List(list), Value::Core(index)) => self.element(&list, index),
                _ => Value::Absent,
            },
            Expr::Payload(value) => self.payload(value),
            Expr::If(test, yes, no) => self.choose(test, yes, no),
            Expr::Op(op, args) => self.op(op, args),
            // No type has a function that loads it, since the adapter was told of none.
            Expr::LoadApart(..) => Value::Absent,
            _ => Value::Pending(expr.clone()),
        }
    }

    fn forced(&mut self, value: Option<Value>) -> Value {
        match value {
            Some(Value::Pending(expr)) => self.resolve(&expr),
            value => value.unwrap_or(Value::Absent),
        }
    }

    /// The value of an expression where an option is known to hold one.
    pub(super) fn present(&mut self, expr: &Expr) -> Value {
        match self.resolve(expr) {
            Value::Option(_, some) => self.forced(Some(*some)),
            value => value,
        }
    }

    fn payload(&mut self, expr: &Expr) -> Value {
        let current = match expr {
            Expr::Local(local) => {
                self.current.iter().rev().find(|(found, _)| found == local).map(|(_, label)| label.clone())
            }
            _ => None,
        };
        let payload = match self.present(expr) {
            Value::Case(_, payload) => payload.map(|payload| *payload),
            Value::Variant(_, cases) => {
                cases.into_iter().find(|(label, _)| Some(label) == current.as_ref()).and_then(|(_, payload)| payload)
            }
            _ => None,
        };
        self.forced(payload)
    }

    /// An option whose payload needs no statements.
    fn choose(&mut self, test: &Expr, yes: &Expr, no: &Expr) -> Value {
        let tag = self.keep(test);
        self.code.put().local_get(tag.index).if_(BlockType::Empty);
        let value = self.resolve(yes);
        let value = self.settle(value);
        self.code.put().end();
        match (value, no) {
            (Value::Case(some, payload), Expr::Case(none, _)) => {
                Value::Variant(tag, vec![(none.clone(), None), (some, payload.map(|payload| *payload))])
            }
            (value, _) => Value::Option(tag, Box::new(value)),
        }
    }

    /// An element of a list, lifted now.
    pub(super) fn element(&mut self, list: &List, index: Slot) -> Value {
        self.code.get(list.start);
        self.code.get(index);
        self.code.put().i32_const(list.step.cast_signed()).i32_mul().i32_add();
        let address = self.code.keep(Core::I32);
        self.set(list.moving, Value::Core(address));
        let around = self.walk;
        if list.moves && around == Walk::Outside {
            self.walk = Walk::Lowering;
        }
        self.stmts(&list.body);
        let item = self.resolve(&list.item);
        self.walk = around;
        item
    }

    pub(super) fn op(&mut self, op: &Op, args: &[Expr]) -> Value {
        match (op, args) {
            // What only says that a value of the host has the right shape.
            (
                Op::Object | Op::Parts(_) | Op::Elements | Op::Entries | Op::FixedElements(_) | Op::FixedNumbers(..),
                [value],
            ) => self.present(value),
            (Op::Numbers(_), parts) => Value::Tuple(parts.iter().cloned().map(Value::Pending).collect()),
            (Op::LiftString, [ptr, len]) => {
                let range = (self.keep(ptr), self.keep(len));
                self.lift_string(range)
            }
            (Op::LiftNumeric(element), [ptr, len]) => {
                let (ptr, len) = (self.keep(ptr), self.keep(len));
                let size = numeric_size(*element);
                self.check_range((ptr, len), size, size, Trap::List);
                Value::Numbers(*element, ptr, len)
            }
            (Op::LiftOwn(_) | Op::LiftBorrow(_), [index]) => self.lift_handle(op, index).unwrap_or(Value::Absent),
            (Op::LowerOwn(_) | Op::LowerBorrow(_), [value]) => {
                self.lower_handle(op, value).map_or(Value::Absent, Value::Core)
            }
            _ => Value::Pending(Expr::Op(op.clone(), args.to_vec())),
        }
    }
}
