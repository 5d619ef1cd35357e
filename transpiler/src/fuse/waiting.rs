//! The functions that core code imports for host functions that may have to wait (DESIGN §5).
//!
//! Problem: JSPI can suspend only a stack without JavaScript frames, and a suspending import costs, and needs a
//! promising entry, even when it has nothing to wait for. Shape: one small module per component, with a function per
//! such import:
//!
//! ```wat
//! (func (export "0") (param $self i32) (param $out i32)
//!   (call $try (local.get $self) (local.get $out))
//!   (if (global.get $pending) (then
//!     (global.set $pending (i32.const 0))
//!     (call $wait (local.get $out)))))
//! ```
//!
//! `try` has lowered the result unless it said "pending", by setting the global that the JS runtime holds. `wait` lowers the
//! result when it is there, so of the parameters it needs only the address of a result in memory. The module knows no
//! types beyond the flat ones, and nothing of the engine: without JSPI it is not instantiated at all.

use wasm_encoder::{
    BlockType, CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, GlobalType,
    ImportSection, Instruction, Module, ValType,
};

use super::code::val_type;
use super::signatures::Signatures;
use crate::abi::Core;

/// The core signature of an import that may have to wait.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Way {
    /// All parameters; the address of a spilled result is the last.
    pub(crate) params: Vec<Core>,
    /// The flat result.
    pub(crate) result: Option<Core>,
    /// The result is spilled.
    pub(crate) spilled: bool,
}

/// The module. It imports `try` as `t` `"0"`, `wait` as `w` `"0"` and so on, and the global `pending` as `p` `p`; it exports `"0"` and so on. With
/// such names an import takes six bytes, which make eight whole letters in base64 and so compress.
pub(crate) fn module(ways: &[Way]) -> Vec<u8> {
    let mut signatures = Signatures::default();
    let (mut tries, mut waits) = (ImportSection::new(), Vec::new());
    let (mut functions, mut exports, mut code) = (FunctionSection::new(), ExportSection::new(), CodeSection::new());
    let count = u32::try_from(ways.len()).unwrap_or(u32::MAX);
    for (i, way) in (0..count).zip(ways) {
        let params: Vec<ValType> = way.params.iter().map(|core| val_type(*core)).collect();
        let results: Vec<ValType> = way.result.iter().map(|core| val_type(*core)).collect();
        let out = if way.spilled { vec![ValType::I32] } else { Vec::new() };
        let own = signatures.index(params, results.clone());
        tries.import("t", &i.to_string(), EntityType::Function(own));
        waits.push((i.to_string(), signatures.index(out, results)));
        functions.function(own);
        exports.export(&i.to_string(), ExportKind::Func, count.saturating_mul(2).saturating_add(i));
        code.function(&function(i, count.saturating_add(i), way));
    }
    let mut imports = tries;
    for (name, signature) in waits {
        imports.import("w", &name, EntityType::Function(signature));
    }
    let pending = GlobalType { val_type: ValType::I32, mutable: true, shared: false };
    imports.import("p", "p", EntityType::Global(pending));

    let mut module = Module::new();
    module.section(&signatures.section).section(&imports).section(&functions).section(&exports).section(&code);
    module.finish()
}

/// Calls the function `attempt`, and `wait` if it has set the global.
fn function(attempt: u32, wait: u32, way: &Way) -> Function {
    let arity = u32::try_from(way.params.len()).unwrap_or(u32::MAX);
    let result = way.result.map(val_type);
    let mut body = Function::new(result.map(|ty| (1, ty)));
    for param in 0..arity {
        body.instruction(&Instruction::LocalGet(param));
    }
    body.instruction(&Instruction::Call(attempt));
    if result.is_some() {
        body.instruction(&Instruction::LocalSet(arity));
    }
    body.instruction(&Instruction::GlobalGet(0));
    body.instruction(&Instruction::If(BlockType::Empty));
    body.instruction(&Instruction::I32Const(0)).instruction(&Instruction::GlobalSet(0));
    if way.spilled {
        body.instruction(&Instruction::LocalGet(arity.saturating_sub(1)));
    }
    body.instruction(&Instruction::Call(wait));
    if result.is_some() {
        body.instruction(&Instruction::LocalSet(arity));
    }
    body.instruction(&Instruction::End);
    if result.is_some() {
        body.instruction(&Instruction::LocalGet(arity));
    }
    body.instruction(&Instruction::End);
    body
}

#[cfg(test)]
#[path = "waiting_test.rs"]
mod tests;
