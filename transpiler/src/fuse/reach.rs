//! How fused code gets at memories: by its own instructions; or, in engines that let a module have one memory only, by functions.
//!
//! The second form of a fused module (DESIGN §3) has no memory at all. It carries a module that has one, the **half** (the custom section `half`); glue makes
//! an instance of it for each memory and gives the fused module its functions, under the memory's name and theirs. Text is checked there, where
//! reading costs nothing, and a single function of glue copies bytes from one memory to another. All else is the same code in both forms, so it traps and
//! takes memory alike.

use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, ImportSection, MemoryType, Module,
    ValType,
};

use super::code::{Code, Slot, val_type};
use super::core::mem_arg;
use super::signatures::Signatures;
use super::strings;
use super::transcode::Units;
use crate::abi::Core;

/// The forms of a fused module.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// With all memories that it reads and writes.
    MultiMemory,
    /// With none, for engines that allow but one.
    SingleMemory,
}

/// The name of the section with the half.
const SECTION: &str = "half";

/// The name of glue's function that copies: address, address, bytes, and which memories they are in.
pub(super) const COPY: &str = "copy";

/// Where the memories are that code works on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Space {
    /// In the module.
    Here,
    /// Behind functions: those of each memory, from this one on, and then [`COPY`].
    Behind { first: u32, memories: u32 },
}

/// What is done with a memory; its number is its position in [`Reach::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    U8,
    S8,
    U16,
    S16,
    I32,
    I64,
    F32,
    F64,
    Store8,
    Store16,
    Store32,
    Store64,
    StoreF32,
    StoreF64,
    Pages,
    Utf8,
    Utf16,
}

impl Reach {
    pub(super) const ALL: [(Self, &'static str); 17] = [
        (Self::U8, "u8"),
        (Self::S8, "s8"),
        (Self::U16, "u16"),
        (Self::S16, "s16"),
        (Self::I32, "i32"),
        (Self::I64, "i64"),
        (Self::F32, "f32"),
        (Self::F64, "f64"),
        (Self::Store8, "store8"),
        (Self::Store16, "store16"),
        (Self::Store32, "store32"),
        (Self::Store64, "store64"),
        (Self::StoreF32, "store-f32"),
        (Self::StoreF64, "store-f64"),
        (Self::Pages, "pages"),
        (Self::Utf8, "utf8"),
        (Self::Utf16, "utf16"),
    ];

    /// What is loaded, or stored.
    fn value(self) -> Core {
        match self {
            Self::I64 | Self::Store64 => Core::I64,
            Self::F32 | Self::StoreF32 => Core::F32,
            Self::F64 | Self::StoreF64 => Core::F64,
            _ => Core::I32,
        }
    }

    /// The parameters and results of its function. Behind an address stands an offset, behind what is stored as well.
    pub(super) fn ty(self) -> (Vec<Core>, Vec<Core>) {
        match self {
            Self::U8 | Self::S8 | Self::U16 | Self::S16 | Self::I32 | Self::I64 | Self::F32 | Self::F64 => {
                (vec![Core::I32; 2], vec![self.value()])
            }
            Self::Pages => (Vec::new(), vec![Core::I32]),
            Self::Utf8 | Self::Utf16 => (vec![Core::I32; 2], Vec::new()),
            _ => (vec![Core::I32, self.value(), Core::I32], Vec::new()),
        }
    }

    /// Its function in the half, whose memory is the only one.
    fn function(self) -> Option<Function> {
        let (params, results) = self.ty();
        let (mut code, slots) = Code::new(&params, Space::Here);
        let address = |code: &mut Code, offset: Option<&Slot>| {
            if let (Some(base), Some(offset)) = (slots.first(), offset) {
                code.put().local_get(base.index).local_get(offset.index).i32_add();
            }
        };
        match self {
            Self::Utf8 => return strings::check(Units::Utf8, 0, 0),
            Self::Utf16 => return strings::check(Units::Utf16, 0, 0),
            Self::Pages => code.pages(0),
            _ if results.is_empty() => {
                address(&mut code, slots.get(2));
                slots.get(1).into_iter().for_each(|value| code.get(*value));
                code.reach(self, 0, 0);
            }
            _ => {
                address(&mut code, slots.get(1));
                code.reach(self, 0, 0);
            }
        }
        code.finish()
    }
}

impl Code {
    /// Loads from the address that is on the stack, or stores what is there behind one.
    pub(super) fn reach(&mut self, reach: Reach, memory: u32, offset: u32) {
        let Space::Here = self.space else {
            self.put().i32_const(offset.cast_signed());
            return self.call_half(reach, memory);
        };
        let at = mem_arg(memory, offset);
        let mut put = self.put();
        match reach {
            Reach::U8 => put.i32_load8_u(at),
            Reach::S8 => put.i32_load8_s(at),
            Reach::U16 => put.i32_load16_u(at),
            Reach::S16 => put.i32_load16_s(at),
            Reach::I32 => put.i32_load(at),
            Reach::I64 => put.i64_load(at),
            Reach::F32 => put.f32_load(at),
            Reach::F64 => put.f64_load(at),
            Reach::Store8 => put.i32_store8(at),
            Reach::Store16 => put.i32_store16(at),
            Reach::Store32 => put.i32_store(at),
            Reach::Store64 => put.i64_store(at),
            Reach::StoreF32 => put.f32_store(at),
            Reach::StoreF64 => put.f64_store(at),
            Reach::Pages | Reach::Utf8 | Reach::Utf16 => return,
        };
    }

    /// Puts the number of a memory's pages on the stack.
    pub(super) fn pages(&mut self, memory: u32) {
        match self.space {
            Space::Here => {
                self.put().memory_size(memory);
            }
            Space::Behind { .. } => self.call_half(Reach::Pages, memory),
        }
    }

    /// Copies: two addresses and a number of bytes are on the stack.
    pub(super) fn copy(&mut self, to: u32, from: u32) {
        match self.space {
            Space::Here => {
                self.put().memory_copy(to, from);
            }
            Space::Behind { first, memories } => {
                self.put().i32_const(to.cast_signed()).i32_const(from.cast_signed());
                self.put().call(first.saturating_add(memories.saturating_mul(COUNT)));
            }
        }
    }

    /// Calls a function of a memory's half.
    pub(super) fn call_half(&mut self, reach: Reach, memory: u32) {
        if let Space::Behind { first, .. } = self.space {
            self.put().call(first.saturating_add(memory.saturating_mul(COUNT)).saturating_add(reach as u32));
        }
    }
}

/// Functions of a half.
pub(super) const COUNT: u32 = Reach::ALL.len() as u32;

/// The half: it imports what traps where text is checked, and its memory.
pub(super) fn half() -> Option<wasm_encoder::CustomSection<'static>> {
    let mut signatures = Signatures::default();
    let mut imports = ImportSection::new();
    let trap = signatures.index(vec![ValType::I32], Vec::new());
    imports.import("", "0", EntityType::Function(trap));
    let memory = MemoryType { minimum: 0, maximum: None, memory64: false, shared: false, page_size_log2: None };
    imports.import("", "1", EntityType::Memory(memory));
    let (mut functions, mut exports, mut code) = (FunctionSection::new(), ExportSection::new(), CodeSection::new());
    for ((reach, name), index) in Reach::ALL.into_iter().zip(1..) {
        let (params, results) = reach.ty();
        let of = |cores: Vec<Core>| cores.into_iter().map(val_type).collect();
        functions.function(signatures.index(of(params), of(results)));
        exports.export(name, ExportKind::Func, index);
        code.function(&reach.function()?);
    }
    let mut module = Module::new();
    module.section(&signatures.section).section(&imports).section(&functions).section(&exports).section(&code);
    Some(wasm_encoder::CustomSection { name: SECTION.into(), data: module.finish().into() })
}
