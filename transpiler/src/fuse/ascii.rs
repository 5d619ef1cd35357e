//! The function that lifts short ASCII strings where the engine has `wasm:js-string`.
//!
//! Problem: `TextDecoder` costs a hundred nanoseconds however short the text is, and a loop in JavaScript makes a string per letter. Shape: a module over
//! the guest's memory, whose one function copies bytes to an array of code units, of which the engine makes the string:
//!
//! ```wat
//! (func (export "") (param $ptr i32) (param $length i32) (result externref)
//!   (local $i i32) (local $all i32) (local $byte i32)
//!   (block (loop
//!     (br_if 1 (i32.ge_u (local.get $i) (local.get $length)))
//!     (array.set $units (global.get $scratch) (local.get $i)
//!       (local.tee $byte (i32.load8_u (i32.add (local.get $ptr) (local.get $i)))))
//!     (local.set $all (i32.or (local.get $all) (local.get $byte)))
//!     (local.set $i (i32.add (local.get $i) (i32.const 1)))
//!     (br 0)))
//!   (if (i32.ge_u (local.get $all) (i32.const 128)) (then (return (ref.null extern))))
//!   (call $fromCharCodeArray (global.get $scratch) (i32.const 0) (local.get $length)))
//! ```
//!
//! It answers null for what is not ASCII. Whoever calls it has checked that the bytes lie in memory and are [`LONGEST`] at most; longer text is faster
//! through `TextDecoder`. It knows neither encodings nor how invalid text traps.

use wasm_encoder::{
    AbstractHeapType, BlockType, CodeSection, ConstExpr, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, HeapType, ImportSection, Instruction, MemArg, MemArgTarget, MemoryType,
    Module, RefType, StorageType, TypeSection, ValType,
};

/// Bytes of the longest string that it takes.
const LONGEST: i32 = 128;

const EXTERN: HeapType = HeapType::Abstract { shared: false, ty: AbstractHeapType::Extern };
/// Index of the type of arrays of code units.
const UNITS: u32 = 0;

/// The module. It imports `""` `""`, a memory, and exports `""`.
pub(crate) fn module() -> Vec<u8> {
    let reference = |nullable, heap_type| ValType::Ref(RefType { nullable, heap_type });
    let (units, maybe_units) =
        (reference(false, HeapType::Concrete(UNITS)), reference(true, HeapType::Concrete(UNITS)));
    let mut types = TypeSection::new();
    types.ty().array(&StorageType::I16, true);
    types.ty().function([maybe_units, ValType::I32, ValType::I32], [reference(false, EXTERN)]);
    types.ty().function([ValType::I32, ValType::I32], [reference(true, EXTERN)]);

    let mut imports = ImportSection::new();
    imports.import("wasm:js-string", "fromCharCodeArray", EntityType::Function(1));
    let memory = MemoryType { minimum: 0, maximum: None, memory64: false, shared: false, page_size_log2: None };
    imports.import("", "", EntityType::Memory(memory));

    let (mut functions, mut globals, mut exports) =
        (FunctionSection::new(), GlobalSection::new(), ExportSection::new());
    functions.function(2);
    let scratch = [Instruction::I32Const(LONGEST), Instruction::ArrayNewDefault(UNITS)];
    globals.global(GlobalType { val_type: units, mutable: false, shared: false }, &ConstExpr::extended(scratch));
    exports.export("", ExportKind::Func, 1);

    let mut code = CodeSection::new();
    code.function(&lift());
    let mut module = Module::new();
    module.section(&types).section(&imports).section(&functions).section(&globals).section(&exports).section(&code);
    module.finish()
}

fn lift() -> Function {
    let (ptr, length, i, all, byte) = (0, 1, 2, 3, 4);
    let byte_at = MemArg { offset: 0, align: 0, target: MemArgTarget::Memory(0), ordering: None };
    let mut body = Function::new([(3, ValType::I32)]);
    for instruction in [
        Instruction::Block(BlockType::Empty),
        Instruction::Loop(BlockType::Empty),
        Instruction::LocalGet(i),
        Instruction::LocalGet(length),
        Instruction::I32GeU,
        Instruction::BrIf(1),
        Instruction::GlobalGet(0),
        Instruction::LocalGet(i),
        Instruction::LocalGet(ptr),
        Instruction::LocalGet(i),
        Instruction::I32Add,
        Instruction::I32Load8U(byte_at),
        Instruction::LocalTee(byte),
        Instruction::ArraySet(UNITS),
        Instruction::LocalGet(all),
        Instruction::LocalGet(byte),
        Instruction::I32Or,
        Instruction::LocalSet(all),
        Instruction::LocalGet(i),
        Instruction::I32Const(1),
        Instruction::I32Add,
        Instruction::LocalSet(i),
        Instruction::Br(0),
        Instruction::End,
        Instruction::End,
        Instruction::LocalGet(all),
        Instruction::I32Const(128),
        Instruction::I32GeU,
        Instruction::If(BlockType::Empty),
        Instruction::RefNull(EXTERN),
        Instruction::Return,
        Instruction::End,
        Instruction::GlobalGet(0),
        Instruction::I32Const(0),
        Instruction::LocalGet(length),
        Instruction::Call(0),
        Instruction::End,
    ] {
        body.instruction(&instruction);
    }
    body
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_module_is_valid_and_small() {
        let bytes = super::module();
        let valid = wasmparser::Validator::new().validate_all(&bytes);
        assert!(valid.is_ok(), "{:?}", valid.err());
        assert!(bytes.len() < 200, "{}", bytes.len());
    }
}
