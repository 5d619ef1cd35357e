//! The body of a function while it is written: instructions, and the variables that turn out to be needed.

use wasm_encoder::{Function, InstructionSink, ValType};

use super::reach::Space;
use crate::abi::Core;

/// A local variable of the function, with its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) index: u32,
    pub(super) ty: Core,
}

/// The most local variables that engines allow a function.
const MAX_LOCALS: usize = 50_000;

/// A function body.
#[derive(Debug)]
pub(super) struct Code {
    /// Where the memories are.
    pub(super) space: Space,
    bytes: Vec<u8>,
    params: u32,
    locals: Vec<ValType>,
}

impl Code {
    /// The body of a function with these parameters, and their variables.
    pub(super) fn new(params: &[Core], space: Space) -> (Self, Vec<Slot>) {
        let slots = (0u32..).zip(params).map(|(index, ty)| Slot { index, ty: *ty }).collect();
        let params = u32::try_from(params.len()).unwrap_or(u32::MAX);
        (Self { space, bytes: Vec::new(), params, locals: Vec::new() }, slots)
    }

    /// Where the next instruction goes.
    pub(super) fn put(&mut self) -> InstructionSink<'_> {
        InstructionSink::new(&mut self.bytes)
    }

    /// A new variable.
    pub(super) fn slot(&mut self, ty: Core) -> Slot {
        let index = self.params.saturating_add(u32::try_from(self.locals.len()).unwrap_or(u32::MAX));
        self.locals.push(val_type(ty));
        Slot { index, ty }
    }

    /// A new variable that holds what is on the stack.
    pub(super) fn keep(&mut self, ty: Core) -> Slot {
        let slot = self.slot(ty);
        self.put().local_set(slot.index);
        slot
    }

    pub(super) fn get(&mut self, slot: Slot) {
        self.put().local_get(slot.index);
    }

    /// The function; `None` where it has more variables than engines allow.
    pub(super) fn finish(mut self) -> Option<Function> {
        if self.locals.len() > MAX_LOCALS {
            return None;
        }
        self.put().end();
        let mut function = Function::new_with_locals_types(self.locals);
        function.raw(self.bytes);
        Some(function)
    }
}

pub(super) fn val_type(core: Core) -> ValType {
    match core {
        Core::I32 => ValType::I32,
        Core::I64 => ValType::I64,
        Core::F32 => ValType::F32,
        Core::F64 => ValType::F64,
    }
}
