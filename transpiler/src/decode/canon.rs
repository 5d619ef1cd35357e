//! Canonical definitions (`Binary.md#canonical-definitions`).
//!
//! Weft follows a revision of the spec that the validator has left behind: it knows nothing of `cancellable`, a byte behind some opcodes, and it knows
//! opcodes that the revision has not allocated. So the bytes are looked at first, and the validator gets a section of the same length without the flags.

use wasmparser::component_types::ComponentAnyTypeId;
use wasmparser::types::TypesRef;
use wasmparser::{
    BinaryReader, CanonicalFunction, ComponentCanonicalSectionReader, ComponentExternalKind, FromReader, ValType,
};

use super::component::{Builtin, Item};
use super::{DAMAGED, Found, at};
use crate::builtins;
use crate::diagnostics::{Code, Diagnostic};

/// Opcodes with a `cancel?` behind them.
const CANCELLABLE: [u8; 8] = [0x0c, 0x20, 0x21, 0x29, 0x2a, 0x2b, 0x2c, 0x2d];
/// Opcodes that the validator knows and the revision has not allocated.
const UNALLOCATED: [u8; 2] = [0x2e, 0x2f];

impl Found {
    /// The section's bytes without its flags; `None` if none is set. What cannot be read is left to the validator.
    ///
    /// # Errors
    /// `invalid`, for what the validator would take, or refuse in other words.
    pub(super) fn without_flags(
        &self,
        section: &ComponentCanonicalSectionReader<'_>,
        bytes: &[u8],
    ) -> Result<Option<Vec<u8>>, Diagnostic> {
        let malformed = |what: String, position: usize| {
            let offset = at(section.range().start).saturating_add(position);
            Err(Diagnostic::new(Code::Invalid, what).at(offset).within(&self.path()).help(DAMAGED))
        };
        let mut without: Option<Vec<u8>> = None;
        let mut count = BinaryReader::new(bytes, 0);
        if count.read_var_u32().is_err() {
            return Ok(None);
        }
        let mut position = count.current_position();
        for _ in 0..section.count() {
            let Some(opcode) = bytes.get(position) else { break };
            if UNALLOCATED.contains(opcode) {
                return malformed(format!("invalid leading byte ({opcode:#x}) for canonical function"), position);
            }
            let behind = position.saturating_add(1);
            match bytes.get(behind).filter(|_| CANCELLABLE.contains(opcode)) {
                None | Some(0) => {}
                Some(1) => {
                    let flag = without.get_or_insert_with(|| bytes.to_vec()).get_mut(behind);
                    flag.into_iter().for_each(|flag| *flag = 0);
                }
                Some(other) => {
                    return malformed(format!("invalid boolean value ({other:#x}) for `cancellable`"), behind);
                }
            }
            let rest = without.as_deref().unwrap_or(bytes).get(position..).unwrap_or_default();
            let mut reader = BinaryReader::new(rest, 0);
            if CanonicalFunction::from_reader(&mut reader).is_err() {
                break;
            }
            position = position.saturating_add(reader.current_position());
        }
        Ok(without)
    }

    /// Writes a canonical definition down.
    pub(super) fn canon(
        &mut self,
        offset: usize,
        canon: CanonicalFunction,
        types: TypesRef<'_>,
    ) -> Result<(), Diagnostic> {
        let resource = |index| match types.component_any_type_at(index) {
            ComponentAnyTypeId::Resource(id) => Ok(id.resource()),
            _ => Err(Diagnostic::new(Code::Invalid, format!("type {index} is not a resource type")).at(offset)),
        };
        let item = match canon {
            CanonicalFunction::Lift { core_func_index, type_index, options } => {
                let ComponentAnyTypeId::Func(ty) = types.component_any_type_at(type_index) else {
                    let what = format!("type {type_index} is not a function type");
                    return Err(Diagnostic::new(Code::Invalid, what).at(offset));
                };
                self.count(ComponentExternalKind::Func);
                Item::Lift { core_func: core_func_index, ty, options }
            }
            CanonicalFunction::Lower { func_index, options } => Item::Lower { func: func_index, options },
            CanonicalFunction::ResourceNew { resource: r } => Item::ResourceNew(resource(r)?),
            CanonicalFunction::ResourceDrop { resource: r } => Item::ResourceDrop(resource(r)?),
            CanonicalFunction::ResourceRep { resource: r } => Item::ResourceRep(resource(r)?),
            CanonicalFunction::ContextGet { ty: ValType::I32, slot } => Item::Builtin(Builtin::ContextGet(slot)),
            CanonicalFunction::ContextSet { ty: ValType::I32, slot } => Item::Builtin(Builtin::ContextSet(slot)),
            CanonicalFunction::BackpressureInc => Item::Builtin(Builtin::BackpressureInc),
            CanonicalFunction::BackpressureDec => Item::Builtin(Builtin::BackpressureDec),
            other => Item::Builtin(Builtin::Untranslated(builtins::name(&other))),
        };
        self.push(offset, item)
    }
}
