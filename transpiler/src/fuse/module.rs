//! A fused core module: its sections, and the functions that its calls have in common.

use wasm_encoder::{
    CodeSection, EntityType, ExportKind, ExportSection, Function, FunctionSection, GlobalType, ImportSection,
    MemoryType, Module, ValType,
};

use super::call;
use super::code::val_type;
use super::reach::{self, Form, Reach, Space};
use super::signatures::Signatures;
use super::spell::Memories;
use super::transcode::Units;
use super::{strings, transcode};
use crate::abi::Core;
use crate::plan::{Fused, FusedImport};
use crate::types::Types;

/// The numbers that imports have in the index space of their kind.
pub(super) struct Spaces {
    numbers: Vec<u32>,
    /// The global that is not 0 while a `realloc` or `post-return` runs.
    pub(super) gate: u32,
    funcs: u32,
    /// Where the memories are.
    pub(super) space: Space,
}

impl Spaces {
    fn of(fused: &Fused, form: Form) -> Self {
        let (mut memories, mut funcs, mut globals) = (0u32, 0u32, 0u32);
        let mut number = |import: &FusedImport| {
            let next = match import {
                FusedImport::Memory => &mut memories,
                FusedImport::Func(_) => &mut funcs,
                FusedImport::Gate => &mut globals,
            };
            *next += 1;
            *next - 1
        };
        let numbers = fused.imports.iter().map(&mut number).collect();
        let space = match form {
            Form::MultiMemory => Space::Here,
            Form::SingleMemory => Space::Behind { first: funcs, memories },
        };
        if let Space::Behind { .. } = space {
            funcs = funcs.saturating_add(memories.saturating_mul(reach::COUNT)).saturating_add(1);
        }
        Self { numbers, gate: 0, funcs, space }
    }

    /// Of the import at this position; what there is none of is asked for by nobody.
    pub(super) fn index(&self, position: Option<u32>) -> u32 {
        position.and_then(|position| self.numbers.get(position as usize)).copied().unwrap_or(0)
    }
}

/// A function that calls have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Helper {
    /// Address and length → nothing; traps unless the code units are text.
    Check { units: Units, memory: u32, trap: u32 },
    /// Address → character and the address of the next.
    Read { units: Units, memory: u32 },
    /// Address and length → address and length in the other memory and encoding.
    Transcode(Units, Memories),
    /// The same of UTF-16 that may be Latin-1.
    Narrow(Memories),
}

impl Helper {
    fn ty(self) -> (Vec<ValType>, Vec<ValType>) {
        match self {
            Self::Check { .. } => (vec![ValType::I32; 2], Vec::new()),
            Self::Read { .. } => (vec![ValType::I32], vec![ValType::I32; 2]),
            Self::Transcode(..) | Self::Narrow(_) => (vec![ValType::I32; 2], vec![ValType::I32; 2]),
        }
    }

    fn function(self, helpers: &mut Helpers) -> Option<Function> {
        match self {
            Self::Check { units, memory, trap } => strings::check(units, memory, trap),
            Self::Read { units, memory } => transcode::read(units, memory, helpers.space),
            Self::Transcode(units, with) => transcode::transcode(units, with, helpers),
            Self::Narrow(with) => transcode::narrow(with, helpers),
        }
    }
}

/// The helpers that are wanted so far.
pub(super) struct Helpers {
    first: u32,
    wanted: Vec<Helper>,
    pub(super) space: Space,
}

impl Helpers {
    /// The number of a function.
    pub(super) fn index(&mut self, helper: Helper) -> u32 {
        let found = self.wanted.iter().position(|known| *known == helper).unwrap_or_else(|| {
            self.wanted.push(helper);
            self.wanted.len() - 1
        });
        self.first.saturating_add(u32::try_from(found).unwrap_or(u32::MAX))
    }
}

/// The module; `None` where a function has more variables than engines allow.
pub(crate) fn module(types: &Types, fused: &Fused, form: Form) -> Option<Vec<u8>> {
    let spaces = Spaces::of(fused, form);
    let mut signatures = Signatures::default();
    let mut imports = ImportSection::new();
    for (i, import) in fused.imports.iter().enumerate() {
        let ty = match import {
            FusedImport::Memory if form == Form::SingleMemory => continue,
            FusedImport::Memory => EntityType::Memory(MemoryType {
                minimum: 0,
                maximum: None,
                memory64: false,
                shared: false,
                page_size_log2: None,
            }),
            FusedImport::Func(ty) => {
                let of = |cores: &[_]| cores.iter().map(|core| val_type(*core)).collect();
                EntityType::Function(signatures.index(of(&ty.params), of(&ty.results)))
            }
            FusedImport::Gate => {
                EntityType::Global(GlobalType { val_type: ValType::I32, mutable: true, shared: false })
            }
        };
        imports.import("", &i.to_string(), ty);
    }
    if form == Form::SingleMemory {
        import_halves(fused, &mut signatures, &mut imports);
    }
    let (mut functions, mut exports, mut code) = (FunctionSection::new(), ExportSection::new(), CodeSection::new());
    let first = spaces.funcs.saturating_add(u32::try_from(fused.calls.len()).unwrap_or(u32::MAX));
    let mut helpers = Helpers { first, wanted: Vec::new(), space: spaces.space };
    for (i, call) in (0u32..).zip(&fused.calls) {
        let (params, results) = call::core_type(types, &call.ty);
        let of = |cores: Vec<_>| cores.into_iter().map(val_type).collect();
        functions.function(signatures.index(of(params), of(results)));
        exports.export(&i.to_string(), ExportKind::Func, spaces.funcs.saturating_add(i));
        code.function(&call::function(types, &spaces, call, &mut helpers)?);
    }
    // A helper may want others.
    let mut made = 0;
    while let Some(helper) = helpers.wanted.get(made).copied() {
        let (params, results) = helper.ty();
        functions.function(signatures.index(params, results));
        code.function(&helper.function(&mut helpers)?);
        made += 1;
    }
    let mut module = Module::new();
    module.section(&signatures.section).section(&imports).section(&functions).section(&exports).section(&code);
    if form == Form::SingleMemory {
        module.section(&reach::half()?);
    }
    Some(module.finish())
}

/// In place of each memory the functions of its half, then the one that copies.
fn import_halves(fused: &Fused, signatures: &mut Signatures, imports: &mut ImportSection) {
    let of = |cores: Vec<Core>| cores.into_iter().map(val_type).collect();
    for (i, _) in fused.imports.iter().enumerate().filter(|(_, import)| **import == FusedImport::Memory) {
        for (reach, name) in Reach::ALL {
            let (params, results) = reach.ty();
            let ty = signatures.index(of(params), of(results));
            imports.import("", &format!("{i} {name}"), EntityType::Function(ty));
        }
    }
    let copy = signatures.index(vec![ValType::I32; 5], Vec::new());
    imports.import("", reach::COPY, EntityType::Function(copy));
}
